"""A backup: all that a data base keeps, on whichever engine, as one file that proves itself.

Owns the form of the file and what is checked of it: every chain, every text, the count of every
table, a digest over all. It must never reach a data base: `copies` reads and fills those.
"""

import gzip
import hashlib
import os
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol, TypeAlias

import msgspec
from msgspec import Struct

from .exporting import as_text
from .log import GENESIS, Step, Text
from .rows import STEP, step_of
from .verifying import fits, references, taken_back

Row: TypeAlias = tuple[Any, ...]
CHAINED = STEP.split(", ")
LEVEL = 6
"""How hard the file is pressed: more costs much time for little."""
DAMAGE = (EOFError, OSError, ValueError, LookupError, TypeError, msgspec.MsgspecError)
"""What a file that is no backup, or not a whole one, may run into anywhere."""


class Damaged(Exception):
    """The file is not what was written; the text says how one can tell."""


class Columns(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The columns of one table in their order; those in `raw` hold bytes, written as hex."""

    names: tuple[str, ...]
    raw: tuple[str, ...]


class Header(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first line: which schema the rows are of, and when they were all true at once."""

    hextable_backup: Literal[1] = 1
    schema: str
    at_ms: int
    tables: dict[str, Columns]


class Footer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The last line: how many rows each table has, and SHA-256 over all lines before."""

    rows: dict[str, int]
    digest: str


class Source(Protocol):
    """Whatever rows come from, all of one moment."""

    header: Header

    def rows(self) -> AsyncIterator[tuple[str, Row]]:
        """Yield every row with the name of its table, in the order of the header's."""


# --- the file ---


async def write(source: Source, path: Path) -> None:
    """Write a backup for its owner only, whole or not at all; it is on the disk on return."""
    draft = path.with_name(f"{path.name}.part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=LEVEL) as packed:
            await _write_lines(source, packed)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


async def _write_lines(source: Source, packed: gzip.GzipFile) -> None:
    digest, counts = hashlib.sha256(), dict.fromkeys(source.header.tables, 0)

    def put(value: Any) -> None:
        line = msgspec.json.encode(value) + b"\n"
        digest.update(line)
        packed.write(line)

    put(source.header)
    async for table, row in source.rows():
        counts[table] += 1
        put([table, *(value.hex() if isinstance(value, bytes) else value for value in row)])
    put(Footer(rows=counts, digest=digest.hexdigest()))


class File:
    """A backup as it lies on the disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with gzip.open(path) as lines:
            try:
                self.header = msgspec.json.decode(lines.readline(), type=Header)
            except DAMAGE as error:
                raise Damaged("it does not begin as a backup of this version does") from error

    async def rows(self) -> AsyncIterator[tuple[str, Row]]:
        """Yield every row; raises Damaged where the file is not what was written."""
        try:
            for each in self._read():
                yield each
        except DAMAGE as error:
            raise Damaged("it is not whole, or was changed") from error

    def _read(self) -> Iterator[tuple[str, Row]]:
        digest, counts = hashlib.sha256(), dict.fromkeys(self.header.tables, 0)
        with gzip.open(self._path) as lines:
            digest.update(next(lines))
            for line in lines:
                if line.startswith(b"{"):
                    footer = msgspec.json.decode(line, type=Footer)
                    if (footer.rows, footer.digest) != (counts, digest.hexdigest()) or next(
                        lines, None
                    ):
                        raise Damaged("it was changed since it was written")
                    return
                digest.update(line)
                table, *values = msgspec.json.decode(line)
                counts[table] += 1
                yield table, self._row(table, values)
        raise Damaged("its end is missing")

    def _row(self, table: str, values: Sequence[Any]) -> Row:
        columns = self.header.tables[table]
        return tuple(
            bytes.fromhex(value) if name in columns.raw and value is not None else value
            for name, value in zip(columns.names, values, strict=True)
        )


# --- what it proves ---


class Found(Struct, frozen=True, kw_only=True):
    """What was found in a backup or a data base; without faults all of it is as it was recorded."""

    faults: tuple[str, ...]
    rows: Mapping[str, int]
    erased: int

    @property
    def said(self) -> str:
        """What there is, in words."""
        rows = self.rows
        return (
            f"{rows['game']} tables, {rows['step']} steps, {rows['text']} texts"
            f" ({self.erased} erased)"
        )


async def check(source: Source) -> Found:
    """Check every chain and every text; raises Damaged where a file cannot be read at all."""
    checking = _Checking()
    counts: Counter[str] = Counter(dict.fromkeys(source.header.tables, 0))
    async for table, row in source.rows():
        counts[table] += 1
        checking.take(table, dict(zip(source.header.tables[table].names, row, strict=True)))
    return Found(faults=tuple(checking.ended()), rows=dict(counts), erased=checking.erased)


class _Checking:
    """Holds each step against the one before, and each text against the step that brought it."""

    def __init__(self) -> None:
        self._games: set[str] = set()
        self._heads: dict[str, tuple[int, bytes]] = {}
        """Table -> its last step so far, and that one's head."""
        self._named: dict[tuple[str, str], str] = {}
        self._gone: set[tuple[str, str]] = set()
        self.erased = 0
        self._faults: list[str] = []

    def take(self, table: str, row: Mapping[str, Any]) -> None:
        match table:
            case "scenario":
                if hashlib.sha256(row["body"]).hexdigest() != row["digest"]:
                    self._faults.append(f"scenario {row['digest']}: it is not what was stored")
            case "game":
                self._games.add(row["id"])
            case "step":
                self._step(step_of(row["table_id"], [row[name] for name in CHAINED]))
            case "text":
                self._text(row["table_id"], row)
            case _:
                pass  # Nothing else is chained.

    def _step(self, step: Step) -> None:
        seq, head = self._heads.get(step.table, (0, GENESIS))
        if step.seq != seq + 1 or step.chained(head).head != step.head:
            self._faults.append(f"table {step.table}: step {step.seq} does not follow {seq}")
        self._heads[step.table] = step.seq, step.head
        events = msgspec.json.decode(step.events)
        self._named.update(((step.table, name), digest) for name, digest in references(events))
        self._gone.update((step.table, name) for name in taken_back(events))

    def _text(self, table: str, row: Mapping[str, Any]) -> None:
        text = as_text(Text(id=row["id"], salt=row["salt"], body=row["body"]))
        digest = self._named.pop((table, text.id), None)
        self.erased += text.body is None
        if digest is None:
            self._faults.append(f"table {table}: no step refers to text {text.id}")
        elif not fits(text, digest):
            self._faults.append(f"table {table}: text {text.id} is not what was said")
        elif (text.body is None) != ((table, text.id) in self._gone):
            self._faults.append(f"table {table}: text {text.id} is not as its steps say")

    def ended(self) -> Iterator[str]:
        """Yield every fault, those of what is missing last."""
        yield from self._faults
        yield from (
            f"table {each}: it has no step" for each in sorted(self._games - {*self._heads})
        )
        yield from (
            f"table {each}: there is no such table" for each in sorted({*self._heads} - self._games)
        )
        yield from (f"table {table}: text {name} is missing" for table, name in sorted(self._named))
