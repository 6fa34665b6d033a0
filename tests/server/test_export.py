"""The export and what it proves (rulebook 6.19, 6.20): every change of it is found, offline."""

import asyncio
import hashlib
import json
from copy import deepcopy
from random import Random

import msgspec
import pytest
from typer.testing import CliRunner

from rules.names import SEATS, VIEWERS
from server.cli import app
from server.exporting import as_step, encode, read
from server.log import GENESIS
from server.verifying import references, verify
from tests.effort import EFFORT
from tests.server.running import running

OFFER = {
    "title": "A hotline",
    "sponsors": ["rok"],
    "addressees": ["dprk"],
    "audience": "closed",
    "clauses": [{"debtor": "rok", "instrument": "hotline", "level": 1, "beneficiaries": ["dprk"]}],
}
EDITS = 100 * EFFORT


async def exported(table, role):
    answer = await table.running.http.get(f"{table.path}/export", headers=table.bearer(role))
    assert answer.status_code == 200
    return answer.content


async def a_round(players):
    control = players["control"]
    await players["dprk"].does({"kind": "say", "channel": "dprk+usa", "text": "Shall we?"})
    await control.does({"kind": "advance"})
    await players["usa"].does({"kind": "say", "channel": "press", "text": "A good day."})
    await control.does({"kind": "advance"})
    await players["jpn"].does({"kind": "seal", "instructions": {"close": True}})
    await control.does({"kind": "advance"})


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A game's exports: each role's after a round, and each role's after the end."""
    return asyncio.run(game_at(tmp_path_factory.mktemp("game")))


async def game_at(folder):
    async with running(folder) as here:
        table = await here.found(name="The fourth round")
        players = {role: await table.sits(role) for role in ("control", "dprk", "usa", "jpn")}
        control = players["control"]
        await control.does({"kind": "open"})
        await a_round(players)
        held = {role: await exported(table, role) for role in VIEWERS}
        await control.does({"kind": "advance"})
        await a_round(players)
        await control.does({"kind": "close"})
        await players["dprk"].does({"kind": "say", "channel": "room", "text": "Well played."})
        return held, {role: await exported(table, role) for role in VIEWERS}


@pytest.fixture
def held(files):
    return [read(files[0][role]) for role in ("dprk", "observer")]


@pytest.fixture
def ended(files):
    return [read(files[1][role]) for role in SEATS]


def test_a_whole_export_after_the_end_proves_all_there_is(files, held, ended):
    report = verify(read(files[1]["control"]), [*held, *ended, read(files[0]["control"])])
    assert report.faults == ()
    assert len(report.proven) == 5
    last = len(read(files[1]["control"]).steps)
    assert report.proven[-1].endswith(f"this very record up to step {last}")
    beyond, chance = report.unproven
    assert beyond == (
        f"anything after step {last}, the last that any of them was shown:"
        " there it may be cut off, or written anew"
    )
    assert chance == "that the key was drawn at random, and who sat behind a seat"


def test_alone_it_says_that_it_could_have_been_written_anew(files):
    report = verify(read(files[1]["control"]))
    assert report.faults == ()
    assert any("--held" in each for each in report.unproven)


def test_it_claims_no_more_than_what_was_held_reaches(files):
    """Rulebook 6.19: an early head says nothing of later steps, none at all without the key."""
    early, late = read(files[0]["control"]), read(files[1]["control"])
    report = verify(late, [read(files[0]["dprk"]), early])
    assert f"anything after step {len(early.steps)}, the last" in report.unproven[0]
    report = verify(early, [read(files[0]["dprk"])])
    assert report.faults == ()
    assert any("written anew" in each and "--held" in each for each in report.unproven)


def test_who_withholds_the_key_after_the_end_is_found(files):
    game = json.loads(files[1]["control"])
    game["key"] = game["steps"][0]["events"][0]["event"]["key"] = None
    assert verify(read(json.dumps(game).encode())).faults == (
        "the game is over, and its key is withheld",
    )


def test_before_the_end_the_key_is_nowhere_in_it(files):
    """Who sets odds must not foresee what they will draw."""
    early, late = read(files[0]["control"]), read(files[1]["control"])
    assert early.key is None
    assert late.key is not None
    assert late.key.encode() not in files[0]["control"]
    report = verify(early, [read(files[0]["dprk"])])
    assert report.faults == ()
    assert any("not published before the end" in each for each in report.unproven)


