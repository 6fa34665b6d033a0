"""PostgreSQL as an engine: one connection that appends, a few that read, and the server's clock.

Owns connections, and what happens when one is lost: nothing is answered until it has been read back
what became of it. The schema is migrated under a lock that other starters wait for.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeAlias, TypeVar

import asyncpg

from .appending import APPEND, columns, stored
from .engine import Change, Question, Rows, Unreachable
from .log import Entry
from .migrate import MIGRATIONS, newest

logger = logging.getLogger("hextable.store")
T = TypeVar("T")
Connection: TypeAlias = (
    "asyncpg.Connection[asyncpg.Record] | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]"
)
Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"
READERS_MAX = 6
BATCH_MAX = 512
ANSWER_S = 10.0
"""After this long without an answer a connection counts as lost."""
READ_S = 30.0
"""How long a question is asked again and again before it is given up."""
AGAIN_S = 0.1
LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionRollbackError,
    OSError,
    TimeoutError,
)
"""What says nothing of the question: the connection ended, or the server could not just then."""
SETTINGS = {"synchronous_commit": "on", "application_name": "hextable"}


def plain(url: str) -> str:
    """Return an address of SQLAlchemy's form as libpq writes it."""
    return url.replace("postgresql+asyncpg:", "postgresql:", 1)


async def open_postgres(url: str) -> "Postgres":
    """Migrate the data base at an address and return the engine on it."""
    dsn = plain(url)
    await migrate(dsn)
    engine = Postgres(dsn)
    await engine.open()
    return engine


