"""The one door of people's commands: who is asking, and may they ask so often.

Owns identity and the rate of commands, for sockets and HTTP alike, and the list of connections. It
must never know what a command means.
"""

from collections.abc import Mapping
from time import monotonic
from typing import Any, Protocol

from rules import Refused

from .frames import Hello
from .limits import COMMANDS, Buckets
from .play import Play
from .presence import Presence
from .seats import Person, Seats
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
        self._connections: dict[Leaving, None] = {}
        self.open = True
        """False once the server is on its way out: nobody new is let in."""

    def person(self, table: str, hello: Hello, cookies: Mapping[str, str]) -> Person | None:
        """Return who says hello, by token or cookie; None when it proves nothing here."""
        token = hello.token
        if token is None:
            token = cookies.get(Person(table=table, role=hello.role, generation=0).cookie, "")
        person = self.seats.read(token)
        if person is None or person.table != table or person.role != hello.role:
            return None
        return person

    async def obey(self, person: Person, command_id: str, command: Mapping[str, Any]) -> int:
        """Return the person's seq after its command; raises Refused, SlowDown, NoTable."""
        if wait_s := self._commands.take((person.table, person.name), monotonic()):
            raise SlowDown(wait_s)
        return await self._play.obey(person, command_id, command)

    def enter(self, connection: Leaving) -> None:
        """Remember a connection until it leaves."""
        self._connections[connection] = None

    def leave(self, connection: Leaving) -> None:
        """Forget a connection that has ended."""
        self._connections.pop(connection, None)

    def drain(self) -> int:
        """Let nobody in any more, send everybody away to the next process; return how many."""
        self.open = False
        for connection in tuple(self._connections):
            connection.bye("drain")
        return len(self._connections)
