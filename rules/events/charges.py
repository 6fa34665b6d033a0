"""Events of what delegations hold against one another: accusations and their answers."""

from collections.abc import Mapping
from typing import TypeAlias

from ..model import Finding, Question, Verdict
from ..names import Seat, Viewer
from .base import PROMISES, Base


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


class BreachCured(Base, frozen=True, kw_only=True):
    """The debtor has made good what it broke in these rounds."""

    audience = "readers"
    touches = ("clause/{clause}", "ledger/breaches", *PROMISES)
    document: str
    clause: str
    rounds: tuple[int, ...]


class QuestionPut(Base, frozen=True, kw_only=True):
    """An act may have been a breach: the other five vote on it in the next round."""

    audience = "named"
    touches = ("ledger/questions",)
    question: Question
    to: tuple[Viewer, ...]


class QuestionSettled(Base, frozen=True, kw_only=True):
    """What the other five held, with the reason each gave."""

    audience = "named"
    touches = ("ledger/questions",)
    id: str
    outcome: Verdict
    votes: Mapping[Seat, str]
    to: tuple[Viewer, ...]


ChargesEvent: TypeAlias = (
    Accused | AccusationAnswered | BreachCured | QuestionPut | QuestionSettled
)  # fmt: skip
