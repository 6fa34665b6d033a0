"""Animosities: what they cost, and what wears them down (Rulebook 7.24)."""

import pytest
from msgspec.structs import replace

from rules.scenario import Animosity
from rules.scenario.checking import check
from rules.view import record
from rules.weighing.prices import price_parts
from tests.rules.at_the_table import FOOD, FREEZE, JOINT, PUBLIC, Table, clause
from tests.rules.tiny import SCENARIO

COLD = replace(
    SCENARIO,
    animosities=(
        Animosity(pair=("usa", "dprk"), start=60, text="A war."),
        Animosity(pair=("rok", "usa"), start=20, text="A quarrel."),
        Animosity(pair=("jpn", "rok"), start=80, text="The past."),
    ),
)


def concluded(document=PUBLIC):
    """A public text concluded in round 1, the corridors of round 2."""
    table = Table(scenario=COLD).open().to("plenary")
    identity = table.table("usa", document)
    table.to("capitals")
    table.give("dprk", "seal", instructions={"answers": {identity: "accept"}})
    return table.to("reckoning").to("corridors"), identity


def delivered(table, **sheets):
    table.to("capitals")
    for seat, perform in sheets.items():
        table.give(seat, "seal", instructions={"perform": perform})
    return table.to("reckoning").state.animosities


def test_a_sponsor_pays_for_the_worst_of_its_company():
    table = Table(scenario=COLD).open()
    draft = table.draft("usa", {**JOINT, "sponsors": ["usa", "rok", "jpn"]})
    terms = table.state.documents[draft].terms
    paid = {s: dict(price_parts(table.state, terms, s)) for s in ("usa", "rok", "jpn", "dprk")}
    assert paid["usa"]["A quarrel."] == 1
    assert paid["rok"]["The past."] == paid["jpn"]["The past."] == 2
    assert "A quarrel." not in paid["rok"]
    assert not {"A war.", "A quarrel.", "The past."} & paid["dprk"].keys()


def test_a_promise_the_world_sees_kept_wears_it_down():
    table, _ = concluded()
    assert delivered(table) == {"dprk+usa": 56}


def test_what_the_world_cannot_read_changes_nothing_it_can():
    table = Table(scenario=COLD).open()
    table.conclude("usa")
    table.to("corridors")
    assert delivered(table) == {}


def test_a_hidden_evasion_reads_like_a_promise_kept():
    hidden = {**PUBLIC, "clauses": [{**FREEZE, "verification": "v0"}]}
    table, identity = concluded(hidden)
    assert delivered(table, dprk={f"{identity}.1": "evade"}) == {"dprk+usa": 56}


def test_a_broken_promise_between_the_two_halves_the_gain():
    open_aid = {**PUBLIC, "clauses": [FOOD, clause("dprk", "tests")]}
    table, identity = concluded(open_aid)
    assert delivered(table, usa={f"{identity}.1": "evade"}) == {"dprk+usa": 58}


def test_the_ledger_says_what_lies_between_and_what_it_costs():
    table, _ = concluded()
    delivered(table)
    (war, *_) = record(table.state, "observer", "ledger/animosities", {})["pairs"]
    assert war == {
        "pair": ["dprk", "usa"],
        "level": 56,
        "start": 60,
        "price": 2,
        "text": "A war.",
    }


@pytest.mark.parametrize(
    ("pairs", "path"),
    [
        ([("usa", "usa")], ("animosities", 0, "pair")),
        ([("usa", "rok"), ("rok", "usa")], ("animosities",)),
    ],
)
def test_pairs_are_of_two_and_named_once(pairs, path):
    given = tuple(Animosity(pair=pair, start=1, text="It.") for pair in pairs)
    assert path in [problem.path for problem in check(replace(SCENARIO, animosities=given))]
