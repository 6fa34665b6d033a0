"""Near misses by example: what would have made a fallen candidate stand."""

from rules.settlement.formula import TRUE, Candidate, Fact, Formula
from rules.settlement.near_miss import NearMiss, near_misses

from .shorthand import either, every, fact, the

FACTS = {"yes": True, "no": False}


def missed(
    needs: dict[str, Formula], target: str, *allowed: Candidate | Fact
) -> tuple[NearMiss, ...]:
    return near_misses(needs, FACTS, [target], allowed)[target]


def test_one_acceptance_more_would_have_made_it_stand():
    """Rulebook 5: near misses of at most two leaves."""
    needs = {"offer": every(the("usa"), the("jpn")), "usa": TRUE, "jpn": fact("no")}
    assert missed(needs, "offer", the("jpn"), fact("no"), the("usa")) == (
        (the("jpn"),),
        (fact("no"),),
    )


def test_two_leaves_are_named_only_where_one_is_not_enough():
    """Rulebook 5: the smallest sets come first, and none holds one that helps already."""
    needs = {"offer": either(every(the("a"), fact("no")), the("c"))}
    leaves = (the("a"), the("c"), fact("no"))
    assert missed(needs, "offer", *leaves) == ((the("c"),), (the("a"), fact("no")))


def test_only_leaves_all_readers_see_are_named():
    """Rulebook 5: near misses are looked for among leaves all its readers see."""
    assert missed({"offer": either(the("seen"), the("hidden"))}, "offer", the("seen")) == (
        (the("seen"),),
    )


def test_what_three_leaves_would_have_helped_is_far():
    """Rulebook 5: else "far"."""
    leaves = (the("a"), the("b"), the("c"))
    assert missed({"offer": every(*leaves)}, "offer", *leaves) == ()
    assert missed({"offer": either()}, "offer", *leaves) == ()


def test_at_most_three_are_named_in_the_order_of_their_names():
    """Rulebook 5: up to three near misses."""
    leaves = tuple(the(name) for name in "edcba")
    found = missed({"offer": either(*leaves)}, "offer", *leaves)
    assert found == ((the("a"),), (the("b"),), (the("c"),))


def test_what_stands_or_was_never_offered_has_no_near_misses():
    """Rulebook 5: near misses are for what failed; giving a target to itself is no answer."""
    assert missed({"offer": TRUE}, "offer", the("offer"), the("a")) == ()
    assert missed({"offer": fact("no")}, "offer", the("offer")) == ()
    assert missed({"offer": TRUE}, "absent", the("absent")) == ()


def test_a_leaf_given_may_free_a_circle_that_fell_by_it():
    """Rulebook 5: every answer is tried out by striking anew."""
    needs = {"a": the("b"), "b": every(the("a"), the("c"))}
    assert missed(needs, "a", the("c"), the("a")) == ((the("c"),),)
