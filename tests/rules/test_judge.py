"""Judgement: sheets by what is known, then by the truth; outcomes, records, war."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rules.judgement.judge import (
    maximum_of,
    outcome,
    points,
    reliability,
    responsibility,
    result,
    shared_out,
    sheet_of,
    total,
)
from rules.model import Act, MeterState, Telling
from rules.names import SEATS, VIEWERS
from rules.reckoning import war_parties
from rules.scenario import Line, Sheet

from .tiny import SCENARIO, clause, delivery, document, operative, performed, state, when


def pact(*clauses, name="p", **more):
    about = {"audience": "public"} | more
    return document(name, ["usa"], ["dprk"], *clauses, status="concluded", **about)


FREEZE = clause("p.1", "dprk", "freeze")
FROZEN = pact(FREEZE)


def scoring(*lines, batna=0):
    """The tiny scenario with one sheet for Japan."""
    sheet = Sheet(id="jpn_a", title="Japan's", batna=batna, lines=lines)
    return replace(SCENARIO, sheets={**SCENARIO.sheets, "jpn": (sheet,)})


def line(tree, worth=10, name="l"):
    return Line(id=name, text="A line.", when=when(tree), points=worth)


def score(table, seat="jpn"):
    return [(each.points, each.met) for each in points(table, seat)]


def test_a_line_counts_when_its_condition_is_true():
    """Rulebook 9: lines of a condition, points and a text."""
    scenario = scoring(line(operative("dprk", "freeze")), line({"round": {"at_least": 9}}))
    assert score(state(FROZEN, scenario=scenario)) == [(10, True), (0, False)]


def test_while_the_game_is_on_a_sheet_tells_only_what_its_holder_knows():
    """Secrecy: one's own score must not give away a hidden evasion or a secret text."""
    scenario = scoring(line(performed("dprk", "freeze")))
    hidden = state(FROZEN, scenario=scenario, deliveries=[delivery("p.1", "evaded", 0)])
    assert score(hidden) == [(10, True)]
    assert score(replace(hidden, phase="closed")) == [(0, False)]
    secret = state(
        pact(FREEZE, audience="secret"), scenario=scoring(line(operative("dprk", "freeze")))
    )
    assert score(secret) == [(0, False)]
    assert score(replace(secret, phase="closed")) == [(10, True)]


