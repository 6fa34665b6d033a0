"""Step 7: drift, patience, the index, leaks, grounds, and the cap that keeps war from one party."""

import pytest
from msgspec.structs import replace

from rules import events as e
from rules.model import Act
from rules.reckoning import open_grounds, war_parties
from rules.scenario import Drift, Effect, MeterDef

from ..tiny import SCENARIO, clause, delivery, performed, when
from .rounds import (
    NO,
    events,
    in_force,
    kinds,
    meters,
    on_table,
    reckoned,
    scenario_with,
    sheet,
    table,
    told,
)

ENGINE = (
    MeterDef(id="stalemate", title="Stalemate", help="Rounds without a step.", start=2),
    MeterDef(id="assurance", title="Assurance", help="The index.", start=0, max=10),
)


def drifting(tree):
    drift = Drift(
        id="goes_on", text="It goes on", when=when(tree), effects=(Effect(meter="arsenal", by=3),)
    )
    return scenario_with(drifts=(drift,))


def moved(unfolding, name):
    return next((each for each in events(unfolding, e.MeterMoved) if each.name == name), None)


def test_what_drifts_moves_its_meters_and_is_named():
    """Rulebook 7, patience and pressure."""
    after = reckoned(table(scenario=drifting({"meter": {"name": "arsenal", "at_least": 40}})))
    assert (moved(after, "arsenal").value, moved(after, "arsenal").cause) == (43, "drift:goes_on")
    assert "drift" in kinds(after, "observer")
    still = reckoned(table(scenario=drifting({"meter": {"name": "arsenal", "at_least": 41}})))
    assert moved(still, "arsenal") is None


def test_a_drift_goes_by_the_truth_and_is_told_by_what_the_world_believes():
    """Rulebook 6: a hidden evasion moves meters and is not named."""
    scenario = drifting({"not": performed("dprk", "freeze")})
    pact = in_force("f", ["dprk"], ["usa"], clause("f.1", "dprk", "freeze"), audience="public")
    kept = reckoned(table(pact, scenario=scenario))
    assert moved(kept, "arsenal") is None
    hidden = reckoned(table(pact, scenario=scenario), dprk=sheet(perform={"f.1": "evade"}))
    assert hidden.state.breaches == ()
    assert (moved(hidden, "arsenal").value, moved(hidden, "arsenal").cause) == (45, "unseen")
    assert "drift" not in kinds(hidden, "control")


@pytest.mark.parametrize("status", ["ended", "denounced", "suspended", "dormant", "lapsed"])
def test_a_stance_that_nobody_keeps_any_more_holds_no_drift_back(status):
    """Rulebook 4.5: in a drift it counts only in the rounds in which it is delivered."""
    scenario = drifting({"not": performed("dprk", "freeze")})
    pact = in_force("f", ["dprk"], ["usa"], clause("f.1", "dprk", "freeze"))
    assert moved(reckoned(table(pact, scenario=scenario)), "arsenal") is None
    once = (delivery("f.1", round=2),)
    left = table(
        pact, scenario=scenario, deliveries=once, status={"f.1": status}, concluded_at={2: ()}
    )
    assert moved(reckoned(left), "arsenal").value == 43


def test_a_drift_is_told_when_it_sets_in_and_not_while_it_lasts():
    scenario = drifting({"meter": {"name": "arsenal", "at_least": 40}})
    first = reckoned(table(scenario=scenario))
    second = reckoned(replace(first.state, round=4))
    assert "drift" in kinds(first, "rok")
    assert "drift" not in kinds(second, "rok")
    assert moved(second, "arsenal").cause == "drift:goes_on"


def test_meters_stay_within_their_bounds():
    low = {"tension": replace(table().meters["tension"], value=5)}
    before = table(
        in_force("p", ["usa"], ["dprk"], clause("p.1", "usa", "food", 100, ["dprk"])),
        meters={**table().meters, "economy": replace(table().meters["economy"], value=99), **low},
    )
    assert meters(reckoned(before))["economy"] == 100


