"""Whether a scenario is balanced: what its bots' games show, against what every scenario must pass.

Owns which games are played for it and what they must show (Rulebook 10). It must never print.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import sqrt
from statistics import fmean, stdev
from typing import Any

from rules.bots import NAMES
from rules.bots.fixed import FIXED, POLICIES
from rules.names import SEATS, Seat
from rules.scenario import Scenario

from .counting import Counted
from .playing import Fixture, seeded, simulate
from .summing import summary

RANDOM = "random"
PLAYERS = (*NAMES, *FIXED, RANDOM)
"""Whose results are compared, seat by seat."""
CRISIS: Mapping[Seat, str] = dict.fromkeys(("dprk", "rok", "usa"), "hard-liner")
COMPANIES: Mapping[str, Mapping[Seat, str]] = {
    **{f"all {name}": dict.fromkeys(SEATS, name) for name in NAMES},
    "hard-liners face each other": CRISIS,
    "and nobody mediates": {**CRISIS, "prc": "stall", "rus": "stall"},
}
"""Title -> who sits where, besides the usual company: the seats not named are cast as ever."""
THOUGHTLESS_MAX = 2
"""A game of bots counts as one for its outcome with so many seats in it that do not think."""
ERRORS = 2
"""So many standard errors apart, two means are clearly so."""
KNOWN_FROM = 4
"""Games from which on their spread says how sure a mean is."""
SURE = 3
"""So many standard errors apart, a question is settled before all its games are played.

Looking so strictly beforehand leaves what the last look says as sure as if there were no other.
"""
LOOKS = (20, 40, 70)
"""Percent of the games after which it is asked what is settled, before all are played."""


Played = Mapping[Any, Sequence[Counted]]
"""Part of a plan (a company, or who sits where in the usual one) -> its games so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A mean result, in percent of the way from BATNA to maximum, and how sure it is."""

    games: int
    value: float
    error: float
    """Its standard error."""

    def of_spread(self, spread: float) -> "Mean":
        """Return it as sure as so many games can make it whose results lie so far apart."""
        least = spread / sqrt(max(self.games, 1))
        return replace(self, error=max(self.error, least))

    def above(self, other: "Mean") -> tuple[float, float]:
        """Return by how much it lies above another, and the standard error of that."""
        return self.value - other.value, sqrt(self.error**2 + other.error**2)


Means = Mapping[Seat, Mapping[str, Mean]]
"""Delegation -> who played it -> what it made of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What the games showed, and what is wrong with it."""

    games: int
    """As many as were needed."""
    mixed: dict[str, Any]
    """The usual company, summed up."""
    outcomes: Mapping[str, Mapping[str, int]]
    """Company -> outcome -> in how many of its games."""
    means: Means
    unseen: Mapping[str, Sequence[str]]
    """Sort of thing -> what of it occurred in none of the games, whoever played."""
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which games are played, and how much they are asked to show."""

    seed: int
    games: int
    """In the usual company, and as many with random play in one seat, a sixth for each; at most."""
    each: int
    """At most, with every fixed policy in every seat, and in each of the other companies."""
    is_quick: bool = False
    """Too few games to show what is rare or close: only what is clearly wrong is a finding."""
    is_whole: bool = False
    """All games are played, though what they are asked may have been settled before."""


def weigh(
    scenario: Scenario, plan: Plan, jobs: int, done: Callable[[], None] = lambda: None
) -> Balance:
    """Play the games of a plan, as far as they are needed, and judge them."""
    asked = fixtures(plan)
    counted: dict[Any, tuple[Counted, ...]] = dict.fromkeys(asked, ())
    wanted: Collection[Any] = asked
    for percent in (*(() if plan.is_whole or plan.is_quick else LOOKS), 100):
        due = {part: upto(asked[part], percent)[len(counted[part]) :] for part in wanted}
        games = tuple(each for part in due.values() for each in part)
        played = iter(simulate(scenario, games, jobs, done))
        counted |= {part: (*counted[part], *islice(played, len(due[part]))) for part in due}
        wanted = unsettled(scenario, counted)
    return judged(scenario, plan, counted)


