"""Numbers a part keeps of what it did, for whoever operates the server.

Owns how durations are kept: by how many took at most so long. It must never know a table, a seat,
a person or a word: what is counted here is counted over all of them.
"""

import asyncio
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
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

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Count what is done within, if it succeeds."""
        begun_s = perf_counter()
        yield
        self.note(perf_counter() - begun_s)

    def noted_once_done(self, future: "asyncio.Future[T]") -> "asyncio.Future[T]":
        """Return what is begun now, to be counted when it is done, if it succeeds."""
        begun_s = perf_counter()

        def note(done: "asyncio.Future[T]") -> None:
            if not done.cancelled() and done.exception() is None:
                self.note(perf_counter() - begun_s)

        future.add_done_callback(note)
        return future