def patient(*documents, **more):
    return table(*documents, scenario=scenario_with(meters=(*SCENARIO.meters, *ENGINE)), **more)


def test_rounds_without_a_step_are_counted_and_a_delivery_ends_the_count():
    """Rulebook 7, patience and pressure: rounds without a delivered step."""
    food = clause("p.1", "usa", "food", 50, ["dprk"])
    assert meters(reckoned(patient()))["stalemate"] == 3
    assert meters(reckoned(patient(in_force("p", ["usa"], ["dprk"], food))))["stalemate"] == 0


def test_what_hangs_on_patience_counts_this_round():
    """A round in which something was delivered is no round of waiting."""
    waiting = when({"meter": {"name": "stalemate", "at_least": 1}})
    drift = Drift(
        id="wears",
        text="Patience wears thin",
        when=waiting,
        effects=(Effect(meter="tension", by=3),),
    )
    scenario = scenario_with(meters=(*SCENARIO.meters, *ENGINE), drifts=(drift,))
    food = clause("p.1", "usa", "food", 50, ["dprk"])
    delivered = reckoned(table(in_force("p", ["usa"], ["dprk"], food), scenario=scenario))
    assert meters(delivered)["tension"] == 50
    assert meters(reckoned(table(scenario=scenario)))["tension"] == 53


def test_a_secret_step_and_a_promise_that_merely_goes_on_are_no_steps():
    food = clause("p.1", "usa", "food", 50, ["dprk"])
    secret = in_force("p", ["usa"], ["dprk"], food, audience="secret")
    assert meters(reckoned(patient(secret)))["stalemate"] == 3
    halt = in_force("p", ["usa"], ["dprk"], clause("p.1", "usa", "tests"))
    first = reckoned(patient(halt))
    assert meters(first)["stalemate"] == 0
    assert meters(reckoned(replace(first.state, round=4)))["stalemate"] == 1


def test_the_count_of_patience_tells_of_no_hidden_evasion():
    """Rulebook 6: it goes by what all six take to be delivered."""
    pact = in_force("f", ["dprk"], ["usa"], clause("f.1", "dprk", "freeze"))
    hidden = reckoned(patient(pact), dprk=sheet(perform={"f.1": "evade"}))
    assert not hidden.state.breaches
    assert meters(hidden)["stalemate"] == meters(reckoned(patient(pact)))["stalemate"] == 0


def test_the_index_is_set_and_mirrored_in_its_meter():
    """Rulebook 7, assurance matrix."""
    text = on_table(
        "o", ["usa"], [], clause("o.1", "usa", "pledge", 2, ["dprk"]), audience="public"
    )
    after = reckoned(patient(text))
    assert (after.state.assurance_level, after.state.assurance_ceiling) == (2, 4)
    assert (moved(after, "assurance").value, moved(after, "assurance").cause) == (2, "assurance")
    assert "index_rose" in kinds(after, "observer")
    again = reckoned(replace(after.state, round=4))
    assert events(again, e.AssuranceSet) == []


# Leaks


def secret(**more):
    text = clause("s.1", "usa", "tests")
    return on_table("s", ["usa"], ["prc"], text, **({"audience": "secret", "last_round": 5} | more))


def leaking(odds, *documents):
    return table(*documents, scenario=scenario_with(leak_odds=odds))


@pytest.mark.parametrize(
    ("text", "leaks"),
    [
        (secret(), True),
        (in_force("s", ["usa"], ["prc"], clause("s.1", "usa", "tests"), audience="secret"), True),
        (secret(audience="closed"), False),
        (secret(last_round=3), False),
        (secret(status="draft"), False),
        (secret(disclosed=True), False),
    ],
)
def test_secret_texts_open_or_in_force_leak_by_the_odds(text, leaks):
    """Rulebook 3, 6.7: it may also leak."""
    after = reckoned(leaking(100, text))
    assert after.state.documents["s"].disclosed is (leaks or text.disclosed)
    assert ("leaked" in kinds(after, "observer")) is leaks
    assert [each.news.kind for each in events(after, e.NewsTold)] == ["leak"] * leaks
    assert not events(reckoned(leaking(0, text)), e.DocumentDisclosed)


