"""Numbers a part keeps of what it did, for whoever operates the server.

Owns how durations are kept: by how many took at most so long. It must never know a table, a seat,
a person or a word: what is counted here is counted over all of them.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Awaitable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final, TypeAlias, TypeVar

BOUNDS_S: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
T = TypeVar("T")
Commands: TypeAlias = Counter[tuple[str, str]]
"""(kind of command, what became of it) -> how often."""


@dataclass(slots=True)
class Durations:
    """How long something took, each time it was done."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS_S) + 1))
    """How many took at most as long as each bound, and longer than the one before it."""
    total_s: float = 0.0

    def note(self, seconds: float) -> None:
        """Count one that took so long."""
        self.counts[bisect_left(BOUNDS_S, seconds)] += 1
        self.total_s += seconds

    def note_since(self, begun_s: float) -> None:
        """Count one that began then, by `perf_counter`, and is done now."""
        self.note(perf_counter() - begun_s)

    async def noted(self, begun: Awaitable[T], begun_s: float) -> T:
        """Return what was begun then comes to, counted if it succeeds."""
        found = await begun
        self.note_since(begun_s)
        return found
