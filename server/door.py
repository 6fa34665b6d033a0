"""The one door of people's commands: who is asking, and may they ask so often.

Owns identity and the rate of commands, for sockets and HTTP alike, and the list of connections. It
must never know what a command means.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping
from time import monotonic
from typing import Any, Protocol

from rules import Refused
from rules.parse.command import KINDS

from .cells import Beat
from .counts import Commands
from .engine import Unreachable
from .frames import Hello
from .limits import COMMANDS, Buckets
from .play import Play
from .presence import Presence
from .seats import Person, Seats, somebody
from .store import Store
from .tables import Tables


class SlowDown(Refused):
    """Asked too often; the same may be asked again after `wait_s`."""

    def __init__(self, wait_s: float) -> None:
        super().__init__("slow-down", "That was too fast. Wait a moment.")
        self.wait_s = wait_s


class Leaving(Protocol):
    """A connection that can be told to come back later."""

    def bye(self, code: str) -> None: ...

    def drain(self) -> None: ...


class Door:
    """Lets persons in and passes their commands on."""

    def __init__(
        self, store: Store, seats: Seats, tables: Tables, play: Play, presence: Presence
    ) -> None:
        self.now_ms = store.now_ms
        self.seats = seats
        self.tables = tables
        self.presence = presence
        self._play = play
        self._commands = Buckets(COMMANDS)
        self.beat = Beat()
        """Who is sent cells of one size, at tables whose frames are uniform."""
        self._connections: dict[Leaving, None] = {}
        self.ready = True
        """False once the server is about to go: who can choose goes elsewhere."""
        self.open = True
        """False once the server is on its way out: nobody new is let in."""
        self._is_empty = asyncio.Event()
        self.commands: Commands = Counter()
        self.closed: Counter[str] = Counter()
        """Why sockets were closed from here -> how many."""

    @property
    def connections(self) -> int:
        """How many sockets are open."""
        return len(self._connections)

    def person(self, table: str, hello: Hello, cookies: Mapping[str, str]) -> Person | None:
        """Return who says hello, by token or cookie; None when it proves nothing here."""
        token = hello.token
        if token is None:
            named = somebody(table, hello.role, 0)
            token = cookies.get(named.cookie, "") if named else ""
        person = self.seats.read(token)
        if person is None or person.table != table or person.who != hello.role:
            return None
        return person

    async def obey(self, person: Person, command_id: str, command: Mapping[str, Any]) -> int:
        """Return the person's seq after its command; raises Refused, SlowDown, NoTable."""
        outcome = "fault"
        try:
            seq = await self._obey(person, command_id, command)
            outcome = "done"
        except Refused as refused:
            outcome = refused.code
            raise
        except Unreachable:
            outcome = "unreachable"
            raise
        finally:
            self.commands[kind_of(command), outcome] += 1
        return seq

    async def _obey(self, person: Person, command_id: str, command: Mapping[str, Any]) -> int:
        if wait_s := self._commands.take((person.table, person.name), monotonic()):
            raise SlowDown(wait_s)
        return await self._play.obey(person, command_id, command)

    def enter(self, connection: Leaving) -> None:
        """Remember a connection until it leaves."""
        self._connections[connection] = None

    def leave(self, connection: Leaving) -> None:
        """Forget a connection that has ended."""
        self._connections.pop(connection, None)
        if not self.open and not self._connections:
            self._is_empty.set()

    def drain(self) -> int:
        """Let nobody in any more, send everybody away to the next process; return how many.

        Each goes once what it asked for before is answered.
        """
        self.ready = self.open = False
        for connection in tuple(self._connections):
            connection.drain()
        return len(self._connections)

    async def emptied(self, within_s: float) -> None:
        """Return once everybody has gone; who stays longer goes unanswered."""
        try:
            async with asyncio.timeout(within_s if self._connections else 0):
                await self._is_empty.wait()
        except TimeoutError:
            for connection in tuple(self._connections):
                connection.bye("drain")


def kind_of(command: Mapping[str, Any]) -> str:
    """Return the kind of a command, of which there are so many and no more."""
    kind = command.get("kind")
    return kind if isinstance(kind, str) and kind in KINDS else "unknown"
