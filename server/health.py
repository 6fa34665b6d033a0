"""How the server is, for whatever starts, watches and balances servers.

Owns what counts as alive and as ready. It must never say more than that: anybody may ask.
"""

from typing import TYPE_CHECKING

from fastapi import Response

from .access import Asking, Entry, Who, as_json
from .clock import Clock
from .door import Door
from .problems import Problem
from .store import Store

if TYPE_CHECKING:
    from .wire import Wire


class Health:
    """Answers whether to end this process, and whether to send it anybody."""

    def __init__(self, door: Door, store: Store, clock: Clock, wire: "Wire | None") -> None:
        self._door = door
        self._store = store
        self._clock = clock
        self._wire = wire

    def entries(self) -> tuple[Entry, ...]:
        """Return the routes; anybody may ask."""
        rows = (("/healthz", self.alive), ("/readyz", self.ready))
        return tuple(
            Entry(method="GET", path=path, who=Who.ANYONE, handler=handler)
            for path, handler in rows
        )

    async def alive(self, _: Asking) -> Response:
        """Say that the process answers, and that it still looks after its tables."""
        if self._clock.is_stuck:
            raise Problem(503, "stuck", "Deadlines are not looked after here any more.")
        return as_json({"status": "alive"})

    async def ready(self, _: Asking) -> Response:
        """Say whether commands would be obeyed: the store answers and the server is not closing.

        Without Redis they are; then others hear of them a second later, and `bus` says so.
        """
        if not self._door.ready:
            raise Problem(503, "closing", "This server is closing.")
        if not await self._store.answers():
            raise Problem(503, "no-store", "The store does not answer.")
        if self._wire is None:
            return as_json({"status": "ready"})
        return as_json({"status": "ready", "bus": "there" if self._wire.stands else "away"})
