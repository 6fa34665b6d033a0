"""Hidden types: drawn or chosen, known to all as odds, to its delegation alone as fact (7.30)."""

from collections import Counter

import pytest
from msgspec.structs import replace

from rules.fold import replay
from rules.judgement.judge import sheet_of, type_of
from rules.names import SEATS, VIEWERS
from rules.opening import open_table
from rules.refusal import Refused
from rules.scenario.checking import check
from rules.scenario.loading import load
from rules.view import view
from server.scenarios import shipped

from .small_scenario import small

KEY = "5eed" * 16
TYPES = [
    {"id": "dove", "title": "Dove", "text": "Peace.", "prior": 70},
    {"id": "hawk", "title": "Hawk", "text": "War.", "prior": 30},
]


def typed():
    """Return the small scenario's data with two types for Japan, a sheet and a half each."""
    data = small()
    data["delegations"][SEATS.index("jpn")]["types"] = TYPES
    data["rounds"] |= {"first_possible_end": 6, "last": 6}
    (sheet,) = data["sheets"]["jpn"]
    names = {"calm": "dove", "quiet": "dove", "loud": "hawk"}
    data["sheets"]["jpn"] = [{**sheet, "id": n, "type": t} for n, t in names.items()]
    return data


SCENARIO = load(typed())


def opened(key=KEY, scenario=SCENARIO, **types):
    happened = open_table(scenario, table="t", key=key, bots={}, clock={}, types=types)
    return replay((each.event for each in happened), scenario)


def test_a_scenario_with_types_is_valid():
    assert check(SCENARIO) == []


def test_types_are_drawn_by_their_odds_and_sheets_among_those_of_the_type():
    states = [opened(f"{n:064x}") for n in range(300)]
    types = Counter(type_of(state, "jpn").id for state in states)
    sheets = Counter((type_of(s, "jpn").id, sheet_of(s, "jpn").id) for s in states)
    assert 180 < types["dove"] < 240
    assert set(sheets) == {("dove", "calm"), ("dove", "quiet"), ("hawk", "loud")}
    assert all(count > 50 for count in sheets.values())
    assert {type_of(state, "usa") for state in states} == {None}
    assert {state.fixed_types for state in states} == {()}


@pytest.mark.parametrize("name", ["dove", "hawk"])
def test_a_chosen_type_is_that_of_the_table_and_all_are_told_that_it_was_chosen(name):
    states = [opened(f"{n:064x}", jpn=name) for n in range(20)]
    assert {type_of(state, "jpn").id for state in states} == {name}
    records = view(states[0], "usa", {})
    assert records["seat/jpn"]["type_chosen"] is True
    assert records["seat/rok"]["type_chosen"] is False


@pytest.mark.parametrize("types", [{"jpn": "owl"}, {"usa": "dove"}])
def test_only_a_type_that_there_is_can_be_chosen(types):
    with pytest.raises(Refused) as caught:
        opened(**types)
    (seat,) = types
    assert (caught.value.code, caught.value.field) == ("unknown-type", f"types.{seat}")


def test_an_unknown_type_is_refused():
    test_only_a_type_that_there_is_can_be_chosen({"jpn": "owl"})


def test_all_know_the_odds_and_only_its_delegation_and_control_the_type():
    dove, hawk = opened(jpn="dove"), opened(jpn="hawk")
    for viewer in VIEWERS:
        before, after = view(dove, viewer, {}), view(hawk, viewer, {})
        assert before["seat/jpn"]["types"] == TYPES
        assert (before != after) == (viewer in ("jpn", "control"))
    assert view(dove, "jpn", {})["sheet/own"]["type"] == {
        each: TYPES[0][each] for each in ("id", "title", "text")
    }
    assert view(dove, "usa", {})["sheet/own"]["type"] is None


def test_the_debrief_reveals_it():
    state = replace(opened(jpn="hawk"), phase="closed")
    sheets = view(state, "observer", {})["debrief/sheets"]["sheets"]
    assert [each["type"] and each["type"]["id"] for each in sheets] == [None] * 5 + ["hawk"]


def spoilt(change):
    data = typed()
    change(data)
    return {each.place: each.message for each in check(load(data))}


JPN = SEATS.index("jpn")
RARE = {**TYPES[0], "prior": 60}


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        (lambda data: data["sheets"]["jpn"].pop(), "sheets.jpn", "the type hawk has no sheet"),
        (
            lambda data: data["sheets"]["usa"][0].update(type="dove"),
            "sheets.usa[0].type",
            "usa has no type dove",
        ),
        (
            lambda data: data["sheets"]["jpn"][0].pop("type"),
            "sheets.jpn[0].type",
            "jpn has no type None",
        ),
        (
            lambda data: data["delegations"][JPN].update(types=[RARE, TYPES[1]]),
            f"delegations[{JPN}].types",
            "the priors add up to 90",
        ),
        (
            lambda data: data["delegations"][JPN].update(
                types=[*TYPES, {**TYPES[1], "id": "owl", "prior": 0}]
            ),
            f"delegations[{JPN}].types",
            "the priors add up to 100",
        ),
    ],
)  # fmt: skip
def test_types_that_cannot_be_drawn_or_have_no_sheet_are_named(change, place, said):
    assert spoilt(change)[place] == said


def test_a_single_type_is_none():
    problems = spoilt(
        lambda data: data["delegations"][JPN].update(types=[{**TYPES[0], "prior": 100}])
    )
    assert "single type" in problems[f"delegations[{JPN}].types"]


def test_in_korea_2020_the_dprk_china_and_russia_have_types():
    scenario = shipped("korea-2020")
    types = {seat: [t.id for t in scenario.delegation[seat].types] for seat in SEATS}
    assert types["dprk"] == ["security", "economy", "keeper"]
    assert types["prc"] == types["rus"] == ["settlement", "status_quo"]
    assert types["rok"] == types["usa"] == types["jpn"] == []
