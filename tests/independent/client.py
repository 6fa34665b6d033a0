"""A client of the wire, written from docs/protocol.md alone: a store of records, and commands.

Owns one viewer's store and its connection, and holds the server to what the page promises of the
order of frames. It must never import from `rules/` or `server/`, nor know a rule of the game.
"""

import asyncio
import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx2
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

WAIT_S = 15.0
BUCKET_PER_S = 5
"""How fast a person's bucket fills again (docs/protocol.md, section 3)."""

Command = dict[str, Any]
Frame = dict[str, Any]


class Broken(Exception):
    """The server broke a promise of the page."""


class Refused(Exception):
    """The server refused a command."""


def no_whole_number(text: str) -> int:
    raise Broken(f"no whole number: {text}")


@dataclass
class Client:
    """One viewer: its records, all that it heard, and one connection at a time."""

    base: str
    table: str
    role: str
    token: str
    records: dict[str, Any] = field(default_factory=dict)
    seq: int = 0
    epoch: str = ""
    welcome: Frame | None = None
    bye: str | None = None
    history: dict[int, dict[str, Any]] = field(default_factory=dict)
    frames: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    socket: ClientConnection | None = None

    def __post_init__(self) -> None:
        bearer = {"authorization": f"Bearer {self.token}"}
        self.http = httpx2.AsyncClient(base_url=self.base, headers=bearer, timeout=WAIT_S)
        self.waiting: dict[str, asyncio.Future[Frame]] = {}
        self.changed = asyncio.Event()
        self.reading: asyncio.Task[None] | None = None

    async def dial(self, **options: Any) -> ClientConnection:
        """Open a socket to the table, saying nothing yet."""
        address = f"{self.base.replace('http', 'ws', 1)}/ws/{self.table}"
        ours = {"subprotocols": ["hextable.v1"], "compression": None, "max_size": None}
        return await connect(address, **{**ours, **options})

    async def connect(self, **hello: Any) -> Frame:
        """Say hello, from the last cursor unless told otherwise, and return the welcome."""
        cursor = {"since": self.seq, "epoch": self.epoch} if self.epoch else {}
        self.socket, self.welcome, self.bye = await self.dial(), None, None
        hello = {"type": "hello", "as": self.role, "token": self.token, **cursor, **hello}
        await self.socket.send(json.dumps(hello))
        self.reading = asyncio.create_task(self._read(self.socket))
        await self.until(lambda: self.welcome is not None)
        assert self.welcome is not None
        return self.welcome

    async def cut(self) -> None:
        """Lose the connection without a word."""
        if self.socket:
            self.socket.transport.abort()
            await self.ended()

    async def leave(self) -> None:
        """Close everything."""
        if self.socket:
            await self.socket.close()
            await self.ended()
        await self.http.aclose()

    async def ended(self) -> str | None:
        """Wait until the connection has ended, and return the reason given for it."""
        if self.reading:
            await asyncio.wait_for(self.reading, WAIT_S)
        return self.bye

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds of what was heard."""
        async with asyncio.timeout(WAIT_S):
            while not holds():
                if self.reading and self.reading.done():
                    self.reading.result()
                    raise Broken(f"{self.role}: the connection ended ({self.bye})")
                self.changed.clear()
                await self.changed.wait()

    async def _read(self, socket: ClientConnection) -> None:
        try:
            with contextlib.suppress(ConnectionClosed):
                async for text in socket:
                    self.frames.append(str(text))
                    self._take(json.loads(text, parse_float=no_whole_number))
                    self.changed.set()
        finally:
            for waits in self.waiting.values():
                waits.cancel()
            self.changed.set()

    def _take(self, frame: Frame) -> None:
        match frame["type"]:
            case "bye":
                self.bye = frame["code"]
            case "welcome" if self.welcome is None:
                self.records = {} if frame["full"] else self.records
                self._put(frame)
                self.welcome, self.epoch = frame, frame["epoch"]
            case "put" if self.welcome and frame["seq"] == self.seq + 1:
                self._put(frame)
            case "refused":
                self._answered(frame)
            case "done" if self.welcome and frame["seq"] <= self.seq:
                self._answered(frame)
            case _:
                raise Broken(f"{self.role} at {self.seq}: {frame}")

    def _put(self, frame: Frame) -> None:
        self.records = {**self.records, **frame["records"]}
        for key in frame["drop"]:
            self.records.pop(key, None)
        self.seq = frame["seq"]
        self.history[self.seq] = self.records

    def _answered(self, frame: Frame) -> None:
        waits = self.waiting.pop(frame["id"], None)
        if waits and not waits.done():
            waits.set_result(frame)

    async def ask(self, command: Command, id_: str | None = None) -> Frame:
        """Give a command and return its answer."""
        assert self.socket
        id_ = id_ or str(uuid4())
        answer = self.waiting[id_] = asyncio.get_running_loop().create_future()
        await self.socket.send(json.dumps({"type": "do", "id": id_, "command": command}))
        return await asyncio.wait_for(answer, WAIT_S)

    async def do(self, command: Command) -> Frame:
        """Give a command that must be obeyed, again while the server says to slow down."""
        while (answer := await self.ask(command))["type"] == "refused":
            if answer["code"] != "slow-down":
                raise Refused(answer)
            await asyncio.sleep(1 / BUCKET_PER_S)  # as a client in earnest has to
        return answer

    async def post(self, command: Command, id_: str | None = None) -> httpx2.Response:
        """Give a command over HTTP and return the whole answer."""
        body = {"id": id_ or str(uuid4()), "command": command}
        return self._kept(await self.http.post(f"/api/tables/{self.table}/commands", json=body))

    async def get(self, path: str = "") -> httpx2.Response:
        """Ask for something of this table over HTTP."""
        return self._kept(await self.http.get(f"/api/tables/{self.table}{path}"))

    def _kept(self, answer: httpx2.Response) -> httpx2.Response:
        self.answers.append(f"{answer.headers} {answer.text}")
        return answer

    def all(self, kind: str) -> dict[str, Any]:
        """Return the records of a kind, by id."""
        found = {key.partition("/"): record for key, record in self.records.items()}
        return {id_: record for (each, _, id_), record in found.items() if each == kind}

    def texts(self) -> list[str]:
        """Return what was said, as far as it came here."""
        return [message["text"] for message in self.all("message").values()]

    @property
    def main(self) -> dict[str, Any]:
        """The table's own record."""
        return self.records["table/main"]

    @property
    def menu(self) -> dict[str, Any]:
        """What may be given now."""
        return self.records["menu/own"]["commands"]
