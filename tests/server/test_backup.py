"""A backup taken under load, checked, and restored, on either engine and from one to the other."""

import asyncio
import gzip
import hashlib
import json
import sqlite3
from contextlib import closing

import pytest
import typer

from server import backup as form
from server import copies
from server.commands_backup import backup, restore
from server.log import Entry
from server.migrate import newest
from server.sqlite import Sqlite
from server.store import Store
from tests.server.running import Table, running
from tests.server.test_store import FACTS, step

SECRET = "one secret in both houses"
WORDS_MAX = 120
"""A talk without end would keep the backup's thread from ever having its turn."""


def said(text):
    return {"kind": "say", "channel": "control", "text": text}


async def talks(player, heard):
    """Talk, but not for ever; note what was acknowledged."""
    for n in range(WORDS_MAX):
        text = f"{player.role} {n}"
        await player.does(said(text))
        heard.append(text)


def named(monkeypatch, settings, var):
    """Let the command line find the data base of some settings."""
    monkeypatch.setenv("HEXTABLE_VAR", str(var))
    if url := settings.get("database_url"):
        monkeypatch.setenv("DATABASE_URL", url)
    else:
        monkeypatch.delenv("DATABASE_URL", raising=False)


async def test_a_backup_under_load_goes_on_in_another_house_on_the_other_engine(
    tmp_path, engine, postgres, monkeypatch, capsys
):
    file, other = tmp_path / "all.backup", tmp_path / "other"
    async with running(tmp_path / "first", secret=SECRET, **engine) as here:
        monkeypatch.setattr(here.house.door._commands, "take", lambda *_: 0.0)
        table = await here.found()
        players = [await table.sits(role) for role in ("dprk", "usa", "rok")]
        heard = []
        talking = [asyncio.create_task(talks(each, heard)) for each in players]
        while len(heard) < 20:
            await players[0].socket.ping()
            await asyncio.sleep(0.01)
        before = tuple(heard)
        named(monkeypatch, engine, tmp_path / "first")
        await asyncio.to_thread(backup, file)
        after = len(heard)
        for each in talking:
            each.cancel()
        await asyncio.gather(*talking, return_exceptions=True)
        assert after > len(before)
        whole = await here.house.store.steps(table.id)
    assert file.stat().st_mode & 0o777 == 0o600
    to = {} if engine else {"database_url": await postgres.empty()}
    named(monkeypatch, to, other)
    await asyncio.to_thread(restore, file)
    assert capsys.readouterr().out.count("every chain and every text") == 2
    async with running(other, secret=SECRET, **to) as there:
        steps = await there.house.store.steps(table.id)
        assert steps == whole[: len(steps)] or steps[:-1] == whole[: len(steps) - 1]
        player = await Table(there, table.founded).sits("control")
        texts = {each.get("text") for each in player.records.values()}
        assert set(before) <= texts
        dprk = await Table(there, table.founded).sits("dprk")
        await dprk.does(said("and on we talk"))


# --- what is no backup ---


@pytest.fixture
async def lines(tmp_path):
    """A backup of a small house, as its lines."""
    store = Store(Sqlite(tmp_path), now_ms=lambda: 1_000)
    body = b"{}"
    assert await store.create(hashlib.sha256(body).hexdigest(), body, Entry(step=step()), FACTS)
    await store.mark("mark")
    await store.close()
    file = tmp_path / "whole.backup"
    async with copies.from_sqlite(tmp_path, tmp_path) as source:
        await form.write(source, file)
    return gzip.decompress(file.read_bytes()).splitlines(keepends=True)


