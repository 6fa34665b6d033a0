"""Tables in memory kept at what other processes have stored of them.

Owns when this process looks: on a hint, once a second, and before somebody is shown a table. It
must never judge: what others have stored has happened.
"""

import logging

from .errands import Errands, again_and_again
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
        self._errands = Errands(logger, "table %s could not be followed")
        self._heard: dict[str, int] = {}
        """Table -> the newest seq heard of while it is being fetched."""
        self.looks = 0
        self.found = 0
        """How often a look found a table further than any hint had said."""

    def heed(self, table: str, seq: int) -> None:
        """Fetch what a hint speaks of, if the table is in memory and not there yet."""
        live = self._tables.peek(table)
        if live is None or live.seq >= seq:
            return
        self._heard[table] = max(seq, self._heard.get(table, 0))
        if table not in self._errands:
            self._errands.begin(table, self._catch_up(live))

    async def run(self) -> None:
        """Look once a second for ever; one failed look does not stop the next."""
        await again_and_again(LOOK_S, self.look, logger, "a look at the store failed")

    async def look(self) -> None:
        """Find the tables in memory that others have brought further, hints or no hints."""
        here = [live.id for live in self._tables.live()]
        if self._store.shared and here:
            self.looks += 1
            for table, seq in (await self._store.seqs(here)).items():
                self.found += self._is_news(table, seq)
                self.heed(table, seq)

    def _is_news(self, table: str, seq: int) -> bool:
        """Say whether nobody has told of this step of a table in memory."""
        live = self._tables.peek(table)
        return live is not None and seq > max(live.seq, self._heard.get(table, 0))

    async def rest(self) -> None:
        """Return when everything heard of so far is fetched."""
        await self._errands.rest()

    async def close(self) -> None:
        """Stop where it is."""
        await self._errands.close()

    async def _catch_up(self, live: Live) -> None:
        try:
            while not live.gone and live.seq < self._heard[live.id]:
                async with live.lock:
                    await self._tables.catch_up(live)
        finally:
            del self._heard[live.id]
