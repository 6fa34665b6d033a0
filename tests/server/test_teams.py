"""Teams over the wire: links, codes and cookies of a delegation's people (1.12 to 1.14)."""

import pytest

from server.exporting import read
from server.seats import Seats, somebody
from server.verifying import verify


async def linked(table, by="dprk"):
    """Return who the head may let in: who -> its code, token and the picture of its link."""
    path = f"{table.path}/team"
    answer = await table.running.http.get(path, headers=table.bearer(by))
    assert answer.status_code == 200, answer.text
    return answer.json()["team"]


async def joined(server, code):
    return (await server.http.post("/api/join", json={"code": code})).json()


async def sits(table, who, token):
    """Connect as a person of a delegation and take the welcome in."""
    player = await type(await table.sits("observer")).connect(table, who)
    await player.hello(token=token)
    welcome = await player.until("welcome")
    return player, welcome


@pytest.fixture
async def teamed(server):
    """A table at which the DPRK has a member at a desk and a mentor."""
    table = await server.found()
    head = await table.sits("dprk")
    await head.does({"kind": "appoint", "rank": "member", "desk": "security"})
    await head.does({"kind": "appoint", "rank": "mentor"})
    return table


async def test_the_head_hands_out_links_and_codes_and_control_can_too(server, teamed):
    held = await linked(teamed)
    assert list(held) == ["dprk-1", "dprk-2"]
    member = await joined(server, held["dprk-1"]["code"])
    assert (member["table"], member["seat"], member["as"]) == (teamed.id, "dprk", "dprk-1")
    assert held["dprk-1"]["link"].endswith(f"/join#{member['token']}")
    links = await server.http.get(f"{teamed.path}/links", headers=teamed.bearer("control"))
    assert links.json()["teams"] == {"dprk": held}


