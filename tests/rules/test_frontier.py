"""The search over all packages against enumerating them, and its pace (Rulebook 10.3)."""

from itertools import islice, product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.names import SEATS
from rules.scenario.checking import check
from rules.scenario.frontier import (
    Choice,
    above,
    nash,
    no_worse,
    package_of,
    root,
    space,
    undominated,
)
from rules.scenario.loading import load
from rules.scenario.packages import points
from server.scenarios import shipped
from tests.rules.small_scenario import line, small

worths = st.tuples(*[st.integers(-9, 9)] * len(SEATS))


def spaces(draws):
    return [
        tuple(Choice(((place, level),), each) for level, each in enumerate(part))
        for place, part in enumerate(draws)
    ]


def every(parts):
    for chosen in product(*parts):
        levels = tuple(pair for choice in chosen for pair in choice.levels)
        yield Choice(levels, tuple(map(sum, zip(*(c.worths for c in chosen), strict=True))))


def gains(choice, floor):
    return [has - low for has, low in zip(choice.worths, floor, strict=True)]


drawn = st.lists(st.lists(worths, min_size=1, max_size=4), min_size=1, max_size=4).map(spaces)
floors = st.tuples(*[st.integers(-20, 4)] * len(SEATS))


@settings(max_examples=200, deadline=None)
@given(drawn, floors)
def test_the_nash_point_has_the_largest_product_of_gains_of_all_packages(parts, floor):
    able = [prod(gains(each, floor)) for each in every(parts) if min(gains(each, floor)) > 0]
    found = nash(parts, floor)
    assert (found is None) == (not able)
    if found is not None:
        assert prod(gains(found, floor)) == max(able)
        assert found in list(every(parts))


@settings(max_examples=200, deadline=None)
@given(drawn, floors)
def test_above_a_floor_are_exactly_the_packages_in_which_everybody_gains(parts, floor):
    able = [each for each in every(parts) if min(gains(each, floor)) > 0]
    found = list(above(parts, floor))
    assert sorted(found, key=lambda each: each.levels) == sorted(able, key=lambda x: x.levels)


@settings(max_examples=200, deadline=None)
@given(drawn, floors)
def test_nobody_can_gain_on_the_nash_point_at_nobodys_cost(parts, floor):
    found = nash(parts, floor)
    if found is not None:
        better = [each.worths for each in every(parts) if no_worse(each.worths, found.worths)]
        assert set(better) == {found.worths}


@given(st.lists(worths, min_size=1, max_size=8))
def test_what_is_left_out_as_beaten_is_no_better_for_anybody_than_something_kept(draws):
    (part,) = spaces([draws])
    kept = undominated(part)
    for choice in part:
        assert any(no_worse(better.worths, choice.worths) for better in kept)


@given(st.integers(0, 10**40), st.integers(1, 7))
def test_a_root_is_the_largest_whole_number_that_fits(number, degree):
    found = root(number, degree)
    assert found**degree <= number < (found + 1) ** degree


@pytest.mark.parametrize("name", ["korea-2020", "first-session"])
def test_worths_taken_apart_are_those_of_the_whole_package(name):
    scenario = shipped(name)
    for sheets in ({seat: scenario.sheets[seat][n] for seat in SEATS} for n in (0, -1)):
        floor = tuple(sheets[seat].batna for seat in SEATS)
        for choice in islice(above(space(scenario, sheets), floor), 20):
            package = package_of(scenario, choice)
            assert choice.worths == tuple(points(scenario, sheets[s], package) for s in SEATS)


def test_a_scenario_needs_three_agreements_above_everybodys_batna():
    data = small()
    for sheets in data["sheets"].values():
        sheets[0]["batna"] = 6
    data["issues"] = [*data["issues"][:2], {**data["issues"][2], "levels": [{"title": "None"}]}]
    assert said(data) == "2 agreements above every BATNA in 1 of 1 draws of sheets"


def test_one_of_them_must_be_of_all_six():
    data = small()
    data["issues"][2]["levels"][1]["clauses"].pop()
    assert said(data) == "no six-party agreement above every BATNA in 1 of 1 draws of sheets"


def test_every_draw_of_sheets_needs_them():
    data = small()
    for sheets in data["sheets"].values():
        sheets[0]["batna"] = 6
    assert check(load(data)) == []
    data["sheets"]["jpn"].append(
        {"id": "strict", "title": "Strict", "batna": 6, "lines": [line("sealed", 7, HIGH)]}
    )
    assert said(data) == "2 agreements above every BATNA in 1 of 2 draws of sheets"


HIGH = {"performed": {"by": "dprk", "instrument": "freeze", "level": 2}}


def said(data):
    (problem,) = check(load(data))
    assert problem.place == "sheets"
    return problem.message.partition(";")[0]
