"""A crowd of clients that come back, again and again, to any process, with a cursor of any age.

Owns a client that reads all the time and holds each frame against the one before. What it asked for
and was not answered it asks again, under the same id, wherever it is.
"""

import asyncio
import json
import random
from typing import Any

import httpx2
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from server.store import Store
from tests.cluster.house import Cluster, check_chain

ROLES = ("dprk", "rok", "usa", "prc", "rus", "jpn", "control", "observer")
SPEAKS = 0.3
"""How often somebody says something once it is back."""
AT_ONCE = 50
"""Who comes back at the same time."""
WAIT_S = 60.0


class Client:
    """One person at one table; its socket is another after each return."""

    def __init__(
        self, here: Cluster, founded: dict[str, Any], role: str, chance: random.Random
    ) -> None:
        self.here = here
        self.founded = founded
        self.role = role
        self.chance = chance
        self.records: dict[str, Any] = {}
        self.seq = 0
        self.epoch = ""
        self.past: list[tuple[int, dict[str, Any]]] = []
        self.unanswered: dict[str, dict[str, Any]] = {}
        self.asked: list[str] = []
        self.returns = 0
        self.socket: ClientConnection | None = None
        self.reading: asyncio.Task[None] | None = None
        self.news = asyncio.Event()

    @property
    def token(self) -> str:
        holders = {**self.founded, **self.founded["seats"]}
        return str(holders[self.role]["token"])

    @property
    def table(self) -> str:
        return str(self.founded["table"])

    async def comes(self) -> None:
        """Connect to any process, from any moment there was."""
        process = self.here.any(self.chance)
        address = f"{process.sockets}/ws/{self.table}"
        self.socket = await connect(
            address,
            subprotocols=["hextable.v1"],
            compression=None,
            max_queue=None,
            open_timeout=WAIT_S,
        )
        hello: dict[str, Any] = {"type": "hello", "as": self.role, "token": self.token}
        if self.past:
            self.seq, self.records = self.chance.choice(self.past)
            hello |= {"since": self.seq, "epoch": self.epoch}
            self.returns += 1
        await self.socket.send(json.dumps(hello))
        welcome = json.loads(await asyncio.wait_for(self.socket.recv(), WAIT_S))
        assert welcome["type"] == "welcome", welcome
        assert bool(self.past) != welcome["full"], "a cursor is good for ever"
        assert welcome["seq"] >= self.seq, "it has gone back in time"
        self.takes(welcome, {} if welcome["full"] else self.records)
        self.epoch = welcome["epoch"]
        self.reading = asyncio.create_task(self.reads())
        for id_, command in self.unanswered.items():
            await self.sends(id_, command)

    async def goes(self) -> None:
        """Leave, whatever is still on its way."""
        assert self.socket is not None
        assert self.reading is not None
        await self.socket.close()
        await self.reading
        self.past.append((self.seq, self.records))

    async def reads(self) -> None:
        """Take in everything until the socket ends."""
        assert self.socket is not None
        async for message in self.socket:
            frame = json.loads(message)
            match frame["type"]:
                case "put":
                    assert frame["seq"] == self.seq + 1, f"{frame['seq']} after {self.seq}"
                    self.takes(frame, self.records)
                case "done":
                    self.unanswered.pop(frame["id"], None)
                case "refused":
                    # Control's: the game was over before it could be moved on.
                    assert frame["code"] == "over", frame
                    self.unanswered.pop(frame["id"])
                    self.asked.remove(frame["id"])
                case other:
                    raise AssertionError(other)
            self.news.set()

    def takes(self, frame: dict[str, Any], before: dict[str, Any]) -> None:
        after = before | frame["records"]
        for key in frame["drop"]:
            del after[key]
        self.records, self.seq = after, frame["seq"]

    async def asks(self, command: dict[str, Any]) -> None:
        """Ask for something; the answer may come to a later socket."""
        id_ = f"{self.role}-{self.chance.getrandbits(64):x}"
        self.asked.append(id_)
        self.unanswered[id_] = command
        await self.sends(id_, command)

    async def sends(self, id_: str, command: dict[str, Any]) -> None:
        assert self.socket is not None
        try:
            await self.socket.send(json.dumps({"type": "do", "id": id_, "command": command}))
        except ConnectionClosed:
            # It is asked again after the next return.
            return

    async def until(self, seq: int) -> None:
        """Hear everything up to a step, and every answer."""
        async with asyncio.timeout(WAIT_S):
            while self.seq < seq or self.unanswered:
                self.news.clear()
                await self.news.wait()


async def play(
    here: Cluster, store: Store, times: int, gate: asyncio.Semaphore, seed: str
) -> tuple[int, int]:
    """Let everybody at one table come back so often; return the steps and how often they did.

    All tables read their logs by one store: each of its own would be a crowd at the data base.
    """
    chance = random.Random(seed)
    founded = await here.any(chance).found()
    people = [Client(here, founded, role, chance) for role in ROLES]
    for each in people:
        async with gate:
            await each.comes()
    control = people[ROLES.index("control")]
    await control.asks({"kind": "open"})
    for _ in range(times):
        for each in chance.sample(people, len(people)):
            async with gate:
                await each.goes()
                await each.comes()
            if each.role not in ("control", "observer") and chance.random() < SPEAKS:
                await each.asks({"kind": "say", "channel": "control", "text": "I am back."})
        if control.records["table/main"]["status"] == "playing":
            await control.asks({"kind": "advance"})
    steps = await check(here, store, people, chance)
    return steps, sum(each.returns for each in people)


async def check(here: Cluster, store: Store, people: list[Client], chance: random.Random) -> int:
    """Everybody holds what a newcomer is shown, and the log holds each command once."""
    async with httpx2.AsyncClient(timeout=WAIT_S) as http:
        for each in people:
            await each.until(0)
        for each in people:
            address = f"{here.any(chance).address}/api/tables/{each.table}"
            headers = {"authorization": f"Bearer {each.token}"}
            shown = (await http.get(address, headers=headers)).json()
            await each.until(shown["seq"])
            if each.seq == shown["seq"]:
                assert each.records == shown["records"], each.role
    steps = await store.steps(people[0].table)
    check_chain(steps)
    logged = [step.command_id for step in steps]
    for id_ in (id_ for each in people for id_ in each.asked):
        assert logged.count(id_) == 1, f"{id_} stands {logged.count(id_)} times in the log"
    return len(steps)
