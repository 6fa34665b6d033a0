"""What is SQLite's own: one process a folder, and what is synced before it is acknowledged."""

import sqlite3

import pytest

from server.sqlite import InUse, Sqlite
from server.store import Store
from tests.server.test_store import found


@pytest.fixture
async def store(tmp_path):
    store = Store(Sqlite(tmp_path), now_ms=lambda: 1_000)
    yield store
    await store.close()


async def test_the_store_syncs_before_it_acknowledges(store):
    """FULL is 2: the log is synced at each commit, and append answers after the commit."""
    pragma = await store.engine.writer.run(
        lambda db: db.execute("PRAGMA synchronous").fetchone()[0]
    )
    mode = await store.engine.writer.run(lambda db: db.execute("PRAGMA journal_mode").fetchone()[0])
    assert (pragma, mode) == (2, "wal")


async def test_an_acknowledged_step_is_read_by_another_connection(store, tmp_path):
    await found(store)
    with sqlite3.connect(tmp_path / "hextable.sqlite3") as other:
        assert other.execute("SELECT count(*) FROM step").fetchone() == (1,)
    other.close()


async def test_a_folder_is_held_by_one_process(store, tmp_path):
    with pytest.raises(InUse):
        Store(Sqlite(tmp_path))


async def test_a_closed_store_lets_the_next_have_the_folder(tmp_path):
    first = Store(Sqlite(tmp_path))
    await found(first)
    await first.close()
    second = Store(Sqlite(tmp_path))
    assert len(await second.steps("t1")) == 1
    await second.close()
