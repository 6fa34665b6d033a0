"""The menu: what may be given now, what it would cost, what is in the way (protocol.md 1)."""

from typing import Any

import pytest
from msgspec.structs import replace

from rules.names import SEATS
from rules.naming import label
from rules.refusal import Refused
from rules.scenario import Action
from rules.view import record

from . import tiny
from .at_the_table import CLOCK, FOOD, FREEZE, JOINT, PUBLIC, SECRET, Table


@pytest.fixture
def table() -> Table:
    return Table(clock=CLOCK).open()


def menu(table: Table, viewer: str) -> Any:
    return record(table.state, viewer, "menu/own", {})


def commands(table: Table, viewer: str) -> Any:
    return menu(table, viewer)["commands"]


def test_an_observer_has_no_menu(table):
    assert menu(table, "observer") is None


def test_talk_is_open_to_all_before_during_and_after(table):
    others = [seat for seat in SEATS if seat != "dprk"]
    private = {"channels": [], "private": True, "control": True, "team": False}
    private |= {"seats": others, "friends": []}
    before = commands(Table(), "dprk")
    assert (before["say"], set(before)) == (private, {"say", "appoint"})
    assert commands(table, "dprk")["say"] == private
    assert commands(table.to("plenary"), "dprk")["say"]["channels"] == ["room", "press"]
    table.give("control", "close")
    assert commands(table, "dprk") == {"say": {**private, "channels": ["room", "press"]}}


@pytest.mark.parametrize(
    ("phase", "kinds"),
    [
        ("corridors", {"say", "draft", "petition", "reason", "ready"}),
        ("plenary", {"say", "draft", "petition", "reason", "ready"}),
        ("capitals", {"say", "draft", "reason", "seal", "ready"}),
        ("reckoning", {"say", "draft", "reason", "ready"}),
    ],
)
def test_a_kind_that_may_not_be_given_now_is_absent(table, phase, kinds):
    assert set(commands(table.to(phase), "jpn")) == {*kinds, "appoint"}


def test_a_draft_is_offered_with_all_that_a_form_needs(table):
    mine = table.draft("usa")
    told = commands(table, "usa")["draft"]
    assert told["replace"] == [mine]
    assert (told["max_drafts"], told["drafts_left"]) == (12, 11)
    assert told["debtors"]["dprk"] == ["freeze", "tests"]
    assert (told["max_clauses"], told["max_open"], told["max_secret"]) == (4, 2, 1)


def test_a_draft_is_quoted_to_its_sponsors_each_for_itself(table):
    draft = table.draft("usa", JOINT)
    prices = {seat: menu(table, seat)["quotes"][draft]["price"] for seat in ("rok", "usa")}
    assert prices == {"rok": 0, "usa": 2}
    quote = menu(table, "usa")["quotes"][draft]
    assert sum(each["amount"] for each in quote["price_parts"]) == 2
    assert (quote["room_left"], quote["format"]) == (4, ["dprk", "rok", "usa"])
    assert quote["problems"] == []
    assert menu(table, "dprk")["quotes"] == {}


def test_what_is_in_the_way_of_a_draft_is_said_and_it_cannot_be_tabled(table):
    draft = table.draft("usa", clauses=[{**FOOD, "level": 7}])
    (problem,) = menu(table, "usa")["quotes"][draft]["problems"]
    assert (problem["code"], problem["field"]) == ("no-such-amount", "clauses[0].level")
    assert "table" not in commands(table, "usa")
    assert table.refused("usa", "table", document=draft).code == "no-such-amount"


def test_documents_are_offered_to_who_can_do_something_with_them(table):
    draft = table.draft("usa", JOINT)
    assert commands(table, "rok")["cosign"] == {"documents": [draft]}
    table.give("rok", "cosign", document=draft)
    assert "cosign" not in commands(table, "rok")
    assert commands(table, "rok")["unsign"] == {"documents": [draft]}
    assert commands(table, "usa")["table"] == {"documents": [draft]}
    table.give("usa", "table", document=draft)
    assert commands(table, "rok")["withdraw"] == {"documents": [draft]}
    assert "withdraw" not in commands(table, "dprk")


def test_a_public_draft_is_tabled_in_the_plenary(table):
    draft = table.draft("usa", PUBLIC)
    assert "table" not in commands(table, "usa")
    assert commands(table.to("plenary"), "usa")["table"] == {"documents": [draft]}


def test_a_concluded_text_can_be_denounced_and_a_secret_one_disclosed(table):
    text = table.conclude("usa", SECRET)
    assert commands(table.to("corridors"), "dprk")["denounce"] == {"documents": [text]}
    assert commands(table.to("plenary"), "dprk")["disclose"] == {"documents": [text]}
    assert "disclose" not in commands(table, "rok")


# --- the sealed sheet ---


OTHER = {**JOINT, "sponsors": ["prc"], "addressees": ["dprk"], "clauses": [FREEZE]}


