"""Words go when their time is over, the record stays and proves itself (6.21)."""

import asyncio

import pytest

from server.exporting import read
from server.retaining import DAY_MS
from server.verifying import verify
from tests.server.running import running

WORDS = "words of last spring"


@pytest.fixture
async def server(tmp_path, engine):
    async with running(tmp_path, retain_days=30, **engine) as here:
        yield here


async def spoken(server, name):
    """Return a table at which somebody has spoken and nobody sits any more."""
    table = await server.found(name=name)
    player = await table.sits("dprk")
    await player.does({"kind": "say", "channel": "dprk+usa", "text": WORDS})
    await left(server, player)
    await server.after(30)
    return table


async def left(server, player):
    """Leave, and return once the server knows."""
    await player.leaves()
    while server.house.door.connections:  # noqa: ASYNC110  # nobody is told of it
        await asyncio.sleep(0)


async def texts(server, table):
    return [each.body for each in await server.house.store.texts(table.id)]


async def days_later(server, days):
    server.time.ms += days * DAY_MS
    await server.house.clock.tick()


async def test_words_go_after_so_many_days_without_a_step_and_the_chain_holds(server):
    table = await spoken(server, "Spring term")
    await days_later(server, 29)
    assert sorted(await texts(server, table)) == ["Spring term", WORDS]
    await days_later(server, 2)
    assert await texts(server, table) == [None, None]
    answer = await server.http.get(f"{table.path}/export", headers=table.bearer("control"))
    report = verify(read(answer.content))
    assert not report.faults
    assert "what the 2 erased texts said" in report.unproven
    shown = await table.sits("usa")
    assert "(erased)" in [each.get("text") for each in shown.records.values()]
    assert WORDS not in str(shown.records)


async def test_a_table_at_which_something_happens_keeps_its_words(server):
    old, young = await spoken(server, "old"), await spoken(server, "young")
    await days_later(server, 20)
    control = await young.sits("control")
    await control.does({"kind": "open"})
    await left(server, control)
    await days_later(server, 11)
    assert await texts(server, old) == [None, None]
    assert WORDS in await texts(server, young)


async def test_what_is_erased_is_not_erased_again(server):
    table = await spoken(server, "once")
    await days_later(server, 31)
    steps = await server.house.store.steps(table.id)
    await days_later(server, 31)
    assert await server.house.store.steps(table.id) == steps


async def test_without_days_nothing_goes(tmp_path):
    async with running(tmp_path) as server:
        table = await spoken(server, "kept")
        await days_later(server, 3_000)
        assert WORDS in await texts(server, table)
