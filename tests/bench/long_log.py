"""What an action costs through the server at a table where much has happened already.

Owns one table of six that talk until its log is long enough, and the look at single lengths.
"""

import asyncio
from dataclasses import dataclass
from statistics import median

from .processes import Server
from .talks import Talks, Window

WINDOW = 60
"""Actions of one window."""


@dataclass(frozen=True)
class Length:
    """What an action costs once the log has so many steps."""

    steps: int
    cpu_ms: float
    p50_ms: float


async def lengths(server: Server, steps: tuple[int, ...], repeats: int) -> list[Length]:
    """Let six talk in turn, and look at each length; the median of some windows is told."""
    talks = Grown(server)
    await talks.seat(1)
    found = []
    for length in steps:
        await talks.until(length)
        windows = [await talks.counted(talks.until(length + WINDOW * n)) for n in range(1, repeats)]
        found.append(told(length, windows))
    talks.leave()
    return found


def told(length: int, windows: list[Window]) -> Length:
    cpu_ms, p50_ms = (median(x) for x in zip(*((w.cpu_ms, w.p50_ms) for w in windows), strict=True))
    return Length(length, cpu_ms, p50_ms)


class Grown(Talks):
    """One table whose six talk until so much was said."""

    async def until(self, length: int) -> None:
        """Return when so much was said in all."""
        self.length, self.is_long = length, asyncio.Event()
        self.act(self.tables[0])
        await self.is_long.wait()

    def heard(self, table, took_s: float) -> None:
        super().heard(table, took_s)
        if table.count < self.length:
            self.act(table)
        else:
            self.is_long.set()