def sealing(table: Table, seat: str) -> Any:
    return commands(table, seat)["seal"]


def test_an_open_offer_waits_for_an_answer_with_its_price(table):
    text = table.table("usa")
    told = sealing(table.to("capitals"), "dprk")["answers"][text]
    assert (told["label"], told["price"]) == (label(text), 1)
    assert sealing(table, "usa")["answers"] == {}


def test_reservations_name_what_all_signatories_can_read_and_none_is_refused(table):
    secret, text = table.table("usa", SECRET, clauses=[FREEZE]), table.table("prc", OTHER)
    joint = table.table("rok", {**JOINT, "sponsors": ["rok"], "addressees": ["dprk", "usa"]})
    table.to("capitals")
    offered = sealing(table, "dprk")["answers"]
    trees = [each["tree"] for each in offered[joint]["reservations"]]
    assert {"concluded": text} in trees
    assert {"charter": "all_other_five"} in trees
    assert {"operative": {"by": "usa", "instrument": "food", "level": 100}} in trees
    assert {"performed": {"by": "usa", "instrument": "food", "level": 100}} in trees
    for document, choices in offered.items():
        assert all(each["text"] for each in choices["reservations"])
        for each in choices["reservations"]:
            answers = {document: {"accept": each["tree"]}}
            table.give("dprk", "seal", instructions={"answers": answers})
    told = [each["tree"] for each in sealing(table, "dprk")["answers"][joint]["reservations"]]
    assert {"concluded": secret} not in told


def test_a_promise_due_can_be_evaded_at_its_odds_and_aid_diverted(table):
    text = table.conclude("usa", clauses=[FOOD, FREEZE])
    told = sealing(table.to("corridors").to("capitals"), "dprk")
    assert told["perform"][f"{text}.2"]["odds"] == 80
    assert told["perform"][f"{text}.2"]["hidden"]
    assert "shut down the reactor" in told["perform"][f"{text}.2"]["text"]
    assert list(told["divert"]) == [f"{text}.1"]
    assert list(sealing(table, "usa")["perform"]) == [f"{text}.1"]
    assert not sealing(table, "usa")["perform"][f"{text}.1"]["hidden"]


def test_actions_grounds_and_returns_are_offered_while_they_can_be_paid():
    dear = Action(id="dear", title="Dear", text="Dear.", seats=("jpn",), price=7)
    table = Table(scenario=replace(tiny.SCENARIO, actions=(*tiny.SCENARIO.actions, dear))).open()
    table.to("capitals")
    assert [each["id"] for each in sealing(table, "jpn")["actions"]] == ["strike"]
    assert sealing(table, "jpn")["actions"][0]["targets"] == [s for s in SEATS if s != "jpn"]
    assert sealing(table, "jpn")["actions"][0]["text"] == "Japan struck."
    assert sealing(table, "jpn")["walk_out"] is None
    (ground,) = sealing(table, "dprk")["walk_out"]["grounds"]
    assert (ground["id"], ground["open"], ground["price"]) == ("hostile", True, 0)
    table.give("dprk", "seal", instructions={"walk_out": {"ground": "hostile"}})
    table.to("corridors").to("capitals")
    told = sealing(table, "dprk")
    assert (told["walk_out"], told["return"]) == (None, {"price": 1})


def test_room_is_told_with_what_is_reserved(table):
    table.table("usa")
    told = sealing(table.to("capitals"), "usa")
    assert (told["latitude"], told["reserved"], told["room"]) == (6, 2, 4)


# --- control ---


def test_control_opens_then_runs_then_closes(table):
    always = {"say", "whisper", "erase"}
    seating = {"reseat", "absence", "close", "appoint", "unveil"}
    opening = {"open", *seating}
    assert set(commands(Table(), "control")) == always | opening
    running = {"pause", "extend", "advance", "inject", *seating}
    assert set(commands(table, "control")) == always | running
    table.give("control", "pause")
    assert set(commands(table, "control")) == always | running - {"pause"} | {"resume"}
    table.give("control", "close")
    assert set(commands(table, "control")) == always | {"fork"}


def test_a_table_without_a_clock_cannot_be_extended():
    untimed = Table().open()
    assert "extend" not in commands(untimed, "control")
    assert untimed.refused("control", "extend", seconds=60).code == "no-deadline"


@pytest.mark.parametrize("kind", ["open", "pause", "resume", "advance", "close"])
@pytest.mark.parametrize("phase", ["lobby", "corridors", "paused", "closed"])
def test_what_control_is_not_offered_is_refused_and_what_it_is_offered_is_not(kind, phase):
    table = Table(clock=CLOCK)
    if phase != "lobby":
        table.open()
    if phase in ("paused", "closed"):
        table.give("control", {"paused": "pause", "closed": "close"}[phase])
    is_offered = kind in commands(table, "control")
    try:
        table.give("control", kind)
    except Refused:
        assert not is_offered
    else:
        assert is_offered
