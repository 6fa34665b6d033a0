"""The shapes of protocol.md section 4: one for each kind of command."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from ..names import Desk, Seat, Sitter
from ..scenario import Power
from .parts import DocumentPart, EffectPart, Id, InstructionsPart, Wire

Level: TypeAlias = Annotated[int, Meta(ge=1, le=99)]
Pair: TypeAlias = tuple[Level, Level]
PERSON = r"^[a-z]{3,16}(-[0-9]{1,2})?(\.[0-9]{1,6})?\Z"
"""A role, a place in a delegation, or one holder of either."""
Effects: TypeAlias = Annotated[tuple[EffectPart, ...], Meta(max_length=8)]


class Say(Wire, frozen=True, kw_only=True, tag="say"):
    channel: Id
    text: str
    reply_to: Id | None = None


class Draft(Wire, frozen=True, kw_only=True, tag="draft"):
    document: DocumentPart
    replaces: Id | None = None
    over: Id | None = None


class Cosign(Wire, frozen=True, kw_only=True, tag="cosign"):
    document: Id


class Unsign(Wire, frozen=True, kw_only=True, tag="unsign"):
    document: Id


class Table(Wire, frozen=True, kw_only=True, tag="table"):
    document: Id


class Withdraw(Wire, frozen=True, kw_only=True, tag="withdraw"):
    document: Id


class Denounce(Wire, frozen=True, kw_only=True, tag="denounce"):
    document: Id


class Combine(Wire, frozen=True, kw_only=True, tag="combine"):
    documents: Annotated[tuple[Id, ...], Meta(max_length=12)]


class Disclose(Wire, frozen=True, kw_only=True, tag="disclose"):
    document: Id


class Accuse(Wire, frozen=True, kw_only=True, tag="accuse"):
    clause: Id
    evidence: bool = False


class Agenda(Wire, frozen=True, kw_only=True, tag="agenda"):
    documents: Annotated[tuple[Id, ...], Meta(max_length=12)]


class Invite(Wire, frozen=True, kw_only=True, tag="invite"):
    friend: Id


class Attend(Wire, frozen=True, kw_only=True, tag="attend"):
    on: bool


class Help(Wire, frozen=True, kw_only=True, tag="help"):
    document: Id
    powers: Annotated[tuple[Power, ...], Meta(max_length=8)]


class Rate(Wire, frozen=True, kw_only=True, tag="rate"):
    one: Id
    other: Id
    pairs: Annotated[tuple[Pair, ...], Meta(min_length=1, max_length=24)]


class Report(Wire, frozen=True, kw_only=True, tag="report"):
    title: str
    text: str


class Ask(Wire, frozen=True, kw_only=True, tag="ask"):
    seat: Seat
    text: str


class Seal(Wire, frozen=True, kw_only=True, tag="seal"):
    instructions: InstructionsPart


class Ready(Wire, frozen=True, kw_only=True, tag="ready"):
    on: bool


class Petition(Wire, frozen=True, kw_only=True, tag="petition"):
    title: str
    why: str
    secret: bool = False


class Reason(Wire, frozen=True, kw_only=True, tag="reason"):
    about: Id
    text: str


class Argue(Wire, frozen=True, kw_only=True, tag="argue"):
    petition: Id
    side: Literal["for", "against"]
    text: str


class Adjudicate(Wire, frozen=True, kw_only=True, tag="adjudicate"):
    petition: Id
    odds: Annotated[int, Meta(ge=0, le=100)] | None = None
    success: Effects = ()
    failure: Effects = ()
    text: str | None = None


class Open(Wire, frozen=True, tag="open"):
    pass


class Pause(Wire, frozen=True, tag="pause"):
    pass


class Resume(Wire, frozen=True, tag="resume"):
    pass


class Extend(Wire, frozen=True, kw_only=True, tag="extend"):
    seconds: Annotated[int, Meta(ge=1, le=604_800)]


class Advance(Wire, frozen=True, tag="advance"):
    pass


class Inject(Wire, frozen=True, kw_only=True, tag="inject"):
    card: Id | None = None
    title: str | None = None
    text: str | None = None
    effects: Effects = ()


class Whisper(Wire, frozen=True, kw_only=True, tag="whisper"):
    seat: Sitter
    text: str


class Reseat(Wire, frozen=True, kw_only=True, tag="reseat"):
    seat: Sitter
    holder: Annotated[str, Meta(pattern=r"^(open|engine|bot(:[a-z-]{1,32})?)\Z")]


class Absence(Wire, frozen=True, kw_only=True, tag="absence"):
    seat: Seat
    then: Annotated[str, Meta(pattern=r"^(standing|hold|bot(:[a-z-]{1,32})?)\Z")]
    grace: Annotated[int, Meta(ge=0, le=3600)] = 0


class Unveil(Wire, frozen=True, kw_only=True, tag="unveil"):
    delay: Level | None


class Erase(Wire, frozen=True, kw_only=True, tag="erase"):
    record: Annotated[str, Meta(max_length=80)] | None = None
    person: Annotated[str, Meta(pattern=r"^[a-z]{3,16}(-[0-9]{1,2})?(\.[0-9]{1,6})?\Z")] | None = (
        None
    )


class Appoint(Wire, frozen=True, kw_only=True, tag="appoint"):
    rank: Literal["member", "mentor"]
    desk: Desk | None = None
    place: Level | None = None
    seat: Seat | None = None


class Advise(Wire, frozen=True, kw_only=True, tag="advise"):
    why: str
    instructions: InstructionsPart = InstructionsPart()
    statement: str | None = None


class Renew(Wire, frozen=True, kw_only=True, tag="renew"):
    place: Level
    seat: Seat | None = None


class Deputy(Wire, frozen=True, kw_only=True, tag="deputy"):
    place: Level | None
    seat: Seat | None = None


class Dismiss(Wire, frozen=True, kw_only=True, tag="dismiss"):
    place: Level
    seat: Seat | None = None


class Close(Wire, frozen=True, tag="close"):
    pass


Teaming: TypeAlias = Appoint | Renew | Dismiss | Deputy
Simple: TypeAlias = (
    Cosign | Unsign | Table | Withdraw | Denounce | Disclose | Invite | Ready | Accuse
    | Agenda | Combine | Attend | Help | Rate | Teaming
)  # fmt: skip
Bare: TypeAlias = Open | Pause | Resume | Advance | Close
Shape: TypeAlias = (
    Say | Draft | Cosign | Unsign | Table | Withdraw | Denounce | Disclose | Invite | Accuse | Seal
    | Ready | Agenda | Open | Pause | Resume | Extend | Advance | Inject | Whisper
    | Reseat | Absence | Close
    | Petition | Argue | Reason | Adjudicate | Combine | Erase | Attend | Help | Rate
    | Report | Ask | Appoint | Renew | Dismiss | Advise | Deputy | Unveil
)  # fmt: skip
