"""A client that comes back with any cursor holds exactly what a fresh one holds."""

import json

import pytest

from tests.independent.client import Client


async def some_history(clients):
    """Let things happen that usa sees, that it does not see, and that leave its sight again."""
    usa, rok = clients["usa"], clients["rok"]
    text = {"title": "A line", "sponsors": ["rok", "usa"], "audience": "public"}
    text["clauses"] = [{"debtor": "rok", "instrument": "hotline", "level": 1}]
    await clients["control"].do({"kind": "open"})
    for channel in ("rok+usa", "dprk+rok", "control", "rok+usa"):
        await rok.do({"kind": "say", "channel": channel, "text": f"to {channel}"})
    await rok.do({"kind": "draft", "document": text})
    await usa.until(lambda: usa.all("document") != {})
    (id_,) = usa.all("document")
    await rok.do({"kind": "draft", "replaces": id_, "document": {**text, "sponsors": ["rok"]}})
    await usa.until(lambda: not usa.all("document"))
    await usa.cut()
    await rok.do({"kind": "say", "channel": "rok+usa", "text": "missed"})
    assert not (await usa.connect())["full"]
    assert "missed" in usa.texts()


async def back(usa, since, epoch):
    """Come back as a device that left at a cursor, check what it holds, return the welcome."""
    device = Client(usa.base, usa.table, usa.role, usa.token, records=usa.history.get(since, {}))
    welcome = await device.connect(since=since, epoch=epoch)
    snapshot = (await device.get()).json()
    assert (device.seq, device.records) == (snapshot["seq"], snapshot["records"])
    await device.leave()
    return welcome


async def test_every_age_of_cursor(house):
    async with (await house.found()).sit("usa", "rok", "control") as clients:
        await some_history(clients)
        usa = clients["usa"]
        puts = [put for put in map(json.loads, usa.frames) if put["type"] in ("put", "welcome")]
        for since in (0, *sorted(usa.history)):
            welcome = await back(usa, since, usa.epoch)
            assert (welcome["full"], welcome["seq"]) == (False, usa.seq)
            later = [{*put["records"], *put["drop"]} for put in puts if put["seq"] > since]
            assert {*welcome["records"], *welcome["drop"]} <= set().union(*later)


@pytest.mark.parametrize("cursor", [(10_000, None), (3, "another"), (0, "another")])
async def test_a_cursor_that_leads_nowhere_gets_everything(house, cursor):
    since, epoch = cursor
    async with (await house.found()).sit("usa", "rok", "control") as clients:
        await some_history(clients)
        welcome = await back(clients["usa"], since, epoch or clients["usa"].epoch)
        assert welcome["full"]
        assert welcome["records"] == clients["usa"].records