# Grounds


def test_a_ground_is_closed_by_a_public_assurance_and_by_no_secret_one():
    """Rulebook 7, bolt holes; 6: what is published tells of nothing secret."""
    text = clause("p.1", "usa", "pledge", 1, ["dprk"])
    public = table(in_force("p", ["usa"], [], text, audience="public"))
    hidden = table(in_force("p", ["usa"], ["prc"], text, audience="secret"))
    assert open_grounds(public) == ()
    assert open_grounds(hidden) == ("hostile",)


def test_grounds_are_set_anew_at_the_end_of_a_round_and_told():
    text = on_table("o", ["usa"], [], clause("o.1", "usa", "pledge", 1, ["dprk"]),
                    audience="public")  # fmt: skip
    after = reckoned(table(text, open_grounds=("hostile",)))
    assert after.state.open_grounds == ()
    assert "ground_closed" in kinds(after, "rok")
    assert events(reckoned(replace(after.state, round=4)), e.GroundsSet) == []


# War


def tense(value, *documents, **more):
    meters_ = table().meters
    tension = replace(meters_["tension"], value=value, history=(50, 50, value))
    return table(*documents, meters={**meters_, "tension": tension}, **more)


TEST = sheet(action="nuclear_test")
STRIKE = sheet(action=("strike", ("dprk",)))


def test_one_party_alone_cannot_bring_war_about():
    """Rulebook 6.7: war needs acts or negligence of at least two parties."""
    after = reckoned(tense(90), dprk=TEST)
    assert meters(after)["tension"] == 99
    twice = reckoned(replace(after.state, round=4), dprk=TEST)
    assert meters(twice)["tension"] == 99


def test_two_parties_acts_within_two_rounds_can():
    after = reckoned(tense(90), dprk=TEST, rok=STRIKE)
    assert meters(after)["tension"] == 100
    assert war_parties(after.state, 3) == ("dprk", "rok")
    late = reckoned(
        tense(90, acts=(Act(round=2, seat="rok", name="strike", force=True),)), dprk=TEST
    )
    assert meters(late)["tension"] == 100
    stale = reckoned(
        tense(90, acts=(Act(round=1, seat="rok", name="strike", force=True),)), dprk=TEST
    )
    assert meters(stale)["tension"] == 99


@pytest.mark.parametrize(("before", "after"), [(90, 100), (79, 99)])
def test_fresh_onus_amid_high_tension_is_negligence(before, after):
    """Rulebook 6.7: acts or negligence."""
    text = on_table("o", ["usa"], ["jpn"], clause("o.1", "usa", "tests"),
                    audience="public", goodness=8)  # fmt: skip
    start = tense(before, text)
    if before < 80:
        acts = replace(SCENARIO.action["nuclear_test"], effects=(Effect(meter="tension", by=40),))
        start = replace(start, scenario=scenario_with(actions=(acts,)))
    found = reckoned(start, dprk=TEST, jpn=sheet(answers={"o": NO}))
    assert meters(found)["tension"] == after


def test_tension_that_stood_below_the_limit_is_not_lowered_by_the_cap():
    assert meters(reckoned(tense(99), dprk=TEST))["tension"] == 99


def test_hidden_drafts_do_not_move_the_world():
    draft = on_table("d", ["usa"], ["dprk"], clause("d.1", "usa", "tests"), status="draft")
    before, after = reckoned(table()), reckoned(table(replace(draft, tabled_round=None)))
    assert meters(before) == meters(after)
    assert told(before, "rus") == told(after, "rus")
