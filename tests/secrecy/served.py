"""A pair of games at a real server: every frame and answer a viewer gets over real sockets.

Owns the viewer's side of it. Store, sockets, sequence numbers, resuming and HTTP are as players
have them; keys and names of tables alone are drawn alike for both games.
"""

import contextlib
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import httpx2
import pytest
from websockets.asyncio.client import ClientConnection, connect

from rules.names import SEATS
from server import door, library
from server.app import create_app
from server.entropy import Entropy
from server.limits import Rate
from tests.server import running as house

from .quiet import QUIET
from .watching import KEY, Move
from .watching import opaque as masked


@contextlib.contextmanager
def alike() -> Iterator[None]:
    """One key and quiet scenario for every game, and no limit on how fast a script may play."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library.Library, "shipped", lambda self, name: QUIET)
        patch.setattr(door, "COMMANDS", Rate(per_second=1e6, burst=10**6))
        patch.setattr(
            house, "create_app", lambda *given, **more: create_app(*given, entropy=drawn(), **more)
        )
        yield


def drawn() -> Entropy:
    """Return a source of bytes that gives every game the same key and table."""
    counted = itertools.count()

    def bytes_of(count: int) -> bytes:
        if count == 32:
            return bytes.fromhex(KEY)
        return Random(f"{count}/{next(counted)}").randbytes(count)

    return bytes_of


class Watched:
    """A game at a real server, and all that reaches one viewer of it."""

    def __init__(self, here: house.Running, table: house.Table, viewer: str) -> None:
        self.here, self.table, self.viewer = here, table, viewer
        self.lines: list[str] = []

    async def play(self, script: list[Move]) -> list[str]:
        """Play a script over HTTP with the viewer listening, and coming back after each phase."""
        socket = await self.enter(0, "")
        if self.viewer in SEATS:
            await self.hear(socket)  # Its own arrival: nothing else may come before it.
        for move in script:
            await self.obey(move, socket)
            if move.by == "control":
                await self.hear_out(socket)
                await socket.close()
                socket = await self.enter(self.seq, self.epoch)
        await self.hear_out(socket)
        await socket.close()
        await self.snapshot()
        return self.lines

    async def enter(self, since: int, epoch: str) -> ClientConnection:
        address = f"{self.here.sockets}/ws/{self.table.id}"
        socket = await connect(address, subprotocols=["hextable.v1"], compression=None)
        hello = {"type": "hello", "as": self.viewer, "token": self.table.token(self.viewer)}
        if epoch:
            hello |= {"since": since, "epoch": epoch}
        await socket.send(json.dumps(hello))
        await self.hear(socket)
        return socket

    async def hear(self, socket: ClientConnection) -> dict[str, Any]:
        raw = await socket.recv()
        self.lines.append(masked(str(raw)))
        frame: dict[str, Any] = json.loads(raw)
        if frame["type"] == "welcome":
            self.epoch = frame["epoch"]
        if "seq" in frame:
            self.seq = frame["seq"]
        return frame

    async def hear_out(self, socket: ClientConnection) -> None:
        """Hear all that was sent: a malformed question is answered after everything else."""
        await socket.send("?")
        while (await self.hear(socket)).get("code") != "malformed":
            pass

    async def obey(self, move: Move, socket: ClientConnection) -> None:
        live = await self.here.house.door.tables.get(self.table.id)
        wire = move.wire(live.state) if callable(move.wire) else move.wire
        if move.by == self.viewer:
            do = {"type": "do", "id": move.name, "command": dict(wire)}
            await socket.send(json.dumps(do))
            while (await self.hear(socket))["type"] not in ("done", "refused"):
                pass
            return
        body = {"id": move.name, "command": dict(wire)}
        bearer = self.table.bearer(move.by)
        answer = await self.here.http.post(f"{self.table.path}/commands", json=body, headers=bearer)
        assert answer.status_code in (200, 422), answer.text

    async def snapshot(self) -> None:
        answer: httpx2.Response = await self.here.http.get(
            self.table.path, headers=self.table.bearer(self.viewer)
        )
        self.lines.append(masked(answer.text))


async def watched(folder: Path, viewer: str, script: list[Move]) -> list[str]:
    async with house.running(folder, secret="one secret for both") as here:
        table = await here.found(clock="none")
        return await Watched(here, table, viewer).play(script)
