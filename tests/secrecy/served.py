"""A pair of games at a real server: every frame and answer that watchers get over real sockets.

Owns the watchers' side of it. Store, sockets, sequence numbers, resuming, cookies and HTTP are as
players have them; keys and names of tables alone are drawn alike for both games.
"""

import asyncio
import contextlib
import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, TypeAlias, assert_never

import httpx2
import pytest
from websockets.asyncio.client import ClientConnection, connect

from rules.names import SITTERS
from server import door, library
from server.app import create_app
from server.entropy import Entropy
from server.limits import Rate
from server.presence import PATIENCE_MS
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


# --- what is done besides commands ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Comes:
    """Somebody connects, and stays; who is watched is compared from now on."""

    who: str
    is_watched: bool = True
    by_cookie: bool = False


@dataclass(frozen=True, slots=True)
class Goes:
    """Somebody ends its connection; it counts as away once time has passed."""

    who: str


@dataclass(frozen=True, slots=True)
class Passes:
    """So much time passes that whoever has no connection counts as away."""


@dataclass(frozen=True, slots=True)
class Asks:
    """Somebody asks for something of the table over HTTP."""

    who: str
    path: str


Doing: TypeAlias = Move | Comes | Goes | Passes | Asks


@dataclass
class Ear:
    """One person at a socket of its own, and all that reached it."""

    who: str
    proof: Mapping[str, str]
    """What it shows in the header of a request: a token, or a cookie."""
    token: str | None
    """What it says in hello; None where its cookie says who it is."""
    is_watched: bool
    lines: list[str] = field(default_factory=list)
    socket: ClientConnection | None = None
    seq: int = 0
    epoch: str = ""

    async def enter(self, address: str) -> None:
        """Connect and take the welcome in, from where it was before, if it was ever there."""
        self.socket = await connect(
            address,
            subprotocols=["hextable.v1"],  # type: ignore[list-item]  # a name of a type of theirs
            compression=None,
            max_queue=None,
            additional_headers=self.proof if self.token is None else None,
        )
        hello: dict[str, Any] = {"type": "hello", "as": self.who}
        hello |= {} if self.token is None else {"token": self.token}
        hello |= {"since": self.seq, "epoch": self.epoch} if self.epoch else {}
        await self.socket.send(json.dumps(hello))
        assert (await self.hear())["type"] == "welcome", self.lines[-1]

    async def hear(self) -> dict[str, Any]:
        assert self.socket is not None
        raw = await self.socket.recv()
        self.lines.append(masked(str(raw)))
        frame: dict[str, Any] = json.loads(raw)
        if frame["type"] == "welcome":
            self.epoch = frame["epoch"]
        if "seq" in frame:
            self.seq = frame["seq"]
        return frame

    async def says(self, frame: str, *until: str) -> dict[str, Any]:
        """Say something; return the frame of a wanted type that came after all else."""
        assert self.socket is not None
        await self.socket.send(frame)
        while (heard := await self.hear())["type"] not in until:
            pass
        return heard

    async def leave(self) -> None:
        """Hear all that was sent, a malformed question being answered after it; then go."""
        assert self.socket is not None
        assert (await self.says("?", "refused"))["code"] == "malformed"
        await self.socket.close()
        self.socket = None


