"""Two games at two servers, watched by whoever may not know in what they differ.

Owns how both are founded alike, what each watcher is sent by them, and the comparison: byte for
byte, step by step, what commitments and heads say apart (protocol.md 5).
"""

import contextlib
import json
import logging
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import rules
from rules.commands import Order
from rules.model import State, TextRef
from rules.names import GUESTS, ROLES
from rules.parse import parse_command
from rules.refusal import Refused
from rules.teams import mate_at

from . import watching
from .inside import Answer, Inside, Wire, inside
from .marks import OWN, strayed

Command = dict[str, Any]
HASH = re.compile(rb"[0-9a-f]{64}")
HEAD = re.compile(rb'"head":"[0-9a-f]{64}"')
LOGS = ("hextable", "uvicorn", "asyncio", "fastapi", "sqlite3")


class Differ(AssertionError):
    """The two games differ for a watcher that may not know why."""


@dataclass
class Tally:
    """What was compared."""

    frames: int = 0
    bytes: int = 0
    answers: int = 0
    """Over HTTP."""

    def add(self, other: "Tally") -> None:
        self.frames += other.frames
        self.bytes += other.bytes
        self.answers += other.answers


class Lines(logging.Handler):
    """What is logged, down to the least of it.

    But not that a clock came in vain, as when somebody leaves who had lost its place: of whom, no
    line says, and in which of two games that happens hangs on what is hidden.
    """

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.to: list[bytes] | None = None

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if self.to is not None and not said.endswith("refused the clock: not-now"):
            self.to.append(f"{record.name} {record.levelname} {said}".encode())


@contextlib.contextmanager
def logging_to(lines: Lines) -> Iterator[None]:
    """Let everything be logged to `lines`, and nothing be left out."""
    root = logging.getLogger()
    level = root.level
    root.addHandler(lines)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.removeHandler(lines)
        root.setLevel(level)


@dataclass
class Side:
    """One of the two: a table at its server, and what each watcher has been sent of it."""

    here: Inside
    founded: Mapping[str, Any]
    viewer: str
    game: str
    mentor: str | None = None
    """Who counsels the viewer's delegation, and watches as well."""
    links: dict[str, str] = field(default_factory=dict)
    """Who of a delegation's people -> the token behind its link."""
    keys: list[bytes] = field(default_factory=list)
    """What proves to be one of them, and is not the viewer's."""
    sent: dict[str, list[bytes]] = field(default_factory=dict)
    """Watcher -> what reached it since the last comparison."""
    wires: dict[str, Wire] = field(default_factory=dict)
    refused: bytes = b""
    cursors: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """Role -> every (seq, epoch) it was ever at."""

    @property
    def table(self) -> str:
        return str(self.founded["table"])

    @property
    def path(self) -> str:
        return f"/api/tables/{self.table}"

    def token(self, role: str) -> str:
        if role in self.links:
            return self.links[role]
        held = {**self.founded, **self.founded["guests"], **self.founded["seats"]}
        return str(held[role]["token"])

    async def learn_links(self, seat: str) -> None:
        """Learn from its head how the people of a delegation come in."""
        answer = await self.here.ask("GET", f"{self.path}/team", token=self.token(seat))
        for who, held in json.loads(answer.body)["team"].items():
            token = held["link"].partition("#")[2]
            if self.links.get(who) != token:
                self.links[who] = token
                self.keys += [] if seat == self.viewer else keys_of(token, held["code"])

    async def is_counselled(self) -> None:
        """Let the viewer's delegation have a mentor, who watches from now on."""
        wire = {"kind": "appoint", "rank": "mentor", "seat": self.viewer}
        assert await self.give("control", "mentor", wire), self.refused
        await self.learn_links(self.viewer)
        self.mentor = next(iter(self.links))
        await self.sit(self.mentor)

    async def state(self) -> State:
        return (await self.here.live(self.table)).state

    def heard(self, watcher: str) -> Callable[[bytes], None]:
        return self.sent.setdefault(watcher, []).append

    async def sit(self, role: str) -> None:
        """Let a role watch from now on, by a socket of its own."""
        came = "welcome" if role == "observer" else "put"
        wire = Wire(self.heard(role))
        self.wires[role] = await self.here.connect(self.table, role, self.token(role), wire, came)

    async def enter(self, role: str, watcher: str | None, **cursor: Any) -> Wire:
        """Connect as somebody; what comes is a watcher's, or nobody's business."""
        wire = Wire(self.heard(watcher) if watcher else lambda _: None)
        return await self.here.connect(
            self.table, role, self.token(role), wire, "welcome", **cursor
        )

    async def look(self, role: str, watcher: str, **cursor: Any) -> None:
        """Come with a second connection, see what there is, and go again."""
        wire = await self.enter(role, watcher, **cursor)
        await wire.close()

    async def leave(self, role: str) -> None:
        await self.wires.pop(role).close()

    async def restart(self) -> None:
        """Let all who watch be cut off and come back to a table that was loaded anew."""
        watching = tuple(self.wires)
        for role in watching:
            await self.leave(role)
        await self.here.renew(self.table)
        for role in watching:
            self.wires[role] = await self.enter(role, role)

    async def give(self, by: str, command_id: str, command: Command) -> bool:
        """Give a command, by socket for who has one; return whether it was obeyed."""
        if by in self.wires and by in (self.viewer, self.mentor):
            return await self.say(by, {"type": "do", "id": command_id, "command": command})
        body = {"id": command_id, "command": command}
        answer = await self.here.ask("POST", f"{self.path}/commands", body, self.token(by))
        assert answer.status in (200, 422), (command, answer.body)
        self.refused = answer.body
        return answer.status == 200

    async def say(self, by: str, frame: Command) -> bool:
        await self.wires[by].says(frame, "done", "refused")
        return b'"type":"done"' in self.sent[by][-1][:24]

    async def get(self, watcher: str, method: str, path: str, **how: Any) -> Answer:
        """Ask over HTTP; the whole answer is the watcher's."""
        answer = await self.here.ask(method, path, **how)
        said = b"%d %r\n%b" % (answer.status, answer.headers, answer.body)
        self.sent.setdefault(watcher, []).append(said)
        return answer

    async def would(self, by: str, command: Command) -> State | None:
        """Return what the rules alone would make of a command now, None where they refuse it."""
        state = await self.state()
        watching.GAME = self.game
        role, _, place = by.partition("-")
        mate = mate_at(state, role, int(place)) if place else None  # type: ignore[arg-type]
        held = mate or state.sitters.get(by)  # type: ignore[call-overload]
        person = f"{by}.{held.generation if held else 1}"

        def lift(_: str, path: str) -> TextRef:
            return TextRef(id=path, digest="")

        try:
            asked = parse_command(command, lift)
            order = Order(
                by=role,  # type: ignore[arg-type]
                person=person,
                id="would",
                at_ms=self.here.now_ms,
                command=asked,
            )
            for each in rules.decide(state, order):
                state = rules.apply(state, each.event)
        except (Refused, ValueError):
            return None
        return state


