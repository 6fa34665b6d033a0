"""One connection: a reader that always drains, a worker, and a writer behind a bounded queue.

Owns limits and the order of frames. It must never judge: what is asked goes to `play`, what is
heard comes from `live`. Knows ASGI, but no particular server.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final, Protocol, TypeAlias

from rules import Refused

from . import frames
from .cells import Cells
from .door import Door
from .engine import Unreachable
from .frames import Do, Hello, Malformed
from .live import Live
from .seats import Person

logger = logging.getLogger("hextable.socket")
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]

HELLO_S: Final = 10.0
STRIKES: Final = 10
"""Malformed frames after which a connection is closed."""
IN_FLIGHT_MAX: Final = 20
QUEUE_BYTES_MAX: Final = 524_288
"""What may wait for one reader, behind the frame that is being sent, before it is cut off."""
STALL_S: Final = 20.0
"""How long one frame may wait for a reader."""
GRACE_S: Final = 2.0
"""How long the last frames may take once a connection ends."""
NORMAL, POLICY, AGAIN = 1000, 1008, 1013
CODES = {"late": POLICY, "revoked": POLICY, "slow": AGAIN, "drain": 1012, "moved": 1012}


class Wire(Protocol):
    """A short way to what carries a socket, past ASGI."""

    def write(self, frame: bytes) -> bool:
        """Write a text frame now, or return False where it has to wait or can never go out."""

    def hear(self, heard: Callable[[str | None], None]) -> None:
        """Hand every text from now on to `heard` as it comes, None for what is no text."""

    def abort(self) -> None:
        """Cut the peer off, whatever still waits for it."""


class LongWay:
    """No short way: everything goes by ASGI, and nobody can be cut off."""

    def write(self, frame: bytes) -> bool:
        del frame
        return False

    def hear(self, heard: Callable[[str | None], None]) -> None:
        del heard

    def abort(self) -> None:
        pass


LONG_WAY: Final = LongWay()


class Connection:
    """One socket of one person at one table."""

    person: Person

    def __init__(
        self, door: Door, table: str, cookies: dict[str, str], wire: Wire = LONG_WAY
    ) -> None:
        self._door = door
        self._table = table
        self._cookies = cookies
        self._wire = wire
        self._live: Live | None = None
        self._inbox: deque[Hello | Do] = deque()
        self._turn: asyncio.Future[None] | None = None
        """What the worker waits for, once it has begun to wait."""
        self._flying = 0
        self._strikes = 0
        self._greeted = False
        """Whether hello has come: a second one would wait for nothing."""
        self._outbox: deque[bytes] = deque()
        self._waiting = asyncio.Event()
        self._length = 0
        self._sending = False
        """Whether a frame is on its way that the peer was too slow for."""
        self._is_draining = False
        self._cells: Cells | None = None
        """What waits for the next beats, at a table whose frames are uniform."""
        self._close: int | None = None
        """The code to close with, once nothing more is to be sent."""

    async def run(self, receive: Receive, send: Send) -> None:
        """Serve the connection until either side ends it."""
        self._wire.hear(self._take)
        writer = asyncio.create_task(self._write(send))
        reader = asyncio.create_task(self._read(receive))
        try:
            await self._work()
        finally:
            self._leave()
            self.close(NORMAL)
            await self._finish(writer)
            reader.cancel()
            await asyncio.gather(reader, return_exceptions=True)

    async def _finish(self, writer: "asyncio.Task[None]") -> None:
        """Let the writer end; a peer that does not read is cut off without ceremony."""
        done, _ = await asyncio.wait((writer,), timeout=GRACE_S)
        if not done:
            self._wire.abort()
            writer.cancel()
        await asyncio.gather(writer, return_exceptions=True)

    # --- what goes out ---

    def send(self, frame: bytes) -> None:
        """Write a frame, or queue it; never waits. Who does not read is cut off."""
        if self._close is not None:
            return
        if self._cells is None:
            # The short way of nearly all frames; `_write_out` asks the same once more.
            if self._outbox or self._sending or not self._wire.write(frame):
                self._write_out(frame)
        elif not self._cells.put(frame):
            self.bye("slow")

    def beat(self) -> None:
        """Send the next cell, unless one before it still waits for a slow reader."""
        if self._close is None and self._cells is not None and self._is_first():
            self._write_out(self._cells.next())

    def _is_first(self) -> bool:
        """Say whether nothing waits to be sent before what comes next."""
        return not self._outbox and not self._sending

    def _write_out(self, frame: bytes) -> None:
        if self._is_first() and self._wire.write(frame):
            return
        if self._outbox and self._length + len(frame) > QUEUE_BYTES_MAX:
            self.bye("slow")
            return
        self._outbox.append(frame)
        self._length += len(frame)
        self._waiting.set()

    def bye(self, code: str) -> None:
        """Say why the server closes, and close; what still waits for a slow reader is dropped."""
        if self._close is not None:
            return
        self._door.closed[code] += 1
        if code == "slow":
            self._outbox.clear()
        self._outbox.append(frames.encode(frames.Bye(code=code)))
        self.close(CODES[code])

    def drain(self) -> None:
        """Take nothing more in, and say goodbye once what was taken in is answered."""
        self._is_draining = True
        self._wake()

    def close(self, code: int) -> None:
        """Close once what waits has been sent; nothing is queued after this."""
        if self._close is None:
            self._close = code
            self._waiting.set()
            self._wake()

    def refuse(self, refused: Refused | Malformed, command_id: str | None) -> None:
        """Answer that something was not done, and why."""
        code = refused.code if isinstance(refused, Refused) else "malformed"
        refusal = frames.Refusal(
            id=command_id, code=code, detail=refused.detail, field=refused.field
        )
        self.send(frames.encode(refusal))

    async def _write(self, send: Send) -> None:
        try:
            while True:
                await self._waiting.wait()
                self._waiting.clear()
                while self._outbox:
                    frame = self._outbox.popleft()
                    self._length -= len(frame)
                    self._sending = True
                    async with asyncio.timeout(STALL_S):
                        await send({"type": "websocket.send", "text": frame.decode()})
                    self._sending = False
                if self._close is not None:
                    await send({"type": "websocket.close", "code": self._close})
                    return
        except TimeoutError:
            self._door.closed["stalled"] += 1
            self.close(AGAIN)
            self._wire.abort()
        except Exception:
            # The peer is gone; which exception says so is the server's own affair.
            self.close(NORMAL)

    # --- what comes in ---

    async def _read(self, receive: Receive) -> None:
        """Take in everything at once, so that pings and closing are never kept waiting."""
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                self.close(NORMAL)
                return
            self._take(message.get("text"))

    def _take(self, text: str | None) -> None:
        if self._close is not None or self._is_draining:
            return
        try:
            if text is None:
                raise Malformed("Frames are text.")
            frame = frames.read_frame(text)
        except Malformed as malformed:
            self._strike(malformed)
            return
        if isinstance(frame, Hello):
            if self._greeted:
                self._strike(Malformed("A connection says hello once.", "type"))
                return
            self._greeted = True
        else:
            self._flying += 1
            if self._flying > IN_FLIGHT_MAX:
                self._flying -= 1
                self.refuse(SLOW_DOWN, frame.id)
                return
        self._inbox.append(frame)
        self._wake()

    def _strike(self, malformed: Malformed) -> None:
        self.refuse(malformed, None)
        self._strikes += 1
        if self._strikes >= STRIKES:
            self.close(POLICY)

    async def _next(self) -> Hello | Do | None:
        """Return the next frame in turn, None when the connection ends."""
        while not self._inbox and self._close is None:
            if self._is_draining:
                self.bye("drain")
                return None
            self._turn = asyncio.get_running_loop().create_future()
            await self._turn
        return self._inbox.popleft() if self._close is None else None

    def _wake(self) -> None:
        """Let the worker look at what there is to do, if it waits."""
        if self._turn is not None and not self._turn.done():
            self._turn.set_result(None)

    # --- the conversation ---

    async def _work(self) -> None:
        if not await self._greet():
            return
        while frame := await self._next():
            assert isinstance(frame, Do), "a connection says hello once"
            await self._do(frame)

    async def _greet(self) -> bool:
        """Wait for hello, then show what this person may see; False when that ends it."""
        try:
            async with asyncio.timeout(HELLO_S):
                hello = await self._hello()
        except TimeoutError:
            self.bye("late")
            return False
        try:
            return hello is not None and await self._admit(hello)
        except Unreachable:
            self.bye("moved")
            return False

    async def _hello(self) -> Hello | None:
        while frame := await self._next():
            if isinstance(frame, Hello):
                return frame
            self._flying -= 1
            self._strike(Malformed("The first frame is hello.", "type"))
        return None

    async def _admit(self, hello: Hello) -> bool:
        person = self._door.person(self._table, hello, self._cookies)
        live = await self._door.tables.fresh(self._table) if person else None
        if person is None or live is None:
            self.refuse(NO_SEAT, None)
            self.close(POLICY)
            return False
        if not live.holds(person):
            self.bye("revoked")
            return False
        self.person = person
        if live.state.uniform and person.seat is not None:
            self._cells = Cells()
            self._door.beat.enter(self)
        self._welcome(live, hello)
        self._live = live
        await self._door.presence.came(person)
        return True

    def _welcome(self, live: Live, hello: Hello) -> None:
        """Send the snapshot and listen from the very next step on, without a gap between."""
        shown = live.shown[self.person.role]
        epoch = self._door.tables.epoch(live.id, self.person.role)
        since = hello.since if hello.epoch == epoch else None
        full = since is None or since > shown.seq
        delta = shown.since(0 if full or since is None else since)
        welcome = frames.Welcome(
            table=live.id,
            seat=self.person.role,
            person=self.person.name,
            seq=shown.seq,
            head=shown.head,
            epoch=epoch,
            full=full,
            records=frames.raw(shown.records if full else delta.records),
            drop=() if full else delta.drop,
            now=self._door.now_ms(),
        )
        self.send(frames.encode(welcome))
        live.subscribers[self.person.role][self] = None

    def _leave(self) -> None:
        self._door.beat.leave(self)
        if self._live is not None:
            self._live.subscribers[self.person.role].pop(self, None)
            self._door.presence.went(self.person)

    async def _do(self, frame: Do) -> None:
        try:
            seq = await self._door.obey(self.person, frame.id, frame.command)
        except Refused as refused:
            self.refuse(refused, frame.id)
        except Unreachable:
            # What became of it is not known here; wherever it is sent again, it is.
            self.bye("moved")
        except Exception:
            logger.exception("table %s: a command of %s failed", self._table, self.person.name)
            self.refuse(FAULT, frame.id)
        else:
            self.send(frames.encode(frames.Done(id=frame.id, seq=seq)))
        finally:
            self._flying -= 1


SLOW_DOWN = Refused("slow-down", "At most 20 commands may be on their way. Wait for the answers.")
NO_SEAT = Refused("unauthorized", "This needs the token of a seat at this table.")
FAULT = Refused("internal", "The server made a mistake with this command. Send it again.")
