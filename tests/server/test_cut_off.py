"""A server whose line to PostgreSQL is held up or cut at the worst moments."""

import asyncio
import re

import pytest

from server.opening import open_store
from server.settings import Settings
from tests.server.running import Player, Table, running
from tests.server.test_following import say
from tests.services.proxy import proxied


@pytest.fixture
async def url(postgres):
    async with postgres.database() as url:
        yield url


@pytest.fixture
async def line(postgres):
    async with proxied(postgres.port) as line:
        yield line


@pytest.fixture
async def there(tmp_path, url, line):
    """A server behind the line."""
    through = re.sub(r":\d+/", f":{line.port}/", url)
    async with running(tmp_path, database_url=through) as server:
        yield server


@pytest.fixture
async def store(tmp_path, url):
    """The same data base, seen past the line."""
    store = await open_store(Settings(var=tmp_path, database_url=url), lambda: 1_000)
    yield store
    await store.close()


async def stored(store, table, person, command_id):
    """Wait until a command is in the log."""
    async with asyncio.timeout(20):
        while await store.answered(table, person, command_id) is None:
            pass


async def test_a_command_cut_off_between_commit_and_answer_is_answered_once_and_done_once(
    there, line, store
):
    table = await there.found()
    usa = await table.sits("usa")
    await usa.until("put")
    line.hold(answers=True)
    await usa.send({"type": "do", "id": "cut", "command": say("once")})
    await stored(store, table.id, "usa.1", "cut")
    line.cut()
    answer = await usa.until("done", "refused")
    assert answer["type"] == "done"
    assert [step.command_id for step in await store.steps(table.id)].count("cut") == 1
    assert usa.seq == answer["seq"]


async def test_a_command_cut_off_before_it_was_asked_is_asked_again(there, line, store):
    table = await there.found()
    usa = await table.sits("usa")
    await usa.until("put")
    line.hold(asks=True)
    await usa.send({"type": "do", "id": "cut", "command": say("once")})
    await there.http.get("/healthz")
    line.cut()
    assert (await usa.until("done", "refused"))["type"] == "done"
    assert [step.command_id for step in await store.steps(table.id)].count("cut") == 1


async def test_a_step_that_was_overtaken_on_its_way_is_judged_again_and_nothing_forks(
    there, line, store, tmp_path, url
):
    table = await there.found()
    async with running(tmp_path, time=there.time, database_url=url) as here:
        near, far = await Table(here, table.founded).sits("rok"), await table.sits("usa")
        await far.until("put")
        line.hold(asks=True)
        await far.send({"type": "do", "id": "far", "command": say("slow")})
        await there.http.get("/healthz")
        await near.does(say("quick"), "near")
        line.release()
        assert (await far.until("done", "refused"))["type"] == "done"
    steps = await store.steps(table.id)
    assert [step.seq for step in steps] == list(range(1, len(steps) + 1))
    given = [x.command_id for x in steps if x.command_id in ("near", "far")]
    assert given == ["near", "far"], "who arrives meanwhile comes where it may"


async def test_a_store_that_does_not_answer_is_said_to_whoever_asks(there, line, monkeypatch):
    table = await there.found()
    monkeypatch.setattr("server.postgres.READ_S", 0.2)
    line.hold(asks=True)
    answer = await there.http.get(table.path, headers=table.bearer("usa"))
    assert (answer.status_code, answer.json()["code"]) == (503, "no-store")
    late = await Player.connect(table, "usa")
    await late.hello(token=table.token("usa"))
    assert await late.until("bye") == {"type": "bye", "code": "moved"}
    line.release()
    monkeypatch.undo()
    assert (await table.sits("usa")).role == "usa"
