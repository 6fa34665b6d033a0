"""A table's folded state as stored bytes, so that loading it never replays a long log.

Owns what a snapshot holds and the name of the build it fits. Snapshots are a cache of the log: one
of another build is left aside, never repaired.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypeAlias

import msgspec

import rules
from rules.names import Viewer

from .records import Shown

Changes: TypeAlias = dict[str, tuple[int, str, dict[str, int]]]
"""Viewer -> its seq, its head, and when each of its records last changed."""
FORM = b"2"
"""Which form snapshots have: those of another are left aside like those of another build."""


@cache
def build() -> str:
    """Return what names this build of the rules: a digest over its sources, and the form."""
    digest = hashlib.sha256(FORM)
    for path in sorted(Path(rules.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def dump_changes(shown: Mapping[Viewer, Shown]) -> bytes:
    """Return each viewer's seq and head, and when each of its records last changed."""
    return msgspec.json.encode(
        {viewer: (each.seq, each.head, each.changed) for viewer, each in shown.items()}
    )


def load_changes(body: bytes) -> Changes:
    """Return what `dump_changes` wrote."""
    return msgspec.json.decode(body, type=Changes)
