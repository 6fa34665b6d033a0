"""The store against a real SQLite and a real PostgreSQL: conflicts, ids, texts, the chain."""

import asyncio
import hashlib
import json

import asyncpg
import msgspec

from server.log import GENESIS, Entry, Facts, Snapshot, Step, Text

FACTS = Facts(
    name=None, round=0, phase="lobby", deadline_ms=None, people=(), bots=0, generations={"dprk": 1}
)


def commits(store):
    """Return how many transactions the store's writer has made."""
    return getattr(store.engine, "writer", store.engine).commits


def step(seq=1, *, table="t1", person="dprk.1", command_id=None, before=GENESIS, **changes):
    values = {
        "table": table,
        "seq": seq,
        "at_ms": 1_000 + seq,
        "person": person,
        "command_id": command_id or f"c{seq}",
        "command_hash": b"h" * 32,
        "answer": {"seq": seq},
        "events": b'[{"n":1}]',
        "seat_seqs": {"dprk": seq},
    }
    return Step(**(values | changes)).chained(before)


async def found(store, table="t1"):
    first = step(table=table)
    assert await store.create("digest", b"{}", Entry(step=first), FACTS)
    return first


async def test_steps_come_back_as_they_were_appended(store):
    first = await found(store)
    second = step(2, before=first.head)
    assert await store.append(Entry(step=second))
    assert await store.steps("t1") == (first, second)
    assert await store.steps("t1", 2) == (second,)


async def test_a_table_is_founded_once(store):
    await found(store)
    assert not await store.create("digest", b"{}", Entry(step=step()), FACTS)


async def test_a_taken_code_founds_no_table(store):
    codes = {b"key": ("dprk", 1)}
    assert await store.create("digest", b"{}", Entry(step=step(), codes=codes), FACTS)
    again = Entry(step=step(table="t2"), codes=codes)
    assert not await store.create("digest", b"{}", again, FACTS)
    assert await store.card("t2") is None
    assert await store.find_code(b"key") == ("t1", "dprk", 1)


async def test_a_seq_is_taken_once_and_the_loser_leaves_nothing(store):
    await found(store)
    assert await store.append(Entry(step=step(2, command_id="mine")))
    lost = Entry(
        step=step(2, command_id="other"),
        texts=[Text(id="x", salt=b"s", body="never")],
        facts=msgspec.structs.replace(FACTS, round=9),
    )
    assert not await store.append(lost)
    assert await store.texts("t1") == ()
    assert (await store.card("t1")).facts.round == 0
    assert await store.answered("t1", "dprk.1", "other") is None


async def test_an_id_is_obeyed_once_whatever_its_seq(store):
    await found(store)
    assert await store.append(Entry(step=step(2, command_id="mine")))
    assert not await store.append(Entry(step=step(3, command_id="mine")))
    assert await store.append(Entry(step=step(3, command_id="mine", person="usa.1")))


async def test_an_answer_is_found_by_person_and_id(store):
    await found(store)
    await store.append(Entry(step=step(2, answer={"seq": 41})))
    answered = await store.answered("t1", "dprk.1", "c2")
    assert (answered.command_hash, answered.answer) == (b"h" * 32, {"seq": 41})
    assert await store.answered("t1", "usa.1", "c2") is None
    assert await store.answered("t2", "dprk.1", "c2") is None


async def test_one_conflict_leaves_its_neighbours_in_the_batch_alone(store):
    for table in ("t1", "t2", "t3"):
        await found(store, table)
    taken = [step(2, table="t1"), step(2, table="t2"), step(2, table="t2", command_id="x")]
    taken.append(step(2, table="t3"))
    stored = await asyncio.gather(*(store.append(Entry(step=each)) for each in taken))
    assert stored == [True, True, False, True]


async def test_one_failure_leaves_its_neighbours_in_the_batch_alone(store):
    await found(store, "t1")
    poison = Entry(step=step(2, table="t1", at_ms=2**70))
    await found(store, "t2")
    results = await asyncio.gather(
        store.append(poison),
        store.append(Entry(step=step(2, table="t2"))),
        return_exceptions=True,
    )
    assert isinstance(results[0], (OverflowError, asyncpg.DataError, ValueError)), results[0]
    assert results[1] is True


async def test_what_waits_together_is_committed_together(store):
    for n in range(40):
        await found(store, f"t{n}")
    before = commits(store)
    entries = [Entry(step=step(2, table=f"t{n}")) for n in range(40)]
    await asyncio.gather(*(store.append(entry) for entry in entries))
    assert commits(store) - before < 10


async def test_a_load_takes_the_newest_snapshot_of_this_build(store):
    first = await found(store)
    second = step(2, before=first.head)
    third = step(3, before=second.head)
    for each in (second, third):
        await store.append(Entry(step=each, texts=[Text(id=each.command_id, salt=b"s", body="b")]))
    await store.save(Snapshot(table="t1", seq=2, build="b1", state=b"old", last_changed=b"{}"))
    log = await store.load("t1", "b1")
    assert log.snapshot.state == b"old"
    assert log.steps == (second, third)
    assert log.texts == {"c2": "b", "c3": "b"}
    assert sorted(log.ids) == [("dprk.1", "c1"), ("dprk.1", "c2"), ("dprk.1", "c3")]
    other = await store.load("t1", "b2")
    assert (other.snapshot, other.steps) == (None, (first, second, third))
    assert await store.load("t2", "b1") is None


async def test_due_deadlines_come_the_longest_overdue_first(store):
    for table, deadline in (("t1", 500), ("t2", 400), ("t3", 2_000), ("t4", None)):
        await found(store, table)
        facts = msgspec.structs.replace(FACTS, deadline_ms=deadline)
        await store.append(Entry(step=step(2, table=table), facts=facts))
    assert await store.due(1_000, 1_000) == ()
    await store.alive("p1")
    assert [table for table, _ in await store.due(1_000, 1_000)] == ["t2", "t1"]
    assert await store.due(1_000, 1_001) == ()
    assert [table for table, _ in await store.timed()] == ["t1", "t2", "t3"]


async def test_the_chain_can_be_checked_from_its_canonical_form_alone(store):
    """Anybody can: SHA-256 over the hex of the head before and the JSON with sorted keys."""
    first = await found(store)
    second = step(2, before=first.head, events='[{"a":1,"b":"é한\\n\x7f"}]'.encode())
    await store.append(Entry(step=second))
    head = GENESIS
    for each in await store.steps("t1"):
        row = json.loads(each.canonical())
        plain = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        head = hashlib.sha256(head.hex().encode() + plain.encode()).digest()
        assert head == each.head


async def test_processes_say_when_they_were_last_alive(store):
    assert await store.last_alive_ms() is None
    await store.alive("p1")
    assert await store.last_alive_ms() == 1_000
    await store.forget_processes_before(1_001)
    assert await store.last_alive_ms() is None
