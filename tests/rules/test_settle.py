"""Settlement by example: who stands, who falls and why."""

import pytest

from rules.settlement.formula import TRUE, Formula, Not, Sum, weigh
from rules.settlement.settle import (
    Because,
    FailedCandidate,
    FailedFact,
    FailedNot,
    Fall,
    Short,
    least,
    settle,
)

from .shorthand import either, every, fact, some, the, total

FACTS = {"yes": True, "no": False}


def cause_of(need: Formula, **others: Formula) -> Because:
    """Why a candidate with this need falls, among these others."""
    return settle({"asked": need, **others}, FACTS).fell["asked"].because


# The two fixed points


def test_i_will_if_you_will_comes_into_force_on_both_sides():
    """Rulebook 5: commitment for commitment, action for action."""
    needs = {"freeze": the("relief"), "relief": the("freeze")}
    assert settle(needs, {}).standing == {"freeze", "relief"}


def test_you_first_leaves_both_waiting():
    """Rulebook 5: the least fixed point is the world of "you first"."""
    assert least({"freeze": the("relief"), "relief": the("freeze")}, {}) == frozenset()


def test_you_first_still_has_what_waits_for_nobody_and_what_follows_from_it():
    """Rulebook 5: the least fixed point grows from what needs nothing."""
    needs = {"a": TRUE, "b": the("a"), "c": every(the("b"), fact("yes")), "d": the("e")}
    assert least({**needs, "e": the("d")}, FACTS) == {"a", "b", "c"}


def test_nobody_offers_anything_and_nothing_stands():
    """Rulebook 5: settlement of no candidates at all."""
    assert (settle({}, {}).standing, settle({}, {}).fell) == (frozenset(), {})


def test_the_rulebooks_own_example():
    """Rulebook 5: a and b stand by each other, c falls because of peace."""
    needs = {"a": the("b"), "b": the("a"), "c": every(the("a"), fact("no"))}
    settlement = settle(needs, FACTS)
    assert settlement.standing == {"a", "b"}
    assert settlement.fell == {"c": Fall(rank=1, because=FailedFact(name="no"))}


@pytest.mark.parametrize(
    "need",
    [TRUE, every(), some(0), some(0, the("absent")), total(0), total(0, absent=3), fact("yes")],
)
def test_what_needs_nothing_stands(need):
    """Rulebook 5: an empty `all`, none out of any number, and a sum of nothing are true."""
    assert settle({"asked": need}, FACTS).standing == least({"asked": need}, FACTS) == {"asked"}


def test_a_candidate_that_was_not_offered_counts_as_false():
    """Rulebook 5: also inside a sum."""
    assert settle({"a": the("absent")}, {}).standing == frozenset()
    assert settle({"a": total(1, absent=5)}, {}).standing == frozenset()


def test_a_candidate_may_stand_by_itself_and_then_only_in_the_greatest():
    """Rulebook 5: among the sets that support themselves one contains all others."""
    assert settle({"a": the("a")}, {}).standing == {"a"}
    assert least({"a": the("a")}, {}) == frozenset()


# Ranks and causes


def test_a_fall_spreads_one_rank_a_round():
    """Rulebook 5: falls are ranked by simultaneous rounds of striking."""
    fell = settle({"a": fact("no"), "b": the("a"), "c": the("b")}, FACTS).fell
    assert fell == {
        "a": Fall(rank=1, because=FailedFact(name="no")),
        "b": Fall(rank=2, because=FailedCandidate(id="a")),
        "c": Fall(rank=3, because=FailedCandidate(id="b")),
    }


def test_a_circle_that_falls_is_blamed_on_what_lies_outside_it():
    """Rulebook 5: a cause fell at a lower rank, so chains end outside the set."""
    needs = {"a": every(the("c"), the("b")), "b": every(the("a"), fact("no")), "c": the("a")}
    fell = settle(needs, FACTS).fell
    assert fell["b"] == Fall(rank=1, because=FailedFact(name="no"))
    assert fell["a"] == Fall(rank=2, because=FailedCandidate(id="b"))
    assert fell["c"] == Fall(rank=3, because=FailedCandidate(id="a"))


def test_of_all_the_earliest_failing_child_is_named_wherever_it_stands():
    """Rulebook 5: of `all` its earliest-failing child."""
    assert cause_of(every(the("a"), fact("no")), a=fact("no")) == FailedFact(name="no")


def test_of_all_that_fail_at_once_the_first_is_named():
    """Rulebook 5: ties by place in the tree."""
    need = every(fact("yes"), the("absent"), fact("no"))
    assert cause_of(need) == FailedCandidate(id="absent")


