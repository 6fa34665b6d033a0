"""Coming back with a cursor of any age: the same records as who never left."""

from itertools import pairwise

import pytest

from rules import SEATS
from server.live import show_all
from server.snapshots import build
from server.tables import is_to_be_kept
from tests.server.running import Player


async def played(table):
    """Play a little of everything; return who watched it from the beginning."""
    watchers = {role: await table.sits(role) for role in ("dprk", "usa", "control", "observer")}
    dprk, usa, control = watchers["dprk"], watchers["usa"], watchers["control"]
    await control.does({"kind": "open"})
    await dprk.does({"kind": "say", "channel": "dprk+usa", "text": "shall we talk?"})
    await usa.does({"kind": "say", "channel": "dprk+usa", "text": "we shall"})
    await control.does({"kind": "whisper", "seat": "dprk", "text": "well said"})
    await dprk.does({"kind": "ready", "on": True})
    await dprk.does({"kind": "ready", "on": False})
    await control.does({"kind": "pause"})
    await control.does({"kind": "resume"})
    await control.does({"kind": "advance"})
    await usa.does({"kind": "say", "channel": "press", "text": "a good day"})
    await control.does({"kind": "advance"})
    await control.does({"kind": "advance"})
    return watchers


async def fresh(table, role):
    snapshot = await table.running.http.get(
        table.path, headers=table.bearer(role), params={"as": role}
    )
    return snapshot.json()


@pytest.mark.parametrize("restarted", [False, True], ids=["same memory", "loaded anew"])
async def test_puts_and_every_resume_lead_to_the_fresh_snapshot(table, restarted):
    watchers = await played(table)
    for role, watcher in watchers.items():
        now = await fresh(table, role)
        while watcher.seq < now["seq"]:
            await watcher.hear()
        assert watcher.records == now["records"], role
        if restarted:
            tables = table.running.house.door.tables
            tables.forget(await tables.get(table.id))
        await each_cursor_leads_to(now, table, watcher)


async def each_cursor_leads_to(now, table, watcher):
    """Rebuild the records as of each seq from what the watcher heard, resume there, compare."""
    records = {}
    for frame in [f for f in watcher.heard if f["type"] in ("welcome", "put")]:
        records = {**records, **frame["records"]}
        records = {key: record for key, record in records.items() if key not in frame["drop"]}
        back = await Player.connect(table, watcher.role)
        back.records = dict(records)
        back.seq = frame["seq"]
        token = table.token(watcher.role)
        await back.hello(token=token, since=frame["seq"], epoch=watcher.epoch)
        welcome = await back.until("welcome")
        assert welcome["full"] is False
        assert back.records == now["records"], (watcher.role, frame["seq"])
        assert welcome["seq"] == now["seq"]
        await back.leaves()


async def test_a_resume_at_the_newest_seq_carries_nothing(table):
    watchers = await played(table)
    usa = watchers["usa"]
    now = await fresh(table, "usa")
    again = await table.sits("usa", since=now["seq"], epoch=usa.epoch)
    assert (again.heard[0]["full"], again.heard[0]["records"]) == (False, {})


@pytest.mark.parametrize(
    "hello",
    [
        {"since": 10_000},
        {"since": 1, "epoch": "another"},
        {"since": 1, "epoch": None},
    ],
    ids=["from the future", "of another epoch", "without an epoch"],
)
async def test_a_cursor_that_does_not_fit_gets_everything(table, hello):
    usa = await table.sits("usa")
    again = await table.sits("usa", **{"epoch": usa.epoch, **hello})
    assert again.heard[0]["full"] is True


async def test_epochs_of_two_seats_differ_and_last(server, table):
    other = await server.found()
    epochs = [(await each.sits(role)).epoch for each in (table, other) for role in ("usa", "rok")]
    assert len(set(epochs)) == 4
    tables = server.house.door.tables
    tables.forget(await tables.get(table.id))
    assert (await table.sits("usa")).epoch == epochs[0]


async def test_a_loaded_snapshot_is_worth_the_whole_log(table, monkeypatch):
    watchers = await played(table)
    tables = table.running.house.door.tables
    live = await tables.get(table.id)
    await tables.snapshot(live)
    await watchers["dprk"].does({"kind": "say", "channel": "dprk+usa", "text": "after it"})
    before = {viewer: (s.seq, s.records, s.changed) for viewer, s in live.shown.items()}
    tables.forget(live)
    loaded = await tables.get(table.id)
    assert loaded is not live
    assert {v: (s.seq, s.records, s.changed) for v, s in loaded.shown.items()} == before
    assert (loaded.seq, loaded.head, loaded.state) == (live.seq, live.head, live.state)


async def test_a_snapshot_is_taken_every_so_many_steps(table, monkeypatch):
    monkeypatch.setattr("server.tables.SNAPSHOT_STEPS", 5)
    player = await table.sits("dprk")
    for n in range(6):
        await player.does({"kind": "say", "channel": "control", "text": str(n)})

    log = await table.running.house.store.load(table.id, build())
    assert log.snapshot is not None
    assert is_to_be_kept(table.id, log.snapshot.seq)
    assert log.steps[-1].seq - log.snapshot.seq < 5


async def test_a_bots_game_is_the_same_for_who_watched_and_who_comes_back(server):
    """Every kind of step, every viewer: what was put adds up, from the start and from between."""
    table = await server.found(seats=dict.fromkeys(SEATS, "bot"), seed="watched", rounds=2)
    watchers = [await table.sits(role) for role in ("control", "observer")]
    live = await server.house.door.tables.get(table.id)
    await watchers[0].does({"kind": "open"})
    for _ in range(8):
        await server.house.robots.rest()
        if (await fresh(table, "control"))["records"]["table/main"]["status"] == "ended":
            break
        await watchers[0].does({"kind": "advance"})
    for watcher in watchers:
        now = await fresh(table, watcher.role)
        while watcher.seq < now["seq"]:
            await watcher.hear()
        assert watcher.records == now["records"]
        await each_cursor_leads_to(now, table, watcher)
    before = {viewer: (each.seq, each.records, each.changed) for viewer, each in live.shown.items()}
    server.house.door.tables.forget(live)
    loaded = await server.house.door.tables.get(table.id)
    after = {v: (each.seq, each.records, each.changed) for v, each in loaded.shown.items()}
    assert after == before
    assert {viewer: s.records for viewer, s in show_all(live.state, live.texts).items()} == {
        viewer: records for viewer, (_, records, _) in before.items()
    }


@pytest.mark.parametrize("table", ["a1", "b2", "c3"])
def test_snapshots_are_the_rarer_the_longer_the_log_and_never_far_between(table):
    kept = [seq for seq in range(1, 20_001) if is_to_be_kept(table, seq)]
    assert [later - seq for seq, later in pairwise(kept[:8])] == [100] * 7
    assert len(kept) < 40
    assert all(later - seq <= seq // 4 for seq, later in pairwise(kept[8:]))


def test_tables_that_go_at_one_pace_are_not_all_kept_at_once():
    tables = [f"table{n}" for n in range(10)]
    together = [sum(is_to_be_kept(each, seq) for each in tables) for seq in range(1, 2_001)]
    assert max(together) == 1
