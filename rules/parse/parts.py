"""What commands on the wire are made of."""

from typing import Annotated, Any, Literal, TypeAlias

from msgspec import Meta, Struct, field

from ..names import Audience, Form, Seat, Verification

Id: TypeAlias = Annotated[str, Meta(min_length=1, max_length=64)]
Count: TypeAlias = Annotated[int, Meta(ge=0, le=1_000_000)]
Seats: TypeAlias = Annotated[tuple[Seat, ...], Meta(max_length=6)]


class Wire(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """Base of all commands on the wire."""


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of what a command is made of."""


class ClausePart(Part, frozen=True, kw_only=True):
    debtor: Seat
    instrument: Id
    level: Count
    beneficiaries: Seats = ()
    start: Count = 0
    rounds: Annotated[int, Meta(ge=1, le=99)] | None = None
    tranches: Annotated[int, Meta(ge=1, le=9)] = 1
    verification: Verification = "v0"
    condition: Any = field(name="while", default=True)


class PoolPart(Part, frozen=True, kw_only=True):
    instrument: Id
    target: Count


class ExpectationPart(Part, frozen=True, kw_only=True):
    that: Any
    by: Annotated[int, Meta(ge=1, le=99)]


class DocumentPart(Part, frozen=True, kw_only=True):
    title: str
    sponsors: Seats
    addressees: Seats = ()
    associates: Seats = ()
    friends: Annotated[tuple[Id, ...], Meta(max_length=8)] = ()
    audience: Audience
    form: Form | None = None
    divisible: bool = False
    open_rounds: Annotated[int, Meta(ge=1, le=9)] = 1
    quorum: Annotated[int, Meta(ge=1, le=6)] | None = None
    provided: Any = True
    expectation: ExpectationPart | None = None
    pools: Annotated[tuple[PoolPart, ...], Meta(max_length=6)] = ()
    rests: Annotated[tuple[Id, ...], Meta(max_length=8)] = ()
    clauses: Annotated[tuple[ClausePart, ...], Meta(max_length=12)] = ()


class EffectPart(Part, frozen=True, kw_only=True):
    """`Effect` with bounds: control's own news move things by points, not by worlds."""

    by: Annotated[int, Meta(ge=-100, le=100)]
    meter: Id | None = None
    latitude: Seat | None = None
    onus: Seat | None = None
    support: Seat | None = None


class AcceptPart(Part, frozen=True, kw_only=True):
    accept: Any


class ActionPart(Part, frozen=True, kw_only=True):
    action: Id
    target: Seats = ()


class WalkOutPart(Part, frozen=True, kw_only=True):
    ground: Id


class InstructionsPart(Part, frozen=True, kw_only=True):
    answers: dict[Id, Literal["accept", "decline"] | AcceptPart] = {}
    perform: dict[Id, Literal["evade", "part"]] = {}
    divert: dict[Id, Annotated[int, Meta(ge=0, le=100)]] = {}
    cures: Annotated[tuple[Id, ...], Meta(max_length=99)] = ()
    votes: dict[Id, Id] = {}
    inspections: dict[Id, Literal["accept", "refuse"]] = {}
    action: ActionPart | None = None
    walk_out: WalkOutPart | None = None
    come_back: bool = field(name="return", default=False)
    bid: Annotated[int, Meta(ge=0, le=100)] = 0
    close: bool = False
    beliefs: dict[Seat, dict[Id, Annotated[int, Meta(ge=0, le=100)]]] = {}
