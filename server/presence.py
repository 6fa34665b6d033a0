"""Who is connected: counts connections and lets the clock say who came and who left.

Owns the counts of this process, the ten seconds of patience, and the rows by which processes know
of each other's connections. It must never decide what presence means: arriving and leaving are
commands like any other.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from rules.commands import Arrive, ClockCommand, Leave

from .live import Live
from .seats import Person
from .store import Store

PATIENCE_MS = 10_000
"""A seat is absent this long after its last connection ended; a process counts as dead after it."""
Tell: TypeAlias = Callable[[str, str, ClockCommand], Awaitable[bool]]
Peek: TypeAlias = Callable[[str], Live | None]


class Presence:
    """Connections by person; only who holds a seat is present or absent.

    A row is written before an arrival is told and dropped after a departure is, so that whoever is
    said to be present has a row, whatever crashes in between.
    """

    def __init__(self, store: Store, tell: Tell, peek: Peek, process: str) -> None:
        self._store = store
        self._tell = tell
        self._peek = peek
        self._process = process
        self._counts: Counter[Person] = Counter()
        self._leaving: dict[Person, int] = {}
        """Who has no connection here any more -> when it counts as gone."""
        self._patient_until_ms = 0
        """Until then nobody's silence counts: this process, or all, have only just begun."""

    def wait_anew(self) -> None:
        """Give everybody time to come back, because nobody could until now."""
        self._patient_until_ms = self._store.now_ms() + PATIENCE_MS

    async def came(self, person: Person) -> None:
        """Count a connection in; the first of a person is told, unless it never was away."""
        self._counts[person] += 1
        was_leaving = self._leaving.pop(person, None) is not None
        if person.sitter is not None and self._counts[person] == 1 and not was_leaving:
            await self._arrive(person)

    def went(self, person: Person) -> None:
        """Count a connection out; the last of a person starts the wait."""
        self._counts[person] -= 1
        if self._counts[person] <= 0:
            del self._counts[person]
            if person.sitter is not None:
                self._leaving[person] = self._store.now_ms() + PATIENCE_MS

    async def sweep(self) -> None:
        """Tell the tables of everybody whose time has run out, here or with a dead process."""
        now_ms = self._store.now_ms()
        for person in [each for each, at_ms in self._leaving.items() if at_ms <= now_ms]:
            await self._leave_here(person)
        if now_ms >= self._patient_until_ms:
            await self._sweep_the_dead(now_ms - PATIENCE_MS)
        for person in [each for each in self._counts if self._is_missed(each)]:
            await self._arrive(person)

    async def _arrive(self, person: Person) -> None:
        await self._store.connect(person.table, person.name, self._process)
        command_id = f"arrive:{self._process}:{person.name}:{self._store.now_ms()}"
        await self._tell(person.table, command_id, Arrive(person=person.name))

    async def _leave_here(self, person: Person) -> None:
        if person not in self._leaving:
            return
        command_id = f"leave:{self._process}:{person.name}:{self._leaving[person]}"
        await self._leave(person.table, person.name, self._process, command_id)
        self._leaving.pop(person, None)

    async def _sweep_the_dead(self, before_ms: int) -> None:
        """Log the departures of processes silent since; all who find them log the same ones."""
        for table, name, process, alive_ms in await self._store.stranded(before_ms):
            await self._leave(table, name, process, f"gone:{process}:{alive_ms}:{name}")

    async def _leave(self, table: str, name: str, process: str, command_id: str) -> None:
        """Tell that a person left, unless another process that is alive holds it; drop the row."""
        alive_ms = self._store.now_ms() - PATIENCE_MS
        if not await self._store.is_elsewhere(table, name, process, alive_ms):
            if self._has(table, name, process):
                return
            await self._tell(table, command_id, Leave(person=name))
        if not self._has(table, name, process):
            await self._store.disconnect(table, name, process)

    def _has(self, table: str, name: str, process: str) -> bool:
        """Say whether it came back to this process meanwhile."""
        return process == self._process and any(
            person.table == table and person.name == name for person in self._counts
        )

    def _is_missed(self, person: Person) -> bool:
        """Say whether somebody connected here is held to be absent, as after this process slept."""
        live = self._peek(person.table)
        if person.sitter is None or live is None or not live.holds(person):
            return False
        return person.name not in live.state.present
