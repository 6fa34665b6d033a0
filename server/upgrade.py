"""Run Alembic on a data base that is not at the newest version.

Owns nothing but the call: no network of its own, no ini file. Imported only when there is something
to do.
"""

import sqlite3
from pathlib import Path

import asyncpg
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

STARTERS = 5_824_911_027
"""The lock that starters of one data base wait for."""


def upgrade(database: Path, migrations: Path, to: str = "head") -> None:
    """Bring the data base at a path to the newest of the migrations in a folder, or to one."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(database, isolation_level=None),
        poolclass=NullPool,
    )
    with engine.begin() as connection:
        # Python's driver would commit each change of the schema by itself: all of it or nothing.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        _upgrade(connection, migrations, to)


async def upgrade_postgres(dsn: str, migrations: Path, to: str = "head") -> None:
    """Bring the data base at an address to the newest of the migrations in a folder, or to one."""
    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: asyncpg.connect(dsn), poolclass=NullPool
    )
    async with engine.begin() as connection:
        # Several processes may start at once: the first migrates, the others find it done.
        await connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({STARTERS})")
        await connection.run_sync(_upgrade, migrations, to)


def _upgrade(connection: Connection, migrations: Path, to: str = "head") -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
