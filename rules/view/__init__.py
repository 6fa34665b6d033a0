"""What each viewer may know, as records (protocol.md 1, 5).

Views are built from nothing, field by field: what is added to the state stays secret until a
builder here shows it. Nothing in this package changes or decides anything.
"""

from .kinds import KINDS, exists, keys, record, view
from .reader import Record, Texts
from .touched import may_vanish, touched, touched_by_each

__all__ = [
    "KINDS", "Record", "Texts", "exists", "keys", "may_vanish", "record", "touched",
    "touched_by_each", "view",
]  # fmt: skip
