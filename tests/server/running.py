"""A real server on 127.0.0.1 and clients that speak the protocol to it, for tests."""

import asyncio
import contextlib
import itertools
import json
import ssl
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx2
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from server.app import App, House, create_app
from server.clock import GAP_MS
from server.migrate import migrate
from server.serve import Server, config_of, listen
from server.settings import Settings

WAIT_S = 30.0
SOON_S = 0.002
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Knows no authority, as nobody here speaks TLS: to read all of them takes longer than a test."""
IDS = itertools.count()
DATABASE = "hextable.sqlite3"


@dataclass
class Time:
    """The store's time, moved by the test."""

    ms: int

    def __call__(self) -> int:
        return self.ms


@dataclass
class Running:
    """One server, its address, and everything inside it."""

    app: App
    settings: Settings
    time: Time
    http: httpx2.AsyncClient
    players: list["Player"] = field(default_factory=list)

    @property
    def house(self) -> House:
        assert self.app.house is not None
        return self.app.house

    @property
    def sockets(self) -> str:
        return self.settings.address.replace("http", "ws")

    async def found(self, **asked: Any) -> "Table":
        """Found a table of first-session without a clock, unless asked otherwise."""
        body = {"scenario": "first-session", "clock": "none", **asked}
        answer = await self.http.post("/api/tables", json=body)
        assert answer.status_code == 201, answer.text
        return Table(self, answer.json())

    async def after(self, seconds: float) -> None:
        """Let time pass, the clock looking often enough to count as serving all the while."""
        end_ms = self.time.ms + int(seconds * 1000)
        while self.time.ms < end_ms - GAP_MS:
            self.time.ms += GAP_MS
            await self.house.clock.tick()
        self.time.ms = end_ms
        await self.house.clock.tick()


@dataclass
class Table:
    """A founded table and the tokens to it."""

    running: Running
    founded: dict[str, Any]

    @property
    def id(self) -> str:
        return self.founded["table"]

    def token(self, role: str) -> str:
        holders = {**self.founded, **self.founded["guests"], **self.founded["seats"]}
        return holders[role]["token"]

    def bearer(self, role: str) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token(role)}"}

    @property
    def path(self) -> str:
        return f"/api/tables/{self.id}"

    async def sits(self, role: str, **hello: Any) -> "Player":
        """Connect as a role and take the welcome in."""
        player = await Player.connect(self, role)
        await player.hello(**{"token": self.token(role), **hello})
        await player.until("welcome")
        return player

    async def opens(self) -> "Player":
        """Let control open the table; return it."""
        control = await self.sits("control")
        await control.does({"kind": "open"})
        return control


@dataclass
class Player:
    """One connection: it keeps the records as an independent client would."""

    role: str
    socket: ClientConnection
    records: dict[str, Any] = field(default_factory=dict)
    seq: int = 0
    epoch: str = ""
    heard: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    async def connect(cls, table: Table, role: str, **options: Any) -> "Player":
        address = f"{table.running.sockets}/ws/{table.id}"
        # Without a bound on what waits to be read, so that closing never waits for a test to read.
        ours = {"subprotocols": ["hextable.v1"], "compression": None, "max_queue": None}
        options = {**ours, **options}
        player = cls(role, await connect(address, **options))
        table.running.players.append(player)
        return player

    async def send(self, frame: Any) -> None:
        await self.socket.send(frame if isinstance(frame, (str, bytes)) else json.dumps(frame))

    async def hello(self, **hello: Any) -> None:
        await self.send({"type": "hello", "as": self.role, **hello})

    async def hear(self) -> dict[str, Any]:
        """Return the next frame, taken in."""
        frame = json.loads(await asyncio.wait_for(self.socket.recv(), WAIT_S))
        self.heard.append(frame)
        self._take(frame)
        return frame

    def _take(self, frame: dict[str, Any]) -> None:
        if frame["type"] == "welcome":
            self.records = frame["records"] if frame["full"] else self.records | frame["records"]
            self.epoch = frame["epoch"]
        elif frame["type"] == "put":
            assert frame["seq"] == self.seq + 1, "a gap"
            self.records = self.records | frame["records"]
        else:
            return
        self.seq = frame["seq"]
        for key in frame["drop"]:
            del self.records[key]

    async def until(self, *types: str) -> dict[str, Any]:
        """Return the next frame of one of these types."""
        while (frame := await self.hear())["type"] not in types:
            pass
        return frame

    async def asks(self, command: dict[str, Any], id_: str | None = None) -> dict[str, Any]:
        """Give a command and return its answer, done or refused."""
        id_ = id_ or f"c-{next(IDS)}"
        await self.send({"type": "do", "id": id_, "command": command})
        answer = await self.until("done", "refused")
        assert answer["id"] == id_, answer
        return answer

    async def does(self, command: dict[str, Any], id_: str | None = None) -> dict[str, Any]:
        """Give a command that must be obeyed."""
        answer = await self.asks(command, id_)
        assert answer["type"] == "done", answer
        assert self.seq >= answer["seq"], "done before the put that holds its effect"
        return answer

    async def ended(self) -> int:
        """Hear everything until the server closes; return its code."""
        with contextlib.suppress(ConnectionClosed):
            while True:
                await self.hear()
        assert self.socket.close_code is not None
        return self.socket.close_code

    async def leaves(self) -> None:
        await self.socket.close()


@cache
def migrated() -> bytes:
    """Return an empty data base at the newest version: to make it anew takes longer than a test."""
    with tempfile.TemporaryDirectory() as folder:
        migrate(Path(folder) / DATABASE)
        return (Path(folder) / DATABASE).read_bytes()


def provide(var: Path) -> None:
    """Put an empty data base into a folder that has none."""
    var.mkdir(parents=True, exist_ok=True)
    if not (var / DATABASE).exists():
        (var / DATABASE).write_bytes(migrated())


@contextlib.asynccontextmanager
async def running(
    var: Path, start_ms: int = 1_764_000_000_000, time: Time | None = None, **settings: Any
) -> AsyncIterator[Running]:
    """Serve from a folder, with time in the test's hand."""
    provide(var)
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    chosen = Settings(**{"port": port, "var": var, **settings})
    time = time or Time(start_ms)
    app = create_app(chosen, now_ms=time, ticking=False)
    server = Server(config_of(app, chosen), app, chosen)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started:
        await asyncio.sleep(SOON_S)
        if serving.done():
            serving.result()
    address = f"http://127.0.0.1:{port}"
    client = httpx2.AsyncClient(base_url=address, timeout=WAIT_S, verify=NO_TLS)
    here = Running(app, chosen, time, client)
    try:
        async with client:
            yield here
    finally:
        for player in here.players:
            await player.leaves()
        server.should_exit = True
        await serving
