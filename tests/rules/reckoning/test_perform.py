"""Step 1: obligations are met, met in part or evaded; only what is done has effects."""

from msgspec.structs import replace

from rules import events as e
from rules.scenario import Effect, Level

from ..tiny import SCENARIO, clause
from .rounds import (
    events,
    in_force,
    lucky,
    meters,
    on_table,
    reckoned,
    room,
    scenario_with,
    sheet,
    table,
)

PLAIN = meters(reckoned(table()))
"""What the meters come to when nothing is in force."""


def aid(name="p", level=100, **more):
    return in_force(
        name, ["usa"], ["dprk"], clause(f"{name}.1", "usa", "food", level, ["dprk"]), **more
    )


def freeze(level=1, **more):
    return in_force("f", ["dprk"], ["usa"], clause("f.1", "dprk", "freeze", level), **more)


def deliveries(unfolding):
    return {each.clause: each.delivery for each in events(unfolding, e.ObligationMet)}


def with_level_effects(*effects):
    """A scenario whose freeze has an effect on tension at each level."""
    levels = (
        Level(title="one", phrase="freeze", effects=(Effect(meter="tension", by=effects[0]),)),
        Level(title="two", phrase="freeze more", effects=(Effect(meter="tension", by=effects[1]),)),
    )
    changed = replace(SCENARIO.instrument["freeze"], levels=levels)
    rest = (each for each in SCENARIO.instruments if each.id != "freeze")
    return scenario_with(instruments=(*rest, changed))


def test_a_delegation_that_seals_nothing_performs_what_is_due():
    """Rulebook 2, 6.1: standing instructions perform what is due."""
    after = reckoned(table(aid()))
    found = deliveries(after)["p.1"]
    assert (found.outcome, found.amount, found.round) == ("performed", 100, 3)
    assert meters(after)["economy"] == PLAIN["economy"] + 2


def test_evasion_has_no_effects_whatever_others_believe():
    """Rulebook 6.1."""
    after = reckoned(table(aid()), usa=sheet(perform={"p.1": "evade"}))
    assert deliveries(after)["p.1"].outcome == "evaded"
    assert meters(after)["economy"] == PLAIN["economy"]


def test_part_of_a_quantity_is_half_of_it_in_whole_steps():
    after = reckoned(table(aid(level=150)), usa=sheet(perform={"p.1": "part"}))
    found = deliveries(after)["p.1"]
    assert (found.outcome, found.amount) == ("part", 50)
    assert meters(after)["economy"] == PLAIN["economy"] + 1


def test_part_of_a_stance_is_one_level_less():
    before = table(freeze(2), scenario=with_level_effects(-4, -9))
    after = reckoned(before, dprk=sheet(perform={"f.1": "part"}))
    assert deliveries(after)["f.1"].amount == 1
    assert meters(after)["tension"] == PLAIN["tension"] - 4


def test_a_part_of_which_nothing_is_left_is_an_evasion():
    """There is no open way of doing nothing without a breach."""
    after = reckoned(table(freeze(1)), dprk=sheet(perform={"f.1": "part"}))
    assert deliveries(after)["f.1"].outcome == "evaded"


def test_several_clauses_of_one_stance_work_once_at_the_highest_level():
    """Rulebook 3: several clauses merge to the highest level."""
    other = in_force("g", ["dprk"], ["rok"], clause("g.1", "dprk", "freeze", 2))
    before = table(freeze(1), other, scenario=with_level_effects(-4, -9))
    assert meters(reckoned(before))["tension"] == PLAIN["tension"] - 9
    lower = reckoned(before, dprk=sheet(perform={"g.1": "part"}))
    assert meters(lower)["tension"] == PLAIN["tension"] - 4


def test_what_is_held_under_one_clause_is_held_under_every_other():
    """Rulebook 3: one cannot shut down a plant for one text and run it for another."""
    other = in_force("g", ["dprk"], ["rok"], clause("g.1", "dprk", "freeze", 2))
    before = table(freeze(1), other)
    idle = reckoned(before, dprk=sheet(perform={"f.1": "evade"}))
    assert deliveries(idle)["f.1"].outcome == "performed"
    assert meters(idle)["arsenal"] == PLAIN["arsenal"]
    half = deliveries(reckoned(before, dprk=sheet(perform={"g.1": "evade"})))
    assert (half["g.1"].outcome, half["g.1"].amount) == ("part", 1)
    both = reckoned(before, dprk=sheet(perform={"f.1": "evade", "g.1": "evade"}))
    assert {each.outcome for each in deliveries(both).values()} == {"evaded"}


