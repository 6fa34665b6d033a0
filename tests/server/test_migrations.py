"""Migrations from an empty data base, held against the declared schema."""

import asyncio
import json
import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import SQLModel

from server import schema, upgrade
from server.migrate import MIGRATIONS, migrate, newest, version_of
from server.postgres import migrate as migrate_postgres
from server.postgres import plain


def test_an_empty_data_base_becomes_exactly_the_declared_schema(tmp_path):
    migrate(tmp_path / "new.sqlite3")
    engine = create_engine(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    engine.dispose()
    assert differences == []
    assert schema.Game.metadata is SQLModel.metadata


async def test_four_that_start_at_once_make_the_declared_schema_once(postgres):
    url = await postgres.empty()
    await asyncio.gather(*(migrate_postgres(plain(url)) for _ in range(4)))
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        differences = await connection.run_sync(
            lambda db: compare_metadata(MigrationContext.configure(db), SQLModel.metadata)
        )
    await engine.dispose()
    assert differences == []


@pytest.mark.parametrize("people", [[], ["dprk.1", "usa.2"]])
def test_who_was_present_before_processes_had_names_can_still_be_found_gone(tmp_path, people):
    database = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        upgrade.upgrade(database, MIGRATIONS, "0001")
        connection.execute("INSERT INTO scenario VALUES ('s', x'00')")
        game = "INSERT INTO game VALUES ('t', 's', 0, NULL, 0, 'lobby', NULL, ?, 0, '{}')"
        connection.execute(game, (json.dumps(people),))
        connection.commit()
        migrate(database)
        found = connection.execute("SELECT table_id, person, process FROM connected").fetchall()
    assert sorted(found) == [("t", person, "") for person in people]


def test_a_text_from_before_is_found_by_the_first_step_that_refers_to_it(tmp_path):
    database = tmp_path / "old.sqlite3"
    said = [{"event": {"type": "MessageSaid", "message": {"text": {"id": "x", "digest": "d"}}}}]
    step = "INSERT INTO step VALUES ('t', ?, 0, 'usa.1', ?, x'00', '{}', ?, '{}', x'00')"
    with closing(sqlite3.connect(database)) as connection:
        upgrade.upgrade(database, MIGRATIONS, "0001")
        connection.execute("INSERT INTO scenario VALUES ('s', x'00')")
        game = "INSERT INTO game VALUES ('t', 's', 0, NULL, 0, 'lobby', NULL, '[]', 0, '{}')"
        connection.execute(game)
        for seq, events in enumerate(([], said, said), 1):
            connection.execute(step, (seq, f"c-{seq}", json.dumps(events)))
        connection.execute("INSERT INTO text VALUES ('t', 'x', x'00', 'Words.')")
        connection.commit()
        migrate(database)
        assert connection.execute("SELECT seq FROM text").fetchall() == [(2,)]


def test_a_data_base_at_the_newest_version_is_left_alone(tmp_path, monkeypatch):
    database = tmp_path / "new.sqlite3"
    migrate(database)
    assert version_of(database) == newest()
    monkeypatch.delattr(upgrade, "upgrade")
    migrate(database)


def test_a_migration_that_dies_half_way_leaves_nothing(tmp_path, monkeypatch):
    database = tmp_path / "new.sqlite3"
    versions = tmp_path / "versions"
    versions.mkdir()
    source = "import sqlalchemy as sa\nfrom alembic import op\nrevision = '1'\n"
    source += "down_revision = None\n"
    body = "def upgrade():\n    op.create_table('half', sa.Column('id', sa.Integer))\n    1 / 0\n"
    (versions / "1_dies.py").write_text(source + body, encoding="utf-8")
    (tmp_path / "env.py").write_text(
        "from alembic import context\n"
        "context.configure(connection=context.config.attributes['connection'])\n"
        "context.run_migrations()\n",
        encoding="utf-8",
    )
    with pytest.raises(ZeroDivisionError):
        upgrade.upgrade(database, tmp_path)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
