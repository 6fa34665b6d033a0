"""A server in this very process, asked by ASGI: every handler and frame of it, and no network.

Owns how a request, a socket and time reach the application, and what it answers, to the byte. It
must never look into the application to know what somebody sees.
"""

import asyncio
import contextlib
import itertools
import json
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from rules.scenario import Scenario
from server import door, library, limits, store
from server.app import App, create_app
from server.entropy import Entropy
from server.exposing import Exposition
from server.handshake import WIRE
from server.limits import Rate
from server.live import Live
from server.settings import Settings

SECRET = "one secret for both"
START_MS = 1_764_000_000_000
WAIT_S = 60.0
TURNS_MAX = 100_000
"""Of the loop, in which a step is logged."""
Heard = Callable[[bytes], None]


@dataclass
class Answer:
    """What came of one request."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


def opaque(key: Callable[[], bytes]) -> Entropy:
    """Return randomness that differs by length and count alone, and takes table keys from `key`."""
    counts = {size: itertools.count() for size in (8, 16)}

    def bytes_of(size: int) -> bytes:
        if size == 32:
            return key()
        count = next(counts.setdefault(size, itertools.count()))
        return Random(f"{size}/{count}").randbytes(size)

    return bytes_of


@dataclass
class Inside:
    """One server and its time."""

    app: App
    now_ms: int = START_MS
    key: bytes = bytes(32)

    async def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Make one request and return its answer whole."""
        sent = {**(headers or {}), **({"authorization": f"Bearer {token}"} if token else {})}
        where, _, query = path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": where,
            "raw_path": where.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode()) for name, value in sent.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8000),
        }
        raw = body if isinstance(body, bytes) else json.dumps(body).encode() if body else b""
        heard: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": raw, "more_body": False}

        async def send(message: Any) -> None:
            heard.append(message)

        await self.app(scope, receive, send)
        said = b"".join(message.get("body", b"") for message in heard[1:])
        return Answer(heard[0]["status"], tuple(heard[0]["headers"]), said)

    async def metrics(self) -> bytes:
        """Return what this server counts, as it says it at an address of its own."""
        heard: list[Any] = []

        async def send(message: Any) -> None:
            heard.append(message)

        assert self.app.house is not None
        await Exposition(self.app.house)({"type": "http", "path": "/metrics"}, asyncio.sleep, send)
        return bytes(heard[1]["body"])

    async def found(self, **asked: Any) -> dict[str, Any]:
        """Found a table and return its links."""
        body = {"scenario": "first-session", "clock": "none", **asked}
        answer = await self.ask("POST", "/api/tables", body)
        assert answer.status == 201, answer.body
        return json.loads(answer.body)  # type: ignore[no-any-return]

    async def live(self, table: str) -> Live:
        assert self.app.house is not None
        live = await self.app.house.door.tables.get(table)
        assert live is not None
        return live

    async def forget(self, table: str) -> None:
        """Let a table leave the memory."""
        assert self.app.house is not None
        self.app.house.door.tables.forget(await self.live(table))
        self.app.house.door.presence._leaving.clear()  # Nobody need hear who left it.

    async def renew(self, table: str) -> None:
        """Keep a table as it is and forget it: who loads it next builds every view anew."""
        assert self.app.house is not None
        live, tables = await self.live(table), self.app.house.door.tables
        await tables.snapshot(live)
        tables.forget(live)

    async def connect(
        self, table: str, role: str, token: str, wire: "Wire", awaited: str, **cursor: Any
    ) -> "Wire":
        """Open a socket, say hello and hear the first frame of a type, if one is awaited."""
        wire.begin(self.app, table)
        hello = {"type": "hello", "as": role, "token": token, **cursor}
        await wire.says(hello, *filter(None, [awaited]))
        await self.all_have_arrived()
        return wire

    async def all_have_arrived(self) -> None:
        """Wait until it is logged of everybody who is connected: else it comes at any time."""
        assert self.app.house is not None
        presence = self.app.house.door.presence
        for _ in range(TURNS_MAX):
            if not any(map(presence._is_missed, presence._counts)):
                return
            await asyncio.sleep(0)
        raise AssertionError("somebody who came is not said to be there")


@dataclass
class Wire:
    """One socket, where a server that carries it would be: frames come the moment they are sent."""

    heard: Heard
    _take: Callable[[str | None], None] | None = None
    _inbox: "asyncio.Queue[dict[str, Any]]" = field(default_factory=asyncio.Queue)
    _running: "asyncio.Task[None] | None" = None
    _wanted: tuple[str, ...] = ()
    _found: asyncio.Event = field(default_factory=asyncio.Event)
    _hears: asyncio.Event = field(default_factory=asyncio.Event)

    def begin(self, app: App, table: str) -> None:
        scope = {
            "type": "websocket",
            "path": f"/ws/{table}",
            "headers": [],
            "subprotocols": ["hextable.v1"],
            "server": ("127.0.0.1", 8000),
            "extensions": {WIRE: self},
        }
        self._inbox.put_nowait({"type": "websocket.connect"})
        self._running = asyncio.create_task(app(scope, self._inbox.get, self._send))

    async def says(self, frame: Any, *wanted: str) -> None:
        """Say something once the server hears; return when a frame of a wanted type came back."""
        await asyncio.wait_for(self._hears.wait(), WAIT_S)
        assert self._take is not None
        self._wanted = wanted
        self._found.clear()
        self._take(frame if isinstance(frame, str) else json.dumps(frame))
        if wanted:
            await asyncio.wait_for(self._found.wait(), WAIT_S)

    async def close(self) -> None:
        """End the connection from this side."""
        self._inbox.put_nowait({"type": "websocket.disconnect"})
        assert self._running is not None
        await self._running

    # what the server calls

    def write(self, frame: bytes) -> bool:
        self.heard(frame)
        if any(b'"type":"%b"' % each.encode() in frame[:24] for each in self._wanted):
            self._found.set()
        return True

    def hear(self, heard: Callable[[str | None], None]) -> None:
        self._take = heard
        self._hears.set()

    def abort(self) -> None:
        self._inbox.put_nowait({"type": "websocket.disconnect"})

    async def _send(self, message: Any) -> None:
        if message["type"] == "websocket.send":
            self.write(message["text"].encode())


@contextlib.asynccontextmanager
async def inside(var: Path) -> AsyncIterator[Inside]:
    """Open a server on a folder; its time stands still unless moved."""
    settings = Settings(var=var, secret=SECRET)  # type: ignore[arg-type]
    here = Inside.__new__(Inside)
    app = create_app(
        settings, entropy=opaque(lambda: here.key), now_ms=lambda: here.now_ms, ticking=False
    )
    here.__init__(app)  # type: ignore[misc]
    async with app.opened():
        yield here


@contextlib.contextmanager
def unhurried(scenarios: Mapping[str, Scenario]) -> Any:
    """Serve these scenarios by their names, and let anybody ask as often as it likes."""
    honest = library.Library.shipped
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            library.Library,
            "shipped",
            lambda self, name: scenarios[name] if name in scenarios else honest(self, name),
        )
        for module, name in ((door, "COMMANDS"), (limits, "NEW_TABLES")):
            patch.setattr(module, name, Rate(per_second=1e6, burst=10**6))
        patch.setattr(store, "ANSWER_S", WAIT_S)  # Who is patient here is no watcher's to see.
        yield
