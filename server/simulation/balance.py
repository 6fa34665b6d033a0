"""Whether a scenario is balanced: what its bots' games show, against what every scenario must pass.

Owns which games are played for it and what they must show (Rulebook 10). It must never print.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from rules.bots import NAMES
from rules.bots.fixed import FIXED, POLICIES
from rules.names import SEATS, Seat
from rules.scenario import Scenario

from .counting import Counted
from .playing import Fixture, seeded, simulate
from .summing import summary

PLAYERS = (*NAMES, *POLICIES)
"""Whom each seat is played by in turn, while the usual company sits in the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What the games showed, and what is wrong with it."""

    mixed: dict[str, Any]
    """The usual company, summed up."""
    means: dict[Seat, dict[str, float]]
    """Delegation -> who played it -> its mean result, in percent from BATNA to maximum."""
    each: int
    """Games behind each of the means."""
    findings: tuple[str, ...]


def weigh(  # noqa: PLR0917  # what a weighing is made of
    scenario: Scenario,
    seed: int,
    games: int,
    each: int,
    jobs: int,
    done: Callable[[], None] = lambda: None,
) -> Balance:
    """Play `games` in the usual company and judge them, by `each` with every player in every seat
    and by `each` of every character among its like.
    """
    cells = tuple(cell for seat in SEATS for cell in cells_of(seat, seed, each))
    alike = tuple(game for name in NAMES for game in seeded(seed, each, dict.fromkeys(SEATS, name)))
    fixtures = (*seeded(seed, games, {}), *cells, *alike)
    counted = simulate(scenario, fixtures, jobs, done)
    mixed = summary(scenario, counted[:games])
    means = {seat: means_of(seat, counted[games:][: len(cells)]) for seat in SEATS}
    findings = (
        *unseen(scenario, counted),
        *unreached(scenario, counted),
        *losing(mixed),
        *beaten(scenario, means),
    )
    return Balance(mixed=mixed, means=means, each=each, findings=findings)


def games_in(games: int, each: int) -> int:
    """Return how many games a weighing takes."""
    return games + each * (len(SEATS) * len(PLAYERS) + len(NAMES))


def cells_of(seat: Seat, seed: int, each: int) -> Iterator[Fixture]:
    """Yield the same seeds for every player, so that they meet the same cards and sheets."""
    for name in PLAYERS:
        yield from seeded(seed, each, {seat: name})


def means_of(seat: Seat, counted: Sequence[Counted]) -> dict[str, float]:
    part = len(counted) // len(SEATS)
    own = counted[SEATS.index(seat) * part :][:part]
    each = part // len(PLAYERS)
    return {
        name: round(fmean(game.results[seat] for game in own[place * each :][:each]) / 10, 1)
        for place, name in enumerate(PLAYERS)
    }


# --- what must hold ---


def unseen(scenario: Scenario, counted: Sequence[Counted]) -> Iterator[str]:
    """Yield the instruments and cards that none of the games saw, whoever played."""
    occurred = summary(scenario, counted)["occurred"]
    for sort in ("instruments", "cards"):
        never = [name for name, share in occurred[sort].items() if not share]
        if never:
            yield f"{sort} that never occurred: {', '.join(never)}"


def unreached(scenario: Scenario, counted: Sequence[Counted]) -> Iterator[str]:
    """Yield the public outcomes that bots among themselves never came to."""
    reached = {each.outcome for each in counted if set(each.players.values()) <= set(NAMES)}
    missing = [each.id for each in scenario.outcomes if each.id not in reached]
    if missing:
        yield f"outcomes that no bots' game came to: {', '.join(missing)}"


def losing(mixed: dict[str, Any]) -> Iterator[str]:
    """Yield the delegations that the median game of the usual company leaves below their BATNA."""
    for seat, result in mixed["results"].items():
        if result["median"] < 0:
            yield f"{seat} ends below its BATNA in the median game ({result['median']:.0f})"


def beaten(scenario: Scenario, means: dict[Seat, dict[str, float]]) -> Iterator[str]:
    """Yield where a policy that does not think does better than those who do.

    A fixed policy may come near the mean of the characters, within the margin; random play must
    lose to each of them.
    """
    margin = scenario.balance.margin
    for seat, mean in means.items():
        usual = fmean(mean[name] for name in NAMES)
        for name in FIXED:
            if mean[name] > usual + margin:
                yield f"{seat}: {name} makes {mean[name]:.0f}, thinking {usual:.0f}"
        for name in NAMES:
            if mean["random"] >= mean[name]:
                yield f"{seat}: random play makes {mean['random']:.0f}, {name} {mean[name]:.0f}"
