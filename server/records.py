"""What one viewer has been shown of one table: its records as sent, and when each last changed.

Owns the bytes and the cursors. It must never decide what a viewer may see: records come from the
rules' views, and are only compared here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct

import rules
from rules import State, Viewer
from rules.view import KINDS

Encoded: TypeAlias = dict[str, bytes]
Sees: TypeAlias = Callable[[State, Viewer, str], bool]
Fresh: TypeAlias = Sequence[tuple[str, bytes | None]]
"""Records that a step may have changed, None where there is none."""


class Delta(Struct, frozen=True):
    """What a viewer gains and loses between two of its cursors."""

    seq: int
    head: str
    records: Mapping[str, bytes]
    drop: tuple[str, ...]


@dataclass(slots=True)
class Shown:
    """One viewer's records after its step `seq`; `changed` holds dropped keys too."""

    seq: int = 0
    head: str = ""
    """What binds the record behind them (rulebook 6.20)."""
    records: Encoded = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)

    def step(self, head: str, fresh: Fresh, anew: bool = False) -> Delta:
        """Count one step and keep what it changed.

        With `anew` all of `fresh` counts as changed, whether the bytes tell or not.
        """
        self.seq += 1
        self.head = head
        records: Encoded = {}
        dropped: list[str] = []
        for key, body in fresh:
            if body is None:
                if self.records.pop(key, None) is None:
                    continue
                dropped.append(key)
            elif body == self.records.get(key) and not anew:
                continue
            else:
                records[key] = self.records[key] = body
            self.changed[key] = self.seq
        return Delta(self.seq, head, records, tuple(dropped))

    def since(self, cursor: int) -> Delta:
        """Return what changed after `cursor`, whatever its age."""
        later = [key for key, seq in self.changed.items() if seq > cursor]
        records = {key: self.records[key] for key in later if key in self.records}
        dropped = tuple(key for key in later if key not in self.records)
        return Delta(self.seq, self.head, records, dropped)


class Encoder:
    """The records of one state as bytes: made once for all who see them alike."""

    def __init__(self, state: State, texts: Mapping[str, str | None]) -> None:
        self._state = state
        self._texts = texts
        self._shared: dict[str, tuple[bytes, Sees, str]] = {}
        """What all see alike who see it, who does, and its id."""
        self._bodies: dict[bytes, bytes] = {}
        """Bytes -> the one object that holds them, so that viewers share what they see alike."""

    def one(self, viewer: Viewer, key: str) -> bytes | None:
        """Return a record as a viewer sees it, None where there is none for it."""
        held = self._shared.get(key)
        if held is not None:
            body, sees, identity = held
            return body if sees(self._state, viewer, identity) else None
        record = rules.record(self._state, viewer, key, self._texts)
        return None if record is None else self._encoded(key, record)

    def all(self, viewer: Viewer) -> Encoded:
        """Return everything that a viewer sees."""
        view = rules.view(self._state, viewer, self._texts)
        return {key: self._encoded(key, record) for key, record in view.items()}

    def _encoded(self, key: str, record: Any) -> bytes:
        body = msgspec.json.encode(record)
        body = self._bodies.setdefault(body, body)
        kind, _, identity = key.partition("/")
        if KINDS[kind].alike:
            self._shared[key] = body, KINDS[kind].sees, identity
        return body
