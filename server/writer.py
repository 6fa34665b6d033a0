"""One thread that owns the one connection to SQLite, and commits what waits together.

Owns the thread, its queue and the transaction around each batch. It must never know what the jobs
write. Only one connection is ever open: before 3.51.3 SQLite's log can be reset wrongly when
several are.
"""

import asyncio
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

logger = logging.getLogger("hextable.store")
T = TypeVar("T")
BATCH_MAX = 512
OLDEST_SQLITE = (3, 35, 0)
"""The first that knows the SQL that the store and its migrations use."""
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
"""What is deleted is overwritten: an erased text is nowhere in the file."""
_RESET_FIXED = (3, 51, 3)


@dataclass(slots=True)
class _Job(Generic[T]):
    work: Callable[[sqlite3.Connection], T]
    future: "asyncio.Future[T]"
    rinse: bool = False
    """Whether what it overwrote must be gone from the log beside the data base as well."""


Outcome = tuple["_Job[Any]", Any, BaseException | None]


class Writer:
    """Runs jobs in the order they come; each is answered only after its batch is on the disk."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._jobs: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._connection = connect(database)
        self._thread = threading.Thread(target=self._run, name="store")
        self._thread.start()
        self.commits = 0
        """Transactions so far: fewer than jobs where jobs waited together."""

    def run(
        self, work: Callable[[sqlite3.Connection], T], rinse: bool = False
    ) -> "asyncio.Future[T]":
        """Return what `work` will return, once what it wrote cannot be lost, or what it raises."""
        job: _Job[T] = _Job(work, self._loop.create_future(), rinse)
        self._jobs.put(job)
        return job.future

    async def close(self) -> None:
        """Finish what waits, then let go of the data base."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)
        self._connection.close()

    def _run(self) -> None:
        running = True
        while running:
            batch, running = self._next_batch()
            if batch:
                outcomes = self._commit(batch)
                self._loop.call_soon_threadsafe(_answer, outcomes)

    def _next_batch(self) -> tuple[list[_Job[Any]], bool]:
        """Return all jobs that wait now, at least one, and whether more may come."""
        batch: list[_Job[Any]] = []
        job = self._jobs.get()
        while job is not None:
            batch.append(job)
            if len(batch) == BATCH_MAX or self._jobs.empty():
                return batch, True
            job = self._jobs.get()
        return batch, False

    def _commit(self, batch: list[_Job[Any]]) -> list[Outcome]:
        """Run a batch in one transaction; where one job fails, each in its own."""
        try:
            return self._transact(batch)
        except Exception as error:
            if len(batch) == 1:
                return [(batch[0], None, error)]
            logger.warning("a batch of %d failed and is done one by one", len(batch))
            return [outcome for job in batch for outcome in self._commit([job])]

    def _transact(self, batch: list[_Job[Any]]) -> list[Outcome]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            outcomes: list[Outcome] = [(job, job.work(self._connection), None) for job in batch]
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        self.commits += 1
        if any(job.rinse for job in batch):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return outcomes


def _answer(outcomes: list[Outcome]) -> None:
    for job, result, error in outcomes:
        if job.future.cancelled():
            continue
        if error is None:
            job.future.set_result(result)
        else:
            job.future.set_exception(error)


def connect(database: Path) -> sqlite3.Connection:
    """Return a connection that syncs before it says that something is stored."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {sqlite3.sqlite_version} is too old; 3.35 is needed")
    if sqlite3.sqlite_version_info < _RESET_FIXED:
        logger.debug("SQLite %s: safe with one connection only", sqlite3.sqlite_version)
    connection = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection
