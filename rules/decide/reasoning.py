"""Reasons: why a delegation did what it did, in its own words, for the debrief (Rulebook 9.13).

Owns who may keep one, about what, and how many. Nothing in the game may depend on what it says.
"""

from .. import commands as c
from .. import events as e
from .. import legal
from ..documents.sight import readers
from ..model import Reason, State
from ..names import Seat
from ..naming import named
from ..refusal import Refused
from ..unfolding import Unfolding
from .asking import during, seat_of

ABOUT = ("sheet", "talk")


def reason(unfolding: Unfolding, order: c.Order, command: c.Reason) -> None:
    """Keep a reason until the debrief; its author and control read it before."""
    state = unfolding.state
    seat = seat_of(order)
    during(state, *legal.PLAYING)
    if command.about not in ABOUT and not may_read(state, seat, command.about):
        raise Refused("unknown-document", "You have no document of this id.", "about")
    if legal.reasons_left(state, seat) < 1:
        raise Refused("too-many-reasons", "You have said enough about this round.", "kind")
    kept = Reason(
        id=named(state.key, "reason", order.person, order.id),
        by=seat,
        about=command.about,
        text=command.text,
        round=state.round,
        phase=state.phase,
    )
    unfolding.add(e.ReasonKept(id=kept.id, seat=seat, reason=kept))


def may_read(state: State, seat: Seat, document: str) -> bool:
    paper = state.paper(document)
    return paper is not None and seat in readers(paper)
