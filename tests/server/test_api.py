"""HTTP: founding, links and codes, cookies, snapshots, commands, the export, and every error."""

import hashlib
import json

import pytest

from server import limits
from server.frames import FRAME_BYTES_MAX
from server.problems import HEADERS
from tests.server.running import running

SAY = {"kind": "say", "channel": "control", "text": "hello"}
PROBLEM = "application/problem+json"


# --- founding ---


async def test_a_founded_table_hands_out_six_seats_control_and_observer(server):
    table = await server.found()
    assert list(table.founded["seats"]) == ["dprk", "rok", "usa", "prc", "rus", "jpn"]
    for held in (*table.founded["seats"].values(), table.founded["observer"]):
        assert held["link"] == f"{server.settings.address}/join#{held['token']}"
        assert len(held["code"]) == 8
    assert set(table.founded["control"]) == {"token", "link"}


async def test_seats_of_bots_have_no_links(server):
    table = await server.found(seats={"usa": "bot:maximiser", "rok": "open"})
    assert list(table.founded["seats"]) == ["dprk", "rok", "prc", "rus", "jpn"]
    control = await table.sits("control")
    assert control.records["seat/usa"]["bot"] == "maximiser"


async def test_a_name_a_clock_and_a_number_of_rounds_are_the_tables(server):
    table = await server.found(name="Class 4b", clock={"corridors": 60}, rounds=2)
    control = await table.sits("control")
    assert control.records["table/main"]["name"] == "Class 4b"
    await control.does({"kind": "open"})
    deadline = control.records["table/main"]["deadline_ms"]
    assert deadline == server.time.ms + 60_000


async def test_hidden_types_may_be_chosen(server):
    table = await server.found(scenario="korea-2020", types={"dprk": "keeper"})
    north, rok = await table.sits("dprk"), await table.sits("rok")
    assert north.records["sheet/own"]["type"]["id"] == "keeper"
    chosen = {seat: rok.records[f"seat/{seat}"]["type_chosen"] for seat in ("dprk", "prc")}
    assert chosen == {"dprk": True, "prc": False}


async def test_the_same_seed_is_the_same_game(server):
    bots = dict.fromkeys(("dprk", "rok", "usa", "prc", "rus", "jpn"), "bot:maximiser")
    tables = [await server.found(seats=bots, seed="s") for _ in range(2)]
    seen = [(await table.sits("control")).records["table/main"] for table in tables]
    assert seen[0]["seed_commitment"] == seen[1]["seed_commitment"]
    assert seen[0]["id"] != seen[1]["id"]


@pytest.mark.parametrize(
    ("asked", "status", "code", "field"),
    [
        ({"scenario": "nowhere"}, 422, "unknown-scenario", "scenario"),
        ({"language": "tlh"}, 422, "unknown-language", "language"),
        ({"clock": "hour"}, 400, "malformed", "clock"),
        ({"clock": {"lobby": 5}}, 400, "malformed", None),
        ({"clock": {"corridors": 0}}, 400, "malformed", None),
        ({"seats": {"usa": "bot:nobody"}}, 422, "unknown-bot", "seats.usa"),
        ({"seats": {"france": "open"}}, 400, "malformed", None),
        ({"rounds": 0}, 400, "malformed", "rounds"),
        ({"rounds": 90}, 400, "malformed", "rounds"),
        ({"name": "x" * 121}, 400, "malformed", "name"),
        ({"seed": "s"}, 422, "seed-with-people", "seed"),
        ({"preset": "class"}, 422, "unknown-preset", "preset"),
        ({"types": {"dprk": "keeper"}}, 422, "unknown-type", "types.dprk"),
        ({"types": {"france": "keeper"}}, 400, "malformed", None),
        ({"wishes": 3}, 400, "malformed", None),
    ],
)
async def test_a_table_that_cannot_be_is_refused(server, asked, status, code, field):
    answer = await server.http.post("/api/tables", json={"scenario": "first-session", **asked})
    assert answer.headers["content-type"] == PROBLEM
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert field in (None, answer.json()["field"])


async def test_founding_too_many_tables_is_too_fast(server, monkeypatch):
    monkeypatch.setattr("server.api.monotonic", lambda: 0.0)
    for _ in range(limits.NEW_TABLES.burst):
        assert (await server.http.post("/api/tables", json={})).status_code == 400
    answer = await server.http.post("/api/tables", json={})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1