def test_a_roles_export_is_what_it_may_read(files):
    for role in set(VIEWERS) - {"control"}:
        export = read(files[0][role])
        assert (export.seat, export.seq > 0, len(export.head)) == (role, True, 64)
        assert "menu/own" in export.records or role == "observer"
    assert b"Shall we?" in files[0]["usa"]
    assert b"Shall we?" not in files[0]["jpn"]


def test_a_roles_export_after_the_end_opens_key_and_sheets(files):
    report = verify(read(files[1]["jpn"]), [read(files[0]["rus"]), read(files[1]["control"])])
    assert report.faults == ()
    assert len(report.proven) == 3
    changed = json.loads(files[1]["jpn"])
    sheet = changed["records"]["debrief/commitments"]["rounds"][0]["sheets"][5]
    assert json.loads(sheet["sheet"]) == {"close": True}
    sheet["sheet"] = "{}"
    (fault,) = verify(read(json.dumps(changed).encode())).faults
    assert fault == "the sheet of jpn in round 1 does not open its commitment"


# --- every change is found ---


def places(value, path=()):
    """Yield the path of every single thing in a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in inside:
        yield (*path, key)
        if isinstance(each, (dict, list)):
            yield from places(each, (*path, key))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def other_than(value, random):
    """Return something else in the place of a value."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + random.choice((1, -1, 1000))
    if isinstance(value, str) and value:
        place = random.randrange(len(value))
        return value[:place] + random.choice("0f9x ") + value[place + 1 :]
    return {} if value is None else None


def edit(game, random):
    """Change, remove, repeat or exchange something, anywhere."""
    path = random.choice(edit.places)
    holder, key = at(game, path[:-1]), path[-1]
    how = random.choice(("change", "change", "remove", "repeat", "exchange"))
    if how == "change":
        holder[key] = other_than(holder[key], random)
    elif how == "remove":
        del holder[key]
    elif isinstance(holder, list) and how == "repeat":
        holder.insert(key, deepcopy(holder[key]))
    elif isinstance(holder, list) and len(holder) > 1:
        other = (key + 1) % len(holder)
        holder[key], holder[other] = holder[other], holder[key]
    return ".".join(map(str, path)), how


def is_found(game, held):
    try:
        export = read(msgspec.json.encode(game))
    except msgspec.MsgspecError:
        return True
    return bool(verify(export, held).faults)


def test_a_random_edit_anywhere_is_found(files, held):
    """Texts have no order of their own: exchanging two of them changes nothing."""
    game = json.loads(files[1]["control"])
    edit.places = [path for path in places(game) if path[0] != "scenario" or len(path) < 4]
    random, tried = Random(7), 0
    while tried < EDITS:
        changed = json.loads(files[1]["control"])
        what = edit(changed, random)
        if sorted_texts(changed) == sorted_texts(game):
            continue
        tried += 1
        assert is_found(changed, held), what


def sorted_texts(game):
    texts = game.get("texts")
    if not isinstance(texts, list):
        return game
    return {**game, "texts": sorted(texts, key=str)}


@pytest.mark.parametrize("kept", [1, 2, 9])
def test_a_record_cut_off_is_found_by_who_was_shown_more(files, held, ended, kept):
    game = json.loads(files[1]["control"])
    game["steps"] = game["steps"][:kept]
    used = {each[0] for line in game["steps"] for each in references(line["events"])}
    game["texts"] = [each for each in game["texts"] if each["id"] in used]
    assert verify(read(json.dumps(game).encode())).faults == ()
    assert verify(read(json.dumps(game).encode()), ended).faults


def rewritten(game):
    """Chain a changed record anew, as who keeps the server could."""
    export = read(json.dumps(game).encode())
    before = GENESIS
    for line, stored in zip(export.steps, game["steps"], strict=True):
        before = as_step(line).chained(before).head
        stored["head"] = before.hex()
    return read(json.dumps(game).encode())


def test_a_record_written_anew_is_found_by_one_who_held_a_head(files, held):
    game = json.loads(files[1]["control"])
    line = next(line for line in game["steps"] if line["person"] == "usa.1")
    line["at_ms"] += 1
    assert verify(rewritten(game)).faults == ()
    faults = verify(rewritten(game), held).faults
    assert len(faults) == len(held)


