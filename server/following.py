"""Tables in memory kept at what other processes have stored of them.

Owns when this process looks: on a hint, once a second, and before somebody is shown a table. It
must never judge: what others have stored has happened.
"""

import asyncio
import logging
from functools import partial

from .engine import Unreachable
from .live import Live
from .store import Store
from .tables import Tables

logger = logging.getLogger("hextable.following")
LOOK_S = 1.0


class Follower:
    """Follows the others; where this process is alone there is nobody to follow."""

    def __init__(self, store: Store, tables: Tables) -> None:
        self._store = store
        self._tables = tables
        self._running: dict[str, asyncio.Task[None]] = {}
        self._heard: dict[str, int] = {}
        """Table -> the newest seq heard of while it is being fetched."""

    def heed(self, table: str, seq: int) -> None:
        """Fetch what a hint speaks of, if the table is in memory and not there yet."""
        live = self._tables.peek(table)
        if live is None or live.seq >= seq:
            return
        self._heard[table] = max(seq, self._heard.get(table, 0))
        if table in self._running:
            return
        task = asyncio.create_task(self._catch_up(live))
        self._running[table] = task
        task.add_done_callback(partial(self._ended, table))

    async def run(self) -> None:
        """Look once a second for ever; one failed look does not stop the next."""
        while True:
            await asyncio.sleep(LOOK_S)
            try:
                await self.look()
            except Unreachable:
                logger.warning("the store does not answer")
            except Exception:
                logger.exception("a look at the store failed")

    async def look(self) -> None:
        """Find the tables in memory that others have brought further, hints or no hints."""
        here = [live.id for live in self._tables.live()]
        if self._store.shared and here:
            for table, seq in (await self._store.seqs(here)).items():
                self.heed(table, seq)

    async def rest(self) -> None:
        """Return when everything heard of so far is fetched."""
        while self._running:
            await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def close(self) -> None:
        """Stop where it is."""
        for task in self._running.values():
            task.cancel()
        await self.rest()

    async def _catch_up(self, live: Live) -> None:
        while not live.gone and live.seq < self._heard[live.id]:
            async with live.lock:
                await self._tables.catch_up(live)

    def _ended(self, table: str, task: "asyncio.Task[None]") -> None:
        self._running.pop(table, None)
        self._heard.pop(table, None)
        if not task.cancelled() and (error := task.exception()):
            logger.error("table %s could not be followed", table, exc_info=error)
