"""Clients that talk, resend and run away, wherever a process serves.

One person sends one command at a time. Three in ten are sent again: half of them because the client
ended its own connection before it could hear, half of them long after they were acknowledged.
"""

import asyncio
import contextlib
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.chaos.history import History, Key
from tests.services.process import Process

CUT, AGAIN, FORGED = 0.15, 0.30, 0.31
"""Of all commands: cut off (and so sent again), old ones sent again, old ids with other words."""
PAUSE_S = 0.21
"""A person may say five things a second."""
ANSWER_S = 30.0
LOST = (OSError, WebSocketException, TimeoutError)


class Unanswered(Exception):
    """The connection ended before the answer came."""


@dataclass
class Client:
    """One seat of one table."""

    history: History
    chance: random.Random
    serving: Callable[[], list[Process]]
    """The processes that take connections now."""
    table: str
    role: str
    token: str
    socket: ClientConnection | None = None
    said: int = 0

    async def talk(self, is_over: Callable[[], bool]) -> None:
        """Talk until it is over, and do not leave before everything is answered."""
        while not is_over():
            await asyncio.sleep(PAUSE_S)
            luck = self.chance.random()
            mine = self.said
            if luck < CUT or luck >= FORGED or not mine:
                self.said += 1
                await self.until_done(self.key(self.said), is_cut=luck < CUT)
            elif luck < AGAIN:
                await self.until_done(self.key(self.chance.randint(1, mine)))
            else:
                await self.forge(self.key(self.chance.randint(1, mine)))
        await self.leave()

    def key(self, number: int) -> Key:
        return self.table, f"{self.role}.1", f"chaos-{self.role}-{number}"

    async def until_done(self, key: Key, is_cut: bool = False) -> None:
        """Send a command, at whatever process, until it is answered."""
        text = f"{key[0]} {key[2]}"
        while True:
            self.history.invoke(key, text)
            try:
                await self.send(key[2], text)
                if is_cut:
                    is_cut = False
                    await self.run_away()
                    continue
                if self.history.take(key, await self.answer(key[2])):
                    return
                await asyncio.sleep(1)
            except (*LOST, Unanswered):
                self.history.lose()
                await self.leave()

    async def forge(self, key: Key) -> None:
        """Send other words under an id that was done: they are refused."""
        with contextlib.suppress(*LOST, Unanswered):
            await self.send(key[2], "other words")
            answer = await self.answer(key[2])
            if answer["type"] == "refused" and answer["code"] == "slow-down":
                return
            assert (answer["type"], answer.get("code")) == ("refused", "id-reused"), answer
            self.history.counts["forged and refused"] += 1
            return
        await self.leave()

    async def run_away(self) -> None:
        """End the connection under the server's hands, before or after it has stored."""
        await asyncio.sleep(self.chance.random() * 0.02)
        assert self.socket is not None
        self.socket.transport.abort()
        self.history.lose()
        await self.leave()

    async def leave(self) -> None:
        if self.socket is not None:
            await self.socket.close()
            self.socket = None

    async def send(self, id_: str, text: str) -> None:
        if self.socket is None:
            self.socket = await self.arrive()
        command = {"kind": "say", "channel": "control", "text": text}
        await self.socket.send(json.dumps({"type": "do", "id": id_, "command": command}))

    async def arrive(self) -> ClientConnection:
        """Connect to any process that serves."""
        while not (processes := self.serving()):  # noqa: ASYNC110  # nobody tells clients
            await asyncio.sleep(0.05)
        address = f"{self.chance.choice(processes).sockets}/ws/{self.table}"
        socket = await connect(address, compression=None, max_queue=None, open_timeout=ANSWER_S)
        await socket.send(json.dumps({"type": "hello", "as": self.role, "token": self.token}))
        return socket

    async def answer(self, id_: str) -> dict[str, Any]:
        assert self.socket is not None
        async with asyncio.timeout(ANSWER_S):
            while True:
                frame: dict[str, Any] = json.loads(await self.socket.recv())
                if frame["type"] == "bye":
                    raise Unanswered
                if frame["type"] in ("done", "refused") and frame["id"] == id_:
                    if frame.get("code") == "internal":
                        raise Unanswered
                    return frame
