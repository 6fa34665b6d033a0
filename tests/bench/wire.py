"""The least WebSocket client there is: whole text frames in and out, and nothing else.

Owns the bytes on the wire. What a frame says is its user's affair.
"""

import asyncio
import base64
import json
import os
import socket
from collections.abc import Callable

from .processes import Server

SMALL_BUFFER = 4096
TEXT, PING, PONG = 1, 9, 10
Heard = Callable[[bytes], None]


class Socket(asyncio.Protocol):
    """Hands over the text of each whole frame."""

    def __init__(self, path: str, heard: Heard) -> None:
        self.path, self.heard = path, heard
        self.buffer = b""
        self.open = asyncio.get_running_loop().create_future()
        self.answered = asyncio.get_running_loop().create_future()
        self.lost = False

    def connection_made(self, transport) -> None:
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        self.transport.write(
            f"GET {self.path} HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def connection_lost(self, error: Exception | None) -> None:
        self.lost = True
        for each in (self.open, self.answered):
            if not each.done():
                each.set_exception(error or ConnectionError("closed before it was answered"))
                each.exception()  # Who waits for it hears of it; nobody need.

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.open.done() and not self._is_let_in():
            return
        start, ready = 0, len(self.buffer)
        while (found := frame_in(self.buffer, start, ready)) is not None:
            begin, end = found
            kind = self.buffer[start] & 15
            if kind == TEXT:
                self.heard(self.buffer[begin:end])
                if not self.answered.done():
                    self.answered.set_result(None)
            elif kind == PING:
                # Who does not answer is cut off after 40 s, which a busy machine may well need.
                self._write(PONG, self.buffer[begin:end])
            start = end
        self.buffer = self.buffer[start:]

    def _is_let_in(self) -> bool:
        head, found, rest = self.buffer.partition(b"\r\n\r\n")
        if found:
            assert b" 101 " in head, head
            self.buffer = rest
            self.open.set_result(None)
        return bool(found)

    def send(self, frame: object) -> None:
        """Send a text frame; masked with zeros, which is masked enough for a bench."""
        self._write(TEXT, json.dumps(frame).encode())

    def _write(self, kind: int, payload: bytes) -> None:
        length = len(payload)
        size = bytes([128 | length]) if length < 126 else b"\xfe" + length.to_bytes(2, "big")
        self.transport.write(bytes([128 | kind]) + size + bytes(4) + payload)


def frame_in(buffer: bytes, start: int, ready: int) -> tuple[int, int] | None:
    """Return where the payload of the frame at `start` begins and ends; None if not all of it."""
    if ready < start + 2:
        return None
    length, begin = buffer[start + 1] & 127, start + 2
    if length > 125:
        begin = start + (4 if length == 126 else 10)
        if ready < begin:
            return None
        length = int.from_bytes(buffer[start + 2 : begin], "big")
    return (begin, begin + length) if ready >= begin + length else None


async def connect(
    server: Server, table: str, role: str, token: str, heard: Heard, *, deaf: bool = False
) -> Socket:
    """Open a socket, say hello and wait until it listens: what happens before is in the welcome.

    A deaf one has a small buffer and reads nothing after its hello.
    """
    loop = asyncio.get_running_loop()
    plain = socket.socket()
    plain.setblocking(False)
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if deaf:
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
    await loop.sock_connect(plain, (server.host, server.port))
    _, found = await loop.create_connection(lambda: Socket(f"/ws/{table}", heard), sock=plain)
    await found.open
    found.send({"type": "hello", "as": role, "token": token})
    if deaf:
        found.transport.pause_reading()
    else:
        await found.answered
    return found
