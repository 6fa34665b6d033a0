"""What is too much, too long, too late or from nobody is answered as the page says."""

import asyncio
import json

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

FRAME = 64 * 1024
MALFORMED = ["", "{", "[]", "1", "null", '{"type": "do"}', '{"type": "do", "id": 7, "command": {}}']
MALFORMED += ['{"type": "hello", "as": "usa"}', '{"type": "dance"}']
MALFORMED += ['{"type": "do", "id": "x", "command": {"kind": "ready", "on": true}, "extra": 1}']


def say(text):
    return {"kind": "say", "channel": "control", "text": text}


async def frames_of(socket):
    """Return all frames until the server closes."""
    found = []
    try:
        async with asyncio.timeout(15):
            while True:
                found.append(json.loads(await socket.recv()))
    except ConnectionClosed:
        return found


async def test_the_length_of_a_message_and_of_a_frame(house):
    async with (await house.found()).sit("usa") as usa:
        await usa.do(say("☮" * 4000))
        assert (await usa.ask(say("x" * 4001)))["code"] == "too-long"
        assert (await usa.post(say("x" * FRAME))).status_code == 413
        await usa.socket.send(json.dumps({"type": "do", "id": "x", "command": say("x" * FRAME)}))
        await usa.ended()
        assert usa.socket.close_code == 1009
        await usa.connect()
        assert [len(text) for text in usa.texts()] == [4000]


async def test_a_burst_is_slowed_and_nothing_of_it_lost(house):
    async with (await house.found()).sit("usa") as usa:
        answers = await asyncio.gather(*(usa.ask(say(f"{n}")) for n in range(60)))
        codes = [answer.get("code", "done") for answer in answers]
        assert set(codes) == {"done", "slow-down"}
        assert codes[:20] == ["done"] * 20
        assert len(usa.texts()) == codes.count("done") < 50
        posted = await asyncio.gather(*(usa.post(say("more")) for _ in range(40)))
        slowed = next(one for one in posted if one.status_code == 429)
        assert slowed.json()["code"] == "slow-down"
        assert int(slowed.headers["retry-after"]) >= 1
        await usa.do(say("after waiting"))


async def test_ten_malformed_frames_close_the_socket(house):
    async with (await house.found()).sit("usa") as usa:
        for frame in MALFORMED[:9]:
            await usa.socket.send(frame)
        for _ in range(12):
            assert (await usa.ask({"kind": "say"}))["code"] == "malformed"
        await usa.do(say("still here"))
        await usa.socket.send(MALFORMED[9])
        await usa.ended()
        refused = [json.loads(frame) for frame in usa.frames if '"id":null' in frame]
        assert [(one["type"], one["code"]) for one in refused] == [("refused", "malformed")] * 10
        assert usa.socket.close_code == 1008


async def test_a_late_hello_and_an_absent_seat(house):
    """Both take ten seconds, so they wait together."""
    founded = await house.found()
    async with founded.sit("usa", "rok") as clients:
        usa, clock = clients["usa"], asyncio.get_running_loop().time
        socket, started = await founded.client("prc").dial(), clock()
        await clients["rok"].cut()
        assert await frames_of(socket) == [{"type": "bye", "code": "late"}]
        assert 9 < clock() - started < 15
        await usa.until(lambda: not usa.records["seat/rok"]["present"])


@pytest.mark.parametrize("whose", [None, "nonsense", "another table's", "another seat's"])
async def test_who_has_no_key_hears_nothing(house, whose):
    founded, other = await house.found(), await house.found()
    usa = founded.client("usa")
    keys = {"nonsense": "nonsense", "another table's": other.holder("usa")["token"]}
    usa.token = keys.get(whose, founded.holder("rok")["token"])
    socket = await usa.dial()
    hello = {"type": "hello", "as": "usa"} | ({"token": usa.token} if whose else {})
    await socket.send(json.dumps(hello))
    (refused,) = await frames_of(socket)
    assert (refused["type"], refused["code"]) == ("refused", "unauthorized")
    usa.http.headers["authorization"] = f"Bearer {keys.get(whose, 'none')}"
    for path in ("", "/links", "/export"):
        answer = await usa.get(path)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
    await usa.leave()


async def test_another_page_opens_no_socket_and_ours_needs_only_the_cookie(house):
    usa = (await house.found()).client("usa")
    kept = await usa.http.post(f"/api/tables/{usa.table}/session")
    assert (kept.status_code, "HttpOnly" in kept.headers["set-cookie"]) == (204, True)
    cookie = {"cookie": kept.headers["set-cookie"].partition(";")[0]}
    with pytest.raises(InvalidStatus) as refused:
        await usa.dial(origin="https://elsewhere.example", additional_headers=cookie)
    assert refused.value.response.status_code == 403
    socket = await usa.dial(origin=house.base, additional_headers=cookie)
    await socket.send(
        json.dumps({"type": "do", "id": "x", "command": {"kind": "ready", "on": True}})
    )
    assert json.loads(await socket.recv())["code"] == "malformed"
    await socket.send(json.dumps({"type": "hello", "as": "usa"}))
    assert not json.loads(await socket.recv())["records"]["seat/usa"]["ready"]
    await socket.close()
    await usa.leave()
