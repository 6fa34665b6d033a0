"""Frames as bytes on a real socket: cut anywhere, in parts, too large, broken, all at once."""

import asyncio
import json
from contextlib import suppress

import pytest

from server.frames import FRAME_BYTES_MAX
from server.serve import config_of
from tests.fuzz.carried import Carried, frame

WAIT_S = 10.0
SAID = {"kind": "say", "channel": "control", "text": "hello"}


def do(number):
    return json.dumps({"type": "do", "id": f"c-{number}", "command": SAID}).encode()


class Raw:
    """One connection below the protocol."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    async def next(self):
        """Return the first byte and the payload of the next frame."""
        first, length = await self.read(2)
        if length > 125:
            length = int.from_bytes(await self.read(2 if length == 126 else 8), "big")
        return first, await self.read(length)

    async def read(self, count):
        return await asyncio.wait_for(self.reader.readexactly(count), WAIT_S)

    async def until(self, kind):
        """Return the next text frame of a type; pings and puts pass."""
        while True:
            first, payload = await self.next()
            if first == 0x81 and (found := json.loads(payload))["type"] == kind:
                return found

    async def closed(self):
        """Return the code the server closes with."""
        while True:
            first, payload = await self.next()
            if first == 0x88:
                return int.from_bytes(payload[:2], "big")


async def asked(table):
    """Ask for a socket, and return before it is answered."""
    settings = table.running.settings
    reader, writer = await asyncio.open_connection("127.0.0.1", settings.port)
    writer.write(
        f"GET /ws/{table.id} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    return reader, writer


@pytest.fixture
async def raw(table):
    """A seat that has said hello."""
    reader, writer = await asked(table)
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), WAIT_S)
    assert b" 101 " in head
    hello = {"type": "hello", "as": "dprk", "token": table.token("dprk")}
    writer.write(frame(json.dumps(hello).encode()))
    found = Raw(reader, writer)
    await found.until("welcome")
    yield found
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()


async def test_a_frame_may_come_byte_by_byte(raw):
    for byte in frame(do(1)):
        raw.writer.write(bytes([byte]))
        await raw.writer.drain()
        await asyncio.sleep(0)
    assert (await raw.until("done"))["id"] == "c-1"


async def test_frames_may_come_all_at_once_and_are_answered_in_turn(raw):
    raw.writer.write(b"".join(frame(do(n)) for n in range(5)) + frame(do(5))[:9])
    assert [(await raw.until("done"))["id"] for _ in range(5)] == [f"c-{n}" for n in range(5)]
    raw.writer.write(frame(do(5))[9:])
    assert (await raw.until("done"))["id"] == "c-5"


async def test_a_long_text_is_read_whole(raw):
    said = {**SAID, "text": "o" * 3000}
    raw.writer.write(frame(json.dumps({"type": "do", "id": "long", "command": said}).encode()))
    assert (await raw.until("done"))["id"] == "long"


async def test_a_text_may_come_in_parts_with_a_ping_between_them(raw):
    text = do(1)
    raw.writer.write(frame(text[:10], first=0x01) + frame(text[10:20], first=0x00))
    raw.writer.write(frame(b"still there?", first=0x89) + frame(text[20:], first=0x80))
    raw.writer.write(frame(do(2)))
    while (answer := await raw.next())[0] == 0x81:
        pass
    assert answer == (0x8A, b"still there?")
    assert [(await raw.until("done"))["id"] for _ in range(2)] == ["c-1", "c-2"]


async def test_bytes_are_no_text(raw):
    raw.writer.write(frame(do(1), first=0x82))
    assert (await raw.until("refused"))["detail"] == "Frames are text."


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (frame(b"x" * (FRAME_BYTES_MAX + 1))[:100], 1009),
        (frame(do(1), mask=b""), 1002),
        (frame(do(1), first=0xC1), 1002),
        (frame(b"\xff\xfe"), 1007),
        (frame(b"\xff", first=0x01) + frame(b"\xfe", first=0x80), 1007),
        (frame(b"a", first=0x01) + frame(do(1)), 1002),
        (frame((1000).to_bytes(2, "big"), first=0x88), 1000),
    ],
    ids=[
        "too large", "not masked", "compressed", "no UTF-8",
        "no UTF-8 in parts", "a text within another", "closing",
    ],
)  # fmt: skip
async def test_what_breaks_the_protocol_is_closed_upon_with_the_protocol_s_code(
    raw, sent, code, caplog
):
    raw.writer.write(sent)
    assert await raw.closed() == code
    assert not caplog.records, "a peer's mistake is no news of ours"


@pytest.mark.parametrize("sent", [b"\xff" * 40, frame(do(1)), frame(b"x", mask=b"")])
async def test_who_speaks_before_it_is_answered_is_cut_off(table, sent, caplog):
    """By hand: over a network it is chance which of the two comes first."""
    config = config_of(table.running.app, table.running.settings)
    config.load()
    socket = Carried(config, f"/ws/{table.id}")
    socket.feed(sent)
    assert socket.pipe.ended
    await socket.leaves()
    assert (bytes(socket.pipe.written), caplog.records) == (b"", [])


async def test_answers_to_pings_do_not_pile_up_for_who_does_not_read(table):
    config = config_of(table.running.app, table.running.settings)
    config.load()
    socket = Carried(config, f"/ws/{table.id}")
    assert await socket.shaken()
    socket.feed(frame(b"one", first=0x89))
    socket.carrier.pause_writing()
    for _ in range(100):
        socket.feed(frame(b"unread", first=0x89))
    socket.carrier.resume_writing()
    socket.feed(frame(b"two", first=0x89))
    assert [payload for _, payload in socket.frames()] == [b"one", b"two"]
    await socket.leaves()


async def test_a_second_hello_is_refused_before_its_turn(table):
    """However busy the connection is with the first: hellos never wait in a row."""
    config = config_of(table.running.app, table.running.settings)
    config.load()
    socket = Carried(config, f"/ws/{table.id}")
    assert await socket.shaken()
    hello = {"type": "hello", "as": "dprk", "token": table.token("dprk")}
    socket.feed(frame(json.dumps(hello).encode()) * 3)
    refused = [json.loads(payload) for _, payload in socket.frames()]
    assert [(each["code"], each["field"]) for each in refused] == [("malformed", "type")] * 2
    await socket.leaves()
