"""Exposure: a text of all six asks something of everybody (Rulebook 7.23)."""

import pytest
from msgspec.structs import replace

from rules.names import SEATS
from rules.scenario import Effect, Exposure
from rules.scenario.checking import check
from rules.view import record
from rules.weighing.assurance import index
from rules.weighing.exposure import silent
from tests.rules.at_the_table import Table, clause
from tests.rules.tiny import SCENARIO

RULES = Exposure(erosion=(Effect(support="actor", by=-3),))
ASKING = replace(SCENARIO, exposure=RULES)
TO_NORTH = {"beneficiaries": ["dprk"]}
PLEDGES = [clause(seat, "pledge", 2, **TO_NORTH) for seat in ("usa", "rok", "prc", "rus")]
FREEZE = clause("dprk", "freeze")
PLENARY = {
    "title": "All six",
    "sponsors": ["usa"],
    "addressees": [seat for seat in SEATS if seat != "usa"],
    "audience": "public",
    "clauses": [*PLEDGES[:3], FREEZE],
}
BEARING = ("dprk", "rok", "prc")


def settled(accepting, document=PLENARY, scenario=ASKING, **answers):
    table = Table(scenario=scenario).open().to("plenary")
    identity = table.table("usa", document)
    table.to("capitals")
    for seat in accepting:
        table.give(seat, "seal", instructions={"answers": {identity: "accept"}})
    for seat, answer in answers.items():
        table.give(seat, "seal", instructions={"answers": {identity: answer}})
    return table.to("reckoning"), identity


def terms_of(document):
    table = Table(scenario=ASKING).open()
    identity = table.draft("usa", document)
    return table.state.documents[identity].terms


def test_who_undertakes_nothing_in_a_public_text_of_all_six_is_silent():
    assert silent(ASKING, terms_of(PLENARY)) == ("rus", "jpn")
    assert silent(SCENARIO, terms_of(PLENARY)) == ()
    assert silent(ASKING, terms_of({**PLENARY, "audience": "closed"})) == ()
    five = {**PLENARY, "addressees": PLENARY["addressees"][:-1]}
    assert silent(ASKING, terms_of(five)) == ()


@pytest.mark.parametrize("answers", [{}, {"rus": "decline", "jpn": "decline"}], ids=["idle", "no"])
def test_the_silent_have_no_veto(answers):
    table, identity = settled(BEARING, **answers)
    assert table.state.documents[identity].status == "concluded"
    assert not {"rus", "jpn"} & {*table.state.documents[identity].bound}


def test_who_bears_a_part_has_one():
    table, identity = settled(BEARING[:2])
    assert table.state.documents[identity].status == "lapsed"


def test_where_nobody_asks_everybody_has_one():
    table, identity = settled(BEARING, scenario=SCENARIO)
    assert table.state.documents[identity].status == "lapsed"


def test_the_text_and_its_warnings_say_so():
    table = Table(scenario=ASKING).open()
    identity = table.draft("usa", PLENARY)
    told = record(table.state, "usa", f"document/{identity}", {})
    assert "Russia and Japan undertake nothing in it and have no veto" in told["prose"]
    assert "empty-line" in [each["code"] for each in told["warnings"]]


def test_empty_lines_weaken_the_index():
    table, _ = settled(BEARING)
    assert index(table.state).level == 6 * 60 // 100
    assert index(table.state).text.endswith("It is weaker for the empty lines of Russia and Japan.")


def test_a_text_that_loads_one_or_two_erodes():
    lopsided = {**PLENARY, "addressees": ["dprk", "rok", "prc"], "clauses": [PLEDGES[0], FREEZE]}
    table, identity = settled(BEARING, lopsided)
    before = {seat: table.state.seats[seat].support for seat in SEATS}
    (told,) = record(table.state, "observer", "ledger/exposure", {})["eroding"]
    assert (told["document"], told["seats"]) == (identity, ["dprk", "usa"])
    table.to("corridors").to("reckoning")
    lost = {seat: before[seat] - table.state.seats[seat].support for seat in SEATS}
    assert lost == {seat: 3 if seat in ("dprk", "usa") else 0 for seat in SEATS}
    worn = [each.seat for each in table.state.tellings[2] if each.kind == "eroded"]
    assert worn == ["dprk", "usa"]


@pytest.mark.parametrize(
    "change",
    [{"addressees": ["dprk", "rok"]}, {"clauses": [PLEDGES[0], PLEDGES[2], FREEZE]}],
    ids=["few sign", "three bear it"],
)
def test_a_text_of_few_or_one_that_many_bear_does_not(change):
    lopsided = {**PLENARY, "addressees": ["dprk", "rok", "prc"], "clauses": [PLEDGES[0], FREEZE]}
    table, _ = settled(BEARING[: len({**lopsided, **change}["addressees"])], {**lopsided, **change})
    assert record(table.state, "observer", "ledger/exposure", {})["eroding"] == []


def test_the_ledger_holds_what_its_reader_may_read():
    table = Table(scenario=ASKING).open()
    table.conclude("usa", audience="secret")
    seen = {
        viewer: [
            (party["seat"], [line["answers_to"] for line in party["lines"]])
            for party in record(table.state, viewer, "ledger/exposure", {})["parties"]
            if party["lines"]
        ]
        for viewer in ("usa", "rok", "observer")
    }
    assert seen["usa"] == [("dprk", [["usa"]]), ("usa", [["dprk"]])]
    assert seen["rok"] == seen["observer"] == []


def test_what_erodes_is_checked():
    wrong = replace(RULES, erosion=(Effect(support="target", by=-1),))
    assert ("exposure", "erosion", 0) in [
        problem.path for problem in check(replace(ASKING, exposure=wrong))
    ]
