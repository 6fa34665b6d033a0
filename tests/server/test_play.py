"""One command's way, with two processes' memories over one store: nothing is done twice."""

import asyncio
import hashlib
import json

import pytest

from rules import Refused
from rules.commands import Arrive
from server.bus import Bus
from server.founding import Founder, NewTable
from server.library import Library
from server.play import NoTable, Play
from server.seats import Person, Seats
from server.tables import Tables

SEATS = Seats(b"s" * 32)


@pytest.fixture
def processes(store):
    """Two that do not hear of each other."""
    found = []
    for _ in range(2):
        tables = Tables(store, Library(store), SEATS)
        found.append((Play(store, tables, SEATS, Bus(), lambda count: b"e" * count), tables))
    return found


@pytest.fixture
async def usa(store):
    founder = Founder(store, Library(store), SEATS, lambda count: b"\x77" * count)
    table, people = await founder.found(NewTable(scenario="first-session"))
    assert all(person.table == table for person in people)
    return next(person for person in people if person.role == "usa")


def say(text):
    return {"kind": "say", "channel": "control", "text": text}


async def test_who_was_overtaken_judges_again_and_both_commands_hold(processes, usa, store):
    (first, _), (second, tables) = processes
    await tables.get(usa.table)
    assert await first.obey(usa, "c-1", say("one")) == 2
    assert await second.obey(usa, "c-2", say("two")) == 3
    steps = await store.steps(usa.table)
    assert [step.command_id for step in steps] == ["found", "c-1", "c-2"]
    live = await tables.get(usa.table)
    texts = [body for body in live.texts.values() if body]
    assert sorted(texts) == ["one", "two"]


async def test_an_id_obeyed_elsewhere_is_answered_the_same_here(processes, usa, store):
    (first, _), (second, tables) = processes
    await tables.get(usa.table)
    answers = [await play.obey(usa, "c-1", say("one")) for play in (first, second)]
    assert answers == [2, 2]
    assert len(await store.steps(usa.table)) == 2


async def test_an_id_used_elsewhere_for_something_else_is_refused_here(processes, usa):
    (first, _), (second, tables) = processes
    await tables.get(usa.table)
    await first.obey(usa, "c-1", say("one"))
    with pytest.raises(Refused, match="id-reused"):
        await second.obey(usa, "c-1", say("other"))


async def test_both_memories_are_alike_in_the_end(processes, usa):
    (first, mine), (second, theirs) = processes
    for n in range(6):
        await (first, second)[n % 2].obey(usa, f"c-{n}", say(str(n)))
    mine_live, theirs_live = await mine.get(usa.table), await theirs.get(usa.table)
    await mine.catch_up(mine_live)
    await theirs.catch_up(theirs_live)
    assert mine_live.shown == theirs_live.shown
    assert mine_live.head == theirs_live.head


async def test_what_judging_led_to_is_what_the_log_folds_to(processes, usa, store):
    """Overtaken or not: what was judged against an old state is never handed on."""
    for n in range(6):
        play = processes[n // 2 % 2][0]
        await play.obey(usa, f"c-{n}", say(str(n)))
    held = [await tables.get(usa.table) for _, tables in processes]
    await processes[1][1].catch_up(held[1])
    anew = await Tables(store, Library(store), SEATS).get(usa.table)
    assert [live.state for live in held] == [anew.state, anew.state]
    assert [live.shown for live in held] == [anew.shown, anew.shown]


async def test_many_at_once_are_obeyed_one_after_the_other(processes, usa, store):
    play = processes[0][0]
    await asyncio.gather(*(play.obey(usa, f"c-{n}", say(str(n))) for n in range(30)))
    steps = await store.steps(usa.table)
    assert [step.seq for step in steps] == list(range(1, 32))


async def test_an_erased_text_cannot_be_guessed_from_what_stays(processes, usa, store):
    """The log holds a keyed hash of the command and a salted one of the text."""
    await processes[0][0].obey(usa, "c-1", say("secret word"))
    step = (await store.steps(usa.table))[-1]
    assert b"secret word" not in step.canonical()
    guess = json.dumps(say("secret word"), sort_keys=True, separators=(",", ":"))
    assert step.command_hash != hashlib.sha256(guess.encode()).digest()
    assert step.command_hash == SEATS.keyed("command", guess)


async def test_there_is_nothing_to_obey_at_no_table(processes):
    nobody = Person(table="nosuch", role="usa", generation=1)
    with pytest.raises(NoTable):
        await processes[0][0].obey(nobody, "c-1", say("one"))


async def test_the_clock_is_refused_in_silence(processes, usa, store):
    play = processes[0][0]
    assert await play.tell(usa.table, "a-1", Arrive(person="usa.1"))
    assert not await play.tell(usa.table, "a-2", Arrive(person="usa.1"))
    assert not await play.tell(usa.table, "a-3", Arrive(person="usa.9"))
    assert len(await store.steps(usa.table)) == 2
