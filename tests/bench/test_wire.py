"""The load's own WebSocket: it talks only once it is listened to."""

import asyncio
from types import SimpleNamespace
from typing import Any

from .wire import connect

ACCEPTED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"
WELCOME = b"\x81\x02{}"


async def test_a_seat_is_connected_once_it_is_welcome() -> None:
    done: list[str] = []
    left = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(ACCEPTED)
        await reader.readexactly(2)
        done.append("welcome")
        writer.write(WELCOME)
        await reader.read()
        writer.close()
        left.set()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        server: Any = SimpleNamespace(host="127.0.0.1", port=port)
        socket = await connect(server, "some-table", "usa", "a-token", len)
        done.append("connected")
        socket.transport.close()
        await left.wait()
    assert done == ["welcome", "connected"]