@dataclass
class Twins:
    """Both sides, and what has been compared."""

    one: Side
    other: Side
    logs: Lines
    tally: Tally = field(default_factory=Tally)
    step: int = 0
    what: str = ""
    """What was done last: for who must find out why they differ."""

    searching: bool = True
    """Whether marks and keys are looked for: not where both games have the same secrets."""
    keys: tuple[bytes, ...] = ()
    """What of tokens and codes proves to be somebody."""

    def __post_init__(self) -> None:
        held = {**self.one.founded["guests"], **self.one.founded["seats"]}
        people = (self.one.founded["control"], self.one.founded["observer"], *held.values())
        said = [keys_of(each["token"], each.get("code")) for each in people]
        self.keys = tuple(chain.from_iterable(said))

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.one, self.other

    @property
    def viewer(self) -> str:
        return self.one.viewer

    @property
    def mentor(self) -> str | None:
        return self.one.mentor

    @contextlib.contextmanager
    def at(self, side: Side) -> Iterator[Side]:
        """Do something at one side: what is logged meanwhile is its operator's."""
        self.logs.to = side.sent.setdefault("log", [])
        watching.GAME = side.game
        try:
            yield side
        finally:
            self.logs.to = None

    async def both(self, by: str, command_id: str, command: Command) -> bool:
        """Give the same command at both, which must judge it alike, and compare."""
        done = []
        for side in self.sides:
            with self.at(side):
                done.append(await side.give(by, command_id, command))
        self.compare(f"{by} {command}")
        if done[0] != done[1]:
            raise Differ(f"judged otherwise: {by} {command}")
        return done[0]

    async def each(self, what: str, do: Callable[[Side], Any]) -> None:
        """Do the same at both, and compare."""
        for side in self.sides:
            with self.at(side):
                await do(side)
        self.compare(what)

    def compare(self, what: str) -> None:
        """Raise Differ where any watcher has been sent anything else, or more, or less."""
        self.step, self.what = self.step + 1, what
        for watcher in {**self.one.sent, **self.other.sent}:
            here, there = (side.sent.get(watcher, []) for side in self.sides)
            if len(here) != len(there) or any(map(are_other, here, there)):
                raise Differ(self.told(watcher, here, there))
            for side, frames in zip(self.sides, (here, there), strict=True):
                self.search(watcher, frames, side.keys)
            self.tally.bytes += sum(map(len, here))
            if watcher != "log":
                self.tally.frames += len(here)
            for side, frames in zip(self.sides, (here, there), strict=True):
                self.keep(side, watcher, frames)
                frames.clear()

    def search(self, watcher: str, frames: Sequence[bytes], keys: Sequence[bytes] = ()) -> None:
        """Raise Differ where a watcher is sent a word, or a key to a seat, that is not for it."""
        if not self.searching:
            return
        role = role_of(watcher)
        for frame in frames:
            if found := next(strayed(frame, role, OWN), None):
                raise Differ(f"{watcher} reads {found!r} at step {self.step}: {self.what}")
            for key in (*self.keys, *keys):
                if key in frame:
                    where = f"at step {self.step}: {self.what}"
                    raise Differ(f"{watcher} reads a token or code {where}")

    def scan_metrics(self, side: Side, said: bytes) -> None:
        """Raise Differ where what a server counts names a table, a seat, or hidden words."""
        self.search("metrics", [said], side.keys)
        labels = {*re.findall(rb'="([^"]*)"', said)}
        named = labels & {side.table.encode(), *(role.encode() for role in ROLES)}
        if self.searching and named:
            raise Differ(f"metrics tell of {sorted(named)}")

    def keep(self, side: Side, watcher: str, frames: list[bytes]) -> None:
        """Remember the cursors of the viewer, to come back with."""
        if watcher not in (side.viewer, side.mentor):
            return
        seen = side.cursors.setdefault(watcher, [])
        for frame in frames:
            if frame[:12] == b'{"type":"wel':
                told = json.loads(frame)
                seen.append((told["seq"], told["epoch"]))
            elif frame[:12] == b'{"type":"put':
                seen.append((int(frame[20 : frame.index(b",", 20)]), seen[-1][1]))

    def told(self, watcher: str, here: list[bytes], there: list[bytes]) -> str:
        """Say where they differ."""
        lines = [f"step {self.step} for {watcher} of {self.viewer}: {self.what}"]
        lines += [f"{len(here)} frames here, {len(there)} there"]
        for one, other in zip(here, there, strict=False):
            if are_other(one, other):
                at = next(
                    (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
                    min(len(one), len(other)),
                )
                lines += [f"{side[max(0, at - 160) : at + 160]!r}" for side in (one, other)]
                break
        else:
            lines += [f"{frame[:300]!r}" for frame in (here[len(there) :] or there[len(here) :])]
        return "\n".join(lines)


def role_of(watcher: str) -> str:
    """Return as whom somebody watches: `late usa-1` is of the USA, `pages` is nobody."""
    return watcher.rpartition(" ")[2].partition("-")[0]


def keys_of(token: str, code: str | None) -> list[bytes]:
    """Return what of a token and a code proves to be somebody."""
    return [each.encode() for each in (token.rpartition(".")[2], code) if each is not None]


def are_other(one: bytes, other: bytes) -> bool:
    """Say whether two frames differ in more than what commitments and heads say."""
    if one == other:
        return False
    if HEAD.sub(b"", one) == HEAD.sub(b"", other):
        return False
    return HASH.sub(b"(hash)", one) != HASH.sub(b"(hash)", other)


@dataclass
class Houses:
    """Two servers that know nothing of each other, for one pair of tables after another."""

    one: Inside
    other: Inside
    logs: Lines

    @contextlib.asynccontextmanager
    async def twins(
        self,
        viewer: str,
        key: bytes,
        *,
        mentored: bool = False,
        searching: bool = True,
        **asked: Any,
    ) -> AsyncIterator[Twins]:
        """Found a table at each, alike to the byte, and let the viewer and the world watch.

        With `mentored` a mentor of the viewer's delegation watches as well.
        """
        sides = []
        self.one.now_ms = self.other.now_ms = max(self.one.now_ms, self.other.now_ms)
        if viewer in GUESTS:
            asked["seats"] = {**asked.get("seats", {}), viewer: "open"}
        for here in (self.one, self.other):
            here.key = key
            founded = await here.found(**asked)
            game = "one" if here is self.one else "other"
            sides.append(Side(here, founded, viewer, game))
        one, other = sides
        twins = Twins(one, other, self.logs, searching=searching)
        assert one.table == other.table
        try:
            watching = dict.fromkeys((viewer, "observer", *one.founded["guests"]))
            for role in watching:
                await twins.each(f"{role} comes", lambda side, role=role: side.sit(role))  # type: ignore[misc]
            if mentored:
                await twins.each("a mentor comes", Side.is_counselled)
            yield twins
        finally:
            for side in sides:
                for role in tuple(side.wires):
                    await side.leave(role)
                await side.here.forget(side.table)


@contextlib.asynccontextmanager
async def houses(folder: Path) -> AsyncIterator[Houses]:
    """Open both servers, in folders of their own."""
    lines = Lines()
    async with inside(folder / "a") as one, inside(folder / "b") as other:
        with logging_to(lines):
            yield Houses(one, other, lines)
