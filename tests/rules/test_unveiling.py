"""Observers who may see everything, whole rounds late (Rulebook 1.18)."""

import pytest
from msgspec.structs import replace

from rules.codec import decode_state, encode_state
from rules.events import PastErased, PhaseBegan, TextErased, Unveiled
from rules.fold import replay
from rules.names import GUESTS, SEATS, VIEWERS
from rules.parse import parse_command
from rules.refusal import Refused
from rules.scenario.tuning import Rounds
from rules.view import record, touched, view

from .at_the_table import SECRET, Table, heard_of, lift
from .tiny import SCENARIO

ROUNDS = Rounds(first_possible_end=9, last=9, end_odds=0, estimate="nine rounds")
LONG = replace(SCENARIO, rounds=ROUNDS)


@pytest.fixture
def table() -> Table:
    return Table(scenario=LONG).open()


def allowed(delay: int, guests=None) -> Table:
    table = Table(scenario=LONG, guests=guests)
    table.give("control", "unveil", delay=delay)
    return table.open()


def whisper_of(table: Table, text: str) -> str:
    return table.give("usa", "say", channel="rok+usa", text=text)[-1].event.id


def to_round(table: Table, number: int) -> Table:
    while table.state.round < number:
        table.give("control", "advance")
    return table


def past(table: Table, texts=None):
    """What the observer is shown of the past, by control's keys."""
    shown = view(table.state, "observer", texts or {})
    return {key[5:]: body for key, body in shown.items() if key.startswith("past/")}


def of_control(table: Table, texts=None):
    shown = view(table.state, "control", texts or {})
    return {key: body for key, body in shown.items() if not key.startswith("menu/")}


@pytest.mark.parametrize("delay", [1, 2, 3])
def test_an_observer_sees_field_for_field_what_control_saw_when_that_round_ended(delay):
    table = allowed(delay)
    ends = {}
    for number in range(1, delay + 3):
        to_round(table, number)
        assert past(table) == ends.get(number - delay, {}), number
        table.table("usa", SECRET)
        whisper_of(table, f"word {number}")
        ends[number] = of_control(table.to("reckoning"))


def test_nothing_that_is_done_in_a_round_shows_before_it_is_that_late(table):
    table.give("control", "unveil", delay=1)
    to_round(table, 2)
    before = view(table.state, "observer", {})
    whisper_of(table, "of this round")
    draft = table.draft("usa", SECRET)
    table.to("capitals").give("usa", "seal", instructions={})
    shown = view(table.state, "observer", {})
    assert {key for key in shown if shown[key] != before[key]} == {"table/main"}
    to_round(table, 3)
    assert f"document/{draft}" in past(table)


def test_the_past_holds_nothing_that_opens_a_door(table):
    """Field for field what control reads, but for menus; links and keys are in no record."""
    table.give("control", "unveil", delay=1)
    to_round(table, 2)
    assert {key.partition("/")[0] for key in past(table)}.isdisjoint({"menu", "past"})
    assert table.state.key not in str(past(table))


def test_nobody_but_observers_sees_the_past():
    table = allowed(1, guests=dict.fromkeys(GUESTS[:1]))
    to_round(table, 3)
    for viewer in (*SEATS, "control", "press"):
        assert not any(key.startswith("past/") for key in view(table.state, viewer, {})), viewer
        assert record(table.state, viewer, "past/table/main", {}) is None, viewer
    assert record(table.state, "observer", "past/table/main", {})["round"] == 2
    assert record(table.state, "observer", "past/menu/own", {}) is None


def test_everybody_is_told_for_all_to_read():
    table = Table(scenario=LONG, guests={"press": None}).open()
    step = table.give("control", "unveil", delay=2)
    everybody = (*VIEWERS, "press")
    assert heard_of(step, "Unveiled") == heard_of(step, "NewsTold") == [everybody]
    (told,) = table.state.news
    for viewer in everybody:
        assert record(table.state, viewer, "table/main", {})["unveiled"] == 2
        news = record(table.state, viewer, f"news/{told}", {})
        assert "as it was 2 rounds before" in news["text"]


def test_allowed_in_mid_game_it_begins_with_the_end_of_the_round_that_is_on(table):
    to_round(table, 3).give("control", "unveil", delay=1)
    assert past(table) == {}
    to_round(table, 4)
    assert past(table)["table/main"]["round"] == 3


def test_taken_back_it_is_gone_at_once_and_stays_gone():
    table = to_round(allowed(1), 3)
    held = {f"past/{key}" for key in past(table)}
    step = table.give("control", "unveil", delay=None)
    assert past(table) == {}
    assert held <= set(touched(table.state, "observer", step))
    to_round(table, 4)
    assert table.state.past == ()


def test_another_delay_shows_another_round_of_those_that_are_kept():
    table = to_round(allowed(3), 4)
    assert past(table)["table/main"]["round"] == 1
    table.give("control", "unveil", delay=1)
    assert past(table)["table/main"]["round"] == 3
    table.give("control", "unveil", delay=2)
    assert past(table)["table/main"]["round"] == 2


