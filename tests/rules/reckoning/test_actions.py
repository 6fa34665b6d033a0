"""Step 4: national actions, in the open and in secret; walking out and coming back."""

from msgspec.structs import replace

from rules import events as e
from rules.scenario import Action, Effect

from ..tiny import SCENARIO, clause
from .rounds import (
    events,
    in_force,
    kinds,
    lucky,
    meters,
    on_table,
    reckoned,
    room,
    scenario_with,
    sheet,
    table,
    told,
)

SPOIL = Action(
    id="spoil",
    title="Spoil a text",
    text="Doubts were sown.",
    seats=("prc",),
    price=2,
    secret=True,
    target="format",
    attribution=40,
    effects=(Effect(meter="tension", by=7),),
    attributed=(Effect(support="actor", by=-4),),
)
HELP = Action(
    id="help",
    title="Help a friend",
    text="{actor} helped {target}.",
    seats=("prc",),
    price=1,
    target="seat",
    odds=50,
    effects=(Effect(support="target", by=5),),
    failure=(Effect(meter="tension", by=3),),
)
UNDERCUT = Action(
    id="undercut", title="Undercut", text="China undercut them.", seats=("prc",), price=2,
    undercuts=True,
)  # fmt: skip
WITH = scenario_with(actions=(*SCENARIO.actions, SPOIL, HELP, UNDERCUT))
QUIET = reckoned(table())
AT_USA_ROK = sheet(action=("spoil", ("usa", "rok")))


def acted(unfolding):
    (found,) = events(unfolding, e.Acted)
    return found


def spoiled(state):
    return reckoned(state, prc=AT_USA_ROK)


def is_traced(state):
    return "observer" in acted(spoiled(state)).to


def untraced(*documents, **more):
    return lucky(table(*documents, scenario=WITH, **more), lambda state: not is_traced(state))


def test_an_open_act_is_told_to_the_world_and_named_as_the_cause():
    """Rulebook 6.4."""
    after = reckoned(table(), dprk=sheet(action="nuclear_test"))
    assert "acted" in kinds(after, "observer")
    (moved,) = (each for each in events(after, e.MeterMoved) if each.name == "tension")
    assert (moved.value, moved.cause) == (70, "action:nuclear_test")


def test_an_act_counts_toward_war_only_if_it_escalates_and_toward_the_charter_only_as_force():
    """Rulebook 4, 6.7."""
    after = reckoned(
        table(), dprk=sheet(action="nuclear_test"), rok=sheet(action=("strike", ("dprk",)))
    )
    assert [(act.seat, act.force) for act in after.state.acts] == [("dprk", False), ("rok", True)]
    calm = reckoned(table(scenario=WITH), prc=sheet(action=("help", ("dprk",))))
    assert calm.state.acts == ()


def test_odds_decide_between_effects_and_failure_by_a_draw_of_their_own():
    before = table(scenario=WITH)
    helped = sheet(action=("help", ("dprk",)))

    def support(state):
        return reckoned(state, prc=helped).state.seats["dprk"].support

    won = lucky(before, lambda state: support(state) == 55)
    lost = lucky(before, lambda state: support(state) == 50)
    assert meters(reckoned(lost, prc=helped))["tension"] == meters(QUIET)["tension"] + 3
    assert meters(reckoned(won, prc=helped))["tension"] == meters(QUIET)["tension"]


def test_a_secret_act_is_its_authors_own_until_it_is_traced():
    """Rulebook 6.4, 7."""
    trilateral = on_table("t", ["usa"], ["rok"], clause("t.1", "usa", "tests"))
    before = table(trilateral, scenario=WITH)
    hidden = spoiled(lucky(before, lambda state: not is_traced(state)))
    assert acted(hidden).to == ("prc", "control")
    assert "acted_in_secret" in kinds(hidden, "prc")
    assert kinds(hidden, "usa") == kinds(reckoned(hidden_less(hidden)), "usa")
    traced = spoiled(lucky(before, is_traced))
    assert "traced" in kinds(traced, "jpn")
    assert traced.state.seats["prc"].support == 46


def hidden_less(unfolding):
    """The table that was reckoned, with nothing sealed."""
    trilateral = on_table("t", ["usa"], ["rok"], clause("t.1", "usa", "tests"))
    return replace(table(trilateral, scenario=WITH), key=unfolding.state.key)


