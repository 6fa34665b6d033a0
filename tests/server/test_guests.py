"""Guests over the wire: links and codes, what they are shown, their exports (1.10, 1.11)."""

import pytest

from rules.names import SEATS
from server.exporting import read
from server.verifying import verify

SEATED = {"scenario": "korea-2020", "seats": {"eu": "open", "press": "open", "unsg": "engine"}}


async def test_guests_that_people_take_have_links_and_codes_of_their_own(server):
    table = await server.found(**SEATED)
    assert list(table.founded["guests"]) == ["press", "eu"]
    code = table.founded["guests"]["eu"]["code"]
    joined = (await server.http.post("/api/join", json={"code": code})).json()
    assert joined == {"table": table.id, "seat": "eu", "as": "eu", "token": table.token("eu")}
    links = await server.http.get(f"{table.path}/links", headers=table.bearer("control"))
    assert {g: held["code"] for g, held in links.json()["guests"].items()} == {
        guest: held["code"] for guest, held in table.founded["guests"].items()
    }


async def test_a_table_without_guests_has_none(server):
    table = await server.found()
    assert table.founded["guests"] == {}
    control = await table.sits("control")
    assert not any(key.startswith("guest/") for key in control.records)


@pytest.mark.parametrize(
    ("seats", "code", "field"),
    [
        ({"eu": "bot:maximiser"}, "unknown-bot", "seats.eu"),
        ({"dprk": "engine"}, "unknown-bot", "seats.dprk"),
    ],
)
async def test_the_engine_holds_guests_and_bots_hold_delegations(server, seats, code, field):
    body = {"scenario": "korea-2020", "seats": seats}
    answer = await server.http.post("/api/tables", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["field"] == field


async def test_a_friend_has_a_seat_only_where_the_scenario_knows_it(server):
    body = {"scenario": "first-session", "seats": {"eu": "open"}}
    answer = await server.http.post("/api/tables", json=body)
    assert answer.json()["code"] == "unknown-guest"


async def test_a_seed_needs_a_table_without_people_among_the_guests(server):
    seats = {**dict.fromkeys(SEATS, "bot"), "eu": "open"}
    body = {"scenario": "korea-2020", "seats": seats, "seed": "s"}
    answer = await server.http.post("/api/tables", json=body)
    assert answer.json()["code"] == "seed-with-people"


async def test_a_guest_sits_reads_the_world_and_is_seen_to_sit(server):
    table = await server.found(**SEATED)
    control = await table.sits("control")
    eu = await table.sits("eu")
    while not control.records["guest/eu"]["present"]:
        await control.hear()
    assert {"table/main", "seat/dprk", "guest/press", "brief/own", "menu/own"} <= eu.records.keys()
    assert "sheet/own" not in eu.records
    refused = await eu.asks({"kind": "ready", "on": True})
    assert refused["code"] == "not-yours"


async def test_what_a_guest_is_sent_is_what_a_fresh_snapshot_holds(server):
    table = await server.found(**SEATED)
    press, usa = await table.sits("press"), await table.sits("usa")
    control = await table.opens()
    await control.does({"kind": "advance"})
    await press.does({"kind": "report", "title": "A good day", "text": "All is calm."})
    await press.does({"kind": "ask", "seat": "usa", "text": "Is it?"})
    await usa.does({"kind": "invite", "friend": "eu"})
    await control.does({"kind": "advance"})
    snapshot = (await server.http.get(table.path, headers=table.bearer("press"))).json()
    while press.seq < snapshot["seq"]:
        await press.hear()
    assert snapshot["records"] == press.records


async def test_a_guests_seat_given_anew_ends_the_old_link(server):
    table = await server.found(**SEATED)
    eu, control = await table.sits("eu"), await table.sits("control")
    await control.does({"kind": "reseat", "seat": "eu", "holder": "engine"})
    assert (await eu.until("bye"))["code"] == "revoked"
    links = await server.http.get(f"{table.path}/links", headers=table.bearer("control"))
    assert list(links.json()["guests"]) == ["press"]
    await control.does({"kind": "reseat", "seat": "unsg", "holder": "open"})
    links = await server.http.get(f"{table.path}/links", headers=table.bearer("control"))
    code = links.json()["guests"]["unsg"]["code"]
    joined = (await server.http.post("/api/join", json={"code": code})).json()
    assert joined["seat"] == "unsg"


async def test_a_game_with_guests_is_verified_with_what_a_guest_held(server):
    table = await server.found(**SEATED)
    press = await table.sits("press")
    control = await table.opens()
    await press.does({"kind": "report", "title": "A good day", "text": "All is calm."})
    await control.does({"kind": "close"})
    files = [
        read((await server.http.get(f"{table.path}/export", headers=table.bearer(role))).content)
        for role in ("control", "press")
    ]
    assert verify(files[0], files[1:]).faults == ()
