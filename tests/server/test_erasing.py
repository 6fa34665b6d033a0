"""Words taken back for good: gone from the store, the memory, the page; the chain holds (6.21)."""

import msgspec
import pytest

from server.bus import Bus
from server.exporting import read, whole
from server.founding import Founder, NewTable
from server.library import Library
from server.log import GENESIS
from server.play import Play
from server.seats import Seats
from server.tables import Tables
from server.verifying import verify

SEATS = Seats(b"s" * 32)
WORDS = "a word one is sorry for"


class House:
    """One table over a store, as one process has it in memory."""

    def __init__(self, store, people):
        self.store, self.people = store, people
        self.table = people["usa"].table
        self.tables = Tables(store, Library(store), SEATS)
        self.play = Play(store, self.tables, SEATS, Bus(), self.entropy)
        self.ids = 0

    def entropy(self, count):
        self.ids += 1
        return self.ids.to_bytes(count, "big")

    async def give(self, role, kind, **fields):
        self.ids += 1
        await self.play.obey(self.people[role], f"c-{self.ids}", {"kind": kind, **fields})

    async def live(self):
        live = await self.tables.get(self.table)
        assert live is not None
        return live

    async def records(self, role):
        shown = (await self.live()).shown[role]
        return {key: msgspec.json.decode(body) for key, body in shown.records.items()}

    async def message(self):
        (key,) = [key for key in await self.records("control") if key.startswith("message/")]
        return key


@pytest.fixture
async def house(store):
    founder = Founder(store, Library(store), SEATS, lambda count: b"\x77" * count)
    _, people = await founder.found(NewTable(scenario="first-session"))
    return House(store, {person.role: person for person in people})


async def test_words_go_from_the_store_and_from_what_everybody_reads(house):
    await house.give("usa", "say", channel="rok+usa", text=WORDS)
    key = await house.message()
    await house.give("control", "erase", record=key)
    assert [(text.salt, text.body) for text in await house.store.texts(house.table)] == [
        (None, None)
    ]
    for role in ("usa", "rok", "control"):
        told = (await house.records(role))[key]
        assert (told["text"], told["erased"]) == ("(erased)", True)


async def test_a_person_s_words_all_go_even_those_that_no_record_shows_any_more(house):
    paper = {"sponsors": ["usa"], "addressees": ["rok"], "audience": "secret", "clauses": []}
    await house.give("control", "open")
    await house.give("usa", "draft", document={"title": f"First {WORDS}", **paper})
    (draft,) = (await house.live()).state.documents
    await house.give("usa", "draft", document={"title": WORDS, **paper}, replaces=draft)
    await house.give("rok", "say", channel="rok+usa", text="This stays.")
    await house.give("control", "erase", person="usa")
    assert [text.body for text in await house.store.texts(house.table) if text.body] == [
        "This stays."
    ]
    assert (await house.records("usa"))[f"document/{draft}"]["title"] == "(erased)"


async def test_one_holder_of_a_seat_loses_only_its_own_words(house):
    await house.give("usa", "say", channel="rok+usa", text=WORDS)
    await house.give("control", "reseat", seat="usa", holder="open")
    await house.give("control", "erase", person="usa.1")
    assert all(text.body is None for text in await house.store.texts(house.table))
    with pytest.raises(Exception, match="no-words"):
        await house.give("control", "erase", person="usa.2")


async def test_who_comes_back_with_an_old_cursor_is_told_by_any_process(house):
    """A process that loads the log later never sees the words, and tells of the change alike."""
    await house.give("usa", "say", channel="rok+usa", text=WORDS)
    key = await house.message()
    cursor = (await house.live()).shown["rok"].seq
    await house.give("control", "erase", record=key)
    here = (await house.live()).shown["rok"].since(cursor)
    elsewhere = House(house.store, house.people)
    there = (await elsewhere.live()).shown["rok"].since(cursor)
    assert key in here.records
    assert (here.seq, here.head, here.records) == (there.seq, there.head, there.records)


async def test_the_chain_holds_and_says_what_was_erased(house):
    await house.give("usa", "say", channel="rok+usa", text=WORDS)
    await house.give("control", "erase", person="usa")
    await house.give("control", "close")
    steps = await house.store.steps(house.table)
    before = GENESIS
    for step in steps:
        assert step.chained(before).head == step.head
        before = step.head
    live = await house.live()
    card = await house.store.card(house.table)
    scenario = await house.store.scenario(card.scenario)
    export = whole(live.state, scenario, steps, await house.store.texts(house.table))
    content = msgspec.json.encode(export)
    assert WORDS.encode() not in content
    report = verify(read(content))
    assert report.faults == ()
    assert any("1 erased" in each for each in report.unproven)


async def test_nothing_of_the_words_is_left_in_the_folder(house, tmp_path):
    await house.give("usa", "say", channel="rok+usa", text=WORDS)
    await house.give("control", "erase", person="usa")
    for file in tmp_path.iterdir():
        assert WORDS.encode() not in file.read_bytes(), file
