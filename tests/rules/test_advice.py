"""What desks advise their heads, and what became of it (Rulebook 1.15)."""

import pytest
from msgspec.structs import replace

from rules.names import SEATS, VIEWERS
from rules.view import record, view
from rules.view.advice import SHARED

from .at_the_table import OFFER, Table, heard_of
from .test_teams import commands
from .tiny import SCENARIO

DESKS = ("security", "economy", "press", "intelligence")


@pytest.fixture
def table() -> Table:
    """The DPRK with all four desks, a member at none and a mentor; an offer lies before it."""
    return desked(Table())


def desked(table: Table) -> Table:
    for desk in DESKS:
        table.give("dprk", "appoint", rank="member", desk=desk)
    table.give("dprk", "appoint", rank="member")
    table.give("dprk", "appoint", rank="mentor")
    return table.open()


def offered(table: Table) -> str:
    """Table an offer to the DPRK and go on to the capitals; return its id."""
    identity = table.table("usa", OFFER)
    table.to("capitals")
    return identity


def advised(table, seat="dprk", viewer="dprk"):
    return [
        record(table.state, viewer, f"advice/{each.id}", {})
        for each in table.state.advice.values()
        if each.seat == seat
    ]


def sheet(**instructions):
    return {"instructions": instructions, "why": "It is worth it."}


def test_a_desk_advises_its_part_of_the_sheet_and_the_head_may_seal_it(table):
    paper = offered(table)
    step = table.give("dprk-2", "advise", **sheet(answers={paper: "accept"}))
    assert heard_of(step, "AdviceGiven") == [("dprk", "control")]
    (told,) = advised(table)
    assert (told["by"], told["instructions"]) == ("Economy", {"answers": {paper: "accept"}})
    assert told["text"][0].startswith("Accept ")
    assert told["taken"] is None
    assert table.state.sealed == {}
    table.give("dprk", "seal", instructions=told["instructions"])
    assert table.state.sealed["dprk"].answers[paper].accepts


@pytest.mark.parametrize(
    ("who", "instructions"),
    [
        ("dprk-1", {"close": True}),
        ("dprk-2", {"close": True}),
        ("dprk-4", {"close": True}),
        ("dprk-3", {"beliefs": {}, "walk_out": {"ground": "pressure"}}),
        ("dprk-1", {"answers": {"d": "accept"}}),
        ("dprk-5", {"close": True}),
    ],
)
def test_each_desk_has_a_say_of_its_own(table, who, instructions):
    table.to("capitals")
    refused = table.refused(who, "advise", **sheet(**instructions))
    assert (refused.code, refused.field) == ("not-your-desk", "instructions")


def test_who_sits_at_no_desk_speaks_for_those_that_are_free():
    table = Table()
    table.give("dprk", "appoint", rank="member", desk="economy")
    table.give("dprk", "appoint", rank="member")
    table.open().to("capitals").give("dprk-2", "advise", **sheet(close=True))
    paper = sheet(answers={"d": "accept"})
    assert table.refused("dprk-2", "advise", **paper).code == "not-your-desk"
    team = record(table.state, "dprk", "seat/dprk", {})["team"]
    assert [each["advises"] for each in team] == [
        [],
        ["economy"],
        ["security", "press", "intelligence"],
    ]


def test_what_could_not_be_sealed_is_not_advised(table):
    table.to("capitals")
    refused = table.refused("dprk-2", "advise", **sheet(answers={"nosuchpaper1": "accept"}))
    sealed = table.refused("dprk", "seal", instructions={"answers": {"nosuchpaper1": "accept"}})
    assert (refused.code, refused.detail) == (sealed.code, sealed.detail)


def test_advice_says_something(table):
    table.to("capitals")
    assert table.refused("dprk-1", "advise", why="Just so.").code == "nothing-advised"
    assert table.refused("dprk-3", "advise", why="", statement="Hm.").code == "empty"


def test_the_sheet_is_advised_on_in_the_capitals_and_words_for_the_press_before(table):
    assert table.refused("dprk-3", "advise", **sheet(close=True)).code == "not-your-phase"
    table.give("dprk-3", "advise", statement="We want peace.", why="They listen.")
    for who in ("dprk-1", "dprk-2", "dprk-4"):
        wire = {"statement": "We want peace.", "why": "They listen."}
        assert table.refused(who, "advise", **wire).code == "not-your-desk"
    table.to("capitals")
    wire = {"statement": "We want peace.", "why": "They listen."}
    assert table.refused("dprk-3", "advise", **wire).code == "not-your-phase"


