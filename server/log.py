"""What is written of a table and read back: steps, texts, facts and snapshots, as values.

Owns the chained form of a step. It must never touch a disk.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from rules.keyed import begun, finished

GENESIS = bytes(32)
"""The head before the first step."""


class Step(Struct, frozen=True, kw_only=True):
    """One row of the log. `events` is canonical JSON, `head` is set when it is chained."""

    table: str
    seq: int
    at_ms: int
    person: str
    command_id: str
    command_hash: bytes
    answer: Mapping[str, Any]
    events: bytes
    seat_seqs: Mapping[str, int]
    head: bytes = b""

    def canonical(self) -> bytes:
        """Return the step but its head as JSON with sorted keys and no spaces: what is chained."""
        return msgspec.json.encode(
            {
                "answer": self.answer,
                "at_ms": self.at_ms,
                "command_hash": self.command_hash.hex(),
                "command_id": self.command_id,
                "events": msgspec.Raw(self.events),
                "person": self.person,
                "seat_seqs": self.seat_seqs,
                "seq": self.seq,
                "table": self.table,
            },
            order="sorted",
        )

    def chained(self, before: bytes) -> "Step":
        """Return the step with its head: SHA-256 over the head before it and its canonical form."""
        head = hashlib.sha256(before.hex().encode() + self.canonical()).digest()
        return msgspec.structs.replace(self, head=head)


class Heads:
    """The heads that viewers hold after a step, in hex.

    Each binds the whole record up to that step, hidden steps too, and tells nothing of it to
    whoever lacks the table key.
    """

    def __init__(self, key: str, head: bytes) -> None:
        self._begun = begun(bytes.fromhex(key))
        self._head = head.hex()

    def by(self, viewer: str, seq: int) -> str:
        """Return the head that a viewer holds, for which this is its step `seq`."""
        return finished(self._begun, f"head\n{viewer}\n{seq}\n{self._head}".encode()).hex()


class Text(Struct, frozen=True, kw_only=True):
    """A free text with the salt of its digest; erased ones have neither."""

    id: str
    salt: bytes | None
    body: str | None


class Facts(Struct, frozen=True, kw_only=True):
    """What must be known of a table without loading it."""

    name: str | None
    round: int
    phase: str
    deadline_ms: int | None
    people: tuple[str, ...]
    bots: int
    generations: Mapping[str, int]


class Entry(Struct, frozen=True, kw_only=True):
    """One append: a step, the texts it brings, and the table's facts where they changed."""

    step: Step
    texts: Sequence[Text] = ()
    facts: Facts | None = None
    erased: Sequence[str] = ()
    """Texts of earlier steps whose words and salts go for good."""
    codes: Mapping[bytes, tuple[str, int]] = {}
    """Key -> role and generation."""


class Snapshot(Struct, frozen=True, kw_only=True):
    table: str
    seq: int
    build: str
    state: bytes
    last_changed: bytes


class Log(Struct, frozen=True, kw_only=True):
    """All that a table is loaded from: the newest fitting snapshot, its step and those after it."""

    scenario: str
    snapshot: Snapshot | None
    steps: Sequence[Step]
    """From the first, or from the snapshot's own."""
    texts: Mapping[str, str | None]
    ids: Sequence[tuple[str, str]]
    """(person, command id) of every step."""


class Answered(Struct, frozen=True, kw_only=True):
    """How a command was answered, and the hash of what it was."""

    command_hash: bytes
    answer: Mapping[str, Any]


class Card(Struct, frozen=True, kw_only=True):
    """A table as a list of tables shows it."""

    id: str
    scenario: str
    name: str | None
    """The text itself."""
    facts: Facts
