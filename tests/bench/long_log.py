"""What an action costs through the server at a table where much has happened already.

Owns tables whose six talk until the log is long enough, and the look at them in turns: each is
served by a process of its own, so that none pays for another's memory.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from .processes import Server
from .talks import Talks, Window

WINDOW = 100
"""Actions of one window."""
PATIENCE_S = 300.0
"""How long a log may take to grow: then the bench gives up rather than hang."""


@dataclass(frozen=True)
class Length:
    """What an action costs once the log has so many steps."""

    steps: int
    cpu_ms: float
    p50_ms: float


async def lengths(servers: Sequence[Server], steps: Sequence[int], repeats: int) -> list[Length]:
    """Let six talk at each server until so much was said there, then look at each in turn."""
    tables = [Grown(server) for server in servers]
    for each, length in zip(tables, steps, strict=True):
        await each.seat(1)
        await each.until(length)
    windows: list[list[Window]] = [[] for _ in tables]
    for _ in range(repeats):
        for each, found in zip(tables, windows, strict=True):
            found.append(await each.counted(each.until(each.length + WINDOW)))
    for each in tables:
        each.leave()
    return [told(*one) for one in zip(steps, windows, strict=True)]


def told(length: int, windows: list[Window]) -> Length:
    """Return the median of some windows."""
    cpu_ms = median(each.cpu_ms for each in windows)
    return Length(length, cpu_ms, median(each.p50_ms for each in windows))


class Grown(Talks):
    """One table whose six talk until so much was said."""

    length = 0

    async def until(self, length: int) -> None:
        """Return when so much was said in all."""
        self.length, self.is_long = length, asyncio.Event()
        self.act(self.tables[0])
        await asyncio.wait_for(self.is_long.wait(), PATIENCE_S)

    def heard(self, table, took_s: float) -> None:
        super().heard(table, took_s)
        if table.count < self.length:
            self.act(table)
        else:
            self.is_long.set()