def test_of_any_the_child_whose_fall_tipped_it_is_named():
    """Rulebook 5: the last to fall; before it the `any` still held."""
    need = either(the("a"), fact("no"), the("absent"))
    assert cause_of(need, a=fact("no")) == FailedCandidate(id="a")


def test_of_any_whose_children_fall_at_once_the_last_in_the_tree_tips_it():
    """Rulebook 5: ties by place in the tree."""
    assert cause_of(either(the("absent"), fact("no"))) == FailedFact(name="no")


def test_of_a_count_the_child_that_makes_it_one_too_few_is_named():
    """Rulebook 5: of `at_least` the child whose fall tipped it."""
    need = some(2, the("a"), fact("no"), fact("yes"), the("b"))
    assert cause_of(need, a=the("b"), b=fact("no")) == FailedCandidate(id="a")
    assert cause_of(need, a=fact("no"), b=fact("no")) == FailedCandidate(id="b")


def test_of_a_sum_the_candidate_whose_fall_tipped_it_is_named():
    """Rulebook 5: of `sum` by rank, then by id, and never one that weighs nothing."""
    need = total(50, absent=10, idle=0, a=30, b=40, c=30)
    others = {"idle": fact("no"), "a": fact("no"), "b": fact("no"), "c": the("b")}
    assert cause_of(need, **others) == FailedCandidate(id="b")


def test_a_sum_that_counts_on_one_not_offered_is_blamed_on_it():
    """Rulebook 5: with it the sum would have held, so it was not short."""
    assert cause_of(total(120, a=50, z=100), a=TRUE) == FailedCandidate(id="z")


def test_a_cause_is_followed_down_to_a_leaf():
    """Rulebook 5: `because` is a failed leaf."""
    need = every(fact("yes"), either(some(2, fact("yes"), every(fact("yes"), fact("no")))))
    assert cause_of(need) == FailedFact(name="no")


def test_a_not_that_failed_is_named_whole():
    """Rulebook 5: a `not` that failed is named whole."""
    denied = Not(child=either(fact("no"), fact("yes")))
    assert cause_of(every(fact("yes"), denied)) == FailedNot(formula=denied)


def test_a_not_over_what_is_false_holds():
    """Rulebook 4: `not` is true when H is false."""
    assert settle({"a": Not(child=every(fact("yes"), fact("no")))}, FACTS).standing == {"a"}


@pytest.mark.parametrize(
    ("short", "path"),
    [
        (either(), ()),
        (some(3, TRUE, fact("no")), ()),
        (total(81, a=40, b=40), ()),
        (every(fact("yes"), either()), ("all", 1)),
        (either(fact("no"), either()), ("any", 1)),
        (some(2, TRUE, every(TRUE, total(1))), ("at_least", 1, 1, "all", 1)),
    ],
)
def test_what_fails_with_all_its_children_true_is_short(short, path):
    """Rulebook 5: a sum or count that was short even with all standing, by its path."""
    assert cause_of(short, a=fact("no"), b=TRUE) == Short(path=path)


def test_one_shared_formula_is_short_at_a_path_of_its_own_in_each_need():
    """Rulebook 5: the path of a node is that of the need it was reached from."""
    shared = every(TRUE, either())
    fell = settle({"a": shared, "b": every(the("c"), shared), "c": TRUE}, {}).fell
    assert fell["a"].because == Short(path=("all", 1))
    assert fell["b"].because == Short(path=("all", 1, "all", 1))


# What the engine refuses, and what it bears


def test_a_fact_that_is_not_listed_is_the_callers_mistake():
    """Rulebook 5: facts not listed are refused."""
    with pytest.raises(KeyError, match="rain"):
        settle({"a": fact("rain")}, FACTS)


@pytest.mark.parametrize("inside", [the("a"), total(0), every(fact("yes"), either(the("a")))])
def test_a_not_over_a_simultaneous_form_is_refused(inside):
    """Rulebook 4: the settlement would have no unique answer."""
    with pytest.raises(ValueError, match="not"):
        settle({"a": Not(child=inside)}, FACTS)


def test_a_weight_below_nothing_is_refused():
    """Rulebook 5: weights are non-negative; otherwise settlement would not be monotone."""
    with pytest.raises(ValueError, match="weight"):
        settle({"a": total(0, a=-1)}, {})


def test_no_depth_of_nesting_is_too_deep():
    """Rulebook 5: the work list knows no recursion."""
    need: Formula = fact("no")
    for _ in range(20_000):
        need = every(fact("yes"), need)
    assert cause_of(need) == FailedFact(name="no")


# The rounds of history (dossier 4.14)


