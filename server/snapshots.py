"""A table's folded state as stored bytes, so that loading it never replays a long log.

Owns what a snapshot holds and the name of the build it fits. Snapshots are a cache of the log: one
of another build is left aside, never repaired.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

import rules
from rules.names import Viewer

from .records import Shown


@cache
def build() -> str:
    """Return what names this build of the rules: a digest over its sources."""
    digest = hashlib.sha256()
    for path in sorted(Path(rules.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def dump_changes(shown: Mapping[Viewer, Shown]) -> bytes:
    """Return each viewer's seq and when each of its records last changed."""
    return msgspec.json.encode({viewer: (each.seq, each.changed) for viewer, each in shown.items()})


def load_changes(body: bytes) -> dict[str, tuple[int, dict[str, int]]]:
    """Return what `dump_changes` wrote."""
    return msgspec.json.decode(body, type=dict[str, tuple[int, dict[str, int]]])
