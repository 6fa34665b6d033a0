"""SQLite as an engine: one folder, held by one process, one thread that writes.

Owns the lock on the folder and how changes run on a connection. It must never know what they mean.
"""

import asyncio
import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from .engine import Change, Question, Rows
from .log import Entry
from .migrate import migrate
from .rows import appending
from .writer import Writer


class InUse(Exception):
    """Another process serves this folder."""


def system_ms() -> int:
    """Return the time of this machine in epoch milliseconds."""
    return time.time_ns() // 1_000_000


class Sqlite:
    """The data base of one folder."""

    shared = False
    EACH = "(SELECT value AS name FROM json_each($1)) AS each"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = _hold(folder / "lock")
        migrate(folder / "hextable.sqlite3")
        self.writer = Writer(folder / "hextable.sqlite3")

    def now_ms(self) -> int:
        """Return this machine's time: there is no other."""
        return system_ms()

    def append(self, entry: Entry) -> "asyncio.Future[bool]":
        """Begin to store a step and all it brings, or nothing."""
        changes = appending(entry)
        return self.writer.run(lambda db: _change(db, changes), rinse=bool(entry.erased))

    async def change(self, changes: Sequence[Change], proof: Question | None = None) -> bool:
        """Make all changes or none, in one transaction with what else waits; no answer is lost."""
        del proof
        return await self.writer.run(lambda db: _change(db, changes))

    async def read(self, *questions: Question) -> Sequence[Rows]:
        """Return what each question finds, with nothing written between them."""
        return await self.writer.run(lambda db: [_read(db, each) for each in questions])

    async def look_at_time(self) -> None:
        """Do nothing: the data base has no time but this machine's."""

    async def close(self) -> None:
        """Finish what waits and let the next process have the folder."""
        await self.writer.close()
        os.close(self._lock)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep every server out of a folder, made if missing, or raise InUse."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = _hold(folder / "lock")
    try:
        yield
    finally:
        os.close(lock)


def _hold(path: Path) -> int:
    """Take the folder's lock, or raise InUse; the system lets go of it when the process ends."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise InUse(f"another process serves the folder {path.parent}") from None
    return handle


@cache
def _sql(text: str) -> str:
    """Return a text of ours with its values numbered as SQLite does."""
    return text.replace("$", "?")


def _read(db: sqlite3.Connection, question: Question) -> Rows:
    return db.execute(_sql(question.sql), question.values).fetchall()


def _change(db: sqlite3.Connection, changes: Sequence[Change]) -> bool:
    """Make all changes or none, whatever its neighbours in the transaction did."""
    if not any(change.must for change in changes[1:]):
        # What comes to nothing, if anything does, is the first: there is nothing to take back.
        return all(_came_about(db, change) for change in changes)
    db.execute("SAVEPOINT change")
    whole = all(_came_about(db, change) for change in changes)
    if not whole:
        db.execute("ROLLBACK TO change")
    db.execute("RELEASE change")
    return whole


def _came_about(db: sqlite3.Connection, change: Change) -> bool:
    sql = _sql(change.sql)
    counts = [db.execute(sql, row).rowcount for row in change.rows]
    return not change.must or 0 not in counts
