"""Events of what delegations hold against one another: accusations and their answers."""

from typing import TypeAlias

from ..model import Finding
from ..names import Seat
from .base import Base


class Accused(Base, frozen=True, kw_only=True):
    """`by` accuses the debtor of a clause before all who may read its document."""

    audience = "readers"
    touches = ("ledger/accusations",)
    document: str
    clause: str
    by: Seat
    evidence: bool
    round: int


class AccusationAnswered(Base, frozen=True, kw_only=True):
    """The inspection found the evasion, found nothing amiss, or was refused."""

    audience = "readers"
    touches = ("ledger/accusations",)
    document: str
    clause: str
    outcome: Finding


ChargesEvent: TypeAlias = Accused | AccusationAnswered
