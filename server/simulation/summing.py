"""Many games together: outcomes, agreements, results by delegation and character, what occurred.

Owns the sums. It must never play, nor print.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from statistics import fmean, median
from typing import Any

from rules.names import SEATS, Seat
from rules.scenario import Scenario

from .counting import Counted


def summary(scenario: Scenario, counted: Sequence[Counted]) -> dict[str, Any]:
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
        "characters": {seat: by_character(counted, seat) for seat in SEATS},
        "occurred": {
            "instruments": often(counted, instruments(scenario), lambda each: each.instruments),
            "cards": often(counted, cards(scenario), lambda each: each.cards),
            "actions": often(counted, actions(scenario), lambda each: each.actions),
            "lines": often(counted, lines(scenario), lambda each: each.lines),
        },
        "milliseconds_a_game": mean(each.milliseconds for each in counted),
    }


# --- what each delegation made ---


def results(counted: Sequence[Counted], seat: Seat) -> dict[str, float]:
    """Return a delegation's results, in percent of the way from its BATNA to its maximum."""
    return spread([each.results[seat] for each in counted])


def by_character(counted: Sequence[Counted], seat: Seat) -> dict[str, dict[str, float]]:
    """Return the same for each of the characters that played the delegation."""
    played: dict[str, list[int]] = {}
    for each in counted:
        played.setdefault(each.players[seat], []).append(each.results[seat])
    return {name: spread(played[name]) for name in sorted(played)}


def spread(per_mille: Sequence[int]) -> dict[str, float]:
    return {
        "games": len(per_mille),
        "mean": mean(each / 10 for each in per_mille),
        "median": round(median(per_mille) / 10, 1),
        "min": min(per_mille) / 10,
        "below_batna_percent": percent(each < 0 for each in per_mille),
    }


# --- what occurred ---


def instruments(scenario: Scenario) -> list[str]:
    return [each.id for each in scenario.instruments]


def cards(scenario: Scenario) -> list[str]:
    return [each.id for each in scenario.cards]


def actions(scenario: Scenario) -> list[str]:
    return [each.id for each in scenario.actions]


def lines(scenario: Scenario) -> list[str]:
    """Return every line of every sheet, as seat/sheet/line."""
    return [
        f"{seat}/{sheet.id}/{line.id}"
        for seat in SEATS
        for sheet in scenario.sheets[seat]
        for line in sheet.lines
    ]


def often(
    counted: Sequence[Counted], names: Iterable[str], found: Callable[[Counted], frozenset[str]]
) -> dict[str, float]:
    """Return in how many percent of the games each of the names occurred."""
    times = Counter(name for each in counted for name in found(each))
    return {name: round(100 * times[name] / len(counted), 1) for name in names}


def mean(values: Iterable[float]) -> float:
    return round(fmean(values), 2)


def percent(truths: Iterable[bool]) -> float:
    return round(100 * fmean(truths), 1)


def share(counted: Sequence[Counted]) -> float:
    due = sum(each.promises_due for each in counted)
    return round(100 * sum(each.promises_kept for each in counted) / due, 1) if due else 100.0
