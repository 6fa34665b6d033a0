"""The wire over a real socket: order of frames, answers, refusals, limits, goodbyes."""

import asyncio
import json

import pytest
from websockets.exceptions import InvalidStatus

from server import socket as connection
from server.frames import FRAME_BYTES_MAX
from tests.server.running import Player

SAY = {"kind": "say", "channel": "control", "text": "hello"}


def said(text, channel="control"):
    return {"kind": "say", "channel": channel, "text": text}


# --- hello and welcome ---


async def test_the_welcome_comes_first_and_holds_everything(table):
    player = await table.sits("dprk")
    welcome = player.heard[0]
    assert welcome["type"] == "welcome"
    assert (welcome["table"], welcome["seat"], welcome["person"]) == (table.id, "dprk", "dprk.1")
    assert (welcome["full"], welcome["drop"]) == (True, [])
    assert welcome["now"] == table.running.time.ms
    assert welcome["records"]["table/main"]["status"] == "lobby"
    assert "menu/own" in welcome["records"]


async def test_arriving_is_told_to_everybody(table):
    rok = await table.sits("rok")
    await rok.until("put")
    await table.sits("dprk")
    put = await rok.until("put")
    assert put["records"]["seat/dprk"]["present"] is True


async def test_no_hello_in_time_is_late(table, monkeypatch):
    monkeypatch.setattr(connection, "HELLO_S", 0.01)
    player = await Player.connect(table, "dprk")
    assert await player.ended() == 1008
    assert player.heard == [{"type": "bye", "code": "late"}]


@pytest.mark.parametrize(
    "hello",
    [
        {},
        {"token": "nonsense"},
        {"token": ""},
        {"as": "usa"},
    ],
    ids=["no token", "no token of ours", "an empty token", "another seat's"],
)
async def test_who_proves_nothing_is_sent_away(table, hello):
    player = await Player.connect(table, "dprk")
    given = {"token": table.token("dprk")} if "as" in hello else {}
    await player.send({"type": "hello", "as": "dprk", **given, **hello})
    assert await player.ended() == 1008
    assert [frame["code"] for frame in player.heard] == ["unauthorized"]


async def test_a_token_opens_its_own_table_only_and_says_nothing_of_others(server, table):
    other = await server.found()
    heard = []
    for address in (other.id, "nosuchtable"):
        player = await Player.connect(
            type(table)(server, {**table.founded, "table": address}), "dprk"
        )
        await player.hello(token=table.token("dprk"))
        await player.ended()
        heard.append(player.heard)
    assert heard[0] == heard[1] == [heard[0][0]]
    assert heard[0][0]["code"] == "unauthorized"


async def test_a_cookie_speaks_where_the_token_is_left_out(table):
    cookie = f"hextable_{table.id}_dprk={table.token('dprk')}"
    player = await Player.connect(table, "dprk", additional_headers={"cookie": cookie})
    await player.hello()
    assert (await player.until("welcome"))["seat"] == "dprk"


async def test_the_role_picks_the_cookie(table):
    cookies = "; ".join(f"hextable_{table.id}_{r}={table.token(r)}" for r in ("control", "usa"))
    for role in ("control", "usa"):
        player = await Player.connect(table, role, additional_headers={"cookie": cookies})
        await player.hello()
        assert (await player.until("welcome"))["seat"] == role


# --- where a socket may come from ---


async def test_a_page_from_elsewhere_is_denied_before_the_socket_opens(table):
    for origin in ("http://elsewhere.example", "null", "http://127.0.0.1:1"):
        with pytest.raises(InvalidStatus) as denied:
            await Player.connect(table, "dprk", origin=origin)
        assert denied.value.response.status_code == 403
        assert json.loads(denied.value.response.body)["code"] == "bad-origin"


async def test_our_own_page_and_a_script_without_origin_may_connect(table):
    for options in ({"origin": table.running.settings.address}, {}):
        player = await Player.connect(table, "dprk", **options)
        assert player.socket.subprotocol == "hextable.v1"


async def test_another_subprotocol_is_denied(table):
    with pytest.raises(InvalidStatus) as denied:
        await Player.connect(table, "dprk", subprotocols=["chat"])
    assert denied.value.response.status_code == 400


async def test_a_socket_elsewhere_is_not_found(table):
    lost = type(table)(table.running, {**table.founded, "table": "UPPER/x"})
    with pytest.raises(InvalidStatus) as denied:
        await Player.connect(lost, "dprk")
    assert denied.value.response.status_code == 404


# --- doing ---