# --- links, codes, cookies ---


async def test_a_code_is_traded_for_the_seats_token(table):
    seat = table.founded["seats"]["jpn"]
    typed = {"code": f" {seat['code'].lower()} "}
    answer = await table.running.http.post("/api/join", json=typed)
    assert answer.json() == {"table": table.id, "seat": "jpn", "as": "jpn", "token": seat["token"]}


async def test_wrong_codes_are_counted_and_right_ones_are_not(table):
    post = table.running.http.post
    right = {"code": table.founded["observer"]["code"]}
    for _ in range(30):
        assert (await post("/api/join", json=right)).status_code == 200
    for _ in range(limits.WRONG_CODES.burst):
        wrong = await post("/api/join", json={"code": "ZZZZZZZZ"})
        assert (wrong.status_code, wrong.json()["code"]) == (404, "unknown-code")
    answer = await post("/api/join", json=right)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1


async def test_a_reseated_seats_old_code_opens_nothing_and_its_new_one_does(table):
    control = await table.sits("control")
    await control.does({"kind": "reseat", "seat": "jpn", "holder": "open"})
    old = {"code": table.founded["seats"]["jpn"]["code"]}
    assert (await table.running.http.post("/api/join", json=old)).status_code == 404
    links = await table.running.http.get(f"{table.path}/links", headers=table.bearer("control"))
    new = {"code": links.json()["seats"]["jpn"]["code"]}
    assert (await table.running.http.post("/api/join", json=new)).status_code == 200


async def test_links_are_controls_alone_and_without_pictures_on_this_machine(table):
    links = await table.running.http.get(f"{table.path}/links", headers=table.bearer("control"))
    founded = table.founded["seats"]["rus"]
    expected = {"link": founded["link"], "code": founded["code"], "qr": None}
    assert links.json()["seats"]["rus"] == expected
    assert links.json()["control"] == {"link": table.founded["control"]["link"]}
    for role in ("rus", "observer"):
        refused = await table.running.http.get(f"{table.path}/links", headers=table.bearer(role))
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


async def test_links_have_pictures_where_others_can_follow_them(tmp_path):
    async with running(tmp_path, public_url="https://talks.example.org") as here:
        table = await here.found()
        assert table.founded["control"]["link"].startswith("https://talks.example.org/join#")
        links = await here.http.get(f"{table.path}/links", headers=table.bearer("control"))
        assert links.json()["seats"]["rus"]["qr"].startswith("<svg xmlns=")
        session = await here.http.post(f"{table.path}/session", headers=table.bearer("rus"))
        assert "secure" in session.headers["set-cookie"].lower()
        own = {"origin": here.settings.address, **table.bearer("rus")}
        assert (await here.http.post(f"{table.path}/session", headers=own)).status_code == 204
        local = {**own, "origin": f"http://127.0.0.1:{here.settings.port}"}
        denied = await here.http.post(f"{table.path}/session", headers=local)
        assert denied.json()["code"] == "bad-origin"


async def test_a_session_is_a_cookie_that_scripts_cannot_read(table):
    answer = await table.running.http.post(f"{table.path}/session", headers=table.bearer("dprk"))
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 204
    assert cookie.startswith(f"hextable_{table.id}_dprk={table.token('dprk')};")
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/"} <= attributes
    assert "secure" not in attributes


async def test_a_browser_lists_its_seats_and_forgets_one(table):
    http = table.running.http
    for role in ("dprk", "control"):
        await http.post(f"{table.path}/session", headers=table.bearer(role))
    mine = (await http.get("/api/mine")).json()
    assert [(each["table"], each["role"], each["phase"]) for each in mine] == [
        (table.id, "control", "lobby"), (table.id, "dprk", "lobby"),
    ]  # fmt: skip
    shown = await http.get(table.path, params={"as": "dprk"})
    assert shown.json()["seat"] == "dprk"
    assert (await http.delete(f"{table.path}/session", params={"as": "dprk"})).status_code == 204
    assert [each["role"] for each in (await http.get("/api/mine")).json()] == ["control"]
    assert (await http.get(table.path, params={"as": "dprk"})).status_code == 401


