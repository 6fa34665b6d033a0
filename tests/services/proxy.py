"""A line between a server and its data base that can be held up, and cut, in either direction."""

import asyncio
import contextlib
from collections.abc import AsyncIterator


class Proxy:
    """Passes bytes on; `hold` keeps back what one side says, `cut` ends every connection."""

    def __init__(self, port: int) -> None:
        self._to = port
        self.port = 0
        self._asks, self._answers = asyncio.Event(), asyncio.Event()
        self._writers: list[asyncio.StreamWriter] = []
        self.release()

    def hold(self, *, asks: bool = False, answers: bool = False) -> None:
        """Keep back what the server asks, or what the data base answers, from now on."""
        for held, gate in ((asks, self._asks), (answers, self._answers)):
            if held:
                gate.clear()

    def release(self) -> None:
        """Pass on what was kept back."""
        self._asks.set()
        self._answers.set()

    def cut(self) -> None:
        """End every connection, and with it what is kept back; new ones are passed on."""
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()
        self.release()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            their_reader, their_writer = await asyncio.open_connection("127.0.0.1", self._to)
        except OSError:
            writer.transport.abort()
            return
        self._writers += [writer, their_writer]
        await asyncio.gather(
            _pass_on(reader, their_writer, self._asks),
            _pass_on(their_reader, writer, self._answers),
        )


async def _pass_on(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, gate: asyncio.Event
) -> None:
    with contextlib.suppress(OSError):
        while said := await reader.read(65_536):
            await gate.wait()
            writer.write(said)
            await writer.drain()
    writer.transport.abort()


@contextlib.asynccontextmanager
async def proxied(port: int) -> AsyncIterator[Proxy]:
    """Stand between and the port of a service."""
    proxy = Proxy(port)
    server = await asyncio.start_server(proxy._join, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        proxy.cut()
        await server.wait_closed()
