"""A deputy acts for its head while that is away (Rulebook 1.16)."""

import pytest

from rules.commands import Arrive, Leave
from rules.decide.absences import stand_in
from rules.judgement.retracing import departures
from rules.names import VIEWERS
from rules.view import record, view

from .at_the_table import OFFER, Table, heard_of, kinds
from .test_teams import commands, team, teamed
from .tiny import SCENARIO


@pytest.fixture
def table() -> Table:
    """The DPRK: its head and both members are here, and the first of these is its deputy."""
    at = teamed(Table()).open().arrive("dprk", "dprk-1", "dprk-2", "usa")
    at.give("dprk", "deputy", place=1)
    return at


def test_a_deputy_signs_and_seals_while_the_head_is_away_and_no_longer(table):
    draft = table.draft("dprk", {**OFFER, "sponsors": ["dprk"], "addressees": ["usa"]})
    assert table.refused("dprk-1", "table", document=draft).code == "heads-alone"
    table.leave("dprk").give("dprk-1", "table", document=draft)
    assert table.refused("dprk-2", "ready", on=True).code == "heads-alone"
    table.to("capitals").give("dprk-1", "seal", instructions={"close": True})
    assert table.state.sealed["dprk"].close
    table.arrive("dprk")
    assert table.refused("dprk-1", "seal", instructions={}).code == "heads-alone"


def test_its_menu_is_the_heads_as_long(table):
    assert [each["menu"] for each in team(table)] == ["own", "member", "member", "mentor"]
    assert [each["deputy"] for each in team(table)] == [False, True, False, False]
    table.leave("dprk")
    assert [each["menu"] for each in team(table)] == ["own", "own", "member", "mentor"]


def test_a_delegation_is_present_while_its_deputy_is(table):
    table.leave("dprk")
    assert table.state.seats["dprk"].present
    table.give("usa", "ready", on=True)
    assert table.state.phase == "corridors"
    table.leave("dprk-1")
    assert not table.state.seats["dprk"].present
    assert table.state.phase == "plenary"


def test_that_the_head_leaves_or_returns_while_its_deputy_is_here_is_nobody_elses_step(table):
    before = {viewer: view(table.state, viewer, {}) for viewer in VIEWERS}
    for moves in (table.leave, table.arrive):
        begun = len(table.log)
        moves("dprk")
        assert [each.to for each in table.log[begun:]] == [("dprk", "control")]
        for viewer in VIEWERS:
            is_same = view(table.state, viewer, {}) == before[viewer]
            assert is_same == (viewer not in ("dprk", "control") or moves == table.arrive), viewer


def test_a_phase_that_ends_as_the_deputy_leaves_is_on_record_as_it_comes_out_again():
    """Rulebook 6.19."""
    table = teamed(Table()).arrive("dprk-1", "usa")
    table.give("dprk", "deputy", place=1)
    happened = [table.log[:1], table.log[1:]]
    happened.append(table.give("control", "open"))
    happened.append(table.give("usa", "ready", on=True))
    happened.append(table.do("clock", Leave(person="dprk-1.1"), person="clock"))
    assert kinds(happened[-1])[-1] == "PhaseBegan"
    assert list(departures(SCENARIO, [(table.now_ms, step) for step in happened])) == []


def test_all_are_told_when_a_deputy_makes_a_delegation_present(table):
    table.leave("dprk", "dprk-1")
    before = view(table.state, "usa", {})
    (*_, arrived) = table.arrive("dprk-1").log
    assert arrived.to == VIEWERS
    assert view(table.state, "usa", {})["seat/dprk"] == {**before["seat/dprk"], "present": True}


def test_that_there_is_a_deputy_is_the_delegations_own_affair():
    table = teamed(Table()).open().arrive("dprk", "dprk-1", "usa")
    before = {viewer: view(table.state, viewer, {}) for viewer in VIEWERS}
    step = table.give("dprk", "deputy", place=1)
    assert heard_of(step, "DeputyNamed") == [("dprk", "control")]
    for viewer in VIEWERS:
        is_same = view(table.state, viewer, {}) == before[viewer]
        assert is_same == (viewer not in ("dprk", "control")), viewer


def test_control_names_a_deputy_too_and_it_may_be_taken_back(table):
    table.give("control", "deputy", seat="dprk", place=2)
    assert [each["deputy"] for each in team(table)] == [False, False, True, False]
    table.give("control", "deputy", seat="dprk", place=None)
    assert not any(each["deputy"] for each in team(table))


def test_a_mentor_is_no_deputy_nor_is_a_place_nobody_holds(table):
    assert table.refused("dprk", "deputy", place=3).code == "no-deputy"
    assert table.refused("dprk", "deputy", place=7).code == "unknown-place"
    assert commands(table)["deputy"] == {"seats": {"dprk": [1, 2]}}


def test_who_is_named_while_the_head_is_away_acts_at_once():
    table = teamed(Table()).open().arrive("dprk-1", "usa")
    step = table.give("control", "deputy", seat="dprk", place=1)
    assert kinds(step) == ["DeputyNamed", "DelegationPresent"]
    table.give("dprk-1", "ready", on=True)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("dismiss", {"place": 1}),
        ("renew", {"place": 1}),
        ("appoint", {"place": 1, "rank": "member", "desk": None}),
        ("deputy", {"place": 2}),
    ],
)
def test_a_deputy_whose_place_changes_counts_as_it_then_is(table, kind, fields):
    table.leave("dprk", "dprk-2").give("control", kind, seat="dprk", **fields)
    assert table.state.seats["dprk"].present == (kind == "appoint")


def test_a_table_holds_for_who_has_no_deputy_here():
    table = teamed(Table(clock={"corridors": 300})).open().arrive("dprk", "dprk-1", "usa")
    table.give("control", "absence", seat="dprk", then="hold")
    table.give("dprk", "deputy", place=1)
    table.leave("dprk")
    assert table.state.awaits == ()
    table.leave("dprk-1")
    assert table.state.awaits == ("dprk",)
    table.arrive("dprk-1")
    assert table.state.awaits == ()


def test_a_phase_that_waited_for_a_deputy_alone_ends_as_it_comes():
    """Rulebook 2.12, 6.19."""
    table = teamed(Table(clock={"corridors": 300})).arrive("dprk", "usa")
    table.give("control", "absence", seat="dprk", then="hold")
    table.give("dprk", "deputy", place=1)
    happened = [table.log[:1], table.log[1:]]
    happened += [table.give("control", "open"), table.give("dprk", "ready", on=True)]
    happened.append(table.do("clock", Leave(person="dprk.1"), person="clock"))
    assert table.state.awaits == ("dprk",)
    happened.append(table.give("usa", "ready", on=True))
    assert table.state.phase == "corridors"
    happened.append(table.do("clock", Arrive(person="dprk-1.1"), person="clock"))
    assert table.state.phase == "plenary"
    assert list(departures(SCENARIO, [(table.now_ms, step) for step in happened])) == []


def test_a_bot_stands_in_only_while_the_deputy_is_away_too(table):
    table.give("control", "absence", seat="dprk", then="bot:maximiser")
    table.leave("dprk")
    assert stand_in(table.state, "dprk") is None
    table.leave("dprk-1")
    assert stand_in(table.state, "dprk") == "maximiser"
    assert record(table.state, "usa", "seat/dprk", {})["stand_in"] == "maximiser"