def packed(folder, lines, *, signed=False):
    """Write lines as a backup; with `signed` the counts and the digest are made to fit."""
    if signed:
        names = [json.loads(line)[0] for line in lines[1:-1]]
        tables = json.loads(lines[0])["tables"]
        footer = {
            "rows": {name: names.count(name) for name in tables},
            "digest": hashlib.sha256(b"".join(lines[:-1])).hexdigest(),
        }
        lines = [*lines[:-1], json.dumps(footer, separators=(",", ":")).encode() + b"\n"]
    file = folder / "changed.backup"
    file.write_bytes(gzip.compress(b"".join(lines)))
    return file


def step_line(lines):
    return next(n for n, line in enumerate(lines) if line.startswith(b'["step"'))


async def faults(file):
    return (await form.check(form.File(file))).faults


async def test_a_whole_one_has_no_faults(tmp_path, lines):
    assert await faults(packed(tmp_path, lines, signed=True)) == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[:-1],
        lambda lines: lines[: len(lines) // 2],
        lambda lines: [*lines[:2], *lines[3:]],
        lambda lines: [*lines, lines[-2]],
        lambda lines: [lines[0], *lines],
        lambda lines: [line.replace(b"lobby", b"debrief") for line in lines],
        lambda lines: [lines[0], b"[7]\n", *lines[1:]],
        lambda lines: [lines[0].replace(b'backup":1', b'backup":2'), *lines[1:]],
    ],
)
async def test_one_that_was_cut_or_changed_is_not_taken(
    tmp_path, lines, change, monkeypatch, capsys
):
    monkeypatch.setenv("HEXTABLE_VAR", str(tmp_path / "other"))
    file = packed(tmp_path, change(lines))
    with pytest.raises(form.Damaged):
        await faults(file)
    with pytest.raises(typer.Exit):
        await asyncio.to_thread(restore, file)
    assert "hextable: it" in capsys.readouterr().err
    assert not (tmp_path / "other").exists()


async def test_one_that_ends_in_the_middle_of_its_bytes_is_not_taken(tmp_path, lines):
    file = packed(tmp_path, lines)
    file.write_bytes(file.read_bytes()[:-40])
    with pytest.raises(form.Damaged):
        await faults(file)


async def test_a_step_changed_with_care_is_found_by_its_chain(tmp_path, lines):
    place = step_line(lines)
    row = json.loads(lines[place])
    row[3] += 1
    changed = [*lines[:place], json.dumps(row).encode() + b"\n", *lines[place + 1 :]]
    (fault,) = await faults(packed(tmp_path, changed, signed=True))
    assert "step 1 does not follow 0" in fault


async def test_a_table_without_its_steps_is_found(tmp_path, lines):
    place = step_line(lines)
    found = await faults(packed(tmp_path, [*lines[:place], *lines[place + 1 :]], signed=True))
    assert any("it has no step" in each for each in found)


# --- where it may go ---


async def test_nothing_is_restored_over_what_is_there(tmp_path, lines, postgres):
    file = packed(tmp_path, lines)
    with pytest.raises(copies.Unfit):
        await copies.into_sqlite(form.File(file), tmp_path)
    async with postgres.database() as url:
        with pytest.raises(copies.Unfit):
            await copies.into_postgres(form.File(file), url)


async def test_one_of_an_earlier_schema_is_brought_to_this_one(tmp_path, lines):
    header = json.loads(lines[0])
    del header["tables"]["house"]
    header["schema"] = "0002"
    old = [json.dumps(header).encode() + b"\n"]
    old += [line for line in lines[1:] if not line.startswith(b'["house"')]
    filled = await copies.into_sqlite(
        form.File(packed(tmp_path, old, signed=True)), tmp_path / "other"
    )
    assert filled.header.schema == newest()
    checked = await form.check(filled)
    assert not checked.faults
    assert (checked.rows["game"], checked.rows["house"]) == (1, 0)


async def test_a_house_at_another_schema_is_not_copied(tmp_path, lines):
    with closing(sqlite3.connect(tmp_path / copies.DATABASE)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(copies.Unfit, match="stands at 0001"):
        async with copies.from_sqlite(tmp_path, tmp_path):
            pass