def test_another_sheet_in_a_record_written_anew_opens_no_commitment(files):
    game = json.loads(files[1]["control"])
    sealed = next(
        each["event"]
        for line in game["steps"]
        for each in line["events"]
        if each["event"]["type"] == "InstructionsSealed"
    )
    sealed["instructions"]["close"] = False
    faults = verify(rewritten(game)).faults
    assert any("the sheet of jpn in round 1 does not open its commitment" in f for f in faults)


def test_other_luck_in_a_record_written_anew_is_found(files):
    game = json.loads(files[1]["control"])
    moved = next(
        each["event"]
        for line in game["steps"]
        for each in line["events"]
        if each["event"]["type"] == "MeterMoved"
    )
    moved["value"] += 1
    faults = verify(rewritten(game)).faults
    assert any("on record, the same sheets and key give" in fault for fault in faults)


def test_another_score_sheet_than_the_key_draws_is_found(files):
    game = json.loads(files[1]["control"])
    game["steps"][0]["events"][0]["event"]["variants"]["dprk"] = "nonesuch"
    faults = verify(rewritten(game)).faults
    assert any("the score sheet of dprk is not the one the key draws" in f for f in faults)


def test_words_that_nobody_erased_on_record_are_missed(files):
    game = json.loads(files[1]["control"])
    game["texts"][0] |= {"salt": None, "body": None}
    (fault,) = verify(read(json.dumps(game).encode())).faults
    assert fault.endswith("nobody erased it")


def test_an_export_is_read_as_it_was_written(files):
    for content in files[1].values():
        assert encode(read(content)) == content


# --- heads on the wire ---


async def test_heads_come_with_every_change_and_are_the_same_after_loading_anew(table):
    control = await table.sits("control")
    dprk = await table.sits("dprk")
    await control.does({"kind": "open"})
    await dprk.does({"kind": "say", "channel": "dprk+prc", "text": "hello"})
    heads = {f["seq"]: f["head"] for f in dprk.heard if f["type"] in ("welcome", "put")}
    assert len(set(heads.values())) == len(heads) >= 2
    assert all(hashlib.sha256().digest_size * 2 == len(head) for head in heads.values())
    tables = table.running.house.door.tables
    tables.forget(await tables.get(table.id))
    again = await table.sits("dprk")
    assert again.heard[0]["head"] == heads[again.heard[0]["seq"]]
    live = await tables.get(table.id)
    await tables.snapshot(live)
    tables.forget(live)
    snapshot = await table.running.http.get(table.path, headers=table.bearer("dprk"))
    assert snapshot.json()["head"] == again.heard[0]["head"]


# --- on the command line ---


def test_verify_prints_what_is_proven_and_exits_by_what_it_finds(files, tmp_path):
    whole, mine = tmp_path / "whole.json", tmp_path / "mine.json"
    whole.write_bytes(files[1]["control"])
    mine.write_bytes(files[0]["dprk"])
    ran = CliRunner().invoke(app, ["verify", str(whole), "--held", str(mine)])
    assert (ran.exit_code, ran.stdout.count("proven: ")) == (0, 7)
    whole.write_bytes(files[1]["control"].replace(b"A good day.", b"A bad day."))
    ran = CliRunner().invoke(app, ["verify", str(whole)])
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr.startswith("fault: text ")
    for text in ("{}", "[" * 20_000, '{"hextable":2,"export":"view","records":' + '{"a":' * 20_000):
        whole.write_text(text)
        assert CliRunner().invoke(app, ["verify", str(whole)]).exit_code == 2
    assert CliRunner().invoke(app, ["verify", str(tmp_path / "none.json")]).exit_code == 2


async def test_the_command_line_exports_what_control_would_while_no_server_runs(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("HEXTABLE_VAR", str(tmp_path))
    async with running(tmp_path) as here:
        table = await here.found()
        await table.opens()
        content = await exported(table, "control")
        known = table.id
    from server.commands_export import _exported  # noqa: PLC0415

    early, late = json.loads(await _exported(known)), json.loads(content)
    assert early["steps"][: len(late["steps"])] == late["steps"]
    assert verify(read(await _exported(known)), [read(content)]).faults == ()