class Served:
    """A game at a real server, and all that reaches those who watch it."""

    def __init__(self, here: house.Running, table: house.Table) -> None:
        self.here, self.table = here, table
        self.ears: dict[str, Ear] = {}
        self.links: dict[str, str] = {}
        """Who of a delegation's people -> the token behind its link."""

    async def play(self, script: Sequence[Doing]) -> dict[str, list[str]]:
        """Play a script; all who watch come back after each phase. Return what reached each."""
        for doing in script:
            await self.do(doing)
        watching = [ear for ear in self.ears.values() if ear.is_watched]
        for ear in watching:
            if ear.socket is not None:
                await ear.leave()
            await self.ask(ear, "")
        return {ear.who: ear.lines for ear in watching}

    async def do(self, doing: Doing) -> None:
        match doing:
            case Move():
                await self.obey(doing)
                if doing.by == "control":
                    await self.all_come_back()
            case Comes():
                await self.comes(doing)
            case Goes(who):
                await self.goes(self.ears[who])
            case Passes():
                await self.here.after(PATIENCE_MS / 1000 + 1)
            case Asks(who, path):
                await self.ask(self.ears[who], path)
            case _:
                assert_never(doing)

    # --- who is there ---

    async def comes(self, doing: Comes) -> None:
        if doing.who not in self.ears:
            token = await self.token(doing.who)
            assert token is not None, doing
            proof = await self.cookie(token) if doing.by_cookie else bearer(token)
            said = None if doing.by_cookie else token
            self.ears[doing.who] = Ear(doing.who, proof, said, doing.is_watched)
        await self.enter(self.ears[doing.who])

    async def enter(self, ear: Ear) -> None:
        """Let somebody connect, and wait until that is logged: else it comes at any time."""
        await ear.enter(f"{self.here.sockets}/ws/{self.table.id}")
        if ear.who.partition("-")[0] in SITTERS:
            await self.until(lambda: ear.who in self.present())

    async def goes(self, ear: Ear) -> None:
        await ear.leave()
        counts = self.here.house.door.presence._counts
        await self.until(lambda: ear.who not in {each.who for each in counts})

    async def all_come_back(self) -> None:
        for ear in self.ears.values():
            if ear.is_watched and ear.socket is not None:
                await ear.leave()
                await self.enter(ear)

    def present(self) -> set[str]:
        """Return who is logged to be here."""
        live = self.here.house.door.tables.peek(self.table.id)
        assert live is not None
        return {person.partition(".")[0] for person in live.state.present}

    async def until(self, comes_true: Callable[[], bool]) -> None:
        async with asyncio.timeout(house.WAIT_S):
            while True:
                if comes_true():
                    return
                await asyncio.sleep(0)

    # --- what proves to be somebody ---

    async def token(self, who: str) -> str | None:
        """Return the token of somebody, None where nobody holds such a place."""
        seat, _, place = who.partition("-")
        if not place:
            return self.table.token(seat)
        if who not in self.links:
            path = f"{self.table.path}/team"
            answer = await self.here.http.get(path, headers=self.table.bearer(seat))
            team = answer.json()["team"]
            self.links |= {each: held["link"].partition("#")[2] for each, held in team.items()}
        return self.links.get(who)

    async def cookie(self, token: str) -> dict[str, str]:
        """Trade a token for the cookie that a browser would hold."""
        path = f"{self.table.path}/session"
        answer = await self.here.http.post(path, headers=bearer(token))
        (held,) = answer.cookies.items()
        self.here.http.cookies.clear()
        return {"cookie": "=".join(held)}

    # --- what they do ---

    async def obey(self, move: Move) -> None:
        """Give a command by socket for who has one, else over HTTP."""
        who = move.person.partition(".")[0] if move.person else move.by
        ear, token = self.ears.get(who), await self.token(who)
        if token is None:
            return  # There was no place for this person.
        live = await self.here.house.door.tables.get(self.table.id)
        wire = move.wire(live.state) if callable(move.wire) else move.wire
        asked = {"id": move.name, "command": dict(wire)}
        if ear is not None and ear.socket is not None:
            await ear.says(json.dumps({"type": "do", **asked}), "done", "refused")
            return
        answer = await self.here.http.post(
            f"{self.table.path}/commands", json=asked, headers=bearer(token)
        )
        assert answer.status_code in (200, 422), answer.text
        if ear is not None:
            ear.lines.append(masked(answer.text))

    async def ask(self, ear: Ear, path: str) -> None:
        """Ask as somebody for the table itself, or for what is under it."""
        answer: httpx2.Response = await self.here.http.get(
            f"{self.table.path}{path}", params={"as": ear.who}, headers=ear.proof
        )
        said = answer.text.replace(self.here.settings.address, "")  # The port is a game's own.
        ear.lines.append(masked(f"{answer.status_code} {said}"))


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


async def heard(folder: Path, script: Sequence[Doing]) -> dict[str, list[str]]:
    """Play a script at a server of its own; return what reached each who is watched."""
    async with house.running(folder, secret="one secret for both") as here:
        return await Served(here, await here.found(clock="none")).play(script)


async def watched(folder: Path, viewer: str, script: Sequence[Move]) -> list[str]:
    """Play a script with one watcher, who is there from before the beginning."""
    return (await heard(folder, [Comes(who=viewer), *script]))[viewer]
