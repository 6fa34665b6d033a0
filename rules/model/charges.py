"""What delegations hold against one another: accusations, questions put to the vote."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from ..names import Seat, Viewer
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


Verdict: TypeAlias = Literal["breach", "none"]


class Question(Value, frozen=True, kw_only=True):
    """Whether what `by` did in a round was a breach: the other five vote on it."""

    id: str
    by: Seat
    action: str
    round: int
    clauses: tuple[str, ...]
    to: tuple[Viewer, ...]
    """Who may read all the texts in dispute."""
    outcome: Verdict | None = None
    votes: Mapping[Seat, str] = {}
    """The reason each gave, published with the outcome; who gave none abstained."""
