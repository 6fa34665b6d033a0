"""Tranches: a quantity in parts, each after the first for a counter-performance (Rulebook 3.17)."""

import pytest
from msgspec.structs import replace

from rules.duties.obligations import amount_due
from rules.view import record
from rules.weighing.prices import stock_left

from .at_the_table import FREEZE, OFFER, Table, clause
from .tiny import SCENARIO, performed

LONG = replace(SCENARIO, rounds=replace(SCENARIO.rounds, first_possible_end=9, last=9))
FROZEN = performed("dprk", "freeze", 1)
IN_PARTS = clause("usa", "food", 50, beneficiaries=["dprk"], tranches=3, **{"while": FROZEN})
STEPS = {**OFFER, "clauses": [IN_PARTS, FREEZE]}
ALONE = {**OFFER, "clauses": [IN_PARTS]}


def agreed(document):
    table = Table(scenario=LONG).open()
    identity = table.conclude("usa", document)
    return table.to("capitals"), f"{identity}.1"


def play(table, **sheets):
    """Reckon this round on these sheets and go on to the next capitals."""
    table.to("capitals")
    for seat, instructions in sheets.items():
        table.give(seat, "seal", instructions=instructions)
    table.to("reckoning")
    seen = table.state
    table.give("control", "advance")
    table.to("capitals")
    return seen


def delivered(table, identity):
    return [each.amount for each in table.state.deliveries.get(identity, ())]


def lines(state, viewer="jpn"):
    found = record(state, viewer, f"aftermath/{state.round}", {})["lines"]
    return [(each["text"], *each["detail"]) for each in found]


def test_each_part_follows_the_counter_performance_and_then_it_is_over():
    table, identity = agreed(STEPS)
    for _ in range(3):
        assert amount_due(table.state, identity, table.state.round) == 50
        play(table)
    assert delivered(table, identity) == [50, 50, 50]
    assert table.state.standings[identity].status == "ended"


def test_the_first_part_waits_for_nobody_and_the_second_does():
    table, identity = agreed(ALONE)
    play(table)
    assert delivered(table, identity) == [50]
    assert table.state.standings[identity].status == "dormant"
    play(table)
    assert delivered(table, identity) == [50]
    assert record(table.state, "jpn", f"clause/{identity}", {})["tranches"] == {
        "turned": 1,
        "of": 3,
    }


def test_a_known_failure_of_the_other_side_stops_the_next_part_and_its_return_wakes_it():
    table, identity = agreed({**STEPS, "clauses": [IN_PARTS, {**FREEZE, "verification": "v5"}]})
    freeze = identity.replace(".1", ".2")
    play(table, dprk={"perform": {freeze: "evade"}})
    assert table.state.standings[identity].status == "dormant"
    play(table)
    play(table)
    assert delivered(table, identity) == [50, 50]


def test_a_missed_part_has_had_its_turn_and_is_told_with_its_number():
    """A tranche evaded and one delivered leave the same number to come: the count tells nothing."""
    table, identity = agreed(STEPS)
    seen = play(table, usa={"perform": {identity: "evade"}})
    assert record(seen, "jpn", f"clause/{identity}", {})["tranches"] == {"turned": 1, "of": 3}
    assert any("tranche 1 of 3" in text for line in lines(seen, "usa") for text in line)
    play(table)
    play(table)
    assert delivered(table, identity) == [0, 50, 50]
    assert table.state.standings[identity].status == "ended"


def test_the_stock_is_drawn_on_for_all_parts_and_no_more():
    table, _ = agreed(STEPS)
    assert stock_left(table.state, "usa", "food", []) == 400 - 3 * 50
    play(table)
    assert stock_left(table.state, "usa", "food", []) == 400 - 3 * 50


@pytest.mark.parametrize(("played", "broken"), [(0, True), (1, False)])
def test_leaving_before_the_last_part_breaks_them(played, broken):
    table, identity = agreed(STEPS)
    for _ in range(played):
        play(table)
    table.give("control", "advance")
    table.to("corridors")
    document = identity.partition(".")[0]
    if broken:
        table.give("usa", "denounce", document=document)
        assert (table.state.round, identity) in table.state.breaches
    else:
        assert table.refused("usa", "denounce", document=document).code == "nothing-owed"


def test_tranches_read_as_such():
    table, identity = agreed(STEPS)
    paper = record(table.state, "jpn", f"document/{identity.partition('.')[0]}", {})
    assert ", in three tranches, each after the first so long as " in paper["clauses"][0]["text"]
    assert paper["clauses"][0]["tranches"] == 3
    assert not any(each["code"] == "sleeps" for each in paper["warnings"])
