"""Bots at a live table: woken by what happens, by people's door, the same for the same seed."""

from itertools import groupby

import pytest

from rules import SEATS
from server.presence import PATIENCE_MS as AWAY_MS
from server.robots import PATIENCE_MS, WAKINGS_MAX
from tests.server.running import Table, running
from tests.server.test_time import gone

BOTS = dict.fromkeys(SEATS, "bot:maximiser")


async def played(table, rounds=1):
    """Let control lead a bots' table through whole rounds; return control."""
    control = await table.opens()
    robots = table.running.house.robots
    for _ in range(4 * rounds):
        await robots.rest()
        if (await main(table))["status"] == "ended":
            break
        await control.does({"kind": "advance"})
    await robots.rest()
    return control


async def main(table):
    answer = await table.running.http.get(table.path, headers=table.bearer("control"))
    return answer.json()["records"]["table/main"]


async def log_of(table):
    """Return what bots did at a table, and what everybody could count of it."""
    steps = await table.running.house.store.steps(table.id)
    bots = [step for step in steps if step.command_id.startswith("bot:")]
    return [(step.person, step.command_id, step.seat_seqs) for step in bots]


async def test_bots_act_once_the_table_opens_and_under_their_own_ids(server):
    table = await server.found(seats=BOTS)
    await table.opens()
    await server.house.robots.rest()
    acted = await log_of(table)
    assert acted
    for person, command_id, _ in acted:
        assert command_id.startswith(f"bot:{person.partition('.')[0]}:")


async def test_a_bot_ends_what_it_began_before_the_next_one_looks(server):
    table = await server.found(seats=BOTS, seed="one after the other")
    await table.opens()
    await server.house.robots.rest()
    wakings = [list(steps) for _, steps in groupby(await log_of(table), key=lambda step: step[0])]
    seen = [{command_id.split(":")[2] for _, command_id, _ in waking} for waking in wakings]
    assert len(seen[0]) > 1, "what it drafted it has not looked at again"


async def test_a_bot_without_rest_is_a_fault_that_is_said(server, monkeypatch, caplog):
    said = {"kind": "say", "channel": "control", "text": "and another thing"}
    monkeypatch.setattr("server.robots.act", lambda *_: (said,))
    monkeypatch.setattr("server.robots.readable", list)
    table = await server.found(seats={"dprk": "bot:maximiser"})
    await table.opens()
    await server.house.robots.rest()
    assert len(await log_of(table)) == WAKINGS_MAX
    assert "the bot of dprk finds no rest" in caplog.text


async def test_bots_play_a_game_to_its_end(server):
    table = await server.found(seats=BOTS, seed="whole", rounds=2)
    await played(table, rounds=3)
    assert (await main(table))["status"] == "ended"


async def test_the_same_seed_is_the_same_game_step_for_step(server):
    logs = []
    for _ in range(2):
        table = await server.found(seats=BOTS, seed="same", rounds=1)
        await played(table)
        logs.append(await log_of(table))
    assert logs[0] == logs[1]
    assert len(logs[0]) > 6


async def test_bots_beside_a_person_wait_for_it(server):
    table = await server.found(seats={**BOTS, "usa": "open"})
    usa = await table.sits("usa")
    await table.opens()
    for phase in ("plenary", "capitals", "reckoning"):
        await server.house.robots.rest()
        await usa.does({"kind": "ready", "on": True})
        assert (await main(table))["phase"] == phase


async def test_a_bot_that_takes_a_seat_acts_and_gives_it_back(server):
    table = await server.found(seats={**BOTS, "usa": "open"})
    usa = await table.sits("usa")
    control = await table.opens()
    await control.does({"kind": "reseat", "seat": "usa", "holder": "bot:maximiser"})
    assert await usa.ended() == 1008
    await server.house.robots.rest()
    await control.does({"kind": "advance"})
    await control.does({"kind": "advance"})
    await server.house.robots.rest()
    assert [entry for entry in await log_of(table) if entry[0] == "usa.2"]
    await control.does({"kind": "reseat", "seat": "usa", "holder": "open"})
    links = await server.http.get(f"{table.path}/links", headers=table.bearer("control"))
    assert ".usa.3." in links.json()["seats"]["usa"]["link"]


async def test_bots_left_behind_by_a_dead_process_act_in_the_next(tmp_path, monkeypatch):
    with monkeypatch.context() as asleep:
        asleep.setattr("server.robots.Robots.heed", lambda *_: None)
        async with running(tmp_path) as here:
            table = await here.found(seats=BOTS, clock={"corridors": 600})
            await table.opens()
    async with running(tmp_path) as here:
        await here.after(PATIENCE_MS / 1000)
        await here.house.robots.rest()
        assert await log_of(Table(here, table.founded))


async def test_a_bot_that_is_too_late_looks_again(server, monkeypatch):
    refused = {"kind": "cosign", "document": "nosuch"}
    monkeypatch.setattr("server.robots.act", lambda *_: (refused,))
    table = await server.found(seats=BOTS)
    await table.opens()
    await server.house.robots.rest()
    assert await log_of(table) == []


async def test_a_bot_that_fails_is_said_and_the_table_goes_on(server, monkeypatch, caplog):
    table = await server.found(seats=BOTS)
    with monkeypatch.context() as broken:
        broken.setattr("server.robots.act", lambda *_: 1 / 0)
        control = await table.opens()
        await server.house.robots.rest()
    assert "the bots of table" in caplog.text
    await control.does({"kind": "advance"})


@pytest.mark.parametrize("kind", ["ready", "seal"])
async def test_nobody_else_speaks_for_a_bots_seat(server, kind):
    table = await server.found(seats={**BOTS, "usa": "open"})
    control = await table.opens()
    await control.does({"kind": "reseat", "seat": "usa", "holder": "bot:maximiser"})
    body = {"id": "c-1", "command": {"kind": kind, "on": True}}
    answer = await server.http.post(
        f"{table.path}/commands", json=body, headers=table.bearer("usa")
    )
    assert answer.status_code == 401


async def test_a_bot_stands_in_for_who_is_away_and_rests_when_it_is_back(server):
    """Rulebook 2.12: in its name and under its own links, which go on working."""
    table = await server.found(seats={**BOTS, "usa": "open"})
    usa = await table.sits("usa")
    control = await table.opens()
    await control.does({"kind": "absence", "seat": "usa", "then": "bot:maximiser"})
    for _ in ("plenary", "capitals"):
        await control.does({"kind": "advance"})
    await server.house.robots.rest()
    assert not [entry for entry in await log_of(table) if entry[0] == "usa.1"]
    await usa.leaves()
    await gone(table, "usa")
    await server.after(AWAY_MS / 1000)
    await server.house.robots.rest()
    stood_in = [entry for entry in await log_of(table) if entry[0] == "usa.1"]
    assert stood_in
    await table.sits("usa")
    for _ in ("reckoning", "corridors", "plenary", "capitals"):
        await control.does({"kind": "advance"})
        await server.house.robots.rest()
    assert [entry for entry in await log_of(table) if entry[0] == "usa.1"] == stood_in
