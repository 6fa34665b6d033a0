"""What one viewer has been shown of one table: its records as sent, and when each last changed.

Owns the bytes and the cursors. It must never decide what a viewer may see: records come from the
rules' views, and are only compared here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import msgspec

Encoded: TypeAlias = dict[str, bytes]
Alike: TypeAlias = dict[bytes, bytes]
"""Bytes -> the one object that holds them, so that viewers share what they see alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """What a viewer gains and loses between two of its cursors."""

    seq: int
    records: Mapping[str, bytes]
    drop: tuple[str, ...]


@dataclass(slots=True)
class Shown:
    """One viewer's records after its step `seq`; `changed` holds dropped keys too."""

    seq: int = 0
    records: Encoded = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)

    def step(self, fresh: Iterable[tuple[str, Any]], alike: Alike) -> Delta:
        """Count one step; `fresh` are the records it may have changed, None where there is none."""
        self.seq += 1
        records: Encoded = {}
        dropped: list[str] = []
        for key, record in fresh:
            if record is None:
                if self.records.pop(key, None) is not None:
                    dropped.append(key)
            elif (body := encoded(record, alike)) != self.records.get(key):
                records[key] = body
        self.records |= records
        self.changed.update(dict.fromkeys((*records, *dropped), self.seq))
        return Delta(seq=self.seq, records=records, drop=tuple(dropped))

    def since(self, cursor: int) -> Delta:
        """Return what changed after `cursor`, whatever its age."""
        later = [key for key, seq in self.changed.items() if seq > cursor]
        records = {key: self.records[key] for key in later if key in self.records}
        dropped = tuple(key for key in later if key not in self.records)
        return Delta(seq=self.seq, records=records, drop=dropped)


def encoded(record: Any, alike: Alike) -> bytes:
    """Return a record's bytes; the same object where another viewer's are the same."""
    body = msgspec.json.encode(record)
    return alike.setdefault(body, body)
