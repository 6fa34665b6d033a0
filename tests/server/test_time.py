"""Deadlines, presence, and what happened while nobody served: by a clock the test moves."""

import asyncio

import pytest

from server.clock import GAP_MS
from server.presence import PATIENCE_MS
from server.tables import IDLE_MS
from tests.server.running import Table, running

CLOCK = {"corridors": 60, "plenary": 60, "capitals": 60, "reckoning": 60}


@pytest.fixture
async def timed(server):
    return await server.found(clock=CLOCK)


def main(player):
    return player.records["table/main"]


# --- deadlines ---


async def test_a_phase_ends_when_its_time_is_up_and_not_before(timed):
    control = await timed.opens()
    await timed.running.after(59.9)
    assert main(control)["phase"] == "corridors"
    await timed.running.after(0.1)
    await control.until("put")
    assert main(control)["phase"] == "plenary"
    assert main(control)["deadline_ms"] == timed.running.time.ms + 60_000


async def test_a_tick_done_twice_ends_a_phase_once(timed):
    control = await timed.opens()
    await timed.running.after(60)
    await timed.running.after(0)
    await control.until("put")
    await control.does({"kind": "say", "channel": "room", "text": "still"})
    assert main(control)["phase"] == "plenary"


async def test_a_paused_table_has_no_deadline_and_goes_on_with_what_was_left(timed):
    control = await timed.opens()
    await timed.running.after(20)
    await control.does({"kind": "pause"})
    await timed.running.after(600)
    await control.does({"kind": "resume"})
    assert main(control)["phase"] == "corridors"
    assert main(control)["deadline_ms"] == timed.running.time.ms + 40_000


async def test_an_extended_deadline_is_the_one_that_counts(timed):
    control = await timed.opens()
    await control.does({"kind": "extend", "seconds": 30})
    await timed.running.after(60)
    assert main(control)["phase"] == "corridors"
    await timed.running.after(30)
    await control.until("put")
    assert main(control)["phase"] == "plenary"


async def test_deadlines_of_tables_that_are_not_in_memory_fire_as_well(timed):
    await timed.opens()
    tables = timed.running.house.door.tables
    tables.forget(await tables.get(timed.id))
    await timed.running.after(60)
    control = await timed.sits("control")
    assert main(control)["phase"] == "plenary"


# --- a server that was away ---


@pytest.mark.parametrize(
    ("away_s", "moved_s"), [(3_600, 3_600), (GAP_MS / 1000, 0)], ids=["an hour", "a moment"]
)
async def test_nobody_forfeits_for_the_time_nobody_served(tmp_path, away_s, moved_s):
    async with running(tmp_path) as here:
        table = await here.found(clock=CLOCK)
        control = await table.opens()
        deadline_ms = main(control)["deadline_ms"]
        await here.after(10)
        left_ms = here.time.ms
    async with running(tmp_path, left_ms + int(away_s * 1000)) as here:
        control = await Table(here, table.founded).sits("control")
        assert main(control)["phase"] == "corridors"
        assert main(control)["deadline_ms"] == deadline_ms + moved_s * 1000


async def test_a_start_that_dies_half_way_moves_no_deadline_twice(tmp_path):
    async with running(tmp_path) as here:
        table = await here.found(clock=CLOCK)
        control = await table.opens()
        deadline_ms = main(control)["deadline_ms"]
        last_ms = here.time.ms
        here.time.ms += 60_000
        clock = here.house.clock
        for _ in range(2):
            await clock._move_deadlines(last_ms, 60_000)
        await control.until("put")
        assert main(control)["deadline_ms"] == deadline_ms + 60_000


# --- presence ---


async def test_a_seat_is_absent_ten_seconds_after_its_last_connection_ended(table):
    control = await table.sits("control")
    first, second = await table.sits("usa"), await table.sits("usa")
    await first.leaves()
    await second.leaves()
    await gone(table, "usa")
    await table.running.after(PATIENCE_MS / 1000 - 0.1)
    assert await present(table, "usa")
    await table.running.after(0.1)
    assert not await present(table, "usa")
    while control.records["seat/usa"]["present"] or control.seq < 3:
        await control.until("put")


