"""Bring a data base to the newest schema when the server starts.

Owns finding the version and running Alembic from code, without a network or an ini file. A data
base already at the newest version is recognised without importing either Alembic or SQLAlchemy,
because they cost more time than everything else a start does.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

MIGRATIONS = Path(__file__).parent / "migrations"


def newest() -> str:
    """Return the id of the newest migration: the number its file begins with."""
    return max(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def version_of(database: Path) -> str | None:
    """Return the migration a data base stands at, None for an empty one."""
    with closing(sqlite3.connect(database)) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            return None
    return str(row[0]) if row else None


def migrate(database: Path) -> None:
    """Bring the data base at a path, made if missing, to the newest version."""
    if version_of(database) != newest():
        from .upgrade import upgrade  # noqa: PLC0415  # dear, and seldom needed

        upgrade(database, MIGRATIONS)
