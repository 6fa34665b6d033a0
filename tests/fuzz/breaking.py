"""Bytes that are hardly a websocket, or none: through the carrier, and over real sockets.

Owns what may be sent, and that after it the server either answers a ping, or has closed, or waits
for more; and that whoever comes next is served.
"""

import asyncio
import contextlib
import json
from collections.abc import Callable, Iterator

from tests.fuzz.carried import MASK, REQUEST, Carried, frame
from tests.fuzz.house import House
from tests.fuzz.stream import Stream
from tests.fuzz.wires import command
from tests.server.running import Table

LENGTHS = (0, 126, 65_535, 65_536, 65_537, 2**31, 2**63 - 1, 2**64 - 1)
ATONCE = 24
"""Frames to a connection."""
CLOSE_CODES = (0, 1, 999, 1000, 1001, 1004, 1005, 1006, 1015, 2999, 3000, 4999, 5000, 65_535)
HEADERS = (
    "", "Origin: http://elsewhere.example\r\n", "Origin: null\r\n", "Origin: \r\n",
    "Sec-WebSocket-Protocol: chat\r\n", "Sec-WebSocket-Protocol: hextable.v1, chat\r\n",
    "Sec-WebSocket-Protocol: ,,\r\n", "Sec-WebSocket-Extensions: permessage-deflate\r\n",
    "Sec-WebSocket-Extensions: x; y=\"\r\n", "Cookie: hextable_x=\xff; $=;;=\x01\r\n",
    "Cookie: " + "a=b; " * 500 + "\r\n", "Sec-WebSocket-Version: 8\r\n", "Content-Length: 5\r\n",
    "X: " + "y" * 5_000 + "\r\n", "Transfer-Encoding: chunked\r\n", "Bad Header\r\n", ": none\r\n",
)  # fmt: skip
PATHS = (
    "/ws/{table}", "/ws/{table}?token=x", "/ws/", "/ws/%00", "/ws/{table}/x", "/ws/%ff", "/ws/..",
    "/ws/" + "a" * 33, "/", "/api/tables", "*", "//ws/{table}", "/ws/{table}%0d%0aX:%20y",
)  # fmt: skip


