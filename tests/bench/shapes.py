"""Settlements of any size, each hard in its own way: what settling is measured on."""

from collections.abc import Callable

from rules.settlement.formula import All, Any, AtLeast, Candidate, Fact, Formula, Sum, weigh

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


SHAPES: list[Callable[[int], Needs]] = [
    falling_chain,
    shared_total_with_a_threshold_each,
    shared_count,
    equal_formulas_written_anew,
]