async def test_a_revoked_seat_is_listed_no_more(table):
    await table.running.http.post(f"{table.path}/session", headers=table.bearer("dprk"))
    control = await table.sits("control")
    await control.does({"kind": "reseat", "seat": "dprk", "holder": "open"})
    assert (await table.running.http.get("/api/mine")).json() == []


async def test_forgetting_without_saying_what_is_malformed(table):
    answer = await table.running.http.delete(f"{table.path}/session")
    assert (answer.status_code, answer.json()["field"]) == (400, "as")


# --- who may ---


@pytest.mark.parametrize("part", ["", "/commands", "/session", "/links", "/export"])
async def test_without_a_token_of_the_table_every_door_is_shut_the_same_way(server, table, part):
    other = await server.found()
    method = "GET" if part in ("", "/links", "/export") else "POST"
    answers = [
        await server.http.request(method, f"/api/tables/{where}{part}", headers=headers)
        for where, headers in (
            (table.id, {}),
            (table.id, {"authorization": "Bearer nonsense"}),
            (table.id, {"authorization": "Basic nonsense"}),
            (table.id, other.bearer("control")),
            ("nosuchtable", table.bearer("control")),
        )
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.headers["www-authenticate"] for answer in answers} == {"Bearer"}
    assert len({answer.content for answer in answers}) == 1


async def test_a_revoked_token_says_so(table):
    control = await table.sits("control")
    await control.does({"kind": "reseat", "seat": "dprk", "holder": "open"})
    answer = await table.running.http.get(table.path, headers=table.bearer("dprk"))
    assert (answer.status_code, answer.json()["code"]) == (401, "revoked")


async def test_a_page_from_elsewhere_changes_nothing(table):
    headers = {**table.bearer("dprk"), "origin": "http://elsewhere.example"}
    answer = await table.running.http.post(f"{table.path}/session", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "bad-origin")
    read = await table.running.http.get(table.path, headers=headers)
    assert read.status_code == 200


async def test_every_route_says_who_may_use_it(server):
    """Who asks without any token gets in only where the entry says anyone."""
    for route in server.house.http.routes:
        path = route.path.replace("{table:str}", "nosuchtable")
        for method in route.methods - {"HEAD"}:
            answer = await server.http.request(method, path)
            shut = "/api/tables/nosuchtable" in path and method != "DELETE"
            assert (answer.status_code == 401) == shut, (method, path)


# --- playing over HTTP ---


async def test_the_snapshot_is_the_sockets_own(table):
    player = await table.sits("dprk")
    await player.until("put")
    answer = await table.running.http.get(table.path, headers=table.bearer("dprk"))
    shown = {"seat": "dprk", "person": "dprk.1", "seq": player.seq, "records": player.records}
    assert answer.json() == {**shown, "head": player.heard[-1]["head"]}
    assert answer.headers["cache-control"] == "no-store"


async def test_a_command_is_answered_as_over_the_socket_and_once(table):
    player = await table.sits("dprk")
    body = {"id": "c-1", "command": SAY}
    post = table.running.http.post
    first = await post(f"{table.path}/commands", json=body, headers=table.bearer("dprk"))
    again = await post(f"{table.path}/commands", json=body, headers=table.bearer("dprk"))
    assert first.status_code == 200
    assert first.json() == again.json() == await player.asks(SAY, "c-1")
    other = {"id": "c-1", "command": {**SAY, "text": "other"}}
    reused = await post(f"{table.path}/commands", json=other, headers=table.bearer("dprk"))
    assert (reused.status_code, reused.json()["code"]) == (409, "id-reused")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"nonsense", 400, "malformed"),
        (b'{"id": "c-1"}', 400, "malformed"),
        (b'{"id": "c-1", "command": {"kind": "dance"}}', 400, "malformed"),
        (b'{"id": "c-1", "command": {"kind": "open"}}', 422, "not-yours"),
        (b'{"id": "c-1", "command": {"kind": "ready", "on": true}}', 422, "not-open"),
        (b" " * (FRAME_BYTES_MAX + 1), 413, "too-large"),
    ],
    ids=["no JSON", "no command", "no such command", "control's", "not open", "too large"],
)
async def test_a_refused_command_is_a_problem(table, body, status, code):
    answer = await table.running.http.post(
        f"{table.path}/commands", content=body, headers=table.bearer("dprk")
    )
    assert answer.headers["content-type"] == PROBLEM
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["detail"]


