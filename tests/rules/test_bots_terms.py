"""What bots write into a text beside who gives what: tranches, pools, a day to expect things by."""

import pytest

from rules.bots import play
from rules.bots.bargain import counters, declined
from rules.bots.characters import CHARACTERS
from rules.bots.outlook import Outlook
from rules.bots.promises import pledges_of
from rules.bots.search import Search
from rules.bots.table import Table as Read
from rules.bots.table import content, read
from rules.bots.terms import expectation, in_tranches, on_the_wire, pooled
from rules.bots.welcome import Promise
from rules.bots.wishes import reach, ways
from rules.bots.worth import blame, scale
from rules.view import view
from server.scenarios import shipped

from .at_the_table import Table

OIL = Promise("rok", "fuel_oil", 200, ("dprk",), rounds=1)
MORE_OIL = Promise("prc", "fuel_oil", 100, ("dprk",), rounds=1)
FREEZE = Promise("dprk", "yongbyon", 1)


@pytest.mark.parametrize(("value", "is_blamed"), [(5, False), (6, False), (7, True)])
def test_a_bot_fears_blame_from_where_the_scenario_has_it(table, value, is_blamed):
    """Rulebook 7.7: from 7 on in `korea-2020`, as the bot's own records say."""
    seen = as_read(table, "dprk")
    offer = {"addressees": ["dprk"], "audience": "public", "status": "open"}
    assert bool(blame(seen, {**offer, "goodness": {"value": value}})) is is_blamed


@pytest.fixture(scope="module")
def table() -> Table:
    return Table(scenario=shipped("korea-2020")).open()


def as_read(table: Table, seat: str) -> Read:
    return read(view(table.state, seat, {}))


def test_who_pays_for_what_was_done_pays_in_parts_that_add_up(table):
    """Rulebook 3.17: the first at once, the others for what the other side has done."""
    seen = as_read(table, "rok")
    assert in_tranches(seen, "operative", (OIL, FREEZE)) == (OIL, FREEZE)
    oil, freeze = in_tranches(seen, "performed", (OIL, FREEZE))
    assert freeze == FREEZE
    assert (oil.level * oil.tranches, oil.rounds) == (200, 0)
    assert oil.tranches > 1
    assert oil.level % seen.instruments["fuel_oil"]["step"] == 0


def test_a_gift_comes_whole(table):
    assert in_tranches(as_read(table, "rok"), "performed", (OIL,)) == (OIL,)


def test_what_several_give_alike_is_a_pool(table):
    """Rulebook 5.13."""
    seen = as_read(table, "rok")
    assert pooled(seen, (OIL, FREEZE)) == {}
    assert on_the_wire(seen, (OIL, MORE_OIL, FREEZE))["pools"] == [
        {"instrument": "fuel_oil", "target": 300}
    ]
    assert in_tranches(seen, "performed", (OIL, MORE_OIL, FREEZE)) == (OIL, MORE_OIL, FREEZE)


def test_who_pays_for_long_names_a_day_by_which_it_expects_a_return(table):
    """Rulebook 3.19."""
    seen = as_read(table, "rok")
    paid = OIL._replace(level=50, rounds=0, tranches=4)
    assert expectation(seen, (paid._replace(tranches=2), FREEZE)) is None
    assert expectation(seen, (paid, FREEZE)) == {
        "that": {"performed": {"by": "dprk", "instrument": "yongbyon", "level": 1}},
        "by": 3,
    }


def parts(condition: object) -> dict[str, object]:
    """A text by which oil comes in tranches while the reactor stands still, and it does."""
    oil = OIL._replace(level=50, rounds=0, tranches=4).clause(condition)
    return {"id": "x", "clauses": [{**oil, "id": "x.1"}, {**FREEZE.clause(), "id": "x.2"}]}


DONE = {"performed": {"by": "dprk", "instrument": "yongbyon", "level": 1}}
NEVER = {"performed": {"by": "dprk", "instrument": "yongbyon", "level": 3}}


