"""Habit, small steps that lead nowhere, patrons who lose patience (7.13, 7.25, 7.26)."""

import pytest
from msgspec.structs import replace

from rules.documents.steps import leads_nowhere
from rules.scenario import Effect, Patron
from rules.scenario.checking import check
from rules.view import record
from rules.weighing.prices import price_parts

from .at_the_table import OFFER, Table, clause
from .tiny import FREEZE, SCENARIO, TESTS, MeterDef

TO_NORTH = {"beneficiaries": ["dprk"]}


# --- habit ---


USED = replace(
    SCENARIO,
    instruments=(replace(TESTS, habituates={"freeze": 2}), *SCENARIO.instruments[:1]),
)
HALT = {**OFFER, "clauses": [clause("dprk", "tests")]}


def price_of_a_freeze(table, level):
    draft = table.draft("usa", {**OFFER, "clauses": [clause("dprk", "freeze", level)]})
    parts = price_parts(table.state, table.state.documents[draft].terms, "dprk")
    return sum(amount for _, amount in parts), [text for text, _ in parts]


def test_what_was_performed_once_makes_the_next_cheaper_and_never_a_gain():
    table = Table(scenario=USED).open()
    table.conclude("usa", HALT)
    table.to("corridors")
    assert price_of_a_freeze(table, 2) == (3, [FREEZE.title])
    table.to("reckoning").to("corridors")
    assert price_of_a_freeze(table, 2) == (1, [FREEZE.title, f"Used to it since: {TESTS.title}"])
    assert price_of_a_freeze(table, 1)[0] == 0


def test_what_was_promised_and_broken_makes_no_habit():
    table = Table(scenario=USED).open()
    halt = table.conclude("usa", HALT)
    table.to("capitals")
    table.give("dprk", "seal", instructions={"perform": {f"{halt}.1": "evade"}})
    table.to("reckoning").to("corridors")
    assert price_of_a_freeze(table, 2)[0] == 3


def test_a_habit_is_of_something_that_there_is():
    wrong = replace(USED, instruments=(replace(TESTS, habituates={"tea": 1}),))
    assert ("instruments", 0, "habituates") in [problem.path for problem in check(wrong)]


# --- small steps ---


CAREFUL = replace(
    SCENARIO,
    small_steps=True,
    meters=(*SCENARIO.meters, MeterDef(id="stalemate", title="S", help="S.", start=0, max=10)),
)
LITTLE = [clause("dprk", "freeze"), clause("usa", "fuel", 50, **TO_NORTH)]


@pytest.mark.parametrize(
    ("clauses", "nowhere"),
    [
        (LITTLE, True),
        ([LITTLE[0], clause("usa", "fuel", 100, rounds=2, **TO_NORTH)], False),
        ([clause("dprk", "freeze", 2), LITTLE[1]], False),
        ([LITTLE[0], clause("usa", "fuel", 50, start=1, rounds=1, **TO_NORTH)], False),
    ],
    ids=["a little for a little", "more goods", "a further level", "a dated next step"],
)
def test_a_little_for_a_little_is_no_progress_without_a_next_step(clauses, nowhere):
    table = Table(scenario=CAREFUL).open()
    text = table.conclude("usa", {**OFFER, "clauses": clauses})
    terms = table.state.documents[text].terms
    assert leads_nowhere(CAREFUL, terms) is nowhere
    assert not leads_nowhere(SCENARIO, terms)
    shown = record(table.state, "usa", f"document/{text}", {})
    assert ("small-step" in [each["code"] for each in shown["warnings"]]) is nowhere
    table.to("corridors").to("reckoning")
    assert (table.state.meters["stalemate"].value > 0) is nowhere


# --- patrons ---


PATRON = Patron(by="prc", text="Patience is lost.", effects=(Effect(meter="economy", by=-5),))
BACKED = replace(SCENARIO, patrons={"dprk": PATRON})


def left(*, freely):
    table = Table(scenario=BACKED).open()
    if not freely:
        words = {**OFFER, "clauses": [clause("usa", "pledge", **TO_NORTH)], "audience": "public"}
        table.to("plenary")
        identity = table.table("usa", words)
        table.to("capitals")
        table.give("dprk", "seal", instructions={"answers": {identity: "accept"}})
        table.to("reckoning")
    table.to("capitals")
    table.give("dprk", "seal", instructions={"walk_out": {"ground": "hostile"}})
    return table.to("reckoning")


def test_who_leaves_without_a_ground_loses_its_patron():
    table = left(freely=False)
    assert table.state.meters["economy"].value == 25
    assert record(table.state, "rus", "meter/economy", {})["cause"] == "Patience is lost."
    lines = record(table.state, "rus", f"aftermath/{table.state.round}", {})["lines"]
    (told,) = [each for each in lines if each["step"] == "actions"]
    assert told["detail"][-1] == "Patience is lost."


def test_an_open_ground_costs_no_patron():
    assert left(freely=True).state.meters["economy"].value == 30


def test_nobody_is_its_own_patron():
    own = replace(BACKED, patrons={"prc": PATRON})
    assert ("patrons", "prc", "by") in [problem.path for problem in check(own)]
