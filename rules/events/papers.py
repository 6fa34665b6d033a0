"""Events of documents and their clauses, from a draft to what a settlement made of them."""

from collections.abc import Mapping
from typing import TypeAlias

from ..model import Answer, Fate, Part, Standing, Terms
from ..names import DocumentStatus, Seat
from .base import PAPERS, PROMISES, Base


class DocumentDrafted(Base, frozen=True, kw_only=True):
    """Written or rewritten; signatures on an earlier wording are gone."""

    audience = "readers"
    touches = ("document/{document}", "mentions/{document}")
    document: str
    terms: Terms
    version: str = ""


class DraftSigned(Base, frozen=True, kw_only=True):
    audience = "readers"
    touches = ("document/{document}",)
    document: str
    seat: Seat


class DraftUnsigned(Base, frozen=True, kw_only=True):
    audience = "readers"
    touches = ("document/{document}",)
    document: str
    seat: Seat


class DocumentTabled(Base, frozen=True, kw_only=True):
    audience = "readers"
    touches = ("document/{document}", "mentions/{document}")
    document: str
    round: int
    last_round: int
    prices: Mapping[Seat, int]
    price_parts: Mapping[Seat, tuple[Part, ...]] = {}
    goodness: int
    goodness_parts: tuple[Part, ...] = ()


class DocumentWithdrawn(Base, frozen=True, kw_only=True):
    audience = "readers"
    touches = ("document/{document}", "mentions/{document}")
    document: str


class DocumentDenounced(Base, frozen=True, kw_only=True):
    """`seat` ends its clauses from the next round; `broken` are those that had a term."""

    audience = "readers"
    touches = ("document/{document}", "clause/*", "ledger/breaches", *PROMISES)
    document: str
    seat: Seat
    clauses: tuple[str, ...]
    broken: tuple[str, ...]
    round: int


class DocumentDisclosed(Base, frozen=True, kw_only=True):
    """A secret or closed document is public from now on; `by` is None for a leak."""

    audience = "world"
    touches = (*PAPERS, "news/{news}", "sheet/*")
    document: str
    news: str
    by: Seat | None


class AnswerKept(Base, frozen=True, kw_only=True):
    """An acceptance that stays in force for a document still open."""

    audience = "seat"
    touches = ("document/{document}",)
    seat: Seat
    document: str
    answer: Answer


class DocumentSettled(Base, frozen=True, kw_only=True):
    """What the settlement made of an open document."""

    audience = "readers"
    touches = ("document/{document}", "ledger/agreements")
    document: str
    status: DocumentStatus
    round: int
    bound: tuple[Seat, ...]
    fate: Fate


class ClauseStands(Base, frozen=True, kw_only=True):
    """A concluded clause is operative, sleeps, has ended, or is suspended."""

    audience = "readers"
    touches = ("clause/{clause}", *PROMISES)
    document: str
    clause: str
    standing: Standing


class ExpectationJudged(Base, frozen=True, kw_only=True):
    """On its day: whether what a text expects has come, as all who may read it know."""

    audience = "readers"
    touches = ("document/{document}",)
    document: str
    met: bool


class CombinationAgreed(Base, frozen=True, kw_only=True):
    """`seat` agrees to combine declarations; with the last of their authors they are `whole`."""

    audience = "world"
    touches = ("document/*",)
    documents: tuple[str, ...]
    seat: Seat
    round: int
    whole: bool


class LeavingAgreed(Base, frozen=True, kw_only=True):
    """`seat` would leave a joint assurance, and not yet all who are bound by it."""

    audience = "world"
    touches = ("document/*",)
    documents: tuple[str, ...]
    seat: Seat
    round: int


PapersEvent: TypeAlias = (
    DocumentDrafted | DraftSigned | DraftUnsigned | DocumentTabled | DocumentWithdrawn
    | DocumentDenounced | DocumentDisclosed | AnswerKept | DocumentSettled | ClauseStands
    | ExpectationJudged | CombinationAgreed | LeavingAgreed
)  # fmt: skip
