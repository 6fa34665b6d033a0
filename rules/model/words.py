"""What is said and told: messages, news, lines of an aftermath."""

from typing import TYPE_CHECKING, Literal, TypeAlias

from rpds import HashTrieMap

from ..names import Phase, Seat, Viewer
from ..scenario import Effect
from .papers import Cause
from .value import TextRef, Value


class Message(Value, frozen=True, kw_only=True):
    id: str
    channel: str
    by: Viewer
    text: TextRef
    round: int
    phase: Phase
    at_ms: int
    reply_to: str | None = None
    asks: Seat | None = None
    """Whom the press asks."""
    speaker: str | None = None
    """The post of who said it: among a delegation's own people, who speak to others as one."""
    to: tuple[Viewer, ...]


if TYPE_CHECKING:
    Messages: TypeAlias = HashTrieMap[str, Message]
else:  # rpds' map takes no parameters at run time
    Messages = HashTrieMap


class News(Value, frozen=True, kw_only=True):
    id: str
    round: int
    kind: Literal[
        "card", "inject", "leak", "disclosure", "petition", "succession", "combined", "report",
        "unveiled",
    ]  # fmt: skip
    card: str | None = None
    title: TextRef | None = None
    text: TextRef | None = None
    document: str | None = None
    documents: tuple[str, ...] = ()
    """What has been combined into a joint assurance."""
    petition: str | None = None
    by: Seat | None = None
    succession: str | None = None
    changed: bool = False
    """Whether the succession brought another government."""
    delay: int | None = None
    """Of `unveiled`: how many rounds late observers are shown everything, None if no more."""
    effects: tuple[Effect, ...] = ()


TellingKind: TypeAlias = Literal[
    "began", "delivered", "delivered_first", "part", "hid", "kept", "turned",
    "made_good", "verified", "doubtful", "breached", "broke", "suspected", "diverted",
    "inspection_found", "inspection_empty", "inspection_refused", "bluffed", "cured",
    "question_put", "question_breach", "question_none",
    "acted", "met", "met_in_vain", "unmet", "acted_in_secret", "traced",
    "overheard", "heard_nothing",
    "held", "walked_out", "stormed_out", "came_back",
    "took_chair", "dialogue_opened", "chair_blamed",
    "concluded", "fell", "declined", "waiting",
    "woke", "sleeps", "served", "suspended", "rests", "roused", "order_dispute",
    "onus", "eroded", "drift", "index_rose", "index_fell", "leaked",
    "government_changed", "government_stayed", "outlived", "lapsed",
    "expected", "disappointed",
    "ground_opened", "ground_closed",
    "closing", "ended", "war",
]  # fmt: skip


class Heard(Value, frozen=True, kw_only=True):
    """What one delegation heard of two others in a round; all false where it heard nothing."""

    round: int
    seat: Seat
    pair: tuple[Seat, ...]
    talked: bool = False
    document: str | None = None
    """Never for the listener, who learns who its parties are."""
    parties: tuple[Seat, ...] = ()
    clause: str | None = None


class Telling(Value, frozen=True, kw_only=True):
    """One line of an aftermath, as data; `tellings` says it. `to` is who may read it.

    It holds all that its words need: what a line says never changes afterwards.
    """

    round: int
    step: Literal["perform", "verify", "accusations", "actions", "settle", "onus", "world", "end"]
    kind: TellingKind
    seat: Seat | None = None
    other: Seat | None = None
    document: str | None = None
    clause: str | None = None
    name: str | None = None
    """An action, a ground, a meter, a drift, an outcome, another text, or how evidence fared, as
    `kind` says."""
    amount: int = 0
    owed: int = 0
    """What was due, where that was less than what the clause says; 0 where it was not."""
    tranche: int = 0
    """Of what comes in tranches, which it is."""
    why: tuple[Cause, ...] = ()
    """Why it fell or sleeps, in what all in `to` may know."""
    near: tuple[tuple[str, ...], ...] = ()
    far: bool = False
    pair: tuple[Seat, ...] = ()
    """The two that an action was aimed at."""
    heard: Heard | None = None
    to: tuple[Viewer, ...]
