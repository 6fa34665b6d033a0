"""What people wrote is not kept for ever: words go once nothing has happened at a table for long.

Owns when that is. What is erased, and how the record says so, is the rules' affair (6.21).
"""

import logging

from rules.commands import Erase

from .play import Play
from .store import Store

logger = logging.getLogger("hextable.retaining")
DAY_MS = 86_400_000
LOOK_MS = 3_600_000
"""How often it is looked: days matter, seconds do not."""


class Retention:
    """Erases the words of tables that everybody has left; for ever kept where no days are set."""

    def __init__(self, store: Store, play: Play, days: int | None) -> None:
        self._store = store
        self._play = play
        self._days = days
        self._look_ms = 0
        """When to look again."""

    async def sweep(self) -> None:
        """Erase what is due, looking for it once an hour."""
        now_ms = self._store.now_ms()
        if self._days is None or now_ms < self._look_ms:
            return
        self._look_ms = now_ms + LOOK_MS
        await self.erase_before(now_ms - self._days * DAY_MS)

    async def erase_before(self, before_ms: int) -> int:
        """Erase all words of tables at which nothing happened since; return how many tables."""
        count = 0
        for table, seq in await self._store.left_before(before_ms):
            texts = tuple(
                each.id for each in await self._store.texts(table) if each.body is not None
            )
            # Two processes that find it at once say the same, and the second changes nothing.
            count += await self._play.tell(table, f"retain:{seq}", Erase(texts=texts))
        if count:
            logger.info("the words of %d tables were erased: their time was over", count)
        return count
