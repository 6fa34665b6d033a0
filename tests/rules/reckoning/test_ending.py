"""Endings: which reckoning is the last, the closing delivery, and the public outcome."""

from msgspec.structs import replace

from rules import events as e
from rules.names import SEATS
from rules.reckoning import closing_delivery, finish, is_last
from rules.scenario import Outcome
from rules.unfolding import Unfolding

from ..tiny import SCENARIO, clause, performed, when
from .rounds import (
    YES,
    closed,
    events,
    in_force,
    kinds,
    lucky,
    meters,
    on_table,
    reckoned,
    scenario_with,
    sheet,
    table,
)

ALL_CLOSE = {seat: sheet(close=True) for seat in SEATS}


def ended(before, **sheets):
    return is_last(reckoned(before, **sheets).state)


def test_the_last_round_is_the_last():
    assert ended(table(round=6))
    assert not ended(table(round=3))


def test_all_six_close_together_and_five_do_not():
    """Rulebook 1: by `close: true` in all six sheets."""
    assert ended(table(), **ALL_CLOSE)
    assert not ended(table(), **{**ALL_CLOSE, "jpn": sheet()})


def test_from_a_first_possible_round_on_the_end_is_drawn():
    """Rulebook 1: a round that nobody can be sure of."""
    late = table(round=4)
    assert ended(lucky(late, ended))
    assert not ended(lucky(late, lambda state: not ended(state)))
    early = [ended(replace(table(round=3), key=f"{n:064x}")) for n in range(30)]
    assert not any(early)


def test_an_outcome_that_ends_the_game_does_so_at_once():
    war = Outcome(
        id="war",
        title="War",
        text="All lost.",
        when=when({"meter": {"name": "tension", "at_least": 100}}),
        ends=True,
    )
    scenario = scenario_with(outcomes=(war, *SCENARIO.outcomes))
    high = {**table().meters, "tension": replace(table().meters["tension"], value=100)}
    before = table(scenario=scenario, meters=high)
    assert is_last(before)
    assert not is_last(table(scenario=scenario))


def test_what_was_promised_in_the_last_round_is_delivered_once_more():
    """Rulebook 6: the closing delivery."""
    text = on_table("o", ["usa"], ["dprk"], clause("o.1", "usa", "food", 100, ["dprk"]))
    before = table(text)
    after = closed(before, dprk=sheet(answers={"o": YES}))
    (delivery,) = after.state.deliveries["o.1"]
    assert (delivery.round, delivery.outcome, delivery.amount) == (4, "performed", 100)
    told_before = meters(reckoned(before, dprk=sheet(answers={"o": YES})))
    assert meters(after)["economy"] == told_before["economy"] + 2
    assert kinds(after, "jpn")[0] == "closing"


def test_a_sealed_last_line_holds_for_the_closing_delivery():
    """Rulebook 6: or, by a delegation's sealed last line, not."""
    pact = in_force("f", ["dprk"], ["usa"], clause("f.1", "dprk", "freeze"))
    after = closed(table(pact), dprk=sheet(perform={"f.1": "evade"}, action="nuclear_test"))
    assert [each.outcome for each in after.state.deliveries["f.1"]] == ["evaded", "evaded"]
    assert events(after, e.Acted) == []


def test_closed_in_the_middle_of_a_round_what_that_round_owed_is_delivered():
    """Rulebook 1, 6: control may close at any time, and what is owed is still delivered."""
    pact = in_force("f", ["dprk"], ["usa"], clause("f.1", "dprk", "freeze"))
    unfolding = Unfolding(table(pact))
    closing_delivery(unfolding)
    (delivery,) = unfolding.state.deliveries["f.1"]
    assert (delivery.round, delivery.outcome) == (3, "performed")


def test_what_has_run_its_term_is_not_delivered_again():
    pact = in_force("p", ["usa"], ["dprk"], clause("p.1", "usa", "food", 50, ["dprk"], rounds=2))
    after = closed(table(pact))
    assert [each.round for each in after.state.deliveries["p.1"]] == [3]


def test_after_a_war_nobody_delivers():
    high = {**table().meters, "tension": replace(table().meters["tension"], value=100)}
    pact = in_force("p", ["usa"], ["dprk"], clause("p.1", "usa", "food", 50, ["dprk"]))
    unfolding = Unfolding(table(pact, meters=high))
    closing_delivery(unfolding)
    assert unfolding.happened == []


def finished(before):
    unfolding = Unfolding(before)
    finish(unfolding)
    return unfolding


def test_the_first_outcome_that_is_true_is_the_games():
    """Rulebook 9: from war to durable settlement, by scenario conditions."""
    pact = in_force("f", ["dprk"], ["usa"], clause("f.1", "dprk", "freeze"))
    assert finished(table(pact)).state.outcome == "freeze"
    assert finished(table()).state.outcome == "nothing"
    assert finished(table()).state.phase == "closed"


def test_who_has_left_in_the_last_round_is_gone_when_the_outcome_is_judged():
    """Rulebook 4.6: `present` is as the reckoning began until the round is closed."""
    gone = replace(SCENARIO.outcomes[0], when=when({"not": {"present": "dprk"}}), ends=True)
    scenario = scenario_with(outcomes=(gone, SCENARIO.outcomes[1]))
    before = table(scenario=scenario)
    after = reckoned(before, dprk=sheet(walk_out="hostile")).state
    assert (is_last(before), is_last(after)) == (False, True)
    assert finished(after).state.outcome == gone.id


def test_outcomes_go_by_the_truth():
    """Rulebook 6: outcomes are published."""
    frozen = replace(SCENARIO.outcomes[0], when=when(performed("dprk", "freeze")))
    scenario = scenario_with(outcomes=(frozen, SCENARIO.outcomes[1]))
    pact = in_force("f", ["dprk"], ["usa"], clause("f.1", "dprk", "freeze"))
    kept = reckoned(table(pact, scenario=scenario)).state
    hidden = reckoned(table(pact, scenario=scenario), dprk=sheet(perform={"f.1": "evade"})).state
    assert finished(kept).state.outcome == "freeze"
    assert finished(hidden).state.outcome == "nothing"


def test_a_table_can_be_closed_before_it_opens():
    before = table(round=0, phase="lobby", concluded_at={})
    assert finished(before).state.outcome == "nothing"
    assert before.tellings == finished(before).state.tellings


def test_a_war_names_its_parties_and_peace_names_nobody():
    high = {**table().meters, "tension": replace(table().meters["tension"], value=90)}
    after = reckoned(
        table(meters=high),
        dprk=sheet(action="nuclear_test"),
        rok=sheet(action=("strike", ("dprk",))),
    )
    (event,) = events(finished(after.state), e.GameEnded)
    assert event.war_parties == ("dprk", "rok")
    assert kinds(finished(after.state), "observer") == ["war"]
    (event,) = events(finished(table()), e.GameEnded)
    assert event.war_parties == ()
