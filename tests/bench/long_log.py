"""What an action costs through the server, at a table where much has happened already.

Owns one table of six that talk until its log is long. Server and load are processes of their own,
as in `bench_server`; an action is acknowledged only when it is on the disk.
"""

import asyncio
from contextlib import suppress
from statistics import median

import uvloop

from .bench_server import Seats, Server, served

WINDOW = 60
"""Actions up to a length whose latencies are looked at; the median is told."""


class Talk(Seats):
    """Six who talk until so much was said."""

    def until(self, length: int) -> asyncio.Event:
        self.length, self.is_done = length, asyncio.Event()
        return self.is_done

    def hear(self, text: bytes) -> None:
        super().hear(text)
        if len(self.latencies) >= self.length:
            self.running = False
            self.is_done.set()


def latencies_ms(lengths: tuple[int, ...], seconds: float) -> list[float | None]:
    """Return what an action takes at each length; None where the time was up before."""
    with served() as server:
        found = uvloop.run(talked(server, max(lengths), seconds))
    return [
        1000 * median(found[max(n - WINDOW, 0) : n]) if n <= len(found) else None for n in lengths
    ]


async def talked(server: Server, length: int, seconds: float) -> list[float]:
    """Let six talk in turn until so much was said or the time is up; return each latency."""
    found: list[float] = []
    seats = Talk(server, found)
    is_done = seats.until(length)
    await seats.sit()
    seats.act()
    with suppress(TimeoutError):
        await asyncio.wait_for(is_done.wait(), seconds)
    seats.running = False
    for socket in seats.sockets:
        socket.transport.abort()
    return found
