"""What a desk advises its head: a part of the sheet, or words for the press, and why."""

from ..names import Phase, Seat
from .seats import Instructions
from .value import TextRef, Value


class Advice(Value, frozen=True, kw_only=True):
    id: str
    seat: Seat
    post: str
    """Whose advice it is."""
    why: TextRef
    instructions: Instructions = Instructions()
    statement: TextRef | None = None
    round: int
    phase: Phase
