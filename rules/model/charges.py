"""What delegations hold against one another: accusations, and what became of them."""

from typing import Literal, TypeAlias

from ..names import Seat
from .value import Value

Finding: TypeAlias = Literal["found", "empty", "refused"]


class Accusation(Value, frozen=True, kw_only=True):
    """`by` says that the debtor of `clause` has evaded it; nobody is asked for proof at once."""

    document: str
    clause: str
    by: Seat
    evidence: bool
    """Whether it says that it can show evidence: a claim, true or not."""
    round: int
    outcome: Finding | None = None
    """What came of it, once a reckoning has answered it."""
