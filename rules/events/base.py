"""What every event declares: who may learn of it, and which records it may change."""

from typing import ClassVar, Literal, TypeAlias

from msgspec import Struct

AudienceRule: TypeAlias = Literal["world", "seat", "readers", "named", "control", "observers"]
"""world: all; seat: the event's `seat`; readers: of its `document`; named: its `to`; the last two
are these alone, but that control hears of all."""


class Base(Struct, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """Base of all events."""

    audience: ClassVar[AudienceRule]
    touches: ClassVar[tuple[str, ...]]
    """Record keys, one {field} of the event filled in at the end, "*" for every id of a kind, and
    "mentions/{document}" for the documents whose text refers to it."""

    moves_menus: ClassVar[bool] = True
    """Whether it may change what those who are told of it may do."""

    def may_touch(self) -> tuple[str, ...]:
        """Return what this very event may change: all that its type declares, or less."""
        return self.touches


PAPERS = ("document/*", "clause/*", "ledger/*", "aftermath/*")
"""What names documents, and so reads otherwise when one more of them can be seen."""
PROMISES = ("ledger/assurances", "ledger/exposure", "instrument/*", "sheet/*")
"""What hangs on which promises stand and what became of them: cells, stocks left, points."""
