"""Documents, their clauses, and what has become of both."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

from rpds import HashTrieMap

from ..conditions import ALWAYS, Condition
from ..names import Audience, DocumentStatus, Form, Seat, Verification
from .value import TextRef, Value


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
    tranches: int = 1
    """Above 1: how often the amount is delivered, each time but the first once `while` holds."""
    verification: Verification = "v0"
    condition: Condition = ALWAYS
    """`while` on the wire."""


class Target(Value, frozen=True, kw_only=True):
    """What all pledges of an instrument in one document are to make together a round: a pool."""

    instrument: str
    amount: int


class Expectation(Value, frozen=True, kw_only=True):
    """What the sponsors of a text expect of others, and by the end of which round."""

    that: Condition
    by: int


class Terms(Value, frozen=True, kw_only=True, dict=True):
    """What a document says: fixed once tabled."""

    id: str
    author: Seat
    title: TextRef
    sponsors: tuple[Seat, ...]
    addressees: tuple[Seat, ...]
    associates: tuple[Seat, ...] = ()
    friends: tuple[str, ...] = ()
    """Friends of the talks whose help it asks for: who signs the text consents to it."""
    audience: Audience
    form: Form
    divisible: bool = False
    open_rounds: int = 1
    quorum: int | None = None
    provided: Condition = ALWAYS
    expectation: Expectation | None = None
    pools: tuple[Target, ...] = ()
    """Instruments whose pledges here are one pool, an instrument once."""
    rests: tuple[str, ...] = ()
    """Texts in force that rest while this one is."""
    clauses: tuple[Clause, ...]

    def pool_of(self, clause: Clause) -> Target | None:
        """Return the pool that a clause pledges to, if it does."""
        return next((each for each in self.pools if each.instrument == clause.instrument), None)


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


class Document(Value, frozen=True, kw_only=True, dict=True):
    """A document's terms and what has become of them."""

    terms: Terms
    status: DocumentStatus
    version: str = ""
    """Names the wording of a draft; another after each rewriting."""
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
    expected: bool | None = None
    """Whether what it expects has come; None until its day, and where it expects nothing."""
    fate: Fate | None = None


if TYPE_CHECKING:
    Dropped: TypeAlias = HashTrieMap[str, Document]
    Naming: TypeAlias = HashTrieMap[str, tuple[str, ...]]
else:  # rpds' map takes no parameters at run time
    Dropped = Naming = HashTrieMap


class Combination(Value, frozen=True, kw_only=True):
    """Declarations that are, or may become, a joint assurance, in the order of their ids."""

    documents: tuple[str, ...]
    round: int = 0
    said: tuple[Seat, ...] = ()
    """Who has agreed in that round: to combine them or, once they are one, to leave them."""

    def said_in(self, round_number: int) -> tuple[Seat, ...]:
        """Return who has agreed, if that was in this round: it counts for no other."""
        return self.said if self.round == round_number else ()


ClauseStatus: TypeAlias = Literal[
    "operative", "dormant", "ended", "denounced", "suspended", "lapsed"
]
GONE: tuple[ClauseStatus, ...] = ("ended", "denounced", "lapsed")
"""Over for good: its term is served, its debtor left it, or it fell with a government."""


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
    rests_under: str | None = None
    """The text that lets it rest, where that is why it is suspended."""


class Delivery(Value, frozen=True, kw_only=True):
    """What became of one obligation in one round. `outcome` is the truth; who knows it is said."""

    round: int
    clause: str
    outcome: Literal["performed", "part", "evaded"]
    amount: int
    """Level or quantity in effect delivered."""
    owed: int | None = None
    """What was due, where that was not the whole level or pledge: a share of a pool."""
    verified: bool = False
    established: bool = False
    """An evasion known to the whole table."""
    seen_by: tuple[Seat, ...] = ()
    """Who saw an evasion that is not established."""
    doubted_by: tuple[Seat, ...] = ()
    """Who saw a false alarm: they believe it evaded."""
    cleared: bool = False
    """A challenge inspection found nothing amiss: doubts about it are over."""
    cured: bool = False
    """An established evasion that its debtor has made good since."""
    diverted: int = 0
    """Percent of fungible aid the receiver turned to other ends (known to it alone)."""
