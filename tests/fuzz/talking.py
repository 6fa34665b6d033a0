"""Bent commands through the server's own carrier, thousands a second: each is answered, or closes.

Owns what must come back. What is thrown is `bending`'s.
"""

import json
from typing import Any

from server.frames import FRAME_BYTES_MAX
from tests.fuzz.bending import written
from tests.fuzz.carried import Carried, frame
from tests.fuzz.house import House
from tests.fuzz.stream import Stream
from tests.fuzz.wires import ENDING, WORDS, command

STRIKES = 12
"""Frames to a connection; the tenth malformed one closes it."""
STEPS_MAX = 300
"""Commands obeyed at a table before the next one is founded."""
CLOSES = {1000, 1002, 1003, 1007, 1008, 1009}
"""What the server may close with; 1011 would be a fault of its own."""
PING, PONG = 0x89, 0x8A
"""First bytes of frames: a server that hears nothing for long asks whether anybody is there."""
THINGS = ("document/", "message/", "petition/", "clause/", "instrument/", "meter/", "news/")


class Talk(Stream):
    """One stream of chance talking to one house."""

    def __init__(self, house: House, seed: int | str) -> None:
        super().__init__(house, seed)
        self.given = 0

    async def throw(self, count: int) -> None:
        """Throw at least so many frames, a dozen to a connection."""
        enough = self.house.thrown.frames + count
        while self.house.thrown.frames < enough:
            await self.talk()

    async def talk(self) -> None:
        house, table = self.house, self.house.table
        role = self.random.choice(house.roles)
        socket = Carried(self.config, f"/ws/{table.id}")
        try:
            assert await socket.shaken()
            hello = {"type": "hello", "as": role, "token": table.token(role)}
            socket.feed(frame(json.dumps(hello).encode()))
            welcome = await said(socket)
            if welcome["type"] != "welcome" or self.given > STEPS_MAX:
                # The seat was given away, or there is enough on this table.
                self.given = 0
                await house.renew()
                return
            await self._bend(socket, table.id, welcome)
        finally:
            await socket.leaves()

    async def _bend(self, socket: Carried, table: str, welcome: dict[str, Any]) -> None:
        records = welcome["records"]
        known = [key.partition("/")[2] for key in records if is_thing(key)]
        offered = list(records.get("menu/own", {"commands": {}})["commands"])
        for _ in range(STRIKES):
            payload = self.payload(known, offered)
            self.feed(socket, payload)
            self.house.thrown.frames += 1
            if not await self._answered(socket, table, welcome["person"], payload):
                return

    def payload(self, known: list[str], offered: list[str]) -> bytes:
        """Return a frame's text: a bent command, a bent frame, or a right one among them."""
        asked = command(self.random, known, offered)
        how = self.random.random()
        frame_ = {"type": "do", "id": f"f-{self.random.getrandbits(48):x}", "command": asked}
        if how < 0.1 and asked["kind"] not in ENDING:
            return written(frame_, plain=False).encode()
        if how < 0.4 and asked["kind"] not in ENDING:
            frame_["command"] = self.bender.mild(asked, [*WORDS, *known])
            return written(frame_, plain=True).encode()
        if how < 0.9:
            frame_["command"] = self.bender.bent(asked)
            return self.bender.text(frame_)
        return self.bender.text(self.bender.bent(frame_))

    def feed(self, socket: Carried, payload: bytes) -> None:
        """Let a text arrive: in one piece, in many, or cut into frames."""
        how, places = self.random.random(), len(payload)
        if how < 0.1 and places > 2:
            cut = self.random.randrange(1, places)
            data = frame(payload[:cut], first=0x01) + frame(payload[cut:], first=0x80)
        else:
            data = frame(payload)
        if how > 0.8:
            cut = self.random.randrange(len(data))
            socket.feed(data[:cut])
            data = data[cut:]
        socket.feed(data)

    async def _answered(self, socket: Carried, table: str, person: str, payload: bytes) -> bool:
        """Wait for the one answer to a text; False where the socket was closed upon it."""
        while True:
            for first, body in socket.frames():
                if first == 0x88:
                    code = int.from_bytes(body[:2], "big")
                    assert code in CLOSES, (code, payload[:500])
                    assert code != 1009 or len(payload) > FRAME_BYTES_MAX, len(payload)
                    self.house.thrown.count(f"closed {code}")
                    return False
                if first == PING:
                    socket.feed(frame(body, first=PONG))
                    continue
                heard = json.loads(body)
                if heard["type"] in ("done", "refused"):
                    self._take(heard, table, person, payload)
                    return True
            if socket.pipe.ended:
                return False
            await socket.turn()

    def _take(self, heard: dict[str, Any], table: str, person: str, payload: bytes) -> None:
        if heard["type"] == "done":
            self.given += 1
            self.house.thrown.done.add((table, person, heard["id"]))
            self.house.thrown.count("done")
            return
        assert heard["code"] != "internal", payload[:2000]
        assert heard["detail"], payload[:2000]
        self.house.thrown.count(heard["code"])
        if heard["code"] == "over":
            self.given = STEPS_MAX + 1


async def said(socket: Carried) -> dict[str, Any]:
    """Return the next thing the server says that is no put."""
    while True:
        for first, body in socket.frames():
            if first == 0x81 and (heard := json.loads(body))["type"] != "put":
                return heard
        await socket.turn()


def is_thing(key: str) -> bool:
    return key.startswith(THINGS)