def test_an_assurance_to_one_is_none_to_another():
    wide = in_force("f", ["usa"], [], clause("f.1", "usa", "pledge", 1, ["dprk", "rok"]))
    near = in_force("g", ["usa"], [], clause("g.1", "usa", "pledge", 1, ["rok"]))
    after = reckoned(table(wide, near), usa=sheet(perform={"f.1": "evade"}))
    assert deliveries(after)["f.1"].outcome == "evaded"
    other = reckoned(table(wide, near), usa=sheet(perform={"g.1": "evade"}))
    assert deliveries(other)["g.1"].outcome == "performed"


def test_quantities_of_several_clauses_add_up():
    """Rulebook 3: they add up."""
    after = reckoned(table(aid(), aid("q", 50)))
    assert meters(after)["economy"] == PLAIN["economy"] + 3


def test_who_evades_in_secret_gains_by_it():
    """Rulebook 6.1: a programme that goes on."""
    after = reckoned(table(freeze()), dprk=sheet(perform={"f.1": "evade"}))
    assert meters(after)["arsenal"] == PLAIN["arsenal"] + 2
    assert meters(reckoned(table(freeze())))["arsenal"] == PLAIN["arsenal"]


def test_the_receiver_of_fungible_aid_may_divert_part_of_it():
    """Rulebook 6.1: diverted aid works less, and for its receiver instead."""
    food = replace(SCENARIO.instrument["food"], divert_gain=(Effect(latitude="actor", by=2),))
    rest = (each for each in SCENARIO.instruments if each.id != "food")
    before = table(aid(level=200), scenario=scenario_with(instruments=(*rest, food)))
    honest, greedy = reckoned(before), reckoned(before, dprk=sheet(divert={"p.1": 50}))
    assert deliveries(greedy)["p.1"].diverted == 50
    assert meters(honest)["economy"] == PLAIN["economy"] + 4
    assert meters(greedy)["economy"] == PLAIN["economy"] + 2
    # Two steps' worth is diverted, but the index subject's room rises by one a round at most.
    assert room(greedy, "dprk") == room(honest, "dprk")


def test_what_is_not_fungible_cannot_be_diverted():
    fuel = in_force("p", ["usa"], ["dprk"], clause("p.1", "usa", "fuel", 100, ["dprk"]))
    after = reckoned(table(fuel), dprk=sheet(divert={"p.1": 50}))
    assert deliveries(after)["p.1"].diverted == 0


def test_an_open_act_that_breaks_a_promise_is_an_open_evasion_of_it():
    """Rulebook 6.4: a test breaks a moratorium before all eyes."""
    halt = in_force("m", ["dprk"], ["usa"], clause("m.1", "dprk", "tests"))
    after = reckoned(table(halt), dprk=sheet(action="nuclear_test"))
    found = deliveries(after)["m.1"]
    assert (found.outcome, found.established) == ("evaded", True)
    assert after.state.breaches == ((3, "m.1"),)


def test_a_secret_act_that_breaks_a_promise_hides_as_evasion_does():
    quiet = replace(
        SCENARIO.action["nuclear_test"], secret=True, breaks=("freeze",), attribution=50
    )
    before = table(freeze(), scenario=scenario_with(actions=(quiet,)))

    def outcome(state):
        after = reckoned(state, dprk=sheet(action="nuclear_test"))
        acted = events(after, e.Acted)[0]
        return "observer" in acted.to, deliveries(after)["f.1"]

    traced = lucky(before, lambda state: outcome(state)[0])
    hidden = lucky(before, lambda state: not outcome(state)[0])
    assert outcome(traced)[1].established
    assert outcome(hidden)[1].outcome == "evaded"
    assert not outcome(hidden)[1].established


def test_what_sleeps_or_is_not_due_yet_is_not_asked_for():
    """Rulebook 6.1: clauses operative since the last reckoning."""
    late = in_force("l", ["usa"], ["dprk"], clause("l.1", "usa", "food", 50, ["dprk"], start=3))
    asleep = table(aid(), late, status={"p.1": "dormant"})
    assert deliveries(reckoned(asleep)) == {}


def test_a_new_text_is_first_due_in_the_round_after_it_is_concluded():
    offer = on_table("o", ["usa"], [], clause("o.1", "usa", "tests"))
    after = reckoned(table(offer))
    assert after.state.documents["o"].status == "concluded"
    assert deliveries(after) == {}
    assert after.state.standings["o.1"].from_round == 4
