"""Beliefs about hidden types: written on the sheet, scored after the end (Rulebook 2.11, 9.8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.judgement.belief import brier
from rules.names import VIEWERS
from rules.scenario.loading import load
from rules.view import record, view

from .at_the_table import Table
from .test_types import TYPES, typed

SCENARIO = load(typed())
SURE = {"dove": 100, "hawk": 0}


def in_capitals() -> Table:
    return Table(scenario=SCENARIO).open().to("capitals")


def ended(table: Table) -> dict:
    table.give("control", "close")
    found = record(table.state, "observer", "debrief/beliefs", {})
    assert found is not None
    return found


@pytest.mark.parametrize(
    "odds",
    [{"dove": 60, "hawk": 39}, {"dove": 100}, {"dove": 50, "hawk": 30, "owl": 20}, {}],
)
def test_a_belief_names_every_type_and_adds_up_to_100(odds):
    refusal = in_capitals().refused("usa", "seal", instructions={"beliefs": {"jpn": odds}})
    assert (refusal.code, refusal.field) == ("bad-belief", "instructions.beliefs.jpn")


@pytest.mark.parametrize(("seat", "about"), [("usa", "rok"), ("jpn", "jpn")])
def test_one_believes_something_of_another_that_has_types(seat, about):
    refusal = in_capitals().refused(seat, "seal", instructions={"beliefs": {about: SURE}})
    assert (refusal.code, refusal.field) == ("bad-belief", f"instructions.beliefs.{about}")


def test_a_belief_about_nobody_is_refused():
    test_one_believes_something_of_another_that_has_types("usa", "rok")


def test_the_menu_offers_the_types_of_the_others():
    table = in_capitals()
    offered = {
        seat: record(table.state, seat, "menu/own", {})["commands"]["seal"]["beliefs"]
        for seat in ("usa", "jpn")
    }
    assert offered == {"usa": {"jpn": TYPES}, "jpn": {}}


def test_nobody_else_learns_of_a_belief_before_the_end():
    """Two games that differ in a belief alone are the same to all but its author and control."""
    games = []
    for beliefs in ({}, {"jpn": SURE}):
        table = in_capitals()
        table.give("usa", "seal", instructions={"beliefs": beliefs})
        during = {viewer: view(table.state, viewer, {}) for viewer in VIEWERS}
        table.to("reckoning")
        games.append((during, {viewer: view(table.state, viewer, {}) for viewer in VIEWERS}))
    (one, one_after), (other, other_after) = games
    for viewer in VIEWERS:
        assert (one[viewer] != other[viewer]) == (viewer in ("usa", "control"))
        before, after = (without_hashes(each[viewer]) for each in (one_after, other_after))
        assert before == after
        assert "debrief/beliefs" not in one_after[viewer]


def without_hashes(records):
    """What is published of sealed sheets is opaque: it differs whenever a sheet does."""
    return {key: each for key, each in records.items() if key != "ledger/commitments"}


def test_the_debrief_tells_every_belief_of_a_sheet_that_took_effect_and_its_score():
    table = in_capitals()
    table.give("usa", "seal", instructions={"beliefs": {"jpn": {"dove": 70, "hawk": 30}}})
    table.to("reckoning").to("capitals")
    table.give("usa", "seal", instructions={"beliefs": {"jpn": SURE}})
    table.to("reckoning").to("capitals")
    table.give("dprk", "seal", instructions={"beliefs": {"jpn": SURE}})
    told = ended(table)
    (truth,) = told["types"]
    is_dove = truth["id"] == "dove"
    assert truth["seat"] == "jpn"
    assert truth["known_odds"] == (180 if is_dove else 980)
    (usa,) = told["beliefs"]
    assert (usa["seat"], usa["about"]) == ("usa", "jpn")
    assert [each["round"] for each in usa["rounds"]] == [1, 2]
    assert [each["brier"] for each in usa["rounds"]] == ([180, 0] if is_dove else [980, 2000])
    assert usa["rounds"][1]["odds"] == SURE


def test_where_there_are_no_types_there_is_nothing_to_believe():
    assert ended(Table().open()) == {"types": [], "beliefs": []}


@given(st.integers(0, 100))
def test_who_believes_what_is_so_more_firmly_scores_lower(percent):
    odds = {"dove": percent, "hawk": 100 - percent}
    assert brier(odds, "dove") == 2 * (100 - percent) ** 2 * 1000 // 10_000
    assert 0 <= brier(odds, "hawk") <= 2000
