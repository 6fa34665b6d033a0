"""Exports: all of a game that a role may read, as one JSON file.

Owns the shape of the file. Control's holds the whole record, the key only once the debrief has
published it; any other role's holds its own records. It must never check what it writes.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct

from rules import State
from rules.legal import is_over
from rules.names import Viewer
from rules.naming import commitment

from .log import Step
from .log import Text as StoredText
from .records import Shown

Hex: TypeAlias = Annotated[str, Meta(pattern=r"^([0-9a-f]{2})*\Z")]
Hash: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]


class Line(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step of the log with its head; all but the head is what was chained."""

    answer: dict[str, Any]
    at_ms: int
    command_hash: Hex
    command_id: str
    events: list[dict[str, Any]]
    head: Hash
    person: str
    seat_seqs: dict[str, int]
    seq: int
    table: str


class Text(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A free text with the salt of its digest, in hex; erased ones have neither."""

    id: str
    salt: Hex | None
    body: str | None


class Whole(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="export", tag="whole"
):
    """Control's: the record itself."""

    hextable: Literal[2] = 2
    table: str
    seed_commitment: Hash
    key: Hash | None
    """None until the game is over; until then the step that holds it lacks it as well."""
    scenario: dict[str, Any]
    steps: tuple[Line, ...]
    texts: tuple[Text, ...]


class View(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="export", tag="view"
):
    """Any other role's: its own records, and the head that binds the record behind them."""

    hextable: Literal[2] = 2
    table: str
    seat: Viewer
    seq: int
    head: Hash
    records: dict[str, dict[str, Any]]


Export: TypeAlias = Whole | View


def whole(
    state: State, scenario: bytes, steps: Sequence[Step], texts: Sequence[StoredText]
) -> Whole:
    """Return the record of a table; before the end without its key."""
    key = state.key if is_over(state) else None
    lines = [as_line(step) for step in steps]
    if key is None:
        withhold(lines)
    return Whole(
        table=state.table,
        seed_commitment=commitment(state.key),
        key=key,
        scenario=msgspec.json.decode(scenario),
        steps=tuple(lines),
        texts=tuple(as_text(text) for text in texts),
    )


def withhold(lines: list[Line]) -> None:
    """Take the key out of the step that holds it; an origin's, which is published, stays."""
    line = lines[key_at(lines) - 1]
    line.events[0]["event"]["key"] = None


def key_at(lines: Iterable[Line]) -> int:
    """Return the step that holds the table's key: its forking, else its opening."""
    return max((line.seq for line in lines if kind_of(line) == "TableForked"), default=1)


def kind_of(line: Line) -> str | None:
    """Return what happened first in a step."""
    kind: str | None = line.events[0].get("event", {}).get("type") if line.events else None
    return kind


def as_line(step: Step) -> Line:
    events = msgspec.json.decode(step.events)
    return Line(
        answer=dict(step.answer),
        at_ms=step.at_ms,
        command_hash=step.command_hash.hex(),
        command_id=step.command_id,
        events=events,
        head=step.head.hex(),
        person=step.person,
        seat_seqs=dict(step.seat_seqs),
        seq=step.seq,
        table=step.table,
    )


def as_step(line: Line) -> Step:
    """Return the step a line was written from, without its head."""
    return Step(
        table=line.table,
        seq=line.seq,
        at_ms=line.at_ms,
        person=line.person,
        command_id=line.command_id,
        command_hash=bytes.fromhex(line.command_hash),
        answer=line.answer,
        events=msgspec.json.encode(line.events, order="sorted"),
        seat_seqs=line.seat_seqs,
    )


def as_text(text: StoredText) -> Text:
    salt = text.salt.hex() if text.salt is not None else None
    return Text(id=text.id, salt=salt, body=text.body)


def view(table: str, seat: Viewer, shown: Shown) -> View:
    """Return what a viewer holds now."""
    records: Mapping[str, Any] = {
        key: msgspec.json.decode(body) for key, body in shown.records.items()
    }
    return View(table=table, seat=seat, seq=shown.seq, head=shown.head, records=dict(records))


def read(data: bytes) -> Export:
    """Return the export in a file, or raise msgspec.MsgspecError with what is wrong."""
    try:
        export: Export = msgspec.json.decode(data, type=Whole | View)
    except RecursionError:
        raise msgspec.DecodeError("it is nested too deeply") from None
    return export


def encode(export: Export) -> bytes:
    """Return the file, indented so that people can look into it."""
    return msgspec.json.format(msgspec.json.encode(export), indent=1)
