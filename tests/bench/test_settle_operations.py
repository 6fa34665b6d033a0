"""Settlement is linear: operations are counted, so no machine and no load changes the answer."""

from collections.abc import Callable

import pytest

from rules.settlement.formula import Candidate, Sum, weigh
from rules.settlement.near_miss import OPERATIONS_MAX, _Search
from rules.settlement.settle import settle

from .shapes import FACTS, FEW, MANY, SHAPES, Needs, falling_chain


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