def test_what_could_not_be_delivered_any_more_is_weighed_by_its_debtors_record():
    """Rulebook 6, closing delivery."""
    late = clause("q.1", "dprk", "tests", start=5)
    scenario = scoring(line(performed("dprk", "tests"), 12))
    kept = [delivery("p.1", round=n) for n in (2, 3, 4)]
    broken = [delivery("p.1", "evaded", 0, round=n) for n in (2, 3, 4)]

    def worth(deliveries):
        table = state(
            FROZEN, pact(late, name="q"), scenario=scenario, deliveries=deliveries, phase="closed"
        )
        return score(table)

    assert worth([]) == [(6, False)]
    assert worth(kept) == [(12 * 4 // 5, False)]
    assert worth(broken) == [(12 * 1 // 5, False)]


def test_the_rest_of_a_term_counts_as_a_promise_of_goods():
    text = clause("p.1", "usa", "food", 100, ["dprk"], rounds=5)
    scenario = scoring(line(performed("usa", "food", 300)))
    table = state(
        pact(text),
        scenario=scenario,
        deliveries=[delivery("p.1", amount=100, round=2)],
        phase="closed",
    )
    assert score(table) == [(10 * 2 // 3, False)]
    short = state(
        pact(clause("p.1", "usa", "food", 100, ["dprk"], rounds=2)),
        scenario=scenario,
        deliveries=[delivery("p.1", amount=100, round=2), delivery("p.1", amount=100, round=3)],
        phase="closed",
    )
    assert score(short) == [(0, False)]


def test_a_stance_that_was_broken_is_no_promise_any_more():
    scenario = scoring(line(performed("dprk", "freeze")))
    table = state(
        FROZEN, scenario=scenario, deliveries=[delivery("p.1", "evaded", 0)], phase="closed"
    )
    assert score(table) == [(0, False)]


def test_points_may_be_lost():
    scenario = scoring(line(operative("dprk", "freeze"), -4))
    assert total(state(FROZEN, scenario=scenario), "jpn") == -4


@pytest.mark.parametrize(("batna", "per_mille"), [(0, 1000), (4, 1000), (-10, 1000)])
def test_the_maximum_is_a_thousand_whatever_the_batna(batna, per_mille):
    """Rulebook 9: (points - BATNA) / (maximum - BATNA)."""
    scenario = scoring(line(operative("dprk", "freeze")), batna=batna)
    assert result(state(FROZEN, scenario=scenario), "jpn").per_mille == per_mille


def test_no_agreement_is_measured_against_the_batna():
    scenario = scoring(line(operative("dprk", "freeze")), batna=4)
    found = result(state(scenario=scenario), "jpn")
    assert (found.points, found.batna, found.maximum) == (0, 4, 10)
    assert found.per_mille == -4 * 1000 // 6


def test_a_maximum_is_worked_out_once_for_each_sheet():
    scenario = scoring(line(operative("dprk", "freeze")))
    sheet = sheet_of(state(scenario=scenario), "jpn")
    assert maximum_of(scenario, sheet) == maximum_of(scenario, sheet) == 10
    other = scoring(line(operative("dprk", "freeze"), 7))
    assert maximum_of(other, sheet_of(state(scenario=other), "jpn")) == 7


def test_the_public_outcome_is_the_first_that_is_true():
    """Rulebook 9."""
    assert outcome(state(FROZEN)).id == "freeze"
    assert outcome(state()).id == "nothing"


def test_promises_kept_are_counted_against_those_that_fell_due():
    """Rulebook 9: a reliability mark (promises kept)."""
    food = clause("q.1", "usa", "food", 100, ["dprk"])
    table = state(
        FROZEN,
        pact(food, name="q"),
        deliveries=[
            delivery("p.1", round=2),
            delivery("p.1", "evaded", 0, round=3),
            delivery("q.1", amount=100, round=2),
            delivery("q.1", "part", 50, round=3),
        ],
        breaches=((3, "p.1"), (3, "q.1")),
    )
    marks = {seat: reliability(table, seat) for seat in ("dprk", "usa", "jpn")}
    assert [(each.kept, each.due) for each in marks.values()] == [(1, 2), (1, 3), (0, 0)]
    whole = reliability(table)
    assert (whole.kept, whole.due) == (2, 5)


# War


def fought(*acts, onus=(), tension=85):
    heat = {"tension": MeterState(value=100, history=(50, 60, tension, 100))}
    lines = tuple(
        Telling(round=3, step="onus", kind="onus", seat=seat, document="p", to=VIEWERS)
        for seat in onus
    )
    table = state(acts=acts, tellings={3: lines}, meters=heat, phase="closed")
    return replace(table, war_parties=war_parties(table, 3))


def did(seat, force=False, number=3):
    return Act(round=number, seat=seat, name="x", force=force)


def test_responsibility_for_a_war_is_shared_out_by_acts_and_negligence():
    """Rulebook 6.7: the debrief shares out the responsibility."""
    table = fought(did("dprk", force=True), did("rok"), onus=("usa",))
    assert responsibility(table) == {"dprk": 50, "rok": 33, "usa": 17}


def test_new_onus_counts_as_a_part_only_amid_high_tension():
    """Rulebook 7.17: who has no part in a war answers for none of it."""
    table = fought(did("dprk"), did("rok"), onus=("rok", "usa"), tension=79)
    assert responsibility(table) == {"dprk": 50, "rok": 50}
    assert table.war_parties == ("dprk", "rok")


def test_what_acts_weigh_in_a_war_is_the_scenarios():
    table = fought(did("dprk", force=True), did("rok"))
    heavier = replace(SCENARIO, war=replace(SCENARIO.war, by_force=8))
    assert responsibility(table) == {"dprk": 60, "rok": 40}
    assert responsibility(replace(table, scenario=heavier)) == {"dprk": 80, "rok": 20}


def test_after_a_war_everybody_has_lost():
    """Rulebook 1: war ends the game and everybody loses."""
    scenario = scoring(line(operative("dprk", "freeze")), batna=4)
    table = state(FROZEN, scenario=scenario, phase="closed", war_parties=("dprk", "rok"))
    found = result(table, "jpn")
    assert (found.points, found.per_mille) == (10, -1000)


def test_acts_long_past_are_forgiven_and_peace_blames_nobody():
    assert responsibility(fought(did("dprk"), did("rok"), did("rok", number=1))) == {
        "dprk": 50,
        "rok": 50,
    }
    assert responsibility(state(acts=(did("dprk"),))) == {}


@given(st.dictionaries(st.sampled_from(SEATS), st.integers(1, 9), min_size=1))
def test_shares_add_up_to_a_hundred(blame):
    assert sum(shared_out(blame).values()) == 100
