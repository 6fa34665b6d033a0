"""Data bases read whole at one moment, and filled from a backup.

Owns how each engine does both: SQLite gives a copy of itself, PostgreSQL one transaction. It must
never change what it reads, and never fill what is not empty.
"""

import os
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from itertools import groupby
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import Column, LargeBinary
from sqlmodel import SQLModel

from . import schema
from .backup import Columns, Header, Row, Source
from .migrate import MIGRATIONS, newest, version_of
from .postgres import plain
from .sqlite import held
from .upgrade import upgrade, upgrade_postgres

assert schema.StepRow.metadata is SQLModel.metadata
CACHES = ("snapshot",)
"""What any process makes anew from the rest."""
DATABASE = "hextable.sqlite3"
BATCH = 500


class Unfit(Exception):
    """This data base cannot be copied from, or filled; the text says why."""


def header() -> Header:
    """Return what a backup of now begins with: every table after those it refers to."""
    tables = [each for each in SQLModel.metadata.sorted_tables if each.name not in CACHES]
    columns = {
        str(table.name): Columns(
            names=tuple(str(each.name) for each in table.columns),
            raw=tuple(str(each.name) for each in table.columns if is_raw(each)),
        )
        for table in tables
    }
    return Header(schema=newest(), at_ms=time.time_ns() // 1_000_000, tables=columns)


def is_raw(column: Column[Any]) -> bool:
    """Say whether a column holds bytes."""
    return isinstance(column.type, LargeBinary)


def question(table: str, columns: Columns) -> str:
    """Return the SQL that asks for a table's rows, those of one game in their order."""
    keys = [column.name for column in SQLModel.metadata.tables[table].primary_key]
    return f"SELECT {', '.join(columns.names)} FROM {table} ORDER BY {', '.join(keys)}"


def order(table: str, columns: Columns, place: str) -> str:
    """Return the SQL that puts a row in; `place` is how a value is written, numbered."""
    places = ", ".join(place.format(number) for number in range(1, len(columns.names) + 1))
    return f"INSERT INTO {table} ({', '.join(columns.names)}) VALUES ({places})"


def refuse_other(version: str | None) -> None:
    if version != newest():
        text = f"the data base stands at {version}, this program at {newest()}"
        raise Unfit(f"{text}: take the backup with the program that serves it")


# --- SQLite ---


class SqliteRows:
    """The rows of a data base that nobody writes to meanwhile."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self.header = header()

    async def rows(self) -> AsyncIterator[tuple[str, Row]]:
        with closing(sqlite3.connect(self._database)) as connection:
            for table, columns in self.header.tables.items():
                for row in connection.execute(question(table, columns)):
                    yield table, row


@asynccontextmanager
async def from_sqlite(folder: Path, beside: Path) -> AsyncIterator[Source]:
    """Yield a copy of the data base in a folder, served or not, kept `beside` meanwhile."""
    database = folder / DATABASE
    if not database.is_file():
        raise Unfit(f"there is no data base in {folder}")
    with tempfile.TemporaryDirectory(prefix=".hextable-", dir=beside) as room:
        copy = Path(room) / DATABASE
        # One connection more, but one that only reads: it neither writes nor resets the log.
        address = f"{database.resolve().as_uri()}?mode=ro"
        with (
            closing(sqlite3.connect(address, uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
        refuse_other(version_of(copy))
        yield SqliteRows(copy)


async def into_sqlite(source: Source, folder: Path) -> Source:
    """Fill a folder in which there is no data base; return what there is then."""
    with held(folder):
        database, draft = folder / DATABASE, folder / f"{DATABASE}.part"
        if database.exists():
            raise Unfit(f"there is a data base in {folder} already")
        draft.unlink(missing_ok=True)
        upgrade(draft, MIGRATIONS, source.header.schema)
        with closing(sqlite3.connect(draft)) as connection, connection:
            async for table, row in source.rows():
                connection.execute(order(table, source.header.tables[table], "?{}"), row)
        upgrade(draft, MIGRATIONS)
        draft.replace(database)
        _sync(folder)
    return SqliteRows(database)


def _sync(folder: Path) -> None:
    """Have the new name on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# --- PostgreSQL ---


class PostgresRows:
    """The rows of a data base as they were when its transaction began."""

    def __init__(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        self._connection = connection
        self.header = header()

    async def rows(self) -> AsyncIterator[tuple[str, Row]]:
        for table, columns in self.header.tables.items():
            async for row in self._connection.cursor(question(table, columns), prefetch=BATCH):
                yield table, tuple(row)


@asynccontextmanager
async def from_postgres(url: str) -> AsyncIterator[Source]:
    """Yield a data base as it is at one moment, served or not."""
    connection = await asyncpg.connect(plain(url))
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            refuse_other(await _version(connection))
            yield PostgresRows(connection)
    finally:
        await connection.close()


async def into_postgres(source: Source, url: str) -> None:
    """Fill a data base in which there is nothing at all."""
    connection = await asyncpg.connect(plain(url))
    try:
        if await _version(connection) is not None:
            raise Unfit("the data base is not empty: give one that was just created")
        await upgrade_postgres(plain(url), MIGRATIONS, source.header.schema)
        async with connection.transaction():
            await _fill(connection, source)
        await upgrade_postgres(plain(url), MIGRATIONS)
    finally:
        await connection.close()


async def _fill(connection: "asyncpg.Connection[asyncpg.Record]", source: Source) -> None:
    waiting: list[tuple[str, Row]] = []

    async def put() -> None:
        for table, rows in groupby(waiting, key=lambda each: each[0]):
            sql = order(table, source.header.tables[table], "${}")
            await connection.executemany(sql, [row for _, row in rows])
        waiting.clear()

    async for each in source.rows():
        waiting.append(each)
        if len(waiting) == BATCH:
            await put()
    await put()


async def _version(connection: "asyncpg.Connection[asyncpg.Record]") -> str | None:
    known = await connection.fetchval("SELECT to_regclass('alembic_version') IS NOT NULL")
    if not known:
        return None
    version: Any = await connection.fetchval("SELECT version_num FROM alembic_version")
    return None if version is None else str(version)