async def test_done_comes_after_the_put_with_its_effect(table):
    player = await table.sits("dprk")
    await player.until("put")
    await player.asks(said("a word"), "c-1")
    put, done = player.heard[-2:]
    assert (put["type"], done) == ("put", {"type": "done", "id": "c-1", "seq": put["seq"]})
    assert any(record.get("text") == "a word" for record in put["records"].values())


async def test_an_obeyed_id_is_answered_as_the_first_time_and_does_nothing_twice(table):
    player, again = await table.sits("dprk"), await table.sits("dprk")
    first = await player.does(said("once"), "c-1")
    await player.does(said("twice"), "c-2")
    assert await player.asks(said("once"), "c-1") == first
    assert await again.asks(said("once"), "c-1") == first
    texts = [r["text"] for key, r in player.records.items() if key.startswith("message/")]
    assert sorted(texts) == ["once", "twice"]


async def test_an_id_with_another_body_is_refused(table):
    player = await table.sits("dprk")
    await player.does(said("one"), "c-1")
    assert (await player.asks(said("other"), "c-1"))["code"] == "id-reused"


async def test_ids_of_two_persons_have_nothing_to_do_with_each_other(table):
    dprk, usa = await table.sits("dprk"), await table.sits("usa")
    await dprk.does(said("one"), "c-1")
    await usa.does(said("other"), "c-1")


async def test_a_refused_id_is_judged_again(table):
    player = await table.sits("dprk")
    assert (await player.asks(said("hi", "press"), "c-1"))["type"] == "refused"
    control = await table.opens()
    await control.does({"kind": "advance"})
    assert (await player.asks(said("hi", "press"), "c-1"))["type"] == "done"


async def test_a_refusal_names_code_detail_and_field(table):
    player = await table.sits("dprk")
    refused = await player.asks({"kind": "say", "channel": "control", "text": ""})
    assert refused["detail"]
    assert (refused["code"], refused["field"]) == ("empty", "text")


async def test_a_text_is_kept_in_composed_form(table):
    player = await table.sits("dprk")
    await player.does(said("e\u0301 \u1112\u1161\u11ab"))
    assert "\u00e9 \ud55c" in [r.get("text") for r in player.records.values()]


async def test_observers_are_told_but_may_do_nothing(table):
    observer = await table.sits("observer")
    assert (await observer.asks(said("hi")))["code"] == "not-yours"
    assert "menu/own" not in observer.records


# --- malformed frames and limits ---


async def test_what_is_no_frame_is_answered_and_the_tenth_closes(table):
    player = await table.sits("dprk")
    for _ in range(9):
        await player.send("nonsense")
        assert (await player.until("refused"))["id"] is None
    await player.does(said("still here"))
    await player.send(b"bytes")
    assert await player.ended() == 1008
    assert (player.heard[-1]["code"], player.heard[-1]["id"]) == ("malformed", None)


async def test_a_command_before_hello_and_a_second_hello_are_malformed(table):
    player = await Player.connect(table, "dprk")
    await player.send({"type": "do", "id": "c-1", "command": SAY})
    assert (await player.hear())["code"] == "malformed"
    await player.hello(token=table.token("dprk"))
    await player.until("welcome")
    await player.hello(token=table.token("dprk"))
    assert (await player.until("refused"))["code"] == "malformed"


async def test_a_frame_of_more_than_64_kib_closes(table):
    player = await table.sits("dprk")
    await player.send(" " * (FRAME_BYTES_MAX + 1))
    assert await player.ended() == 1009


async def test_a_burst_of_twenty_passes_and_more_is_too_fast(table, monkeypatch):
    monkeypatch.setattr("server.door.monotonic", lambda: 0.0)
    player = await table.sits("dprk")
    for n in range(20):
        assert (await player.asks(said(str(n))))["type"] == "done"
    assert (await player.asks(said("one more")))["code"] == "slow-down"


async def test_more_than_twenty_on_their_way_are_too_many(table, monkeypatch):
    player = await table.sits("dprk")
    await player.until("put")
    live = await table.running.house.door.tables.get(table.id)
    async with live.lock:
        for n in range(22):
            await player.send({"type": "do", "id": f"c-{n}", "command": said(str(n))})
        refused = [await player.until("refused") for _ in range(2)]
    assert [(each["id"], each["code"]) for each in refused] == [
        ("c-20", "slow-down"), ("c-21", "slow-down"),
    ]  # fmt: skip
    assert (await player.until("done"))["id"] == "c-0"


