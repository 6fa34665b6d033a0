"""Settlement is linear: operations are counted, so no machine and no load changes the answer."""

from collections.abc import Callable

import pytest

from rules.settlement.formula import All, Any, AtLeast, Candidate, Fact, Formula, Sum, weigh
from rules.settlement.near_miss import OPERATIONS_MAX, _Search
from rules.settlement.settle import settle

FEW, MANY = 5_000, 20_000
FACTS = {"no": False}
Needs = dict[str, Formula]


def falling_chain(count: int) -> Needs:
    """Each needs the one before; the first fails."""
    chain: Needs = {f"c{n}": Candidate(id=f"c{n - 1}") for n in range(count)}
    return {**chain, "c0": Fact(name="no")}


def shared_total_with_a_threshold_each(count: int) -> Needs:
    """One pool read by all: each stands only while one more of them does, so all fall in turn."""
    weights = weigh({f"c{n}": 1 for n in range(count)})
    return {f"c{n}": Sum(weights=weights, at_least=n) for n in range(1, count + 1)}


def shared_count(count: int) -> Needs:
    """One formula over all of them that every one needs."""
    everyone = tuple(Candidate(id=f"c{n}") for n in range(count))
    shared = AtLeast(k=count // 2, children=everyone)
    return {f"c{n}": shared if n % 3 else Fact(name="no") for n in range(count)}


def equal_formulas_written_anew(count: int) -> Needs:
    """Nothing is shared as an object; equal parts are one node all the same."""
    return {
        f"c{n}": All(
            children=(
                Any(children=(Candidate(id=f"c{n - 1}"), Fact(name="no"))),
                Sum(weights=weigh({"c0": 1, "c1": 2}), at_least=1),
            )
        )
        for n in range(count)
    }


SHAPES = [
    falling_chain,
    shared_total_with_a_threshold_each,
    shared_count,
    equal_formulas_written_anew,
]


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_candidates_cost_four_times_the_operations(
    shape: Callable[[int], Needs],
) -> None:
    """Rulebook 5: 20,000 candidates cost 4 times those of 5,000 (within 5 %)."""
    few, many = settle(shape(FEW), FACTS), settle(shape(MANY), FACTS)
    assert few.fell
    assert many.fell
    assert 3.8 <= many.operations / few.operations <= 4.2


def test_a_chain_of_twenty_thousand_falls_link_by_link() -> None:
    """Rulebook 5: falls are ranked by rounds, however many there are."""
    settlement = settle(falling_chain(MANY), FACTS)
    assert settlement.standing == frozenset()
    assert settlement.fell[f"c{MANY - 1}"].rank == MANY


def test_the_search_for_near_misses_ends_within_its_bound() -> None:
    """Rulebook 5: near misses among thousands of leaves stay bounded, one trial over at most."""
    leaves = [Candidate(id=f"absent{n}") for n in range(300)]
    needs = {"target": Sum(weights=weigh({leaf.id: 1 for leaf in leaves}), at_least=300)}
    search = _Search(needs, {}, "target", frozenset(leaves))
    assert search.nearest(3, 2) == ()
    assert search.operations < OPERATIONS_MAX * 1.05