class Breaker(Stream):
    """One stream of chance breaking one house's sockets."""

    def __init__(self, house: House, seed: int | str) -> None:
        super().__init__(house, seed)
        self.table: Table | None = None
        """A table of its own: who breaks off does not hear what was obeyed."""

    # --- what is sent ---

    def pieces(self) -> Iterator[bytes]:
        """Yield frames, right and wrong ones."""
        for _ in range(self.random.randrange(1, ATONCE)):
            yield self.piece()

    def piece(self) -> bytes:
        make: Callable[[], bytes] = self.random.choice(
            (
                self.any_kind, self.unmasked, self.ping, self.closing, self.fragments, self.misfit,
                self.empty, self.noise, self.right, self.right,
            )
        )  # fmt: skip
        return make()

    def any_kind(self) -> bytes:
        payload = self.random.randbytes(self.random.randrange(300))
        return frame(payload, first=self.random.randrange(256))

    def unmasked(self) -> bytes:
        return frame(self.words(), mask=None)

    def right(self) -> bytes:
        return frame(self.words())

    def ping(self) -> bytes:
        """Return a ping, at times longer than one may be."""
        return frame(self.random.randbytes(self.random.randrange(150)), first=0x89)

    def closing(self) -> bytes:
        code = self.random.choice(CLOSE_CODES).to_bytes(2, "big")
        reason = self.random.choice((b"", b"bye", b"\xff\xfe", b"x" * 123))
        return frame(self.random.choice((code + reason, b"", b"\x03")), first=0x88)

    def empty(self) -> bytes:
        first = self.random.choice((0x00, 0x01, 0x80, 0x81))
        return frame(b"", first=first) * self.random.randrange(99)

    def noise(self) -> bytes:
        return self.random.randbytes(self.random.randrange(1, 40))

    def words(self) -> bytes:
        said = {"type": "do", "id": "b-1", "command": command(self.random, [], [])}
        return self.bender.text(self.bender.bent(said))

    def fragments(self) -> bytes:
        """Return a text in many frames, pings and other texts among them."""
        random, body = self.random, self.words()[:4_000]
        cuts = sorted(random.randrange(len(body) + 1) for _ in range(random.randrange(1, 60)))
        parts = [body[a:b] for a, b in zip([0, *cuts], [*cuts, len(body)], strict=True)]
        frames = [frame(part, first=0x00) for part in parts]
        frames[0] = frame(parts[0], first=random.choice((0x01, 0x02)))
        if random.random() < 0.8:
            frames[-1] = frame(parts[-1], first=0x80)
        if random.random() < 0.5:
            frames.insert(random.randrange(len(frames)), frame(b"ping", first=0x89))
        if random.random() < 0.1:
            frames.insert(random.randrange(len(frames)), frame(b"{}"))
        return b"".join(frames)

    def misfit(self) -> bytes:
        """Return a frame whose length is not its own, is written too long, or is beyond all."""
        body = self.words()[: self.random.choice((0, 10, 125, 200))]
        declared = self.random.choice((len(body), *LENGTHS))
        mark, wide = self.random.choice(((126, 2), (127, 8)))
        size = (declared % 256**wide).to_bytes(wide, "big")
        return b"\x81" + bytes((128 | mark,)) + size + MASK + body

    # --- by hand ---

    async def throw(self, count: int) -> None:
        """Throw at least so many frames through the carrier."""
        enough = self.house.thrown.frames + count
        self.table = self.table or await self.house.found()
        while self.house.thrown.frames < enough:
            await self.break_one()

    async def break_one(self) -> None:
        table, role = self.table, self.random.choice(self.house.roles)
        assert table is not None
        socket = Carried(self.config, f"/ws/{table.id}")
        try:
            if self.random.random() < 0.2:
                # Before anybody listens.
                self.feed(socket, [*self.pieces()])
            if await socket.shaken():
                if self.random.random() < 0.8:
                    hello = {"type": "hello", "as": role, "token": table.token(role)}
                    socket.feed(frame(json.dumps(hello).encode()))
                self.feed(socket, [*self.pieces()])
                await self.settled(socket)
        finally:
            await socket.leaves()

    def feed(self, socket: Carried, pieces: list[bytes]) -> None:
        """Let bytes arrive in whatever pieces a network might make of them."""
        self.house.thrown.frames += len(pieces)
        stream = b"".join(pieces)
        while stream and not socket.pipe.ended:
            size = self.random.choice((1, 2, 7, 100, 1_400, len(stream)))
            socket.feed(stream[:size])
            stream = stream[size:]

    async def settled(self, socket: Carried) -> None:
        """Let the server do what it will, and look at how it closes where it does."""
        socket.feed(frame(b"still there?", first=0x89))
        for _ in range(20):
            await asyncio.sleep(0)
        for first, body in socket.frames():
            if first == 0x88:
                code = int.from_bytes(body[:2], "big")
                assert code != 1011, "the server blames itself"
                self.house.thrown.count(f"closed {code or 'without a code'}")

    # --- over real sockets ---

    async def throw_for_real(self, count: int) -> None:
        """Throw at least so many frames at the listening server itself."""
        enough = self.house.thrown.frames + count
        self.table = self.table or await self.house.found()
        while self.house.thrown.frames < enough:
            await asyncio.gather(*(self.break_one_for_real() for _ in range(8)))

    async def break_one_for_real(self) -> None:
        port = self.house.here.settings.port
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            with contextlib.suppress(ConnectionError):
                await self.misbehave(reader, writer)
        finally:
            if self.random.random() < 0.3:
                writer.transport.abort()
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def misbehave(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        table, role = self.table, self.random.choice(self.house.roles)
        assert table is not None
        is_odd = self.random.random() < 0.4
        path = self.random.choice(PATHS if is_odd else PATHS[:1]).format(table=table.id)
        more = self.random.choice(HEADERS if is_odd else HEADERS[:1])
        request = REQUEST.format(path=path, more=more).encode("latin-1")
        if is_odd and self.random.random() < 0.3:
            request = self.bender.broken(request)
        writer.write(request)
        if not is_odd:
            await reader.readuntil(b"\r\n\r\n")
            hello = {"type": "hello", "as": role, "token": table.token(role)}
            writer.write(frame(json.dumps(hello).encode()))
        pieces = [*self.pieces()]
        self.house.thrown.frames += len(pieces)
        for piece in pieces:
            writer.write(piece)
        writer.write(frame((1000).to_bytes(2, "big"), first=0x88))
        writer.write_eof()
        # To the end, which must come: who ends its half is answered and let go.
        while await asyncio.wait_for(reader.read(65_536), 20):
            pass
