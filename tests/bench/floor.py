"""The floor: a server that stores and sends as ours does, and knows nothing of any game.

FROZEN. What the server achieves is told as a share of this, so it must not change: no faster, no
slower, no more careful. A raw ASGI application under uvicorn (`websockets-sansio`, uvloop), the
store of the server itself, the rows of a message said to all six, and fixed bytes of its size.

Owns nothing but that. It rests on `server.opening`, `server.store` and `server.log` alone.
"""

import os
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import uvicorn

from server.log import Entry, Facts, Step, Text
from server.opening import open_store
from server.settings import Settings
from server.store import Store

SEATS = ("dprk", "rok", "usa", "prc", "rus", "jpn")
VIEWERS = (*SEATS, "control", "observer")
PUT_BYTES, EVENTS_BYTES = 317, 476
"""A message of 14 characters to all six, as each seat is sent it and as it is stored."""
PUT = '{"type":"put","records":{"message/esrbm7ift3gj":""}}'
PUT = PUT.replace('""', f'"{"m" * (PUT_BYTES - len(PUT))}"')
EVENTS = f'[{{"event":"{"e" * (EVENTS_BYTES - 14)}"}}]'.encode()
SALT, TEXT = bytes(16), "the 1001. word"
FACTS = Facts(
    name=None, round=0, phase="lobby", deadline_ms=None, people=(), bots=0, generations={}
)
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Asked(msgspec.Struct, tag_field="type", tag="do"):
    """All that is read of a command: under which id it is to be stored."""

    id: str


class Table:
    def __init__(self, identity: str) -> None:
        self.id = identity
        self.seq = 0
        self.listening: list[Send] = []

    def entry(self, person: str, command_id: str) -> Entry:
        """Return the next step, with rows of the size that a message makes."""
        self.seq += 1
        step = Step(
            table=self.id,
            seq=self.seq,
            at_ms=0,
            person=person,
            command_id=command_id,
            command_hash=bytes(32),
            answer={"seq": self.seq},
            events=EVENTS,
            seat_seqs=dict.fromkeys(VIEWERS, self.seq),
            head=f"{self.id} {self.seq}".encode(),
        )
        return Entry(step=step, texts=(Text(id=f"{self.seq:016}", salt=SALT, body=TEXT),))


class Floor:
    """Founds tables, lets anybody in, stores what is said, and sends it to all who listen."""

    def __init__(self) -> None:
        self.tables: dict[str, Table] = {}
        self.store: Store

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.live(receive, send)
        elif scope["type"] == "http":
            await self.found(receive, send)
        else:
            await self.listen(scope["path"].rpartition("/")[2], receive, send)

    async def live(self, receive: Receive, send: Send) -> None:
        await receive()
        self.store = await open_store(Settings())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.store.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def found(self, receive: Receive, send: Send) -> None:
        await receive()
        table = Table(f"floor{len(self.tables)}")
        self.tables[table.id] = table
        opening = table.entry("control.1", "found")
        assert await self.store.create("none", b"{}", opening, FACTS)
        roles = {role: {"token": "", "code": ""} for role in VIEWERS}
        seats = {seat: roles[seat] for seat in SEATS}
        answer = {"table": table.id, "seats": seats, "observer": roles["observer"]}
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 201, "headers": headers})
        await send({"type": "http.response.body", "body": msgspec.json.encode(answer)})

    async def listen(self, identity: str, receive: Receive, send: Send) -> None:
        table = self.tables[identity]
        await receive()
        await send({"type": "websocket.accept"})
        hello = msgspec.json.decode((await receive())["text"])
        person = f"{hello['as']}.1"
        await send({"type": "websocket.send", "text": '{"type":"welcome"}'})
        table.listening.append(send)
        try:
            while (message := await receive())["type"] == "websocket.receive":
                asked = msgspec.json.decode(message["text"], type=Asked)
                await self.obey(table, person, asked.id, send)
        finally:
            table.listening.remove(send)

    async def obey(self, table: Table, person: str, command_id: str, send: Send) -> None:
        entry = table.entry(person, command_id)
        assert await self.store.append(entry)
        for each in tuple(table.listening):
            await each({"type": "websocket.send", "text": PUT})
        done = f'{{"type":"done","id":"{command_id}","seq":{entry.step.seq}}}'
        await send({"type": "websocket.send", "text": done})


def listener() -> socket.socket:
    """Return a socket that listens; named TCP, so that small frames go out at once."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.bind((os.environ["HOST"], int(os.environ["PORT"])))
    return found


class Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        assert sockets is not None
        sys.stdout.write(f"The floor serves on http://127.0.0.1:{sockets[0].getsockname()[1]}\n")
        sys.stdout.flush()


def main() -> None:
    Path(os.environ["HEXTABLE_VAR"]).mkdir(parents=True, exist_ok=True)
    config = uvicorn.Config(
        Floor(),
        loop="uvloop",
        ws="websockets-sansio",
        ws_max_size=65_536,
        ws_per_message_deflate=False,
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=2,
        backlog=4096,
    )
    Server(config).run(sockets=[listener()])


if __name__ == "__main__":
    main()
