"""What a delegation writes down for the debrief: why it did what it did."""

from ..names import Phase, Seat
from .value import TextRef, Value


class Reason(Value, frozen=True, kw_only=True):
    id: str
    by: Seat
    about: str
    """A document's id, "sheet" or "talk"."""
    text: TextRef
    round: int
    phase: Phase
