"""From a command on the wire to a Command, strictly: unknown fields and wrong types are refused.

Owns the shapes of protocol.md section 4. It must never ask what is true at a table.
Free texts leave here: `lift` stores each and hands back its reference, once all else is in order.
"""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, TypeAlias, assert_never

import msgspec
from msgspec import Meta, Struct, field

from . import commands as c
from .conditions import BadCondition, Condition, parse
from .model import ActionChoice, Answer, Clause, Instructions, Terms, TextRef
from .names import Audience, Form, Seat, Verification
from .refusal import Refused
from .scenario import Effect

MESSAGE_MAX = 4000
TITLE_MAX = 120
Lift: TypeAlias = Callable[[str, str], TextRef]
"""(text, field) -> its reference."""

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
    tranches: Literal[1] = 1
    verification: Verification = "v0"
    condition: Any = field(name="while", default=True)


class DocumentPart(Part, frozen=True, kw_only=True):
    title: str
    sponsors: Seats
    addressees: Seats = ()
    associates: Seats = ()
    audience: Audience
    form: Form | None = None
    divisible: bool = False
    open_rounds: Annotated[int, Meta(ge=1, le=9)] = 1
    quorum: Annotated[int, Meta(ge=1, le=6)] | None = None
    provided: Any = True
    expectation: None = None
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
    action: ActionPart | None = None
    walk_out: WalkOutPart | None = None
    come_back: bool = field(name="return", default=False)
    close: bool = False


class Say(Wire, frozen=True, kw_only=True, tag="say"):
    channel: Id
    text: str
    reply_to: Id | None = None


class Draft(Wire, frozen=True, kw_only=True, tag="draft"):
    document: DocumentPart
    replaces: Id | None = None


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


class Disclose(Wire, frozen=True, kw_only=True, tag="disclose"):
    document: Id


class Seal(Wire, frozen=True, kw_only=True, tag="seal"):
    instructions: InstructionsPart


class Ready(Wire, frozen=True, kw_only=True, tag="ready"):
    on: bool


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
    effects: Annotated[tuple[EffectPart, ...], Meta(max_length=8)] = ()


class Whisper(Wire, frozen=True, kw_only=True, tag="whisper"):
    seat: Seat
    text: str


class Reseat(Wire, frozen=True, kw_only=True, tag="reseat"):
    seat: Seat
    holder: Annotated[str, Meta(pattern=r"^(open|bot:[a-z-]{1,32})\Z")]


class Close(Wire, frozen=True, tag="close"):
    pass


Simple: TypeAlias = Cosign | Unsign | Table | Withdraw | Denounce | Disclose | Ready
Bare: TypeAlias = Open | Pause | Resume | Advance | Close
Shape: TypeAlias = (
    Say | Draft | Cosign | Unsign | Table | Withdraw | Denounce | Disclose | Seal | Ready
    | Open | Pause | Resume | Extend | Advance | Inject | Whisper | Reseat | Close
)  # fmt: skip


def parse_command(data: object, lift: Lift) -> c.Command:
    """Return the command that `data` (parsed JSON) is, or raise Refused("malformed")."""
    shape = shaped(data)
    match shape:
        case Say():
            return said(shape, lift)
        case Draft():
            terms = termed(shape.document, lift)
            return c.Draft(terms=terms, replaces=shape.replaces)
        case Seal():
            return c.Seal(instructions=instructed(shape.instructions))
        case Inject():
            return injected(shape, lift)
        case Whisper():
            return c.Whisper(seat=shape.seat, text=lift(worded(shape.text, "text"), "text"))
        case Extend():
            return c.Extend(seconds=shape.seconds)
        case Reseat():
            return c.Reseat(seat=shape.seat, holder=shape.holder)
        case Cosign() | Unsign() | Table() | Withdraw() | Denounce() | Disclose() | Ready():
            return simple(shape)
        case Open() | Pause() | Resume() | Advance() | Close():
            command: c.Command = BARE[type(shape)]()
            return command
        case _:
            assert_never(shape)


BARE: Mapping[type[Any], type[Any]] = {
    Open: c.Open,
    Pause: c.Pause,
    Resume: c.Resume,
    Advance: c.Advance,
    Close: c.Close,
}
SIMPLE: Mapping[type[Any], type[Any]] = {
    Cosign: c.Cosign,
    Unsign: c.Unsign,
    Table: c.Table,
    Withdraw: c.Withdraw,
    Denounce: c.Denounce,
    Disclose: c.Disclose,
}


