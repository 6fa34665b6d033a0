"""One socket without a wire: the server's own carrier, fed with bytes by hand.

Owns a transport that keeps what is written to it, and the reading of the server's frames. What the
carrier or the application cannot bear comes out here, as it is.
"""

import asyncio
from collections.abc import Iterator
from typing import Any

from uvicorn import Config
from uvicorn.server import ServerState

from server.carrier import Carrier

REQUEST = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n{more}\r\n"
)
MASK = b"\x01\x02\x03\x04"
MASKS = bytes.maketrans(b"", b"")


def frame(payload: bytes, first: int = 0x81, mask: bytes | None = MASK) -> bytes:
    """Return one frame of a client as bytes."""
    length, bit = len(payload), 128 if mask else 0
    if length < 126:
        size = bytes((length | bit,))
    elif length < 65_536:
        size = bytes((126 | bit,)) + length.to_bytes(2, "big")
    else:
        size = bytes((127 | bit,)) + length.to_bytes(8, "big")
    return bytes((first,)) + size + (mask + masked(payload, mask) if mask else payload)


def masked(payload: bytes, mask: bytes) -> bytes:
    key = mask * (len(payload) // 4 + 1)
    number = int.from_bytes(payload, "big") ^ int.from_bytes(key[: len(payload)], "big")
    return number.to_bytes(len(payload), "big")


class Pipe(asyncio.Transport):
    """What the server writes to; it reads as fast as it is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = bytearray()
        self.heard = asyncio.Event()
        self.ended = False
        self.paused = False

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return {"peername": ("127.0.0.1", 1), "sockname": ("127.0.0.1", 8000)}.get(name, default)

    def write(self, data: Any) -> None:
        if not self.ended:
            self.written += data
        self.heard.set()

    def writelines(self, list_of_data: Any) -> None:
        self.write(b"".join(list_of_data))

    def close(self) -> None:
        self.ended = True
        self.heard.set()

    def abort(self) -> None:
        self.close()

    def is_closing(self) -> bool:
        return self.ended

    def pause_reading(self) -> None:
        self.paused = True

    def resume_reading(self) -> None:
        self.paused = False
        self.heard.set()

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        pass


class Carried:
    """A client's side of one socket."""

    def __init__(self, config: Config, path: str, more: str = "") -> None:
        self.pipe = Pipe()
        self.state = ServerState()
        self.carrier = Carrier(config=config, server_state=self.state, app_state={})
        self.carrier.connection_made(self.pipe)
        self.feed(REQUEST.format(path=path, more=more).encode())
        self.read = 0
        """Up to where the server's bytes have been taken."""

    def feed(self, data: bytes) -> None:
        """Let bytes arrive; whatever that raises is a fault of the server."""
        if not self.pipe.ended:
            self.carrier.data_received(data)

    async def shaken(self) -> bool:
        """Wait until the server has answered the request; say whether it is a socket now."""
        while b"\r\n\r\n" not in self.pipe.written and not self.pipe.ended:
            await self.turn()
        self.read = self.pipe.written.find(b"\r\n\r\n") + 4
        return self.pipe.written.startswith(b"HTTP/1.1 101 ")

    async def turn(self, wait_s: float = 120.0) -> None:
        """Wait for the server to write, or to end."""
        self.pipe.heard.clear()
        await asyncio.wait_for(self.pipe.heard.wait(), wait_s)

    def frames(self) -> Iterator[tuple[int, bytes]]:
        """Yield the frames that have come since the last look: first byte and payload."""
        data = self.pipe.written
        while (found := one(data, self.read)) is not None:
            first, payload, self.read = found
            yield first, payload

    async def leaves(self) -> None:
        """Be gone, and wait until the server has noticed."""
        tasks = set(self.carrier.tasks)
        self.pipe.ended = True
        self.carrier.connection_lost(None)
        if tasks:
            await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 120)
        assert self.carrier not in self.state.connections


def one(data: bytearray, start: int) -> tuple[int, bytes, int] | None:
    """Return a whole frame of a server and where it ends, None if there is none."""
    if len(data) < start + 2:
        return None
    length, begin = data[start + 1], start + 2
    if length > 125:
        begin += 2 if length == 126 else 8
        length = int.from_bytes(data[start + 2 : begin], "big")
    if len(data) < begin + length:
        return None
    return data[start], bytes(data[begin : begin + length]), begin + length
