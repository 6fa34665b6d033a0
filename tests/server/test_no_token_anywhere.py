"""What lets somebody in is only where it must be: in no log, no address, no file, no answer.

Everything here happens with every log as talkative as it can be.
"""

import json
import logging

import pytest

from tests.server.running import Player

TALKATIVE = 1
"""Below DEBUG: uvicorn has a level of its own there."""
PAGES = ("/", "/join", "/t/{table}/usa", "/t/{table}/control")


@pytest.fixture
def logged(caplog):
    """Everything that any logger has to say from now on."""
    loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    before = [(each, each.level, each.disabled) for each in loggers]
    with caplog.at_level(TALKATIVE):
        for each in loggers:
            each.setLevel(TALKATIVE)
            each.disabled = False
        yield caplog
    for each, level, disabled in before:
        each.setLevel(level)
        each.disabled = disabled


def secrets_of(table):
    """Return all that must be seen nowhere: tokens, their proofs, and codes."""
    founded = table.founded
    holders = {**founded["seats"], **founded["guests"]}
    held = [founded["control"], founded["observer"], *holders.values()]
    tokens = [each["token"] for each in held]
    proofs = [token.rpartition(".")[2] for token in tokens]
    return [*tokens, *proofs, *(each["code"] for each in held if "code" in each)]


def assert_none(table, where, text):
    for secret in secrets_of(table):
        assert secret not in text, (where, secret)


async def used(table):
    """Use secrets in every way, right and wrong; yield the answers in which none belongs."""
    http, usa = table.running.http, table.bearer("usa")
    cookie = {"cookie": f"hextable_{table.id}_usa={table.token('usa')}"}
    code = table.founded["seats"]["rok"]["code"]
    assert (await http.post("/api/join", json={"code": code})).status_code == 200
    yield await http.post("/api/join", json={"code": code + "X"})
    yield await http.post("/api/join", json={"code": table.token("usa")})
    yield await http.get(table.path, headers=usa)
    yield await http.get(table.path, params={"as": "usa"}, headers=cookie)
    yield await http.get(f"{table.path}/export", headers=usa)
    yield await http.get(f"{table.path}/export", headers=table.bearer("control"))
    yield await http.get("/api/mine", headers=cookie)
    yield await http.get(f"{table.path}/links", headers=usa)
    yield await http.get(table.path, headers={"authorization": usa["authorization"] + "x"})
    yield await http.get(table.path, headers={"origin": "http://elsewhere.example", **usa})
    yield await http.post(f"{table.path}/commands", json={"id": table.token("usa")}, headers=usa)
    yield await http.post(f"{table.path}/commands", content=table.token("usa"), headers=usa)
    for page in PAGES:
        yield await http.get(page.format(table=table.id), headers=cookie)
    remembered = await http.post(f"{table.path}/session", headers=usa)
    (set_cookie,) = remembered.headers.get_list("set-cookie")
    assert table.token("usa") in set_cookie
    assert "httponly" in set_cookie.lower()
    assert "samesite=strict" in set_cookie.lower()
    http.cookies.clear()


async def talked(table):
    """Use a token and a cookie over sockets, right and wrong ones; return all that was heard."""
    cookie = {"cookie": f"hextable_{table.id}_usa={table.token('usa')}"}
    by_token = await Player.connect(table, "usa")
    await by_token.hello(token=table.token("usa"))
    await by_token.until("welcome")
    await by_token.asks({"kind": "say", "channel": "control", "text": "hello"})
    by_cookie = await Player.connect(table, "usa", additional_headers=cookie)
    await by_cookie.hello()
    await by_cookie.until("welcome")
    wrong = await Player.connect(table, "rok")
    await wrong.send({"type": "hello", "as": "rok", "token": table.token("usa"), "more": 1})
    await wrong.hear()
    await wrong.hello(token=table.token("usa"))
    await wrong.ended()
    for each in (by_token, by_cookie):
        await each.leaves()
    return [*by_token.heard, *by_cookie.heard, *wrong.heard]


async def test_what_lets_somebody_in_is_in_no_log_no_answer_and_no_file(table, logged, tmp_path):
    control = await table.opens()
    heard = await talked(table)
    async for answer in used(table):
        assert_none(table, answer.url, answer.text)
        assert_none(table, answer.url, str(answer.headers))
        assert answer.headers["referrer-policy"] == "no-referrer"
    for frame in [*heard, *control.heard]:
        assert_none(table, "a frame", json.dumps(frame))
    assert len(logged.records) > 5, "nothing was logged at all"
    for record in logged.records:
        if not record.name.startswith("httpcore") and "client" not in record.name:
            assert_none(table, record.name, record.getMessage() + str(record.exc_info or ""))
    for file in (each for each in tmp_path.rglob("*") if each.is_file()):
        assert_none(table, file, file.read_bytes().decode("latin-1"))


async def test_every_link_bears_its_token_behind_the_hash_alone(table):
    links = await table.running.http.get(f"{table.path}/links", headers=table.bearer("control"))
    found = [*links.json()["seats"].values(), links.json()["observer"], links.json()["control"]]
    assert len(found) == 8
    for link in (each["link"] for each in found):
        address, _, token = link.partition("#")
        assert address == f"{table.running.settings.address}/join"
        assert table.running.house.door.seats.read(token) is not None
