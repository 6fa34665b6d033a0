"""Hints carried to other processes and theirs carried here, over Redis.

Owns the two connections and how they come back after any loss. Without them a process learns what
others did a second later, from the store; so nothing here is ever waited for, or kept.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import msgspec
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from .bus import Listener
from .seats import TABLE_ID

logger = logging.getLogger("hextable.bus")
CHANNEL = "hextable:hints"
PATIENCE_S = 1.0
"""How long Redis may take for anything."""
AGAIN_S = 0.5
IDLE_S = 5
"""After this long without a message the connection is asked whether it still stands."""
WAYS = ("told", "heard")
LOST = (RedisError, OSError, TimeoutError)


class Wire:
    """Carries hints to other processes and theirs to this one, whenever Redis lets it."""

    def __init__(self, url: str, heard: Listener) -> None:
        self._heard = heard
        self._said: dict[str, int] = {}
        """Table -> the newest seq that the others have not been told."""
        self._has_said = asyncio.Event()
        self._redis: Redis = Redis.from_url(
            url,
            decode_responses=True,
            socket_connect_timeout=PATIENCE_S,
            socket_timeout=PATIENCE_S,
            health_check_interval=IDLE_S,
            retry=Retry(NoBackoff(), 0),
        )
        self._up: dict[str, bool] = {}

    @property
    def stands(self) -> bool:
        """Whether Redis carries hints both ways, as far as is known."""
        return len(self._up) == len(WAYS) and all(self._up.values())

    def say(self, table: str, seq: int) -> None:
        """Tell the others soon; never waits."""
        self._said[table] = seq
        self._has_said.set()

    async def run(self) -> None:
        """Tell and hear for ever, through every restart of Redis."""
        try:
            async with asyncio.TaskGroup() as both:
                for what, work in zip(WAYS, (self._tell, self._hear), strict=True):
                    both.create_task(self._again_and_again(what, work))
        finally:
            await self._redis.aclose()

    async def _again_and_again(self, what: str, work: Callable[[str], Awaitable[None]]) -> None:
        while True:
            try:
                await work(what)
            except LOST as lost:
                self._stands(what, False, lost)
            await asyncio.sleep(AGAIN_S)

    async def _tell(self, what: str) -> None:
        await self._redis.ping()
        self._stands(what, True)
        while True:
            await self._has_said.wait()
            self._has_said.clear()
            said, self._said = self._said, {}
            pipeline = self._redis.pipeline(transaction=False)
            for table, seq in said.items():
                pipeline.publish(CHANNEL, msgspec.json.encode((table, seq)))
            await pipeline.execute()

    async def _hear(self, what: str) -> None:
        async with self._redis.pubsub(ignore_subscribe_messages=True) as channel:
            await channel.subscribe(CHANNEL)
            self._stands(what, True)
            while True:
                # A loop with a timeout, because waiting without end survives no restart of Redis.
                message = await channel.get_message(timeout=PATIENCE_S)
                if message is not None and (hint := read_hint(message["data"])):
                    self._heard(*hint)

    def _stands(self, what: str, stands: bool, why: BaseException | None = None) -> None:
        if self._up.get(what, True) != stands:
            logger.warning("hints are %s", f"{what} again" if stands else f"not {what}: {why!r}")
        self._up[what] = stands


def read_hint(data: str) -> tuple[str, int] | None:
    """Return the hint in a message, None when it is none."""
    try:
        table, seq = msgspec.json.decode(data, type=tuple[str, int])
    except (msgspec.MsgspecError, UnicodeError):
        return None
    return (table, seq) if TABLE_ID.fullmatch(table) else None