async def test_the_export_is_chained_as_the_page_says(table):
    """protocol.md 6, with nothing but a hash; before the end the first head is taken as given."""
    player = await table.sits("dprk")
    await player.does(SAY)
    answer = await table.running.http.get(f"{table.path}/export", headers=table.bearer("control"))
    first, *steps = answer.json()["steps"]
    assert len(steps) >= 2
    before = first["head"]
    for line in steps:
        stated = line.pop("head")
        plain = json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        before = hashlib.sha256((before + plain).encode()).hexdigest()
        assert stated == before, line["seq"]
    (text,) = (each for each in answer.json()["texts"] if each["body"] == SAY["text"])
    digest = hashlib.sha256(bytes.fromhex(text["salt"]) + text["body"].encode()).hexdigest()
    assert f'"digest":"{digest}"' in json.dumps(steps, separators=(",", ":"))


async def test_a_role_exports_what_it_reads(table):
    for role in ("dprk", "observer"):
        answer = await table.running.http.get(f"{table.path}/export", headers=table.bearer(role))
        snapshot = await table.running.http.get(table.path, headers=table.bearer(role))
        assert answer.json()["records"] == snapshot.json()["records"]
        assert answer.json()["head"] == snapshot.json()["head"]


# --- scenarios, health, and what is nowhere ---


async def test_scenarios_are_listed_without_their_secrets(server):
    found = (await server.http.get("/api/scenarios")).json()
    listed = [each["name"] for each in found]
    assert listed == ["first-session", "korea-2020", "beijing-2005"]
    one = await server.http.get("/api/scenarios/first-session")
    assert one.json()["instruments"]
    assert "brief" not in one.text
    assert "batna" not in one.text.lower()
    assert (await server.http.get("/api/scenarios/nowhere")).json()["code"] == "not-found"


async def test_health_tells_the_truth(server, monkeypatch):
    assert (await server.http.get("/healthz")).json() == {"status": "alive"}
    assert (await server.http.get("/readyz")).json() == {"status": "ready"}
    monkeypatch.setattr("server.store.ANSWER_S", 0.01)
    store = server.house.store
    await store.engine.writer.run(lambda db: db.execute("SELECT 1"))
    with monkeypatch.context() as stuck:
        stuck.setattr(store.engine.writer, "_jobs", type(store.engine.writer._jobs)())
        answer = await server.http.get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "no-store")
    assert (await server.http.get("/readyz")).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not-found"),
        ("GET", "/api/nowhere", 404, "not-found"),
        ("PUT", "/api/tables", 405, "not-allowed"),
        ("GET", "/static/nothing.js", 404, "not-found"),
        ("GET", "/static/../../pyproject.toml", 404, "not-found"),
        ("GET", "/static/%2e%2e/%2e%2e/pyproject.toml", 404, "not-found"),
        ("GET", "/t/abc/clock", 404, "not-found"),
        ("DELETE", "/api/tables/a;b/session?as=dprk", 404, "not-found"),
    ],
)
async def test_what_is_nowhere_is_a_problem(server, method, path, status, code):
    answer = await server.http.request(method, path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)
    assert set(answer.json()) == {"type", "status", "code", "detail", "field"}
    assert answer.json()["code"] == code
    if status == 405:
        assert answer.headers["allow"] == "POST"


async def test_a_fault_of_ours_is_a_problem_without_its_reasons(table, monkeypatch):
    monkeypatch.setattr("rules.judged", lambda *_: 1 / 0)
    body = {"id": "c-1", "command": SAY}
    answer = await table.running.http.post(
        f"{table.path}/commands", json=body, headers=table.bearer("dprk")
    )
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "division" not in answer.text


async def test_every_answer_is_sniffed_by_nobody(server):
    for path in ("/healthz", "/nowhere", "/api/mine", "/api/tables/x"):
        answer = await server.http.get(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


async def test_a_bot_without_a_name_gets_a_character_that_is_listed(server):
    """Rulebook 1.7."""
    listed = (await server.http.get("/api/bots")).json()
    assert all(each["bot"] and each["line"] for each in listed)
    table = await server.found(seats={"usa": "bot", "prc": "bot:hard-liner"})
    control = await table.sits("control")
    assert control.records["seat/usa"]["bot"] in {each["bot"] for each in listed}
    assert control.records["seat/prc"]["bot"] == "hard-liner"
