"""Many games of bots, counted: how they end, what is agreed and kept, what each delegation makes.

Owns the counting. It must never play by other means than `rules.bots.match`, nor print.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from time import process_time
from typing import Any

from rules.bots.match import play_game
from rules.judge import reliability, result
from rules.model import Document, State
from rules.names import SEATS, Seat
from rules.scenario import Scenario
from rules.shape import debtors


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one game came to."""

    outcome: str
    rounds: int
    tabled: int
    concluded: int
    two_sided: int
    """Concluded documents under which two delegations or more owe something."""
    kept: int
    """Those of them in which at least two delegations performed all that fell due."""
    promises_due: int
    promises_kept: int
    results: dict[Seat, int]
    """Thousandths of the way from a delegation's BATNA to its maximum."""
    milliseconds: float
    """Of the processor."""


def simulate(
    scenario: Scenario,
    games: int,
    seed: int,
    silent: Sequence[Seat] = (),
    done: Callable[[], None] = lambda: None,
) -> tuple[Counted, ...]:
    """Play `games` games, seeded `seed`, `seed + 1` and so on; `done` is told of each."""
    counted = []
    for number in range(seed, seed + games):
        begun = process_time()
        state = play_game(scenario, number, silent).state
        counted.append(count(state, (process_time() - begun) * 1000))
        done()
    return tuple(counted)


def count(state: State, milliseconds: float) -> Counted:
    documents = list(state.documents.values())
    concluded = [each for each in documents if each.status == "concluded"]
    two_sided = [each for each in concluded if len(debtors(each.terms)) > 1]
    record = reliability(state)
    return Counted(
        outcome=state.outcome or "",
        rounds=state.round,
        tabled=sum(each.tabled_round is not None for each in documents),
        concluded=len(concluded),
        two_sided=len(two_sided),
        kept=sum(len(faithful(state, each)) > 1 for each in two_sided),
        promises_due=record.due,
        promises_kept=record.kept,
        results={seat: result(state, seat).per_mille for seat in SEATS},
        milliseconds=milliseconds,
    )


def faithful(state: State, document: Document) -> tuple[Seat, ...]:
    """Return the debtors who performed something under a document and evaded nothing of it."""
    return tuple(seat for seat in debtors(document.terms) if performed_all(state, document, seat))


def performed_all(state: State, document: Document, seat: Seat) -> bool:
    owed = [
        each
        for clause in document.terms.clauses
        if clause.debtor == seat
        for each in state.deliveries.get(clause.id, ())
    ]
    return bool(owed) and all(each.outcome == "performed" for each in owed)


def summary(counted: Sequence[Counted]) -> dict[str, Any]:
    """Return all the games together, as plain values."""
    return {
        "games": len(counted),
        "outcomes": dict(Counter(each.outcome for each in counted).most_common()),
        "rounds": mean(each.rounds for each in counted),
        "documents": {
            "tabled": mean(each.tabled for each in counted),
            "concluded": mean(each.concluded for each in counted),
            "two_sided": mean(each.two_sided for each in counted),
            "two_sided_kept": mean(each.kept for each in counted),
        },
        "games_with_two_sided_kept_percent": percent(each.kept > 0 for each in counted),
        "promises_kept_percent": share(counted),
        "results": {seat: results(counted, seat) for seat in SEATS},
        "milliseconds_a_game": mean(each.milliseconds for each in counted),
    }


def results(counted: Sequence[Counted], seat: Seat) -> dict[str, float]:
    """Return a delegation's mean and worst result, in percent from BATNA to maximum."""
    reached = [each.results[seat] / 10 for each in counted]
    below = percent(each < 0 for each in reached)
    return {"mean": mean(reached), "min": min(reached), "below_batna_percent": below}


def mean(values: Any) -> float:
    return round(fmean(values), 2)


def percent(truths: Any) -> float:
    return round(100 * fmean(bool(each) for each in truths), 1)


def share(counted: Sequence[Counted]) -> float:
    due = sum(each.promises_due for each in counted)
    return round(100 * sum(each.promises_kept for each in counted) / due, 1) if due else 100.0
