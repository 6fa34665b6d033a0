"""What many, greedy or deaf clients do to the others.

Owns those clients. What they do to others is told as a ratio of the same run: with them, without.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median

from rules import SEATS

from .processes import Server
from .serving import Plan
from .talks import EVERYBODY, Talks, Window, founded
from .wire import Socket, connect

FLOOD_EACH_S, FLOOD = 0.01, 10
"""So many messages each so often: 1,000 a second."""
PACE_S = 0.5
"""How often a table acts while a flooder is about: within what the limits let a person do."""
DEAF_TABLES = 10
DEAF_OF = 10
"""One client of so many never reads."""
LONG = "{:<1500}"
"""So many characters, that who does not read is noticed soon."""
AT_ONCE = 20


@dataclass(frozen=True)
class Ratio:
    """The others' p99 with and without somebody."""

    without_ms: float
    with_ms: float

    @property
    def times(self) -> float:
        return self.with_ms / self.without_ms


async def socket_kib(server: Server, plan: Plan) -> float:
    """Return what a connection that listens costs the server, in KiB."""
    table = founded(server, lambda *_: None)
    opened = [await watching(server, table) for _ in range(50)]
    await asyncio.sleep(plan.rest_s)
    before = server.memory_kib()
    opened += [await watching(server, table) for _ in range(plan.sockets)]
    await asyncio.sleep(plan.rest_s)
    each = (server.memory_kib() - before) / plan.sockets
    assert not any(socket.lost for socket in opened)
    for socket in opened:
        socket.transport.abort()
    return each


async def watching(server: Server, table) -> Socket:
    return await connect(server, table.id, "observer", table.tokens["observer"], len)


async def in_turns(
    plan: Plan, window: Callable[[], Awaitable[Window]], begin: Callable[[], Awaitable], end
) -> Ratio:
    """Measure without and with, over and over."""
    alone, beside = [], []
    for _ in range(plan.repeats):
        alone.append((await window()).p99_ms)
        begun = await begin()
        beside.append((await window()).p99_ms)
        await end(begun)
    return Ratio(median(alone), median(beside))


async def flooded(server: Server, plan: Plan) -> Ratio:
    """Let one client send 1,000 commands a second, at a table of its own."""
    talks = Talks(server)
    await talks.seat(plan.paced_tables)
    ground = founded(server, lambda *_: None)

    async def begin() -> tuple[Socket, asyncio.Task]:
        seat = SEATS[0]
        flooder = await connect(server, ground.id, seat, ground.tokens[seat], len)
        return flooder, asyncio.create_task(flood(flooder))

    async def end(begun: tuple[Socket, asyncio.Task]) -> None:
        begun[1].cancel()
        begun[0].transport.abort()
        await asyncio.sleep(0.2)

    ratio = await in_turns(plan, lambda: talks.paced(plan.seconds, PACE_S), begin, end)
    talks.leave()
    return ratio


async def flood(socket: Socket) -> None:
    began_s, sent = time.perf_counter(), 0
    while True:
        for _ in range(FLOOD):
            command = {"kind": "say", "channel": EVERYBODY, "text": "again"}
            socket.send({"type": "do", "id": f"flood-{time.time_ns()}", "command": command})
        sent += 1
        await asyncio.sleep(max(0.0, began_s + sent * FLOOD_EACH_S - time.perf_counter()))


async def deafened(server: Server, plan: Plan) -> Ratio:
    """Let one client in ten never read, each beside a seat that much is said to."""
    talks = Talks(server)
    await talks.seat(DEAF_TABLES)
    for table in talks.tables:
        table.words = LONG

    async def begin() -> list[Socket]:
        count = DEAF_TABLES * len(SEATS) // (DEAF_OF - 1)
        return [await deaf(server, talks, n) for n in range(count)]

    async def end(begun: list[Socket]) -> None:
        for socket in begun:
            socket.transport.abort()
        await asyncio.sleep(0.2)

    ratio = await in_turns(plan, lambda: talks.window(plan.seconds), begin, end)
    talks.leave()
    return ratio


async def deaf(server: Server, talks: Talks, number: int) -> Socket:
    table, seat = talks.tables[number % DEAF_TABLES], SEATS[number % len(SEATS)]
    return await connect(server, table.id, seat, table.tokens[seat], len, deaf=True)


@dataclass(frozen=True)
class Joined:
    asked: int
    let_in: int
    took_s: float


def joined(server: Server, joins: int) -> Joined:
    """Let so many join by code, all from one address, as a school does."""
    tables = [founded(server, lambda *_: None) for _ in range(-(-joins // len(SEATS)))]
    codes = [table.codes[seat] for table in tables for seat in SEATS][:joins]
    began_s = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as many:
        found = list(many.map(lambda code: server.post("/api/join", {"code": code}), codes))
    took_s = time.perf_counter() - began_s
    return Joined(joins, sum(status == 200 for status, _ in found), took_s)
