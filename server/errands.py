"""Work beside requests: errands for one table each, and looks that come again for ever.

Owns that no table has two of a kind at once, and that one that fails stops no other. It must never
know what they do.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial

from .engine import Unreachable


class Errands:
    """At most one errand at a time for each table; what fails is logged with the table's id."""

    def __init__(self, logger: logging.Logger, failure: str) -> None:
        self._logger = logger
        self._failure = failure
        """What to say of a table whose errand failed, with a place for its id."""
        self._running: dict[str, asyncio.Task[None]] = {}

    def __contains__(self, table: str) -> bool:
        return table in self._running

    def begin(self, table: str, errand: Coroutine[None, None, None]) -> None:
        """Begin an errand; there must be none for this table."""
        assert table not in self._running, table
        task = asyncio.create_task(errand)
        self._running[table] = task
        task.add_done_callback(partial(self._ended, table))

    async def rest(self) -> None:
        """Return when there is none left."""
        while self._running:
            await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def close(self) -> None:
        """Stop all where they are."""
        for task in self._running.values():
            task.cancel()
        await self.rest()

    def _ended(self, table: str, task: "asyncio.Task[None]") -> None:
        self._running.pop(table, None)
        if not task.cancelled() and (error := task.exception()):
            self._logger.error(self._failure, table, exc_info=error)


async def again_and_again(
    pause_s: float, look: Callable[[], Awaitable[None]], logger: logging.Logger, failure: str
) -> None:
    """Look after each pause for ever; one look that fails does not stop the next."""
    while True:
        await asyncio.sleep(pause_s)
        try:
            await look()
        except Unreachable:
            logger.warning("the store does not answer")
        except Exception:
            logger.exception(failure)
