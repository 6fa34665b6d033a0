"""create_app: the only place where the parts are put together.

Owns the wiring and the life of the parts that run by themselves. It must hold no logic.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from fastapi import FastAPI

from . import entropy as randomness
from .access import Gate
from .api import Api
from .bus import Bus
from .clock import Clock
from .door import Door
from .edge import edge
from .entropy import Entropy, spelled
from .following import Follower
from .forking import Forker
from .founding import Founder
from .handshake import Sockets
from .health import Health
from .library import Library
from .opening import open_store
from .pages import Pages
from .play import Play
from .presence import Presence
from .retaining import Retention
from .robots import Robots
from .seats import OtherSecret, Seats, read_secret
from .settings import Settings
from .socket import Message, Receive, Send
from .store import Store
from .tables import Tables

if TYPE_CHECKING:
    from .wire import Wire

Exposed: TypeAlias = Callable[[Message, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The parts of one running server."""

    store: Store
    door: Door
    play: Play
    clock: Clock
    robots: Robots
    follower: Follower
    wire: "Wire | None"
    """None where no Redis is named."""
    http: FastAPI
    sockets: Sockets


class App:
    """The ASGI application: sockets straight to their endpoint, all else through the routes."""

    def __init__(
        self,
        settings: Settings,
        entropy: Entropy,
        now_ms: Callable[[], int] | None,
        *,
        ticking: bool,
    ) -> None:
        self._settings = settings
        self._entropy = entropy
        self._now_ms = now_ms
        self._ticking = ticking
        self.house: House | None = None
        self._exposed: Exposed | None = None
        """What answers at the address of the metrics."""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        assert self.house is not None
        if self._exposed is not None and scope["server"][1] == self._settings.metrics_port:
            await self._exposed(scope, receive, send)
        elif scope["type"] == "websocket":
            await self.house.sockets(scope, receive, send)
        else:
            await self.house.http(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Open the house before the first request and close it after the last."""
        await receive()
        try:
            async with self.opened():
                await send({"type": "lifespan.startup.complete"})
                await receive()
        except Exception as error:
            kind = "startup" if self.house is None else "shutdown"
            await send({"type": f"lifespan.{kind}.failed", "message": str(error)})
            raise
        await send({"type": "lifespan.shutdown.complete"})

    @contextlib.asynccontextmanager
    async def opened(self) -> AsyncIterator[House]:
        """Build the house, mend what happened while nobody served, and let the clock run."""
        store = await open_store(self._settings, self._now_ms)
        house: House | None = None
        try:
            house = build(store, self._settings, self._entropy)
            if await store.mark(house.door.seats.mark) != house.door.seats.mark:
                raise OtherSecret
            await house.clock.begin()
            self.house = house
            self._exposed = _exposed(house, self._settings)
            async with asyncio.TaskGroup() as running:
                tasks = [running.create_task(each) for each in self._running(house)]
                yield house
                for task in tasks:
                    task.cancel()
        finally:
            if house is not None:
                await house.follower.close()
                await house.robots.close()
            await store.close()

    def _running(self, house: House) -> Iterator[Coroutine[Any, Any, None]]:
        """Return what runs by itself."""
        if self._ticking:
            yield house.clock.run()
            yield house.follower.run()
            yield house.door.beat.run()
        if house.wire is not None:
            yield house.wire.run()

    def turn_away(self) -> None:
        """Say that this process is not ready, and serve on."""
        if self.house is not None:
            self.house.door.ready = False

    def drain(self) -> int:
        """Send everybody away, to come back to the next process; return how many."""
        return self.house.door.drain() if self.house is not None else 0

    async def emptied(self, within_s: float) -> None:
        """Return once everybody has gone, or is cut off."""
        if self.house is not None:
            await self.house.door.emptied(within_s)


def create_app(
    settings: Settings,
    entropy: Entropy = randomness.system,
    now_ms: Callable[[], int] | None = None,
    *,
    ticking: bool = True,
) -> App:
    """Return the application; tests give their own randomness and time, and tick by hand."""
    return App(settings, entropy, now_ms, ticking=ticking)


def build(store: Store, settings: Settings, entropy: Entropy) -> House:
    """Put the parts together around a store."""
    given = settings.secret.get_secret_value() if settings.secret else None
    seats = Seats(read_secret(settings.var, given, entropy))
    library, bus = Library(store), Bus()
    tables = Tables(store, library, seats)
    play = Play(store, tables, seats, bus, entropy)
    process = spelled(entropy(8), 10)
    presence = Presence(store, play.tell, tables.peek, process)
    door = Door(store, seats, tables, play, presence)
    robots = Robots(store, tables, play)
    follower = Follower(store, tables)
    bus.listen(robots.heed)
    wire = _wire(settings, bus, follower)
    retention = Retention(store, play, settings.retain_days)
    chores = (tables.sweep, robots.sweep, retention.sweep)
    clock = Clock(store, play, presence, chores, process)
    founder = Founder(store, library, seats, entropy)
    forker = Forker(store, library, tables, seats, entropy)
    api = Api(door, founder, library, store, settings, forker=forker)
    pages = Pages(settings, entropy)
    health = Health(door, store, clock, wire)
    return House(
        store=store,
        door=door,
        play=play,
        clock=clock,
        robots=robots,
        follower=follower,
        wire=wire,
        http=edge(Gate(door, settings), (*api.entries(), *health.entries(), *pages.entries())),
        sockets=Sockets(door, settings),
    )


def _exposed(house: House, settings: Settings) -> "Exposed | None":
    """Return what serves the metrics, where the settings name an address for them."""
    if settings.metrics is None:
        return None
    from .exposing import Exposition  # noqa: PLC0415  # its library is needed by nobody else

    return Exposition(house)


def _wire(settings: Settings, bus: Bus, follower: Follower) -> "Wire | None":
    """Join this process's bus to the others', where the settings name a Redis."""
    if settings.redis_url is None:
        return None
    from .wire import Wire  # noqa: PLC0415  # its driver is needed by nobody else

    wire = Wire(settings.redis_url.get_secret_value(), follower.heed)
    bus.listen(wire.say)
    return wire