async def test_nobody_but_a_head_asks_for_its_peoples_links(server, teamed):
    member = await joined(server, (await linked(teamed))["dprk-1"]["code"])
    asking = [teamed.bearer(role) for role in ("control", "observer")]
    asking += [{"authorization": f"Bearer {member['token']}"}]
    for headers in asking:
        answer = await server.http.get(f"{teamed.path}/team", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert await linked(teamed, "usa") == {}


async def test_a_deputy_asks_for_its_peoples_links_while_the_head_is_away(server, teamed):
    head = await teamed.sits("dprk")
    await head.does({"kind": "deputy", "place": 1})
    member = await joined(server, (await linked(teamed))["dprk-1"]["code"])
    asking = {"headers": {"authorization": f"Bearer {member['token']}"}}
    here = await server.http.get(f"{teamed.path}/team", **asking)
    assert (here.status_code, here.json()["code"]) == (403, "forbidden")
    for player in server.players:
        await player.leaves()
    while "dprk.1" in server.house.door.tables.peek(teamed.id).state.present:
        await server.after(1)
    assert (await server.http.get(f"{teamed.path}/team", **asking)).json()["team"].keys() == {
        "dprk-1",
        "dprk-2",
    }


async def test_a_delegations_people_see_the_same_and_may_do_their_own(server, teamed):
    held = await linked(teamed)
    tokens = [(who, (await joined(server, each["code"]))["token"]) for who, each in held.items()]
    people = [await sits(teamed, who, token) for who, token in tokens]
    assert [welcome["person"] for _, welcome in people] == ["dprk-1.1", "dprk-2.1"]
    assert {welcome["seat"] for _, welcome in people} == {"dprk"}
    await teamed.opens()
    (member, _), (mentor, _) = people
    await member.does({"kind": "say", "channel": "dprk+usa", "text": "Hello."})
    await mentor.does({"kind": "say", "channel": "team", "text": "Ask for more."})
    for player, code in ((member, "heads-alone"), (mentor, "mentor-counsels")):
        refused = await player.asks({"kind": "ready", "on": True})
        assert refused["code"] == code
    snapshot = (await server.http.get(teamed.path, headers=teamed.bearer("dprk"))).json()
    while member.seq < snapshot["seq"]:
        await member.hear()
    assert snapshot["records"] == member.records
    assert {"menu/own", "menu/member", "menu/mentor"} <= member.records.keys()


async def test_who_is_here_is_seen_by_its_own_people_alone(server, teamed):
    token = (await joined(server, (await linked(teamed))["dprk-1"]["code"]))["token"]
    before = await server.http.get(teamed.path, headers=teamed.bearer("usa"))
    await sits(teamed, "dprk-1", token)
    head = await teamed.sits("dprk")
    while not head.records["seat/dprk"]["team"][1]["present"]:
        await head.hear()
    assert [each["present"] for each in head.records["seat/dprk"]["team"]] == [True, True, False]
    after = await server.http.get(teamed.path, headers=teamed.bearer("usa"))
    assert after.content == before.content
    assert "team" not in after.json()["records"]["seat/dprk"]


async def test_new_links_end_the_old_ones_and_so_does_dismissal(server, teamed):
    head = await teamed.sits("dprk")
    old = (await linked(teamed))["dprk-1"]["code"]
    token = (await joined(server, old))["token"]
    player, _ = await sits(teamed, "dprk-1", token)
    await head.does({"kind": "renew", "place": 1})
    assert (await player.until("bye"))["code"] == "revoked"
    assert (await joined(server, old))["code"] == "unknown-code"
    new = (await linked(teamed))["dprk-1"]["code"]
    player, welcome = await sits(teamed, "dprk-1", (await joined(server, new))["token"])
    assert welcome["person"] == "dprk-1.2"
    await head.does({"kind": "dismiss", "place": 1})
    assert (await player.until("bye"))["code"] == "revoked"
    assert list(await linked(teamed)) == ["dprk-2"]
    assert (await joined(server, new))["code"] == "unknown-code"


async def test_a_cookie_holds_one_person_and_the_lobby_lists_it(server, teamed):
    token = (await joined(server, (await linked(teamed))["dprk-2"]["code"]))["token"]
    bearer = {"authorization": f"Bearer {token}"}
    answer = await server.http.post(f"{teamed.path}/session", headers=bearer)
    assert answer.cookies.get(f"hextable_{teamed.id}_dprk-2") == token
    assert [each["role"] for each in (await server.http.get("/api/mine")).json()] == ["dprk-2"]
    snapshot = await server.http.get(teamed.path, params={"as": "dprk-2"})
    assert (snapshot.json()["seat"], snapshot.json()["person"]) == ("dprk", "dprk-2.1")
    head = await teamed.sits("dprk")
    await head.does({"kind": "dismiss", "place": 2})
    assert (await server.http.get("/api/mine")).json() == []
    forgot = await server.http.delete(f"{teamed.path}/session", params={"as": "dprk-2"})
    assert forgot.status_code == 204


async def test_a_page_is_there_for_each_person(server, teamed):
    assert (await server.http.get(f"/t/{teamed.id}/dprk-1")).status_code == 200
    for nobody in ("control-x", "dprk-0", "dprk-100"):
        assert (await server.http.get(f"/t/{teamed.id}/{nobody}")).status_code == 404


def test_only_a_delegation_has_places():
    assert somebody("t", "dprk-12", 1) is not None
    for who in ("control-1", "eu-1", "dprk-0", "dprk--1", "dprk-", "", "dprk-1.1", "nobody"):
        assert somebody("t", who, 1) is None
    person = somebody("t", "dprk-2", 3)
    seats = Seats(b"s" * 32)
    assert seats.read(seats.token(person)) == person
    assert seats.token(person) != seats.token(somebody("t", "dprk", 3))


async def test_all_that_a_delegation_wrote_is_its_peoples_too(server, teamed):
    token = (await joined(server, (await linked(teamed))["dprk-1"]["code"]))["token"]
    member, _ = await sits(teamed, "dprk-1", token)
    control = await teamed.opens()
    await member.does({"kind": "say", "channel": "dprk+usa", "text": "A word one regrets."})
    await control.does({"kind": "erase", "person": "dprk"})
    snapshot = (await server.http.get(teamed.path, headers=teamed.bearer("control"))).json()
    said = [record for key, record in snapshot["records"].items() if key.startswith("message/")]
    assert [each["erased"] for each in said] == [True]


async def test_a_game_of_teams_is_verified_with_what_its_people_held(server, teamed):
    token = (await joined(server, (await linked(teamed))["dprk-2"]["code"]))["token"]
    mentor, _ = await sits(teamed, "dprk-2", token)
    control = await teamed.opens()
    await mentor.does({"kind": "say", "channel": "team", "text": "Wait for them."})
    await control.does({"kind": "close"})
    held = {"authorization": f"Bearer {token}"}
    files = [
        read((await server.http.get(f"{teamed.path}/export", headers=headers)).content)
        for headers in (teamed.bearer("control"), held)
    ]
    assert verify(files[0], files[1:]).faults == ()