def test_as_many_states_are_kept_as_the_delay_asks_for_and_none_holds_another():
    table = allowed(2)
    for number in range(1, 6):
        to_round(table, number)
        assert [was.round for was in table.state.past] == [*range(1, number)][-2:]
        assert not any(was.past for was in table.state.past)


def test_what_is_kept_is_in_the_log_and_in_a_snapshot():
    table = allowed(2)
    whisper_of(table, "kept")
    to_round(table, 4)
    assert replay((each.event for each in table.log), LONG) == table.state
    restored = decode_state(encode_state(table.state), LONG)
    assert restored == table.state
    assert view(restored, "observer", {}) == view(table.state, "observer", {})


def test_only_the_beginning_of_a_round_touches_the_past():
    """What shows it in between is what control says of it, and words that are gone."""
    table = to_round(allowed(1), 2)
    whisper_of(table, "between us")
    for step in (table.give("control", "pause"), table.give("control", "resume")):
        assert not any(key.startswith("past/") for key in touched(table.state, "observer", step))
    for phase in ("plenary", "capitals", "reckoning"):
        step = table.give("control", "advance")
        assert table.state.phase == phase
        assert not any(key.startswith("past/") for key in touched(table.state, "observer", step))
    step = table.give("control", "advance")
    assert any(isinstance(each.event, PhaseBegan) for each in step)
    assert "past/table/main" in touched(table.state, "observer", step)
    assert not any(key.startswith("past/") for key in touched(table.state, "jpn", step))


def test_words_taken_back_are_gone_from_the_past_and_only_who_read_them_is_told():
    """Rulebook 6.21: an observer that has not read them learns nothing of it, nor does a guest."""
    table = allowed(1, guests={"press": None})
    old = whisper_of(table, "old")
    to_round(table, 2)
    new = whisper_of(table, "new")
    assert past(table, {"text-old": "old"})[f"message/{old}"]["text"] == "old"
    of_now = table.give("control", "erase", record=f"message/{new}")
    assert [type(each.event) for each in of_now] == [TextErased]
    assert of_now[0].to == ("rok", "usa", "control")
    of_then = table.give("control", "erase", record=f"message/{old}")
    assert [(type(each.event), each.to) for each in of_then] == [
        (TextErased, ("rok", "usa", "control")),
        (PastErased, ("control", "observer")),
    ]
    assert f"past/message/{old}" in touched(table.state, "observer", of_then)
    assert touched(table.state, "press", of_then) == ()
    assert past(table, {"text-old": None})[f"message/{old}"]["erased"]


def test_the_menu_offers_what_is_not_so_already(table):
    def offered():
        return record(table.state, "control", "menu/own", {})["commands"]["unveil"]["delays"]

    assert offered() == [1, 2, 3]
    table.give("control", "unveil", delay=2)
    assert offered() == [None, 1, 3]


def test_where_a_scenario_has_none_of_it_the_menu_has_not_either():
    limits = replace(SCENARIO.limits, unveil=0)
    table = Table(scenario=replace(SCENARIO, limits=limits)).open()
    assert "unveil" not in record(table.state, "control", "menu/own", {})["commands"]
    assert table.refused("control", "unveil", delay=1).code == "no-such-delay"


def test_a_scenario_says_how_late_it_is_at_most():
    table = Table()
    refused = table.refused("control", "unveil", delay=4)
    assert (refused.code, refused.field) == ("no-such-delay", "delay")
    table.give("control", "unveil", delay=3)


def test_what_is_so_already_is_refused_and_not_told_twice():
    table = Table()
    assert table.refused("control", "unveil", delay=None).code == "already-so"
    table.give("control", "unveil", delay=2)
    assert table.refused("control", "unveil", delay=2).code == "already-so"


@pytest.mark.parametrize("delay", [0, -1, True, "1", 1.5])
def test_whole_rounds_are_counted_from_one(delay):
    with pytest.raises(Refused) as caught:
        parse_command({"kind": "unveil", "delay": delay}, lift)
    assert (caught.value.code, caught.value.field) == ("malformed", "delay")


@pytest.mark.parametrize("by", [*SEATS, "press"])
def test_it_is_control_s_alone(by):
    table = Table(guests={"press": None})
    assert table.refused(by, "unveil", delay=1).code == "not-yours"


def test_after_the_end_nothing_more_of_the_past_is_shown():
    """The debrief is for everybody; what observers are shown of the past stays as it is."""
    table = to_round(allowed(1), 2)
    shown = past(table)
    table.give("control", "close")
    assert past(table) == shown
    assert table.refused("control", "unveil", delay=2).code == "over"


def test_who_is_told_is_written_with_the_event():
    (event,) = [x.event for x in allowed(1).log if isinstance(x.event, Unveiled)]
    assert event.delay == 1
