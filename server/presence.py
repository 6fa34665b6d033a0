"""Who is connected: counts connections and lets the clock say who came and who left.

Owns the counts of this process and the ten seconds of patience. It must never decide what presence
means: arriving and leaving are commands like any other.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from rules.commands import Arrive, ClockCommand, Leave

from .seats import Person

PATIENCE_MS = 10_000
"""A seat is absent this long after its last connection ended."""
Tell: TypeAlias = Callable[[str, str, ClockCommand], Awaitable[bool]]
Key: TypeAlias = tuple[str, str]
"""(table, person)."""


class Presence:
    """Connections by person; only delegations are present or absent."""

    def __init__(self, tell: Tell, now_ms: Callable[[], int]) -> None:
        self._tell = tell
        self._now_ms = now_ms
        self._counts: Counter[Key] = Counter()
        self._leaving: dict[Key, int] = {}
        """Who has no connection any more -> when it counts as gone."""

    async def came(self, person: Person) -> None:
        """Count a connection in; the first of a person is told to the table."""
        key = (person.table, person.name)
        self._counts[key] += 1
        self._leaving.pop(key, None)
        if person.seat is not None and self._counts[key] == 1:
            await self._tell(
                person.table, self._id("arrive", person.name), Arrive(person=person.name)
            )

    def went(self, person: Person) -> None:
        """Count a connection out; the last of a person starts the wait."""
        key = (person.table, person.name)
        self._counts[key] -= 1
        if self._counts[key] <= 0:
            del self._counts[key]
            if person.seat is not None:
                self._leaving[key] = self._now_ms() + PATIENCE_MS

    def inherit(self, table: str, person: str) -> None:
        """Wait for somebody whom an earlier process left connected."""
        if (table, person) not in self._counts:
            self._leaving[table, person] = self._now_ms() + PATIENCE_MS

    async def sweep(self) -> None:
        """Tell the tables of everybody whose time has run out."""
        now_ms = self._now_ms()
        gone = [key for key, at_ms in self._leaving.items() if at_ms <= now_ms]
        for key in gone:
            table, person = key
            if self._leaving.pop(key, None) is not None:
                await self._tell(table, self._id("leave", person), Leave(person=person))

    def _id(self, what: str, person: str) -> str:
        return f"{what}:{person}:{self._now_ms()}"
