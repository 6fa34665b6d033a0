"""Tables whose six seats talk in turn: the load.

Owns founding them, one action at a time at each, and how long it takes from sending it to the last
of the six hearing of it. It must never look at anything else of what a server sends.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rules import SEATS

from .processes import Server
from .wire import Socket, connect

EVERYBODY = "+".join(SEATS)
PATIENCE_S = 60.0


class Refused(AssertionError):
    """The server refused what it should have done."""


@dataclass
class Table:
    """Six seats at one table of one server."""

    server: Server
    id: str
    tokens: dict[str, str]
    codes: dict[str, str]
    on_done: Callable[["Table", float], None]
    words: str = "the {}. word"
    sockets: list[Socket] = field(default_factory=list)
    left: int = 0
    count: int = 0
    sent_s: float = 0.0

    def act(self) -> None:
        """Let the next of them say something to all."""
        self.left, self.sent_s = len(SEATS), time.perf_counter()
        self.count += 1
        command = {"kind": "say", "channel": EVERYBODY, "text": self.words.format(self.count)}
        socket = self.sockets[self.count % len(SEATS)]
        socket.send({"type": "do", "id": f"c-{self.count}", "command": command})

    def hear(self, text: bytes) -> None:
        if text.startswith(b'{"type":"refused"'):
            raise Refused(text)
        if self.left and text.startswith(b'{"type":"put"') and b'"message/' in text:
            self.left -= 1
            if not self.left:
                self.on_done(self, time.perf_counter() - self.sent_s)

    async def sit(self) -> None:
        """Connect all six."""
        for role in SEATS:
            found = await connect(self.server, self.id, role, self.tokens[role], self.hear)
            self.sockets.append(found)

    def leave(self) -> None:
        for each in self.sockets:
            each.transport.abort()


def founded(server: Server, on_done: Callable[[Table, float], None]) -> Table:
    """Found a table and, where there are rules, open it: people talk in the corridors."""
    status, found = server.post("/api/tables", {"scenario": "first-session", "clock": "none"})
    assert status == 201, found
    if server.kind != "floor":
        command = {"id": "open", "command": {"kind": "open"}}
        path = f"/api/tables/{found['table']}/commands"
        status, answer = server.post(path, command, found["control"]["token"])
        assert status == 200, answer
    tokens = {role: held["token"] for role, held in found["seats"].items()}
    tokens["observer"] = found["observer"]["token"]
    codes = {role: held["code"] for role, held in found["seats"].items()}
    return Table(server, found["table"], tokens, codes, on_done)


@dataclass(frozen=True)
class Window:
    """What a server did in some seconds."""

    actions: int
    took_s: float
    cpu_s: float
    p50_ms: float
    p99_ms: float

    @property
    def rate(self) -> float:
        return self.actions / self.took_s

    @property
    def cpu_ms(self) -> float:
        """Processor time an action."""
        return 1000 * self.cpu_s / self.actions


class Talks:
    """Some tables of one server, each with one action on its way while they talk."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.tables: list[Table] = []
        self.latencies: list[float] = []
        self.talking = False
        self.flying = 0
        self.any_heard = asyncio.Event()
        self.still = asyncio.Event()
        self.still.set()

    async def seat(self, tables: int) -> None:
        """Found so many tables more, six at each."""
        for _ in range(tables):
            table = founded(self.server, self.heard)
            await table.sit()
            self.tables.append(table)

    def act(self, table: Table) -> None:
        self.flying += 1
        self.still.clear()
        table.act()

    def heard(self, table: Table, took_s: float) -> None:
        self.latencies.append(took_s)
        self.any_heard.set()
        self.flying -= 1
        if self.talking:
            self.act(table)
        elif not self.flying:
            self.still.set()

    async def window(self, seconds: float, warm_s: float = 0.3) -> Window:
        """Let all talk for so long, as fast as they are heard; then all is still again."""
        self.talking = True
        for each in self.tables:
            self.act(each)
        await asyncio.sleep(warm_s)
        found = await self.counted(asyncio.sleep(seconds))
        await self.quiet()
        return found

    async def paced(self, seconds: float, every_s: float) -> Window:
        """Let each table act once in so many seconds, one after the other."""

        async def pace() -> None:
            step_s = every_s / len(self.tables)
            began_s = time.perf_counter()
            for n in range(round(seconds / step_s)):
                await asyncio.sleep(max(0.0, began_s + n * step_s - time.perf_counter()))
                table = self.tables[n % len(self.tables)]
                if not table.left:
                    self.act(table)

        found = await self.counted(pace())
        await self.quiet()
        return found

    async def counted(self, meanwhile) -> Window:
        self.latencies.clear()
        self.any_heard.clear()
        cpu_s, began_s = self.server.cpu_s(), time.perf_counter()
        await meanwhile
        # On a machine that is busy with other things a window may be over before an action is.
        await asyncio.wait_for(self.any_heard.wait(), PATIENCE_S)
        took_s, cpu_s = time.perf_counter() - began_s, self.server.cpu_s() - cpu_s
        done = sorted(self.latencies)
        p50_ms, p99_ms = (1000 * at(done, part) for part in (0.5, 0.99))
        return Window(len(done), took_s, cpu_s, p50_ms, p99_ms)

    async def quiet(self) -> None:
        self.talking = False
        await asyncio.wait_for(self.still.wait(), PATIENCE_S)

    def leave(self) -> None:
        for each in self.tables:
            each.leave()


def at(done: Sequence[float], part: float) -> float:
    """Return the latency that this part of them does not exceed."""
    return done[min(int(len(done) * part), len(done) - 1)]
