"""What is true at a table now. Nothing here decides or changes anything."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct
from rpds import HashTrieMap

from .conditions import ALWAYS, Condition
from .names import Audience, DocumentStatus, Form, Phase, Seat, Verification, Viewer
from .scenario import Effect, Scenario


class Value(Struct, frozen=True, kw_only=True):
    """Base of all values of the state."""


class TextRef(Value, frozen=True, kw_only=True):
    """A free text by its id and salted hash. What it says never enters the rules."""

    id: str
    digest: str


class Clause(Value, frozen=True, kw_only=True):
    """`debtor` undertakes `instrument` at `level` (a level, or an amount a round)."""

    id: str
    debtor: Seat
    instrument: str
    level: int
    beneficiaries: tuple[Seat, ...]
    start: int = 0
    """Rounds after conclusion before it is first due."""
    rounds: int | None = None
    """For how many rounds; None is for good."""
    verification: Verification = "v0"
    condition: Condition = ALWAYS
    """`while` on the wire."""


class Terms(Value, frozen=True, kw_only=True):
    """What a document says: fixed once tabled."""

    id: str
    author: Seat
    title: TextRef
    sponsors: tuple[Seat, ...]
    addressees: tuple[Seat, ...]
    associates: tuple[Seat, ...] = ()
    audience: Audience
    form: Form
    divisible: bool = False
    open_rounds: int = 1
    quorum: int | None = None
    provided: Condition = ALWAYS
    clauses: tuple[Clause, ...]


class Answer(Value, frozen=True, kw_only=True):
    """A signatory's sealed answer to an open document. An acceptance may carry a reservation."""

    accepts: bool
    reservation: Condition = ALWAYS


class Cause(Value, frozen=True, kw_only=True):
    """One hop in the chain of reasons why a candidate fell: what it was, and what it lacked.

    `candidate` and `lacked` are settlement ids ("d:ID", "a:ID:SEAT", "c:CLAUSE") or, for a
    chain's end, the canonical text of the condition that failed, "short" where a quorum did, and
    nothing where the reason is `unseen`: not for these readers to know.
    """

    candidate: str
    kind: Literal["candidate", "fact", "not", "short", "unseen"]
    lacked: str


class Fate(Value, frozen=True, kw_only=True):
    """What the last settlement made of a document."""

    round: int
    outcome: Literal["concluded", "fell", "declined", "waiting"]
    chain: tuple[Cause, ...] = ()
    near: tuple[tuple[str, ...], ...] = ()
    """Near misses: each a set of at most two leaves that would have made it stand."""
    far: bool = False
    answers: Mapping[Seat, Answer] = {}
    """The answers it met, None of the silent; published with the document's audience."""


Part: TypeAlias = tuple[str, int]
"""What a price or a worth is made of: its name and its amount."""


class Document(Value, frozen=True, kw_only=True):
    """A document's terms and what has become of them."""

    terms: Terms
    status: DocumentStatus
    signed: tuple[Seat, ...] = ()
    tabled_round: int | None = None
    last_round: int | None = None
    prices: Mapping[Seat, int] = {}
    """Latitude each signatory pays at conclusion: frozen at tabling, reserved from acceptance."""
    price_parts: Mapping[Seat, tuple[Part, ...]] = {}
    """What each pays for, frozen with it."""
    answers: Mapping[Seat, Answer] = {}
    """Answers in force. Secret until a settlement publishes them in `fate`."""
    concluded_round: int | None = None
    bound: tuple[Seat, ...] = ()
    goodness: int = 0
    """0 to 10, frozen at tabling."""
    goodness_parts: tuple[Part, ...] = ()
    disclosed: bool = False
    fate: Fate | None = None


ClauseStatus: TypeAlias = Literal["operative", "dormant", "ended", "denounced", "suspended"]


class Standing(Value, frozen=True, kw_only=True):
    """A concluded clause's place in the world."""

    clause: str
    status: ClauseStatus
    from_round: int
    """First round in which it is due."""
    until_round: int | None
    """Last round in which it is due; None for good."""
    why: tuple[Cause, ...] = ()
    """Why it sleeps."""


class Delivery(Value, frozen=True, kw_only=True):
    """What became of one obligation in one round. `outcome` is the truth; who knows it is said."""

    round: int
    clause: str
    outcome: Literal["performed", "part", "evaded"]
    amount: int
    """Level or quantity in effect delivered."""
    verified: bool = False
    established: bool = False
    """An evasion known to the whole table."""
    seen_by: tuple[Seat, ...] = ()
    """Who saw an evasion that is not established."""
    doubted_by: tuple[Seat, ...] = ()
    """Who saw a false alarm: they believe it evaded."""
    diverted: int = 0
    """Percent of fungible aid the receiver turned to other ends (known to it alone)."""


class ActionChoice(Value, frozen=True, kw_only=True):
    action: str
    target: tuple[Seat, ...] = ()


class Instructions(Value, frozen=True, kw_only=True):
    """One sealed sheet. Left out means the default: perform, accept nothing new, no action."""

    answers: Mapping[str, Answer] = {}
    perform: Mapping[str, Literal["evade", "part"]] = {}
    divert: Mapping[str, int] = {}
    """Clause -> percent."""
    action: ActionChoice | None = None
    walk_out: str | None = None
    """A ground."""
    come_back: bool = False
    """`return` on the wire."""
    close: bool = False