def judged(scenario: Scenario, plan: Plan, counted: Played) -> Balance:
    """Return what the games that were played show."""
    mixed = summary(scenario, counted[USUAL])
    means = {seat: means_of(seat, counted) for seat in SEATS}
    everything = tuple(each for part in counted.values() for each in part)
    never = unseen(scenario, everything)
    rare = () if plan.is_quick else (*missed(never), *unreached(scenario, everything))
    return Balance(
        games=len(everything),
        mixed=mixed,
        outcomes=outcomes(counted),
        means=means,
        unseen=never,
        findings=(*rare, *losing(mixed), *beaten(scenario, means, plan), *lucky(means, plan)),
    )


# --- who plays ---

USUAL = "the usual company"


def fixtures(plan: Plan) -> dict[Any, tuple[Fixture, ...]]:
    """Return the games of each part, by its name: a company, or who sits where in the usual one."""
    found: dict[Any, tuple[Fixture, ...]] = {USUAL: seeded(plan.seed, plan.games, {})}
    for place, seat in enumerate(SEATS):
        found[seat, RANDOM] = tuple(
            Fixture(seed=usual.seed, players={seat: RANDOM})
            for usual in found[USUAL][place :: len(SEATS)]
        )
    for seat in SEATS:
        found |= {(seat, name): seeded(plan.seed, plan.each, {seat: name}) for name in FIXED}
    for title, players in COMPANIES.items():
        found[title] = seeded(plan.seed, plan.each, players)
    return found


def games_in(plan: Plan) -> int:
    """Return how many games a weighing takes at most."""
    return sum(len(part) for part in fixtures(plan).values())


