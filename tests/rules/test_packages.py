"""What sheets are worth over the listed packages, against enumerating all of them (Rulebook 9)."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rules.scenario import Issue, Line, PackageLevel, Sheet, Undertakes
from rules.scenario.loading import load
from rules.scenario.packages import (
    Facts,
    best,
    can_occur,
    maximum,
    maximum_alone,
    points,
    quantities_of,
)
from tests.rules.small_scenario import FREEZE, PLEDGE, line, small
from tests.rules.tiny import when

NAMES = tuple("abcdef")


def undertaking(name, level):
    return {"performed": {"by": "dprk", "instrument": name, "level": level}}


undertakings = st.builds(undertaking, st.sampled_from(NAMES), st.integers(1, 3))
worlds = st.builds(lambda at: {"meter": {"name": "tension", "at_most": at}}, st.integers(0, 100))
conditions = st.recursive(
    undertakings | worlds,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts})
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts})
        | inner.map(lambda part: {"not": part})
    ),
    max_leaves=4,
)
lines = st.lists(st.tuples(conditions, st.integers(-9, 9)), max_size=7)
clauses = st.builds(
    Undertakes, by=st.just("dprk"), instrument=st.sampled_from(NAMES), level=st.integers(1, 3)
)
levels = st.lists(st.lists(clauses, max_size=2), min_size=1, max_size=2)


def issues_of(drawn):
    return tuple(
        Issue(
            id=f"i{place}",
            title="x",
            levels=tuple(PackageLevel(title="x", clauses=tuple(each)) for each in [[], *more]),
        )
        for place, more in enumerate(drawn)
    )


def sheet_of(drawn):
    made = (
        Line(id=f"l{place}", text="x", when=when(tree), points=worth)
        for place, (tree, worth) in enumerate(drawn)
    )
    return Sheet(id="s", title="s", batna=0, lines=tuple(made))


def packages(scenario, issues):
    ranges = [range(len(issue.levels)) for issue in issues]
    for chosen in product(*ranges):
        yield {issue.id: level for issue, level in zip(issues, chosen, strict=True)}


@settings(max_examples=150, deadline=None)
@given(st.lists(levels, min_size=1, max_size=4), lines)
def test_the_maximum_is_that_of_enumerating_every_package(drawn_issues, drawn_lines):
    issues, sheet = issues_of(drawn_issues), sheet_of(drawn_lines)
    scenario = with_issues(issues)
    assert best(scenario, sheet, issues) == max(
        points(scenario, sheet, package) for package in packages(scenario, issues)
    )


def with_issues(issues):
    return replace(SMALL, issues=issues)


SMALL = load(small())


def scored(*more, **changes):
    data = small()
    data["sheets"]["usa"][0]["lines"] = [
        line(f"l{n}", worth, tree) for n, (worth, tree) in enumerate(more)
    ]
    data.update(changes)
    scenario = load(data)
    return scenario, scenario.sheets["usa"][0]


def test_levels_count_for_all_levels_below_them():
    scenario, sheet = scored((3, FREEZE), (2, undertaking("freeze", 2)))
    assert [points(scenario, sheet, {"nuclear": n}) for n in range(3)] == [0, 3, 5]


def test_the_maximum_lets_what_costs_more_than_it_brings_be():
    scenario, sheet = scored((3, FREEZE), (-5, undertaking("freeze", 2)), (-1, PLEDGE))
    assert maximum(scenario, sheet) == 3


def test_alone_a_seat_has_only_levels_that_it_can_reach_by_itself():
    scenario, sheet = scored((3, FREEZE), (4, PLEDGE))
    assert maximum_alone(scenario, sheet, "usa") == 4
    assert maximum_alone(scenario, sheet, "dprk") == 3


def test_what_packages_do_not_say_counts_at_its_best():
    calm, war = {"meter": {"name": "tension", "at_most": 30}}, {"round": {"at_least": 2}}
    scenario, sheet = scored((2, calm), (-7, war), (-3, {"not": calm}), (1, {"not": war}))
    assert maximum(scenario, sheet) == 3


@pytest.mark.parametrize(("toward", "met"), [("dprk", True), ("rok", False)])
def test_an_undertaking_toward_somebody_is_met_only_toward_them(toward, met):
    tree = {"performed": {"by": "usa", "instrument": "pledge", "level": 1, "toward": toward}}
    scenario, sheet = scored((5, tree))
    assert maximum(scenario, sheet) == (5 if met else 0)
    assert can_occur(scenario, sheet.lines[0]) is met


def test_amounts_of_several_clauses_add_up_and_levels_do_not():
    amounts = [Undertakes(by="rok", instrument="fuel", level=50)] * 3
    stances = [Undertakes(by="dprk", instrument="freeze", level=1)] * 3
    facts = Facts([*amounts, *stances], quantities_of(SMALL))
    reached = [facts.hold(each.form.what) for each in (
        when({"performed": {"by": "rok", "instrument": "fuel", "level": 150}}),
        when({"performed": {"by": "rok", "instrument": "fuel", "level": 151}}),
        when(FREEZE),
        when(undertaking("freeze", 2)),
    )]  # fmt: skip
    assert reached == [True, False, True, False]