def test_where_there_is_no_such_text_sabotage_costs_the_same_and_reports_nothing():
    """Rulebook 7, formats."""
    text = clause("t.1", "usa", "tests")
    hit = spoiled(untraced(on_table("t", ["usa"], ["rok"], text, audience="secret")))
    miss = spoiled(untraced())
    assert told(hit, "prc") == told(miss, "prc")
    assert room(hit, "prc") == room(miss, "prc")
    assert meters(hit)["tension"] == meters(miss)["tension"] + 7
    (moved,) = (each for each in events(hit, e.MeterMoved) if each.name == "tension")
    assert moved.cause == "unseen"


def test_sabotage_meets_texts_in_force_of_exactly_that_format():
    text = clause("t.1", "usa", "tests")
    before = {
        "in force": untraced(in_force("t", ["usa"], ["rok"], text)),
        "too many": untraced(in_force("t", ["usa"], ["rok", "jpn"], text)),
        "asleep": untraced(in_force("t", ["usa"], ["rok"], text), status={"t.1": "dormant"}),
        "served": untraced(in_force("t", ["usa"], ["rok"], text), status={"t.1": "ended"}),
        "denounced": untraced(in_force("t", ["usa"], ["rok"], text), status={"t.1": "denounced"}),
        "lapsed": untraced(replace(on_table("t", ["usa"], ["rok"], text), status="lapsed")),
    }
    raised = {name: meters(spoiled(state))["tension"] - 50 for name, state in before.items()}
    met = {name for name, by in raised.items() if by}
    assert met == {"in force", "asleep"}


def test_undercutting_is_free_and_gains_room_while_a_text_leaves_the_seat_out():
    """Rulebook 7, formats."""
    text = clause("t.1", "usa", "tests")
    trilateral = on_table("t", ["usa", "rok"], ["dprk"], text)
    after = reckoned(table(trilateral, scenario=WITH), prc=sheet(action="undercut"))
    assert room(after, "prc") == room(QUIET, "prc") + 1
    assert "acted" in kinds(after, "observer")
    nothing = reckoned(table(scenario=WITH), prc=sheet(action="undercut"))
    assert events(nothing, e.Acted) == []
    assert room(nothing, "prc") == room(QUIET, "prc")


def test_an_act_costs_its_price():
    before = table(scenario=WITH)
    assert room(spoiled(before), "prc") == room(QUIET, "prc") - 2


# Walking out, and coming back


def bound(**more):
    text = clause("p.1", "dprk", "freeze")
    return table(in_force("p", ["dprk"], ["usa"], text, audience="public"), **more)


LEAVE = sheet(walk_out="hostile")


def test_on_an_open_ground_ones_clauses_are_suspended_without_breach():
    """Rulebook 3, 7."""
    after = reckoned(bound(open_grounds=("hostile",)), dprk=LEAVE)
    assert after.state.seats["dprk"].walked_out == "hostile"
    assert after.state.standings["p.1"].status == "suspended"
    assert after.state.breaches == ()
    assert room(after, "dprk") == room(reckoned(bound()), "dprk")
    assert "walked_out" in kinds(after, "observer")


def test_on_a_closed_ground_it_is_dear_costs_support_and_is_a_breach():
    """Rulebook 7, bolt holes: with none left it is dear and costs the patron's support."""
    after = reckoned(bound(), dprk=LEAVE)
    assert after.state.breaches == ((3, "p.1"),)
    assert after.state.standings["p.1"].status == "operative"
    assert after.state.seats["dprk"].support == 48
    assert room(after, "dprk") == 6 - 3 + 1
    assert "stormed_out" in kinds(after, "observer")


def test_who_comes_back_pays_a_fee_and_its_clauses_wake():
    """Rulebook 7: every return fee doubles."""
    gone = reckoned(bound(open_grounds=("hostile",)), dprk=LEAVE).state
    back = reckoned(replace(gone, round=4), dprk=sheet(come_back=True))
    assert back.state.seats["dprk"].walked_out is None
    assert back.state.seats["dprk"].returns == 1
    assert back.state.standings["p.1"].status == "operative"
    assert "woke" in kinds(back, "usa")
    assert room(back, "dprk") == room(reckoned(replace(gone, round=4)), "dprk") - 1


def test_a_walked_out_delegation_may_still_act():
    gone = table(walked_out={"dprk": True})
    after = reckoned(gone, dprk=sheet(action="nuclear_test"))
    assert acted(after).seat == "dprk"
