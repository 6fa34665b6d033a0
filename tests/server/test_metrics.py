"""What Prometheus reads: the numbers are right, and none is anybody's own."""

import re

import httpx2
from prometheus_client.parser import text_string_to_metric_families

from rules.names import ROLES
from server import socket as connection
from server.exposing import Exposition
from server.limits import Buckets, Rate
from tests.server.running import Player, running
from tests.services.process import Process


async def numbers(server):
    """Return what the metrics of a server say: (name, labels) -> value."""
    said = []

    async def send(message):
        said.append(message)

    scope = {"type": "http", "path": "/metrics"}
    await Exposition(server.house)(scope, None, send)
    assert said[0]["status"] == 200
    families = text_string_to_metric_families(said[1]["body"].decode())
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in families
        for sample in family.samples
    }


def said(text):
    return {"kind": "say", "channel": "control", "text": text}


async def test_what_people_do_is_counted(table, monkeypatch):
    player = await table.sits("dprk")
    await player.does(said("one"))
    await player.asks({"kind": "ready", "on": True})
    await player.asks({"kind": table.id})
    monkeypatch.setattr(
        table.running.house.door, "_commands", Buckets(Rate(per_second=0.001, burst=0))
    )
    await player.asks(said("two"))
    found = await numbers(table.running)
    assert found["hextable_sockets",] == 1
    assert found["hextable_tables",] == 1
    assert found["hextable_ready",] == 1
    assert found["hextable_commands_total", "done", "say"] == 1
    assert found["hextable_commands_total", "say", "slow-down"] == 1
    assert found["hextable_commands_total", "malformed", "unknown"] == 1
    assert found["hextable_append_seconds_count",] == found["hextable_announce_seconds_count",] >= 2


async def test_who_was_sent_away_is_counted_by_why(table, monkeypatch):
    monkeypatch.setattr(connection, "HELLO_S", 0.0)
    player = await Player.connect(table, "dprk")
    await player.ended()
    assert (await numbers(table.running))["hextable_sockets_closed_total", "late"] == 1


async def test_deadlines_are_counted_with_how_late_they_were(server):
    clock = {"corridors": 60, "plenary": 60, "capitals": 60, "reckoning": 60}
    await (await server.found(clock=clock)).opens()
    await server.after(58)
    await server.after(4)
    found = await numbers(server)
    assert found["hextable_deadlines_ended_total",] == 1
    assert found["hextable_deadlines_due",] == 1
    assert found["hextable_deadline_late_seconds_sum",] == 2


async def test_a_look_that_finds_what_no_hint_told_is_counted(tmp_path, postgres):
    async with (
        postgres.database() as url,
        running(tmp_path, database_url=url) as first,
        running(tmp_path, time=first.time, database_url=url) as second,
    ):
        founded = await first.found()
        here = await founded.sits("dprk")
        await second.house.door.tables.get(founded.id)
        await here.does(said("one"))
        await second.house.follower.look()
        await second.house.follower.rest()
        await second.house.follower.look()
        found = await numbers(second)
    assert found["hextable_looks_total",] == 2
    assert found["hextable_hints_lost_total",] == 1


async def test_nobody_and_no_table_is_named_and_the_game_has_no_such_address(tmp_path):
    process = Process(HEXTABLE_VAR=str(tmp_path), METRICS="127.0.0.1:0")
    try:
        founded = await process.found()
        async with httpx2.AsyncClient() as http:
            assert (await http.get(f"{process.address}/metrics")).status_code == 404
            answer = await http.get(process.metrics)
            there = str(answer.url).removesuffix("/metrics")
            assert there != process.address
            assert (await http.get(f"{there}/readyz")).status_code == 404
            assert (await http.get(f"{there}/api/scenarios")).status_code == 404
    finally:
        process.close()
    assert answer.headers["content-type"].startswith("text/plain")
    assert "hextable_sockets 0.0" in answer.text
    assert founded["table"] not in answer.text
    labels = set(re.findall(r'="([^"]*)"', answer.text))
    assert not labels & set(ROLES)