class Postgres:
    """The data base that several processes share."""

    shared = True
    EACH = "json_array_elements_text($1::json) AS each(name)"

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._readers: Pool | None = None
        self._writer: Connection | None = None
        self._waiting: asyncio.Queue[tuple[Entry, asyncio.Future[bool]] | None] = asyncio.Queue()
        self._writing: asyncio.Task[None] | None = None
        self._ahead_ms = 0.0
        """How far the data base's time is ahead of this process's steady one."""
        self.commits = 0
        """Transactions of steps so far: fewer than steps where steps waited together."""

    async def open(self) -> None:
        """Connect, and begin to write."""
        self._readers = await asyncpg.create_pool(
            self._dsn, min_size=1, max_size=READERS_MAX, server_settings=SETTINGS
        )
        await self.look_at_time()
        self._writing = asyncio.create_task(self._write())

    async def close(self) -> None:
        """Finish what waits, then let go; what a lost data base never answered stays unanswered."""
        assert self._readers is not None
        assert self._writing is not None
        self._waiting.put_nowait(None)
        await asyncio.wait((self._writing,), timeout=ANSWER_S)
        self._writing.cancel()
        await asyncio.gather(self._writing, return_exceptions=True)
        while not self._waiting.empty():
            if waiting := self._waiting.get_nowait():
                _fail(waiting[1], Unreachable())
        self._drop_writer()
        self._readers.terminate()

    # --- time ---

    def now_ms(self) -> int:
        """Return the data base's time, as far as the last look at it tells."""
        return round(_steady_ms() + self._ahead_ms)

    async def look_at_time(self) -> None:
        """Compare this machine's time with the data base's, the way there and back halved."""
        before_ms = _steady_ms()
        question = Question("SELECT extract(epoch FROM clock_timestamp())::float8 * 1000")
        ((row,),) = await self.read(question)
        self._ahead_ms = row[0] - (before_ms + _steady_ms()) / 2

    # --- reading, and what may be done twice ---

    async def read(self, *questions: Question) -> Sequence[Rows]:
        """Return what each question finds, all of them at one moment."""

        async def ask(connection: Connection) -> Sequence[Rows]:
            if len(questions) == 1:
                return [await connection.fetch(questions[0].sql, *questions[0].values)]
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                return [await connection.fetch(each.sql, *each.values) for each in questions]

        return await self._persistently(ask)

    async def change(self, changes: Sequence[Change], proof: Question | None = None) -> bool:
        """Make all changes or none; `proof` tells whether a try that was cut off had made them."""
        tries = 0

        async def make(connection: Connection) -> bool:
            nonlocal tries
            tries += 1
            done = await _change(connection, changes)
            if done or proof is None or tries == 1:
                return done
            return bool(await connection.fetch(proof.sql, *proof.values))

        return await self._persistently(make)

    async def _persistently(self, work: Callable[[Connection], Awaitable[T]]) -> T:
        """Do what may be done twice until it is answered; raises Unreachable in the end."""
        assert self._readers is not None
        try:
            async with asyncio.timeout(READ_S):
                while True:
                    try:
                        async with (
                            asyncio.timeout(ANSWER_S),
                            self._readers.acquire() as connection,
                        ):
                            return await work(connection)
                    except LOST as lost:
                        _raise_if_ours(lost)
                        logger.debug("asking again: %r", lost)
                    await asyncio.sleep(AGAIN_S)
        except TimeoutError:
            raise Unreachable from None

    # --- appending ---

    def append(self, entry: Entry) -> "asyncio.Future[bool]":
        """Begin to store a step and all it brings, or nothing, with whatever else waits."""
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait((entry, future))
        return future

    async def _write(self) -> None:
        while batch := await self._batch():
            await self._commit(batch)

    async def _batch(self) -> list[tuple[Entry, "asyncio.Future[bool]"]]:
        """Return all steps that wait now, at least one; none at the end."""
        batch = []
        waiting = await self._waiting.get()
        while waiting is not None:
            batch.append(waiting)
            if len(batch) == BATCH_MAX or self._waiting.empty():
                return batch
            waiting = self._waiting.get_nowait()
        if batch:
            self._waiting.put_nowait(None)
        return batch

    async def _commit(self, batch: Sequence[tuple[Entry, "asyncio.Future[bool]"]]) -> None:
        """Store a batch in one transaction; where a step cannot be written, each in its own."""
        try:
            heads = await self._stored([entry for entry, _ in batch])
        except asyncio.CancelledError:
            for _, future in batch:
                _fail(future, Unreachable())
            raise
        except Exception as error:
            if len(batch) == 1:
                _fail(batch[0][1], error)
                return
            logger.warning("a batch of %d failed and is done one by one", len(batch))
            for each in batch:
                await self._commit([each])
            return
        for entry, future in batch:
            if not future.done():
                future.set_result(entry.step.head in heads)

    async def _stored(self, entries: Sequence[Entry]) -> set[bytes]:
        """Return the heads of the steps that are stored now, by this try or one cut off before."""
        values = columns(entries)
        was_lost = False
        while True:
            try:
                async with asyncio.timeout(ANSWER_S):
                    new = await self._append(values)
                    return new | await self._read_back(entries) if was_lost else new
            except LOST as lost:
                _raise_if_ours(lost)
                logger.warning("the data base was lost in a commit: %r", lost)
            was_lost = True
            self._drop_writer()
            await asyncio.sleep(AGAIN_S)

    async def _append(self, values: Sequence[Any]) -> set[bytes]:
        """Store what can be stored and return its heads."""
        if self._writer is None:
            self._writer = await asyncpg.connect(self._dsn, server_settings=SETTINGS)
        found = await self._writer.fetch(APPEND, *values)
        self.commits += 1
        return {row[0] for row in found}

    async def _read_back(self, entries: Sequence[Entry]) -> set[bytes]:
        """Return the heads of these steps that were stored by whatever try."""
        assert self._writer is not None
        question = stored(entries)
        return {row[0] for row in await self._writer.fetch(question.sql, *question.values)}

    def _drop_writer(self) -> None:
        if self._writer is not None:
            self._writer.terminate()
            self._writer = None


class _Nothing(Exception):
    """What must come about did not."""


async def _change(connection: Connection, changes: Sequence[Change]) -> bool:
    try:
        async with connection.transaction():
            for change in changes:
                for row in change.rows:
                    done = await connection.execute(change.sql, *row)
                    if change.must and done.endswith(" 0"):
                        raise _Nothing
    except _Nothing:
        return False
    return True


def _raise_if_ours(lost: BaseException) -> None:
    """Raise what the driver says of wrong values: that is no loss, and would never end."""
    if isinstance(lost, ValueError):
        raise lost


def _fail(future: "asyncio.Future[bool]", error: BaseException) -> None:
    if not future.done():
        future.set_exception(error)


def _steady_ms() -> float:
    return time.monotonic_ns() / 1_000_000


async def migrate(dsn: str) -> None:
    """Bring the data base at an address to the newest version."""
    connection = await asyncpg.connect(dsn)
    try:
        known = await connection.fetchval("SELECT to_regclass('alembic_version') IS NOT NULL")
        version = known and await connection.fetchval("SELECT version_num FROM alembic_version")
    finally:
        await connection.close()
    if version != newest():
        from .upgrade import upgrade_postgres  # noqa: PLC0415  # dear, and seldom needed

        await upgrade_postgres(dsn, MIGRATIONS)
