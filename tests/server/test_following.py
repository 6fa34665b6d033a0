"""Two servers on one PostgreSQL: any serves any seat, and neither needs to hear of the other."""

import asyncio

import pytest

from server.clock import GAP_MS
from server.presence import PATIENCE_MS
from server.robots import PATIENCE_MS as BOTS_PATIENCE_MS
from tests.server.running import Table, running
from tests.server.test_robots import BOTS, log_of
from tests.server.test_time import CLOCK, gone, main, present


@pytest.fixture
async def both(tmp_path, postgres):
    async with (
        postgres.database() as url,
        running(tmp_path, database_url=url) as first,
        running(tmp_path, time=first.time, database_url=url) as second,
    ):
        yield first, second


@pytest.fixture
async def table(both):
    """A table as the first sees it, and the same as the second does."""
    founded = await both[0].found()
    return founded, Table(both[1], founded.founded)


def say(text):
    return {"kind": "say", "channel": "control", "text": text}


async def look(server):
    await server.house.follower.look()
    await server.house.follower.rest()


async def test_what_one_stores_the_other_shows_after_a_look(both, table):
    here, there = table
    usa, control = await here.sits("usa"), await there.sits("control")
    await usa.does(say("one"))
    await look(both[1])
    while not any("message/" in key for key in control.records):
        await control.until("put")
    assert control.seq == (await here.sits("control")).seq


async def test_a_welcome_shows_what_the_other_has_stored_without_a_look(table):
    here, there = table
    await there.sits("rok")
    usa = await here.sits("usa")
    answer = await usa.does(say("one"))
    again = await there.sits("usa", since=answer["seq"], epoch=usa.epoch)
    assert again.seq == usa.seq
    assert again.heard[0]["full"] is False
    assert again.heard[0]["records"] == {}


async def test_whatever_the_age_of_its_cursor_nobody_misses_or_doubles_a_step(table):
    here, there = table
    usa = await here.sits("usa")
    seen = {usa.seq: usa.records}
    for n in range(5):
        await usa.does(say(str(n)))
        seen[usa.seq] = usa.records
    for since, records in seen.items():
        again = await there.sits("usa", since=since, epoch=usa.epoch)
        welcome = again.heard[0]
        resumed = {k: v for k, v in records.items() if k not in welcome["drop"]}
        assert resumed | welcome["records"] == usa.records
        assert welcome["seq"] == usa.seq
        await again.leaves()


async def test_nobody_is_refused_for_what_another_process_has_changed_since(table):
    here, there = table
    control, usa = await here.sits("control"), await there.sits("usa")
    await control.does({"kind": "open"})
    await control.does({"kind": "advance"})
    answer = await usa.does({"kind": "say", "channel": "room", "text": "before any look"})
    assert usa.seq >= answer["seq"]


async def test_a_seat_given_away_is_gone_everywhere_at_its_next_command(table):
    here, there = table
    control, usa = await here.sits("control"), await there.sits("usa")
    await control.does({"kind": "reseat", "seat": "usa", "holder": "open"})
    await usa.send({"type": "do", "id": "late", "command": say("still me")})
    assert (await usa.until("bye", "refused"))["code"] == "revoked"


async def test_an_answer_is_the_same_from_every_process(table):
    here, there = table
    first, second = await here.sits("usa"), await there.sits("usa")
    answers = [await each.asks(say("one"), "the-id") for each in (first, second, first)]
    assert answers[0] == answers[1] == answers[2]
    other = await second.asks(say("another"), "the-id")
    assert other["code"] == "id-reused"


async def test_a_person_leaves_once_when_it_is_gone_from_every_process(both, table):
    here, _ = table
    players = [await each.sits("usa") for each in table]
    for each, player in zip(table, players, strict=True):
        await player.leaves()
        await gone(each, "usa")
        await passes(both, PATIENCE_MS)
        assert await present(here, "usa") is (each is here)
    steps = await both[0].house.store.steps(here.id)
    assert [b"PersonLeft" in step.events for step in steps].count(True) == 1


async def passes(both, ms):
    """Let time pass for both, each looking at it often enough."""
    end_ms = both[0].time.ms + ms
    while both[0].time.ms < end_ms:
        both[0].time.ms = min(end_ms, both[0].time.ms + GAP_MS // 2)
        for server in both:
            await server.house.clock.tick()


async def test_who_was_connected_to_a_process_that_fell_silent_has_left(both, table):
    here, there = table
    await (await there.sits("usa")).until("put")
    await both[0].after((PATIENCE_MS - 1) / 1000)
    assert await present(here, "usa")
    await both[0].after(0.001)
    assert not await present(here, "usa")


async def test_a_process_that_slept_says_again_who_is_connected_to_it(both, table):
    here, there = table
    await (await there.sits("usa")).until("put")
    await both[0].after(2 * PATIENCE_MS / 1000)
    assert not await present(here, "usa")
    await look(both[1])
    await passes(both, PATIENCE_MS)
    assert await present(here, "usa")


async def test_a_deadline_fires_once_though_every_process_watches_it(both):
    here = await both[0].found(clock=CLOCK)
    control = await here.opens()
    await Table(both[1], here.founded).sits("usa")
    await passes(both, 58_000)
    both[0].time.ms += 2_000
    await asyncio.gather(*(server.house.clock.tick() for server in both))
    await look(both[0])
    await control.does({"kind": "say", "channel": "room", "text": "and on"})
    assert main(control)["phase"] == "plenary"
    steps = await both[0].house.store.steps(here.id)
    assert [step.command_id.startswith("end:") for step in steps].count(True) == 1


async def test_a_gap_in_which_no_process_lived_moves_a_deadline_once(both):
    here = await both[0].found(clock=CLOCK)
    control = await here.opens()
    deadline_ms = main(control)["deadline_ms"]
    both[0].time.ms += 3_600_000
    await asyncio.gather(*(server.house.clock.tick() for server in both))
    await look(both[0])
    await control.does({"kind": "say", "channel": "room", "text": "and on"})
    assert main(control)["phase"] == "corridors"
    assert main(control)["deadline_ms"] == deadline_ms + 3_600_000


async def test_bots_whose_process_dies_are_woken_by_another(both, monkeypatch):
    monkeypatch.setattr(both[0].house.robots, "_wake_all", no_more)
    here = await both[0].found(seats=BOTS)
    await here.opens()
    assert await log_of(here) == []
    await both[1].after(BOTS_PATIENCE_MS / 1000)
    await both[1].house.robots.rest()
    acted = await log_of(here)
    assert acted
    await both[1].after(BOTS_PATIENCE_MS / 1000)
    assert both[1].house.robots._errands._running == {}
    assert await log_of(here) == acted


async def no_more(table):
    """Do what a process does that has died."""