class Delegate(Value, frozen=True, kw_only=True):
    """What is true of one seat."""

    bot: str | None
    generation: int = 1
    present: bool = False
    """A connection, not the opposite of a walk-out."""
    ready: bool = False
    latitude: int
    band: Literal["none", "low", "middle", "high"]
    onus: int = 0
    support: int
    walked_out: str | None = None
    walked_out_round: int | None = None
    walked_out_freely: bool = False
    """On an open ground: its clauses are suspended without breach."""
    returns: int = 0
    returned_round: int | None = None
    """The last round in whose reckoning it came back."""
    variant: str
    """The id of its score sheet."""


class Message(Value, frozen=True, kw_only=True):
    id: str
    channel: str
    by: Viewer
    text: TextRef
    round: int
    phase: Phase
    at_ms: int
    reply_to: str | None = None
    to: tuple[Viewer, ...]


if TYPE_CHECKING:
    Messages: TypeAlias = HashTrieMap[str, Message]
else:  # rpds' map takes no parameters at run time
    Messages = HashTrieMap


class News(Value, frozen=True, kw_only=True):
    id: str
    round: int
    kind: Literal["card", "inject", "leak", "disclosure"]
    card: str | None = None
    title: TextRef | None = None
    text: TextRef | None = None
    document: str | None = None
    by: Seat | None = None
    effects: tuple[Effect, ...] = ()


TellingKind: TypeAlias = Literal[
    "began", "delivered", "delivered_first", "part", "hid", "kept", "turned",
    "verified", "doubtful", "breached", "broke", "suspected", "diverted",
    "acted", "acted_in_secret", "traced", "walked_out", "stormed_out", "came_back",
    "concluded", "fell", "declined", "waiting",
    "woke", "sleeps", "served", "suspended", "order_dispute",
    "onus", "drift", "index_rose", "index_fell", "leaked", "ground_opened", "ground_closed",
    "closing", "ended", "war",
]  # fmt: skip


class Telling(Value, frozen=True, kw_only=True):
    """One line of an aftermath, as data; `tellings` says it. `to` is who may read it.

    It holds all that its words need: what a line says never changes afterwards.
    """

    round: int
    step: Literal["perform", "verify", "actions", "settle", "onus", "world", "end"]
    kind: TellingKind
    seat: Seat | None = None
    other: Seat | None = None
    document: str | None = None
    clause: str | None = None
    name: str | None = None
    """An action, a ground, a meter, a drift or an outcome, as `kind` says."""
    amount: int = 0
    why: tuple[Cause, ...] = ()
    """Why it fell or sleeps, in what all in `to` may know."""
    near: tuple[tuple[str, ...], ...] = ()
    far: bool = False
    to: tuple[Viewer, ...]


class MeterState(Value, frozen=True, kw_only=True):
    value: int
    history: tuple[int, ...]
    """At the end of each round, the start first."""
    cause: str | None = None


class Act(Value, frozen=True, kw_only=True):
    """An act that counts toward war and the Charter proviso."""

    round: int
    seat: Seat
    name: str
    force: bool


class State(Value, frozen=True, kw_only=True):
    """All that is true at one table. Only `fold` makes a new one."""

    table: str
    scenario: Scenario
    key: str
    """32 random bytes in hex; secret until the debrief."""
    language: str
    name: TextRef | None
    round: int = 0
    last_round: int
    phase: Phase = "lobby"
    deadline_ms: int | None = None
    paused_left_ms: int | None = None
    """Milliseconds left on the clock while paused; -1 when paused without a clock."""
    clock: Mapping[str, int | None]
    seats: Mapping[Seat, Delegate]
    present: tuple[str, ...] = ()
    """Persons connected."""
    meters: Mapping[str, MeterState]
    documents: Mapping[str, Document] = {}
    standings: Mapping[str, Standing] = {}
    deliveries: Mapping[str, tuple[Delivery, ...]] = {}
    """By clause, oldest first."""
    concluded_at: Mapping[int, tuple[str, ...]] = {}
    """Round -> settlement ids standing at its end (what `was` asks)."""
    you_first: Mapping[int, tuple[str, ...]] = {}
    drifting: tuple[str, ...] = ()
    """Drifts that the world saw at work in the last reckoning."""
    sealed: Mapping[Seat, Instructions] = {}
    past_sheets: Mapping[int, Mapping[Seat, Instructions]] = {}
    acts: tuple[Act, ...] = ()
    done_once: tuple[str, ...] = ()
    """"seat:action" of actions a delegation may take once and has taken."""
    cards_drawn: tuple[str, ...] = ()
    open_grounds: tuple[str, ...] = ()
    assurance_level: int = 0
    assurance_ceiling: int = 0
    assurance_text: str = ""
    tellings: Mapping[int, tuple[Telling, ...]] = {}
    news: Mapping[str, News] = {}
    messages: Messages
    """A persistent map: saying one more thing costs the same whatever was said before."""
    channels: Mapping[str, tuple[Viewer, ...]] = {}
    outcome: str | None = None
    war_parties: tuple[Seat, ...] = ()
    rooms: Mapping[int, Mapping[Seat, int]] = {}
    """Round -> each delegation's latitude at its end."""
    breaches: tuple[tuple[int, str], ...] = ()
    """(round, clause) of established evasions."""
