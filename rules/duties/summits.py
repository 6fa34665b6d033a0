"""Summits: two that name each other, and whether their meeting is prepared (Rulebook 7.22).

Owns whether two mean each other, and whether there is anything to meet about. It must never tell
one side that the other has named it: that shows only in a meeting.
"""

from collections.abc import Mapping

from ..documents.shape import signatories
from ..model import Instructions, State
from ..names import SEATS, Seat
from .obligations import texts_in_force


def other_side(state: State, sheets: Mapping[Seat, Instructions], seat: Seat) -> Seat | None:
    """Return whom this seat offers a meeting."""
    choice = sheets[seat].action
    action = state.scenario.action.get(choice.action) if choice else None
    if choice is None or action is None or not action.summit or seat not in action.seats:
        return None
    return choice.target[0] if choice.target else None


def pairs(state: State, sheets: Mapping[Seat, Instructions]) -> tuple[tuple[Seat, Seat], ...]:
    """Return each two that name each other, in the order of the table."""
    named = {seat: other_side(state, sheets, seat) for seat in SEATS}
    return tuple(
        (one, other)
        for place, one in enumerate(SEATS)
        for other in SEATS[place + 1 :]
        if named[one] == other and named[other] == one
    )


def is_prepared(state: State, one: Seat, other: Seat) -> bool:
    """Whether both sign a text that is open or in force: then there is work to meet about."""
    in_force = texts_in_force(state)
    return any(
        {one, other} <= {*signatories(document.terms)}
        for name, document in state.documents.items()
        if document.status == "open" or name in in_force
    )
