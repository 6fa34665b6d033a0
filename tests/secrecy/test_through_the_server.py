"""The same pairs through a real server: every frame and answer a viewer gets, byte for byte.

Store, sockets, sequence numbers, resuming and HTTP are in it, as players have them.
"""

import itertools
import json
from pathlib import Path
from random import Random
from typing import Any

import httpx2
import pytest
from msgspec.structs import replace
from websockets.asyncio.client import ClientConnection, connect

from rules.names import SEATS
from server import door, library, play
from server.app import create_app
from server.limits import Rate
from tests.effort import EFFORT
from tests.server import running as house

from .leaks import LEAKS
from .pairs import Pair
from .quiet import QUIET
from .watching import KEY, Move
from .watching import opaque as masked

SEEDS = range(EFFORT)
PLANTED_PAIRS_MAX = 8
VIEWERS = ("dprk", "usa", "jpn", "observer")


@pytest.fixture(autouse=True)
def opaque(monkeypatch):
    """One key and quiet scenario for every game, and no limit on how fast a script may play."""
    monkeypatch.setattr(library.Library, "shipped", lambda self, name: QUIET)
    monkeypatch.setattr(door, "COMMANDS", Rate(per_second=1e6, burst=10**6))
    monkeypatch.setattr(
        house, "create_app", lambda *given, **more: create_app(*given, entropy=drawn(), **more)
    )


def drawn():
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

    async def hear(self, socket: ClientConnection) -> dict:
        raw = await socket.recv()
        self.lines.append(masked(str(raw)))
        frame = json.loads(raw)
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


@pytest.mark.parametrize("viewer", VIEWERS)
async def test_what_a_viewer_gets_from_the_server_is_the_same_to_the_byte(viewer, tmp_path):
    """protocol.md 5."""
    for seed in SEEDS:
        one, other = Pair(viewer, seed).scripts()
        here = await watched(tmp_path / f"{seed}a", viewer, one)
        there = await watched(tmp_path / f"{seed}b", viewer, other)
        assert here == there, seed


def done_tells_the_length_of_the_log(patch: pytest.MonkeyPatch) -> None:
    honest = play._step

    def step(live: Any, *asked: Any) -> Any:
        return replace(honest(live, *asked), answer={"seq": live.seq + 1})

    patch.setattr(play, "_step", step)


@pytest.mark.parametrize(
    "leak", [done_tells_the_length_of_the_log, LEAKS["the_table_tells_how_much_has_been_said"]]
)
async def test_a_leak_planted_behind_the_server_is_caught(leak, tmp_path, monkeypatch):
    leak(monkeypatch)
    for seed in range(PLANTED_PAIRS_MAX):
        one, other = Pair("usa", seed).scripts()
        here = await watched(tmp_path / f"{seed}a", "usa", one)
        if here != await watched(tmp_path / f"{seed}b", "usa", other):
            return
    pytest.fail(f"not caught in {PLANTED_PAIRS_MAX} pairs")


async def test_control_sees_that_the_games_of_a_pair_differ(tmp_path):
    one, other = Pair(SEATS[0], 0).scripts()
    here = await watched(tmp_path / "a", "control", one)
    there = await watched(tmp_path / "b", "control", other)
    assert here != there
