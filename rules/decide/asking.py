"""What every order is asked first: whose it is, and whether its phase is on."""

from .. import commands as c
from ..documents.sight import readers
from ..model import Document, State
from ..names import SEATS, Seat
from ..refusal import Refused


def seat_of(order: c.Order) -> Seat:
    assert order.by in SEATS, order.by
    return order.by


def during(state: State, *phases: str) -> None:
    """Refuse unless one of `phases` is on."""
    if state.phase == "lobby":
        raise Refused("not-open", "The table is not open yet. Control opens it.")
    if state.phase not in phases:
        raise Refused("not-your-phase", f"This is done in the {' or the '.join(phases)}.")


def seen(state: State, seat: Seat, document_id: str, field: str = "document") -> Document:
    """Return the document if the seat may read it; hidden and non-existent are the same."""
    document = state.paper(document_id)
    if document is None or seat not in readers(document):
        raise Refused("unknown-document", "You have no document of this id.", field)
    return document