def test_heads_and_mentors_advise_nothing(table):
    table.to("capitals")
    for who in ("dprk", "dprk-6", "usa"):
        assert table.refused(who, "advise", **sheet(close=True)).code == "not-yours"


def test_the_last_word_of_a_desk_in_a_round_counts(table):
    paper = offered(table)
    table.give("dprk-2", "advise", **sheet(answers={paper: "accept"}))
    table.give("dprk-2", "advise", **sheet(answers={paper: "decline"}))
    (told,) = advised(table)
    assert told["instructions"] == {"answers": {paper: "decline"}}


def test_what_is_offered_to_a_desk_is_its_part_of_the_whole(table):
    table.table("usa", OFFER)
    assert commands(table, "member")["advise"] == {"desks": {"press": {"statement": True}}}
    table.to("capitals")
    whole, offered_ = commands(table)["seal"], commands(table, "member")["advise"]
    parts = {name for desk in offered_["desks"].values() for name in desk}
    assert parts == set(whole) - set(SHARED)
    assert {name: offered_[name] for name in SHARED} == {name: whole[name] for name in SHARED}
    assert list(offered_["desks"]["economy"]["answers"]) == list(whole["answers"])
    acts = [each for desk in offered_["desks"].values() for each in desk.get("actions", [])]
    assert sorted(x["id"] for x in acts) == sorted(x["id"] for x in whole["actions"])
    assert "advise" not in commands(table.to("reckoning"), "member")


def test_intelligence_spends_what_finds_things_out_and_security_the_rest():
    first, *others = SCENARIO.actions
    spying = replace(first, id="spy", watch=20, seats=SEATS)
    open_acts = tuple(replace(each, seats=SEATS) for each in others)
    table = desked(Table(scenario=replace(SCENARIO, actions=(spying, *open_acts))))
    desks = commands(table.to("capitals"), "member")["advise"]["desks"]
    assert [each["id"] for each in desks["intelligence"]["actions"]] == ["spy"]
    assert "spy" not in [each["id"] for each in desks["security"]["actions"]]
    act = {"action": "spy", "target": ["usa"] if spying.target == "seat" else []}
    assert table.refused("dprk-1", "advise", **sheet(action=act)).code == "not-your-desk"
    table.give("dprk-4", "advise", **sheet(action=act))
    assert advised(table)[0]["text"][0].startswith("National action")


def test_nobody_else_learns_that_anything_was_advised(table):
    paper = offered(table)
    before = {viewer: view(table.state, viewer, {}) for viewer in VIEWERS}
    table.give("dprk-2", "advise", **sheet(answers={paper: "accept"}))
    for viewer in VIEWERS:
        is_same = view(table.state, viewer, {}) == before[viewer]
        assert is_same == (viewer not in ("dprk", "control")), viewer


def test_the_debrief_says_what_was_advised_and_what_the_head_did(table):
    table.give("dprk-3", "advise", statement="We want peace.", why="They listen.")
    table.to("plenary").give("dprk", "say", channel="press", text="We want peace.")
    paper = offered_again(table)
    table.give("dprk-2", "advise", **sheet(answers={paper: "accept"}))
    table.give("dprk-1", "advise", **sheet(action={"action": table.state.scenario.actions[0].id}))
    table.give("dprk", "seal", instructions={"answers": {paper: "accept"}})
    table.to("reckoning").give("control", "close")
    words = {each.text.id: "We want peace." for each in table.state.messages.values()} | {
        each.statement.id: "We want peace."
        for each in table.state.advice.values()
        if each.statement
    }
    told = {
        each.post: record(table.state, "usa", f"advice/{each.id}", words)["taken"]
        for each in table.state.advice.values()
    }
    assert told == {"press": "all", "economy": "all", "security": "none"}


def offered_again(table: Table) -> str:
    identity = table.table("usa", {**OFFER, "audience": "public"})
    table.to("capitals")
    return identity


def test_words_of_advice_are_erased_like_others(table):
    table.give("dprk-3", "advise", statement="We want peace.", why="They listen.")
    (told,) = advised(table)
    step = table.give("control", "erase", record=f"advice/{told['id']}")
    assert heard_of(step, "TextErased") == [("dprk", "control")] * 2
