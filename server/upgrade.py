"""Run Alembic on a data base that is not at the newest version.

Owns nothing but the call: no network, no ini file. Imported only when there is something to do.
"""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


def upgrade(database: Path, migrations: Path) -> None:
    """Bring the data base at a path to the newest of the migrations in a folder."""
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(database, isolation_level=None),
        poolclass=NullPool,
    )
    with engine.begin() as connection:
        # Python's driver would commit each change of the schema by itself: all of it or nothing.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
