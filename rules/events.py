"""What has happened at a table. An event carries its outcome, so folding never re-judges.

Each event type declares, as data, who may learn of it (`audience`) and which records it may
change (`touches`); one that does not fails at import. `unfolding` resolves the audience, the
view's `touched` the records.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, TypeAlias, get_args

from msgspec import Struct

from .model import (
    ActionChoice,
    Answer,
    Delivery,
    Fate,
    Instructions,
    Message,
    News,
    Part,
    Standing,
    Telling,
    Terms,
    TextRef,
    Value,
)
from .names import DocumentStatus, Phase, Seat, Viewer

AudienceRule: TypeAlias = Literal["world", "seat", "readers", "named", "control"]
"""world: all; seat: the event's `seat`; readers: of its `document`; named: its `to`."""


class Base(Struct, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """Base of all events."""

    audience: ClassVar[AudienceRule]
    touches: ClassVar[tuple[str, ...]]
    """Record keys, with {fields} of the event filled in, "*" for every id of a kind, and
    "mentions/{document}" for the documents whose text refers to it."""


PAPERS = ("document/*", "clause/*", "ledger/*", "aftermath/*")
"""What names documents, and so reads otherwise when one more of them can be seen."""
PROMISES = ("ledger/assurances", "instrument/*", "sheet/*")
"""What hangs on which promises stand and what became of them: cells, stocks left, points."""


class TableOpened(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("*",)
    table: str
    scenario: str
    """The digest of the scenario's data."""
    key: str
    language: str
    name: TextRef | None
    last_round: int
    clock: Mapping[str, int | None]
    bots: Mapping[Seat, str | None]
    variants: Mapping[Seat, str]


class PhaseBegan(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("table/main", "seat/*", "clause/*", "instructions/*", *PROMISES)
    round: int
    phase: Phase
    deadline_ms: int | None


class Paused(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("table/main",)
    left_ms: int


class Resumed(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("table/main",)
    deadline_ms: int | None


class DeadlineMoved(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("table/main",)
    deadline_ms: int


class SeatReadied(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/{seat}",)
    seat: Seat
    on: bool


class PersonArrived(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/*",)
    person: str


class PersonLeft(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/*",)
    person: str


class Reseated(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/{seat}",)
    seat: Seat
    bot: str | None
    generation: int


class ChannelOpened(Base, frozen=True, kw_only=True):
    audience = "named"
    touches = ("channel/{channel}",)
    channel: str
    to: tuple[Viewer, ...]


class MessageSaid(Base, frozen=True, kw_only=True):
    audience = "named"
    touches = ("message/{id}",)
    id: str
    message: Message
    to: tuple[Viewer, ...]


class DocumentDrafted(Base, frozen=True, kw_only=True):
    """Written or rewritten; signatures on an earlier wording are gone."""

    audience = "readers"
    touches = ("document/{document}", "mentions/{document}")
    document: str
    terms: Terms


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


class InstructionsSealed(Base, frozen=True, kw_only=True):
    audience = "seat"
    touches = ("instructions/*",)
    seat: Seat
    instructions: Instructions


class NewsTold(Base, frozen=True, kw_only=True):
    """A card, an inject, a leak or a disclosure, with what it said of effects."""

    audience = "world"
    touches = ("news/{id}",)
    id: str
    news: News


class MeterMoved(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("meter/{name}", "sheet/*")
    name: str
    value: int
    cause: str


class LatitudeChanged(Base, frozen=True, kw_only=True):
    audience = "seat"
    touches = ("seat/{seat}",)
    seat: Seat
    value: int


class BandChanged(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/{seat}",)
    seat: Seat
    band: Literal["none", "low", "middle", "high"]


class OnusChanged(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/{seat}",)
    seat: Seat
    value: int


class SupportChanged(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/{seat}",)
    seat: Seat
    value: int


class ObligationMet(Base, frozen=True, kw_only=True):
    """What became of one obligation. Its truth is the debtor's; `Seen` tells the others."""

    audience = "readers"
    touches = ("clause/{clause}", *PROMISES)
    document: str
    clause: str
    delivery: Delivery


class BreachEstablished(Base, frozen=True, kw_only=True):
    """Established for all who may read the document: the breach of a secret stays among them."""

    audience = "readers"
    touches = ("clause/{clause}", "ledger/breaches", *PROMISES)
    document: str
    round: int
    clause: str


class Acted(Base, frozen=True, kw_only=True):
    """A national action was carried out, in secret unless `to` says otherwise."""

    audience = "named"
    touches = ("sheet/*",)
    seat: Seat
    choice: ActionChoice
    round: int
    force: bool
    counts: bool
    """Whether it counts as an act toward war."""
    once: bool
    to: tuple[Viewer, ...]


class WalkedOut(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/{seat}", "sheet/*")
    seat: Seat
    ground: str
    freely: bool
    round: int


class CameBack(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/{seat}", "sheet/*")
    seat: Seat


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


class GroundsSet(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("ledger/grounds", "sheet/*")
    open: tuple[str, ...]


class AssuranceSet(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("ledger/assurances",)
    level: int
    ceiling: int
    ceiling_text: str


class Told(Base, frozen=True, kw_only=True):
    """One line of the aftermath, for those in `to`."""

    audience = "named"
    touches = ("aftermath/{round}",)
    round: int
    telling: Telling
    to: tuple[Viewer, ...]


class RoundClosed(Base, frozen=True, kw_only=True):
    """The reckoning's end: what stood, what "you first" would have left, sheets put away."""

    audience = "world"
    touches = ("aftermath/{round}", "instructions/*", "meter/*", "sheet/*", "clause/*")
    round: int
    standing: tuple[str, ...]
    you_first: tuple[str, ...]
    drifting: tuple[str, ...] = ()
    """Drifts that the world saw at work."""


class GameEnded(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("table/main", "debrief/*", "sheet/*", "aftermath/*")
    outcome: str
    war_parties: tuple[Seat, ...]


Event: TypeAlias = (
    TableOpened | PhaseBegan | Paused | Resumed | DeadlineMoved | SeatReadied | PersonArrived
    | PersonLeft | Reseated | ChannelOpened | MessageSaid | DocumentDrafted | DraftSigned
    | DraftUnsigned | DocumentTabled | DocumentWithdrawn | DocumentDenounced | DocumentDisclosed
    | InstructionsSealed | NewsTold | MeterMoved | LatitudeChanged | BandChanged | OnusChanged
    | SupportChanged | ObligationMet | BreachEstablished | Acted | WalkedOut | CameBack | AnswerKept
    | DocumentSettled | ClauseStands | GroundsSet | AssuranceSet | Told | RoundClosed | GameEnded
)  # fmt: skip
EVENTS: tuple[type[Any], ...] = get_args(Event)


class Happened(Value, frozen=True, kw_only=True):
    """An event and everybody who may learn of it, resolved when it was judged."""

    event: Event
    to: tuple[Viewer, ...]


def undeclared() -> tuple[str, ...]:
    """Return the event types that do not say who may learn of them or what they change."""
    return tuple(
        kind.__name__
        for kind in EVENTS
        if "audience" not in kind.__dict__ or "touches" not in kind.__dict__
    )


assert not undeclared(), undeclared()
