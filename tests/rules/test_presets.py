"""Presets: the same scenario, short and simple, for a table that asks for it (Rulebook 1.17)."""

import pytest
from msgspec.structs import replace

from rules.codec import decode_state, encode_state
from rules.fold import replay
from rules.opening import open_table
from rules.refusal import Refused
from rules.scenario import Rounds
from rules.scenario.checking import check
from rules.scenario.presets import played_by
from rules.scenario.tuning import Preset
from rules.view import record
from server.scenarios import shipped

from .at_the_table import KEY, OFFER, Table, clause
from .tiny import SCENARIO

SHORT = Rounds(first_possible_end=1, last=2, end_odds=25, estimate="a round or two")
PRESET = Preset(title="A class", text="Two rounds, one paper.", rounds=SHORT, open_documents=1)
WITH = replace(SCENARIO, presets={"class": PRESET})
CHARTER = {"accept": {"charter": True}}


def founded(preset="class", scenario=WITH, **more):
    opening = open_table(scenario, table="t", key=KEY, bots={}, clock={}, preset=preset, **more)
    return replay((each.event for each in opening), scenario)


def menu(table, seat, kind):
    return record(table.state, seat, "menu/own", {})["commands"][kind]


def test_a_table_is_played_by_the_preset_it_was_founded_with_and_says_so():
    table = Table(founded()).open()
    told = record(table.state, "observer", "table/main", {})
    assert told["preset"] == {"id": "class", "title": "A class", "text": "Two rounds, one paper."}
    assert told["rounds"] == {"estimate": "a round or two", "first_possible_end": 1}
    assert table.state.last_round == 2
    drafting = menu(table, "usa", "draft")
    assert [drafting[each] for each in ("max_open", "max_clauses", "max_drafts")] == [1, 4, 4]
    table.table("usa")
    assert table.refused("usa", "table", document=table.draft("usa")).code == "too-many-open"


def test_nobody_plays_longer_than_the_preset_allows():
    assert founded(rounds=1).last_round == 1
    with pytest.raises(Refused) as caught:
        founded(rounds=3)
    assert (caught.value.code, caught.value.field) == ("malformed", "rounds")


def test_without_a_preset_all_is_as_the_scenario_has_it():
    state = founded(preset=None)
    assert state.scenario is WITH
    assert record(state, "observer", "table/main", {})["preset"] is None


def test_a_preset_never_allows_more_than_the_scenario():
    generous = replace(PRESET, open_documents=9, clauses=9, drafts=99, own_reservations=True)
    wide = replace(WITH, presets={"class": generous})
    assert played_by(wide, "class").limits == SCENARIO.limits


def test_a_snapshot_of_such_a_table_comes_back_as_it_was():
    state = founded()
    again = decode_state(encode_state(state), WITH)
    assert again == state
    assert again.scenario.limits.open_documents == 1


def asked(table):
    pledge = clause("usa", "pledge", beneficiaries=["dprk"])
    identity = table.table("usa", {**OFFER, "clauses": [pledge, clause("dprk", "freeze")]})
    table.to("capitals")
    return identity


def test_reservations_are_picked_from_the_list():
    table = Table(founded()).open()
    identity = asked(table)
    offered = menu(table, "dprk", "seal")
    assert offered["own_reservations"] is False
    own = {"accept": {"round": {"at_least": 2}}}
    refusal = table.refused("dprk", "seal", instructions={"answers": {identity: own}})
    assert refusal.code == "unlisted-reservation"
    assert refusal.field == f"instructions.answers.{identity}.accept"
    for each in offered["answers"][identity]["reservations"]:
        table.give("dprk", "seal", instructions={"answers": {identity: {"accept": each["tree"]}}})
    table.give("dprk", "seal", instructions={"answers": {identity: "accept"}})


def test_elsewhere_one_may_reserve_what_one_likes():
    table = Table().open()
    identity = asked(table)
    assert menu(table, "dprk", "seal")["own_reservations"] is True
    own = {"accept": {"round": {"at_least": 2}}}
    table.give("dprk", "seal", instructions={"answers": {identity: own}})


def test_a_table_asks_for_a_preset_there_is():
    with pytest.raises(Refused) as caught:
        founded(preset="night")
    assert (caught.value.code, caught.value.field) == ("unknown-preset", "preset")


def test_a_preset_must_be_able_to_end():
    never = replace(PRESET, rounds=replace(SHORT, last=1, first_possible_end=2))
    found = check(replace(SCENARIO, presets={"class": never}))
    assert ("presets", "class", "rounds") in [each.path for each in found]


@pytest.mark.parametrize("name", ["korea-2020", "beijing-2005"])
def test_a_class_plays_five_rounds_with_two_papers_of_four_clauses(name):
    scenario = played_by(shipped(name), "class")
    limits = scenario.limits
    assert (limits.open_documents, limits.clauses, limits.own_reservations) == (2, 4, False)
    assert scenario.rounds.last == 5