@pytest.mark.parametrize(("condition", "amount"), [(DONE, 200), (NEVER, 50)])
def test_a_bot_counts_on_the_tranches_that_will_fall_due(table, condition, amount):
    known = Outlook(as_read(table, "dprk"), is_hopeful=False)
    (oil, _) = pledges_of(known, parts(condition))
    assert oil.amount == amount


def test_the_same_goods_in_parts_are_the_same_exchange():
    whole = {"clauses": [OIL.clause()]}
    assert content(whole) == content(parts(DONE)) - {FREEZE.key}


def test_small_steps_grow_as_time_runs_out(table):
    """Rulebook 1.7."""
    seen = as_read(table, "usa")
    record, patient = seen.instruments["yongbyon"], CHARACTERS["reciprocator"]
    assert reach(seen, patient, record, "dprk") == 1
    vars(seen)["turns"] = 2
    assert reach(seen, patient, record, "dprk") == 3


def test_who_was_let_down_leaves(table):
    """Rulebook 3.19: nothing lapses by itself."""
    other = Table(scenario=shipped("korea-2020")).open()
    text = {
        "title": "In parts", "sponsors": ["rok"], "addressees": ["dprk"], "audience": "closed",
        "clauses": [OIL._replace(level=50, rounds=0, tranches=4).clause(DONE),
                    FREEZE.clause(NEVER)],
        "expectation": {"that": DONE, "by": 3},
    }  # fmt: skip
    identity = other.table("rok", text)
    other.to("capitals")
    other.give("dprk", "seal", instructions={"answers": {identity: "accept"}})
    for _ in range(2):
        other.to("corridors")
        assert not denounced(other, identity)
        other.to("capitals")
    assert other.to("corridors").state.round == 4
    assert denounced(other, identity)


def denounced(table: Table, identity: str) -> bool:
    done = play("reciprocator", view(table.state, "rok", {}), lambda _: 50)
    return {"kind": "denounce", "document": identity} in done


# What it declined, with a wish of its own besides


def after_declining() -> Read:
    """Round 2: Japan has declined to say what lies in the past for nothing from the North."""
    table = Table(scenario=shipped("korea-2020")).open()
    past = Promise("jpn", "past", 1, ("dprk",) if needs_whom(table, "past") else ())
    text = {
        "title": "The past", "sponsors": ["dprk"], "addressees": ["jpn"], "audience": "closed",
        "clauses": [past.clause()],
    }  # fmt: skip
    identity = table.table("dprk", text)
    table.to("capitals")
    table.give("jpn", "seal", instructions={"answers": {identity: "decline"}})
    return as_read(table.to("reckoning").to("corridors"), "jpn")


def needs_whom(table: Table, instrument: str) -> bool:
    return table.state.scenario.instrument[instrument].beneficiaries == "required"


def test_what_it_declined_comes_back_with_what_it_wants_for_it():
    seen = after_declining()
    assert [each["sponsors"] for each in declined(seen)] == [["dprk"]]
    search = Search(scale(seen), CHARACTERS["maximiser"], seen.commands["draft"])
    search.taste = lambda _: 50
    wish = (Promise("dprk", "abductions", 1),)
    (moves,) = counters(search, [wish, (Promise("usa", "exemptions", 1),)])
    assert {each.promise.key[:2] for each in moves} == {("jpn", "past"), ("dprk", "abductions")}


def test_who_is_at_the_table_keeps_nobody_from_wishing(table):
    """A line on what is done while somebody is there asks for what is done."""
    done = {"performed": {"by": "dprk", "instrument": "yongbyon", "level": 1}}
    seen, character = as_read(table, "rok"), CHARACTERS["maximiser"]
    asked = ways(seen, character, done)
    assert [promise.key for way in asked for promise in way] == [("dprk", "yongbyon", 1)]
    assert ways(seen, character, {"all": [done, {"present": "dprk"}]}) == asked
    assert ways(seen, character, {"all": [done, {"open": "hostile_policy"}]}) == []
