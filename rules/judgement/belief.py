"""What delegations believe of each other's hidden types, and how right they were (Rulebook 2.11).

Owns how beliefs are read from sealed sheets and scored. Nothing here may be asked before the end:
a belief moves nothing in the game.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model import State
from ..names import SEATS, Seat
from ..scenario import HiddenType

Odds = Mapping[str, int]
"""Type -> whole percent."""

WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What one delegation wrote of another in one round."""

    seat: Seat
    about: Seat
    round: int
    odds: Odds


def subjects(state: State, seat: Seat) -> Mapping[Seat, tuple[HiddenType, ...]]:
    """Return the other delegations of whose type the seat may believe something."""
    told = state.scenario.delegation
    return {other: told[other].types for other in SEATS if other != seat and told[other].types}


def beliefs(state: State) -> Iterator[Belief]:
    """Yield every belief of a sheet that took effect: by believer, subject and round."""
    for seat in SEATS:
        for about in subjects(state, seat):
            for number in sorted(state.past_sheets):
                odds = state.past_sheets[number][seat].beliefs.get(about)
                if odds is not None:
                    yield Belief(seat=seat, about=about, round=number, odds=odds)


def brier(odds: Odds, truth: str) -> int:
    """Return the Brier score in thousandths: 0 for who was sure and right, 2000 for sure and wrong.

    The sum over all types of the squared distance of the odds from what turned out.
    """
    missed = (percent - WHOLE * (name == truth) for name, percent in odds.items())
    return sum(each * each for each in missed) * 1000 // (WHOLE * WHOLE)


def priors(types: tuple[HiddenType, ...]) -> Odds:
    """Return the odds that all know."""
    return {each.id: each.prior for each in types}
