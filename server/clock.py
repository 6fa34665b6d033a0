"""What happens because time passes: deadlines, departures, and the gap nobody served in.

Owns the one-second tick. Time is the store's. Everything enters as a command that the table may
refuse; a tick done twice changes nothing.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic

from rules.commands import EndPhase, MoveDeadline

from .counts import Durations
from .errands import again_and_again
from .play import Play
from .presence import Presence
from .store import Store

logger = logging.getLogger("hextable.clock")
TICK_S = 1.0
ALIVE_MS = 2_000
"""How often a process says that it is alive."""
GAP_MS = 5_000
"""Nobody forfeits a phase for a gap longer than this."""
FORGET_MS = 86_400_000
STUCK_S = 120.0
"""No tick takes so long, even while the store does not answer."""


class Clock:
    """Deadlines become commands."""

    def __init__(
        self,
        store: Store,
        play: Play,
        presence: Presence,
        chores: Sequence[Callable[[], Awaitable[None]]],
        process: str,
    ) -> None:
        self._store = store
        self._play = play
        self._presence = presence
        self._chores = chores
        """What else is looked after once a second."""
        self._process = process
        self._said_ms = 0
        self._ticked_s: float | None = None
        """When the last tick began."""
        self.due = 0
        """How many deadlines the last look found due."""
        self.ended = 0
        self.late = Durations()

    async def begin(self) -> None:
        """Mend what happened while nobody served; to be done before anything is judged."""
        self._presence.wait_anew()
        await self._say_alive()
        await self._store.forget_processes_before(self._store.now_ms() - FORGET_MS)

    async def _say_alive(self) -> None:
        """Say that somebody serves; where nobody did for a while, deadlines move before that."""
        last_ms, now_ms = await self._store.last_alive_ms(), self._store.now_ms()
        if last_ms is not None and now_ms - last_ms > GAP_MS:
            self._presence.wait_anew()
            await self._move_deadlines(last_ms, now_ms - last_ms)
        self._said_ms = self._store.now_ms()
        await self._store.alive(self._process)

    async def _move_deadlines(self, last_ms: int, gap_ms: int) -> None:
        timed = await self._store.timed()
        if timed:
            logger.info("nobody served for %.1f s: %d deadlines move", gap_ms / 1000, len(timed))
        for table, _ in timed:
            # The id is the gap's own: a start that dies half-way moves no deadline twice.
            await self._play.tell(table, f"gap:{last_ms}", MoveDeadline(by_ms=gap_ms))

    async def run(self) -> None:
        """Tick once a second for ever; one failed tick does not stop the next."""
        await again_and_again(TICK_S, self.tick, logger, "a tick failed")

    @property
    def is_stuck(self) -> bool:
        """Whether a tick never ended: then this process looks after no table any more."""
        return self._ticked_s is not None and monotonic() - self._ticked_s > STUCK_S

    async def tick(self) -> None:
        """Do all that is due now."""
        self._ticked_s = monotonic()
        await self._store.look_at_time()
        if self._store.now_ms() - self._said_ms >= ALIVE_MS:
            await self._say_alive()
        await self._end_phases()
        await self._presence.sweep()
        for chore in self._chores:
            await chore()

    async def _end_phases(self) -> None:
        now_ms = self._store.now_ms()
        due = await self._store.due(now_ms, now_ms - GAP_MS)
        self.due = len(due)
        for table, facts in due:
            assert facts.deadline_ms is not None, table
            command = EndPhase(
                round=facts.round,
                phase=facts.phase,  # type: ignore[arg-type]  # the column holds phases only
                deadline_ms=facts.deadline_ms,
            )
            command_id = f"end:{facts.round}:{facts.phase}:{facts.deadline_ms}"
            if await self._play.tell(table, command_id, command):
                self.ended += 1
                self.late.note(max(0, now_ms - facts.deadline_ms) / 1000)
