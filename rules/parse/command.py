"""From parsed JSON to a command: its shape first, then what it says."""

import re
from collections.abc import Mapping
from typing import Any, assert_never, get_args

import msgspec

from .. import commands as c
from ..model import Instructions
from ..refusal import Refused
from .papers import instructed, termed
from .shapes import (
    Absence,
    Accuse,
    Adjudicate,
    Advance,
    Advise,
    Agenda,
    Appoint,
    Argue,
    Ask,
    Attend,
    Close,
    Combine,
    Cosign,
    Denounce,
    Deputy,
    Disclose,
    Dismiss,
    Draft,
    Erase,
    Extend,
    Help,
    Inject,
    Invite,
    Open,
    Pause,
    Petition,
    Rate,
    Ready,
    Reason,
    Renew,
    Report,
    Reseat,
    Resume,
    Say,
    Seal,
    Shape,
    Simple,
    Table,
    Teaming,
    Unsign,
    Unveil,
    Whisper,
    Withdraw,
)
from .words import REASON_MAX, Lift, in_words, worded


def parse_command(data: object, lift: Lift) -> c.Command:
    """Return the command that `data` (parsed JSON) is, or raise Refused("malformed")."""
    shape = shaped(data)
    match shape:
        case Say() | Inject() | Whisper() | Petition() | Argue() | Reason() | Adjudicate():
            return in_words(shape, lift)
        case Report() | Ask():
            return in_words(shape, lift)
        case Draft() | Seal() | Advise():
            return on_paper(shape, lift)
        case Extend():
            return c.Extend(seconds=shape.seconds)
        case Erase():
            return erasing(shape)
        case Absence() | Reseat() | Unveil():
            return arranging(shape)
        case (
            Cosign()
            | Unsign()
            | Table()
            | Withdraw()
            | Denounce()
            | Disclose()
            | Accuse()
            | Agenda()
            | Combine()
            | Invite()
            | Ready()
            | Attend()
            | Help()
            | Rate()
            | Appoint()
            | Renew()
            | Dismiss()
            | Deputy()
        ):
            return simple(shape)
        case Open() | Pause() | Resume() | Advance() | Close():
            command: c.Command = BARE[type(shape)]()
            return command
        case _:
            assert_never(shape)


def on_paper(shape: Draft | Seal | Advise, lift: Lift) -> c.Command:
    """Return the command that holds a text or a sheet."""
    if isinstance(shape, Draft):
        terms = termed(shape.document, lift)
        return c.Draft(terms=terms, replaces=shape.replaces, over=shape.over)
    sheet = instructed(shape.instructions)
    return c.Seal(instructions=sheet) if isinstance(shape, Seal) else advising(shape, sheet, lift)


def advising(shape: Advise, sheet: Instructions, lift: Lift) -> c.Advise:
    why = worded(shape.why, "why", REASON_MAX)
    said = None if shape.statement is None else worded(shape.statement, "statement")
    return c.Advise(
        why=lift(why, "why"),
        instructions=sheet,
        statement=None if said is None else lift(said, "statement"),
    )


def erasing(shape: Erase) -> c.Erase:
    """One record's words or one person's, not both and not neither."""
    if (shape.record is None) == (shape.person is None):
        raise Refused("malformed", "Name a record, or a person, and only one of them.", "record")
    return c.Erase(record=shape.record, person=shape.person)


def arranging(shape: Absence | Reseat | Unveil) -> c.Command:
    """What control arranges at the table: who plays, who stands in, who may see."""
    if isinstance(shape, Unveil):
        return c.Unveil(delay=shape.delay)
    if isinstance(shape, Reseat):
        return c.Reseat(seat=shape.seat, holder=shape.holder)
    return c.Absence(seat=shape.seat, then=shape.then, grace_s=shape.grace)


def teaming(shape: Teaming) -> c.Command:
    """A mentor sits at no desk."""
    if isinstance(shape, Renew):
        return c.Renew(place=shape.place, seat=shape.seat)
    if isinstance(shape, Deputy):
        return c.Deputy(place=shape.place, seat=shape.seat)
    if isinstance(shape, Dismiss):
        return c.Dismiss(place=shape.place, seat=shape.seat)
    if shape.rank == "mentor" and shape.desk is not None:
        raise Refused("malformed", "A mentor sits at no desk.", "desk")
    return c.Appoint(rank=shape.rank, desk=shape.desk, place=shape.place, seat=shape.seat)


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
    if isinstance(shape, Teaming):
        return teaming(shape)
    if isinstance(shape, Ready):
        return c.Ready(on=shape.on)
    if isinstance(shape, Accuse):
        return c.Accuse(clause=shape.clause, evidence=shape.evidence)
    if isinstance(shape, Agenda):
        return c.Agenda(documents=shape.documents)
    if isinstance(shape, Combine):
        return c.Combine(documents=shape.documents)
    if isinstance(shape, Invite):
        return c.Invite(friend=shape.friend)
    if isinstance(shape, Attend):
        return c.Attend(on=shape.on)
    if isinstance(shape, Help):
        return c.Help(document=shape.document, powers=shape.powers)
    if isinstance(shape, Rate):
        return c.Rate(one=shape.one, other=shape.other, pairs=shape.pairs)
    command: c.Command = SIMPLE[type(shape)](document=shape.document)
    return command


KINDS: Mapping[Any, type[Any]] = {each.__struct_config__.tag: each for each in get_args(Shape)}
"""Kind -> its shape: to look up one is faster than to try all."""


def shaped(data: object) -> Shape:
    kind = data.get("kind") if isinstance(data, dict) else None
    known: Any = KINDS.get(kind, Shape) if isinstance(kind, str) else Shape
    try:
        shape: Shape = msgspec.convert(data, known)
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