def test_six_principles_on_condition_of_all_the_others_come_into_force_together():
    """Dossier 4.14, case 1: the joint statement of 2005."""
    seats = ("dprk", "rok", "usa", "prc", "rus", "jpn")
    needs = {s: every(*(the(other) for other in seats if other != s)) for s in seats}
    assert settle(needs, {}).standing == set(seats)
    assert least(needs, {}) == frozenset()
    assert settle({s: needs[s] for s in seats[1:]}, {}).standing == frozenset()


def test_each_only_after_the_other_stays_dormant_for_ever():
    """Dossier 4.14, case 1: return to the NPT against a light-water reactor, in sequence."""
    needs = {"npt": fact("reactor was built"), "reactor": fact("npt was rejoined")}
    facts = {"reactor was built": False, "npt was rejoined": False}
    assert settle(needs, facts).standing == frozenset()
    together = {"npt": the("reactor"), "reactor": the("npt")}
    assert settle(together, facts).standing == {"npt", "reactor"}


BANK = {
    "dprk attends": every(either(fact("funds free"), the("release"))),
    "release": the("dprk attends"),
    "monitoring": the("dprk attends"),
}


def test_frozen_funds_keep_a_delegation_away_and_what_hung_on_it():
    """Dossier 4.14, case 2: Banco Delta Asia."""
    needs = {name: need for name, need in BANK.items() if name != "release"}
    fell = settle(needs, {"funds free": False}).fell
    assert fell["dprk attends"] == Fall(rank=1, because=FailedCandidate(id="release"))
    assert fell["monitoring"] == Fall(rank=2, because=FailedCandidate(id="dprk attends"))


def test_release_against_attendance_settles():
    """Dossier 4.14, case 2: Banco Delta Asia."""
    assert settle(BANK, {"funds free": False}).standing == set(BANK)


FUEL = Sum(weights=weigh(dict.fromkeys(("usa", "rok", "prc", "rus", "jpn"), 250)), at_least=1000)


def february(*givers: str) -> dict[str, Formula]:
    """A pool of 1,000 kt that each giver joins if it fills, against a shutdown."""
    joined: dict[str, Formula] = {giver: every(FUEL, the("shutdown")) for giver in givers}
    return {**joined, "shutdown": FUEL}


def test_the_pool_of_february_2007_stands_without_japan():
    """Dossier 4.14, case 3: four shares of 250 fill 1,000 kt."""
    needs = february("usa", "rok", "prc", "rus")
    assert settle(needs, {}).standing == set(needs)
    assert least(needs, {}) == frozenset()


def test_the_pool_of_february_2007_collapses_without_russia_as_well():
    """Dossier 4.14, case 3: three shares do not; the tie between the absent goes by id."""
    settlement = settle(february("usa", "rok", "prc"), {})
    assert settlement.standing == frozenset()
    assert {fall.because for fall in settlement.fell.values()} == {FailedCandidate(id="rus")}


def test_council_action_takes_attendance_away_and_monitoring_with_it():
    """Dossier 4.14, case 5: April 2009."""
    needs = {
        "dprk attends": Not(child=fact("council acted")),
        "monitoring": the("dprk attends"),
        "fuel": the("monitoring"),
    }
    fell = settle(needs, {"council acted": True}).fell
    assert [fell[name].rank for name in needs] == [1, 2, 3]
    assert settle(needs, {"council acted": False}).standing == set(needs)


def test_guard_posts_against_guard_posts_settle_between_two_alone():
    """Dossier 4.14, case 7: the Comprehensive Military Agreement of 2018."""
    posts = {"north": weigh({"n": 11}), "south": weigh({"s": 11})}
    needs = {
        "n": every(Sum(weights=posts["south"], at_least=11), the("visits")),
        "s": every(Sum(weights=posts["north"], at_least=11), the("visits")),
        "visits": every(the("n"), the("s")),
        "bystander": fact("no"),
    }
    assert settle(needs, FACTS).standing == {"n", "s", "visits"}


def test_two_public_offers_whose_texts_differ_are_no_joint_offer():
    """Dossier 4.14, case 10: each waits for the other to sign its own text."""
    apart = {
        "text of usa": every(the("usa signs text of usa"), the("rok signs text of usa")),
        "text of rok": every(the("usa signs text of rok"), the("rok signs text of rok")),
        "usa signs text of usa": the("text of usa"),
        "rok signs text of rok": the("text of rok"),
    }
    fell = settle(apart, {}).fell
    assert fell["text of usa"].because == FailedCandidate(id="rok signs text of usa")
    assert fell["text of rok"].because == FailedCandidate(id="usa signs text of rok")
    one = {**apart, "rok signs text of usa": the("text of usa")}
    assert settle(one, {}).standing == {
        "text of usa",
        "usa signs text of usa",
        "rok signs text of usa",
    }