def upto(part: tuple[Fixture, ...], percent: int) -> tuple[Fixture, ...]:
    """Return so many of the games, rounded up."""
    return part[: -(-len(part) * percent // 100)]


# --- what is settled ---


def unsettled(scenario: Scenario, counted: Played) -> list[Any]:
    """Return the parts of which more games could still show something.

    As long as anything has not occurred, that is all of them.
    """
    everything = tuple(each for part in counted.values() for each in part)
    if any((*missed(unseen(scenario, everything)), *unreached(scenario, everything))):
        return list(counted)
    means = {seat: means_of(seat, counted) for seat in SEATS}
    spreads = {seat: stdev(each.results[seat] / 10 for each in counted[USUAL]) for seat in SEATS}
    random = [(seat, RANDOM) for seat in SEATS if not is_random_clear(means[seat], spreads[seat])]
    is_usual_open = random or not all(is_median_clear(counted[USUAL], seat) for seat in SEATS)
    margin = scenario.balance.margin
    fixed = [
        (seat, name)
        for seat in SEATS
        for name in FIXED
        if not is_clear(means[seat][name], thinking(means[seat]), margin, spreads[seat])
    ]
    return [*([USUAL] if is_usual_open else ()), *random, *fixed]


def is_clear(one: Mean, other: Mean, bound: float, spread: float) -> bool:
    """Whether one mean surely lies above the other by more than a bound, or by less.

    Few games lie near each other by chance: they are taken to lie as far apart as the seat's
    results in the usual company do, if not further.
    """
    ahead, error = one.of_spread(spread).above(other.of_spread(spread))
    return abs(ahead - bound) > SURE * error


def is_random_clear(mean: Mapping[str, Mean], spread: float) -> bool:
    return all(is_clear(mean[name], mean[RANDOM], 0, spread) for name in NAMES)


def is_median_clear(games: Sequence[Counted], seat: Seat) -> bool:
    """Whether the median game is surely on one side of the BATNA: a sign test."""
    below = sum(each.results[seat] < 0 for each in games)
    return abs(2 * below - len(games)) > SURE * sqrt(len(games))


# --- what came of it ---


def means_of(seat: Seat, counted: Played) -> dict[str, Mean]:
    """Return what each player makes of a seat: the characters in the usual company's games."""
    usual = counted[USUAL]
    cast = {name: [each for each in usual if each.players[seat] == name] for name in NAMES}
    fixed = {name: counted[seat, name] for name in (*FIXED, RANDOM)}
    return {name: mean_of(seat, cast.get(name) or fixed.get(name, ())) for name in PLAYERS}


def mean_of(seat: Seat, games: Sequence[Counted]) -> Mean:
    """Return the mean; how sure it is, fewer games than KNOWN_FROM do not tell."""
    results = [each.results[seat] / 10 for each in games]
    if len(results) < KNOWN_FROM:
        return Mean(games=len(results), value=fmean(results or [0]), error=float("inf"))
    return Mean(games=len(results), value=fmean(results), error=stdev(results) / sqrt(len(results)))


def outcomes(counted: Played) -> dict[str, dict[str, int]]:
    """Return how the games ended, by company; all with one fixed or random player together."""
    found: dict[str, dict[str, int]] = {}
    for name, games in counted.items():
        tally = found.setdefault(name if isinstance(name, str) else f"one seat {name[1]}", {})
        for each in games:
            tally[each.outcome] = tally.get(each.outcome, 0) + 1
    return found


# --- what must hold ---


def unseen(scenario: Scenario, counted: Sequence[Counted]) -> dict[str, list[str]]:
    """Return what of the scenario none of the games saw, whoever played."""
    occurred = summary(scenario, counted)["occurred"]
    return {
        sort: [name for name, share in occurred[sort].items() if not share] for sort in occurred
    }


def missed(never: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the instruments and cards that never occurred.

    That each line of a sheet can be met is proven when a scenario is read, not by luck here.
    """
    for sort in ("instruments", "cards"):
        if never[sort]:
            yield f"{sort} that never occurred: {', '.join(never[sort])}"


def unreached(scenario: Scenario, counted: Iterable[Counted]) -> Iterator[str]:
    """Yield the public outcomes that bots came to in no game in which most of them think."""
    reached = {each.outcome for each in counted if thoughtless(each) <= THOUGHTLESS_MAX}
    missing = [each.id for each in scenario.outcomes if each.id not in reached]
    if missing:
        yield f"outcomes that no bots' game came to: {', '.join(missing)}"


def thoughtless(game: Counted) -> int:
    return sum(name in POLICIES for name in game.players.values())


def losing(mixed: dict[str, Any]) -> Iterator[str]:
    """Yield the delegations that the median game of the usual company leaves below their BATNA."""
    for seat, result in mixed["results"].items():
        if result["median"] < 0:
            yield f"{seat} ends below its BATNA in the median game ({result['median']:.0f})"


def beaten(scenario: Scenario, means: Means, plan: Plan) -> Iterator[str]:
    """Yield where a policy that does not think beats those who do by more than the margin."""
    for seat, mean in means.items():
        usual = thinking(mean)
        for name in FIXED:
            ahead, error = mean[name].above(usual)
            slack = ERRORS * error if plan.is_quick else 0
            if ahead > scenario.balance.margin + slack:
                yield f"{seat}: {name} makes {mean[name].value:.0f}, thinking {usual.value:.0f}"


def thinking(mean: Mapping[str, Mean]) -> Mean:
    """Return the mean of the characters, each with the same weight."""
    error = sqrt(sum(mean[name].error ** 2 for name in NAMES)) / len(NAMES)
    games = sum(mean[name].games for name in NAMES)
    return Mean(games=games, value=fmean(mean[name].value for name in NAMES), error=error)


def lucky(means: Means, plan: Plan) -> Iterator[str]:
    """Yield where random play does not clearly lose to a character; of few games, where it wins."""
    for seat, mean in means.items():
        for name in NAMES:
            behind, error = mean[name].above(mean[RANDOM])
            needed = -ERRORS * error if plan.is_quick else ERRORS * error
            if behind <= needed:
                yield f"{seat}: {name} beats random play by {behind:.0f} ±{error:.0f} only"