def simple(shape: Simple) -> c.Command:
    if isinstance(shape, Ready):
        return c.Ready(on=shape.on)
    command: c.Command = SIMPLE[type(shape)](document=shape.document)
    return command


def shaped(data: object) -> Shape:
    try:
        shape: Shape = msgspec.convert(data, Shape)
    except msgspec.ValidationError as error:
        detail, path = located(str(error))
        raise Refused("malformed", detail, path) from error
    return shape


def located(message: str) -> tuple[str, str | None]:
    """Split a conversion error into what is wrong and the path of the offending field.

    A field that is missing or unknown is named by its own path, not by that of its object.
    """
    found = re.fullmatch(r"(?s)(.*) - at (?:`key` in )?`\$\.?(.*)`", message)
    detail, path = (message, "") if found is None else (found[1], found[2])
    own = re.search(r"(?:unknown|required) field `(.*)`\Z", detail)
    steps = [step for step in (path, own[1] if own else "") if step]
    return detail, ".".join(steps) or None


def worded(text: str, where: str, most: int = MESSAGE_MAX) -> str:
    """Return the text if there is one and it is short enough."""
    if not text.strip():
        raise Refused("empty", "There are no words in it. Write some.", where)
    if len(text) > most:
        raise Refused("too-long", f"At most {most} characters; this has {len(text)}.", where)
    return text


def said(shape: Say, lift: Lift) -> c.Say:
    text = lift(worded(shape.text, "text"), "text")
    return c.Say(channel=shape.channel, text=text, reply_to=shape.reply_to)


def injected(shape: Inject, lift: Lift) -> c.Inject:
    """A card by its id, or a title and a text of control's own, not both."""
    if shape.card is not None:
        if shape.title is not None or shape.text is not None or shape.effects:
            raise Refused("malformed", "Name a card, or write your own news, not both.", "card")
        return c.Inject(card=shape.card)
    title = worded(shape.title or "", "title", TITLE_MAX)
    text = worded(shape.text or "", "text")
    effects = tuple(
        Effect(by=e.by, meter=e.meter, latitude=e.latitude, onus=e.onus, support=e.support)
        for e in shape.effects
    )
    return c.Inject(title=lift(title, "title"), text=lift(text, "text"), effects=effects)


def conditioned(data: object, where: str) -> Condition:
    try:
        return parse(data)
    except BadCondition as error:
        raise Refused("bad-condition", error.hint, where + error.path) from error


def termed(part: DocumentPart, lift: Lift) -> Terms:
    """Return the terms; ids of the document and its clauses are left empty for the judge."""
    title = worded(part.title, "document.title", TITLE_MAX)
    provided = conditioned(part.provided, "document.provided")
    clauses = tuple(claused(clause, n) for n, clause in enumerate(part.clauses))
    return Terms(
        id="",
        author=part.sponsors[0] if part.sponsors else "dprk",
        title=lift(title, "document.title"),
        sponsors=part.sponsors,
        addressees=part.addressees,
        associates=part.associates,
        audience=part.audience,
        form=part.form or ("joint_text" if part.addressees else "statement"),
        divisible=part.divisible,
        open_rounds=part.open_rounds,
        quorum=part.quorum,
        provided=provided,
        clauses=clauses,
    )


def claused(part: ClausePart, n: int) -> Clause:
    return Clause(
        id="",
        debtor=part.debtor,
        instrument=part.instrument,
        level=part.level,
        beneficiaries=part.beneficiaries,
        start=part.start,
        rounds=part.rounds,
        verification=part.verification,
        condition=conditioned(part.condition, f"document.clauses[{n}].while"),
    )


def instructed(part: InstructionsPart) -> Instructions:
    chosen = part.action
    action = ActionChoice(action=chosen.action, target=chosen.target) if chosen else None
    return Instructions(
        answers={doc: answered(doc, answer) for doc, answer in part.answers.items()},
        perform=part.perform,
        divert=part.divert,
        action=action,
        walk_out=part.walk_out.ground if part.walk_out else None,
        come_back=part.come_back,
        close=part.close,
    )


def answered(document: str, answer: str | AcceptPart) -> Answer:
    if isinstance(answer, AcceptPart):
        where = f"instructions.answers.{document}.accept"
        return Answer(accepts=True, reservation=conditioned(answer.accept, where))
    return Answer(accepts=answer == "accept")