async def test_who_comes_back_in_time_never_left(table):
    usa = await table.sits("usa")
    await usa.leaves()
    await gone(table, "usa")
    await table.running.after(5)
    await table.sits("usa")
    await table.running.after(60)
    assert await present(table, "usa")


async def test_a_phase_without_a_clock_ends_when_the_last_who_was_awaited_is_gone(table):
    usa, rok = await table.sits("usa"), await table.sits("rok")
    control = await table.opens()
    await usa.does({"kind": "ready", "on": True})
    await rok.leaves()
    await gone(table, "rok")
    await table.running.after(PATIENCE_MS / 1000 - 0.1)
    assert await phase(table) == "corridors"
    await table.running.after(0.1)
    assert await phase(table) == "plenary"
    await control.does({"kind": "say", "channel": "room", "text": "on we go"})
    assert main(control)["phase"] == "plenary"


async def test_a_phase_with_a_clock_waits_for_who_may_come_back(timed):
    usa, rok = await timed.sits("usa"), await timed.sits("rok")
    await timed.opens()
    await usa.does({"kind": "ready", "on": True})
    await rok.leaves()
    await gone(timed, "rok")
    await timed.running.after(PATIENCE_MS / 1000)
    assert not await present(timed, "rok")
    assert await phase(timed) == "corridors"


async def test_one_connection_of_two_keeps_a_seat_present(table):
    first, _ = await table.sits("usa"), await table.sits("usa")
    await first.leaves()
    await table.running.after(60)
    assert await present(table, "usa")


async def test_control_and_observers_come_and_go_unseen(table):
    before = (await table.running.house.door.tables.get(table.id)).seq
    for role in ("control", "observer"):
        await (await table.sits(role)).leaves()
        await gone(table, role)
    await table.running.after(60)
    assert (await table.running.house.door.tables.get(table.id)).seq == before


async def test_who_was_connected_to_a_dead_process_has_left_unless_it_comes_back(tmp_path):
    async with running(tmp_path) as here:
        table = await here.found()
        for role in ("usa", "rok"):
            await (await table.sits(role)).until("put")
    async with running(tmp_path) as here:
        again = Table(here, table.founded)
        await again.sits("rok")
        await here.after(PATIENCE_MS / 1000)
        assert await present(again, "rok")
        assert not await present(again, "usa")


async def seen(table, record):
    answer = await table.running.http.get(table.path, headers=table.bearer("control"))
    return answer.json()["records"][record]


async def present(table, role):
    return (await seen(table, f"seat/{role}"))["present"]


async def phase(table):
    return (await seen(table, "table/main"))["phase"]


async def gone(table, role):
    """Wait until the server has noticed that the role's connections ended."""
    live = await table.running.house.door.tables.get(table.id)
    async with asyncio.timeout(10):
        while live.subscribers[role]:  # noqa: ASYNC110  # the server has no event to wait for
            await asyncio.sleep(0)


# --- the tick itself ---


async def test_a_tick_that_fails_is_said_and_does_not_stop_the_next(server, monkeypatch, caplog):
    clock = server.house.clock
    ticks = []

    async def tick():
        ticks.append(len(ticks))
        if len(ticks) == 3:
            raise asyncio.CancelledError
        raise OSError("no store")

    monkeypatch.setattr(clock, "tick", tick)
    monkeypatch.setattr("server.clock.TICK_S", 0)
    with pytest.raises(asyncio.CancelledError):
        await clock.run()
    assert ticks == [0, 1, 2]
    assert "a tick failed" in caplog.text


async def test_a_table_nobody_listens_to_leaves_the_memory(table):
    tables = table.running.house.door.tables
    player = await table.sits("usa")
    await table.running.after(IDLE_MS / 1000 + 1)
    assert [live.id for live in tables.live()] == [table.id]
    await player.leaves()
    await gone(table, "usa")
    await table.running.after(PATIENCE_MS / 1000)
    await table.running.after(IDLE_MS / 1000 + 1)
    assert tables.live() == ()
    assert await present(table, "usa") is False