async def test_one_person_has_one_bucket_however_it_asks(table, monkeypatch):
    monkeypatch.setattr("server.door.monotonic", lambda: 0.0)
    first, second = await table.sits("dprk"), await table.sits("dprk")
    for n in range(10):
        await first.does(said(f"a{n}"))
        await second.does(said(f"b{n}"))
    body = {"id": "h-1", "command": said("over http")}
    answer = await table.running.http.post(
        f"{table.path}/commands", json=body, headers=table.bearer("dprk")
    )
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.json()["code"] == "slow-down"


# --- goodbyes ---


async def test_reseating_sends_the_old_holder_away(table):
    control, usa = await table.sits("control"), await table.sits("usa")
    await control.does({"kind": "reseat", "seat": "usa", "holder": "open"})
    assert await usa.ended() == 1008
    assert usa.heard[-1] == {"type": "bye", "code": "revoked"}
    again = await Player.connect(table, "usa")
    await again.hello(token=table.token("usa"))
    await again.ended()
    assert again.heard == [{"type": "bye", "code": "revoked"}]


async def test_the_new_link_of_a_reseated_seat_works(table):
    control = await table.sits("control")
    await control.does({"kind": "reseat", "seat": "usa", "holder": "open"})
    links = await table.running.http.get(f"{table.path}/links", headers=table.bearer("control"))
    link = links.json()["seats"]["usa"]["link"]
    player = await Player.connect(table, "usa")
    await player.hello(token=link.partition("#")[2])
    assert (await player.until("welcome"))["person"] == "usa.2"


async def test_draining_says_goodbye_and_lets_nobody_in(table):
    player = await table.sits("dprk")
    table.running.app.drain()
    assert await player.ended() == 1012
    assert player.heard[-1] == {"type": "bye", "code": "drain"}
    with pytest.raises(InvalidStatus) as denied:
        await Player.connect(table, "dprk")
    assert denied.value.response.status_code == 503
    ready = await table.running.http.get("/readyz")
    assert (ready.status_code, ready.json()["code"]) == (503, "closing")


async def test_who_does_not_read_is_cut_off_and_delays_nobody(table, monkeypatch):
    monkeypatch.setattr(connection, "QUEUE_BYTES_MAX", 65_536)
    monkeypatch.setattr(connection, "GRACE_S", 0.1)
    monkeypatch.setattr(table.running.house.door._commands, "take", lambda *_: 0.0)
    control, usa = await table.sits("control"), await table.sits("usa")
    deaf = await Player.connect(table, "rok", max_queue=1)
    await deaf.hello(token=table.token("rok"))
    await deaf.hear()
    deaf.socket.transport.pause_reading()
    live = await table.running.house.door.tables.get(table.id)
    await control.does({"kind": "open"})
    for _ in range(2_000):
        if not live.subscribers["rok"]:
            break
        await usa.does({"kind": "say", "channel": "rok+usa", "text": "x" * 3_900})
    deaf.socket.transport.abort()
    table.running.players.remove(deaf)
    assert not live.subscribers["rok"]
    assert usa.heard[-1]["type"] == "done"


async def test_a_fault_of_ours_is_said_and_the_socket_stays(table, monkeypatch):
    player = await table.sits("dprk")
    await player.until("put")
    with monkeypatch.context() as broken:
        broken.setattr("rules.judged", lambda *_: 1 / 0)
        assert (await player.asks(said("hi"), "c-1"))["code"] == "internal"
    await player.does(said("hi"), "c-1")


async def test_a_fault_after_the_commit_loses_nothing(table, monkeypatch):
    player = await table.sits("dprk")
    await player.until("put")
    with monkeypatch.context() as broken:
        broken.setattr("rules.touched_by_each", lambda *_: 1 / 0)
        await player.send({"type": "do", "id": "c-1", "command": said("kept")})
        await player.ended()
    assert player.heard[-1] == {"type": "bye", "code": "moved"}
    back = await table.sits("dprk", since=player.seq, epoch=player.epoch)
    assert "kept" in [record.get("text") for record in back.records.values()]
    assert (await back.asks(said("kept"), "c-1"))["type"] == "done"


async def test_two_commands_of_one_socket_are_obeyed_in_turn(table):
    player = await table.sits("dprk")
    for n in range(5):
        await player.send({"type": "do", "id": f"c-{n}", "command": said(str(n))})
    answers = [await player.until("done") for _ in range(5)]
    assert [each["id"] for each in answers] == [f"c-{n}" for n in range(5)]
    assert await asyncio.wait_for(player.does(said("last")), 5)
