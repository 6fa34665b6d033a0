"""Short words to write the formulas of a test in; they add nothing to `rules.formula`."""

from rules.settlement.formula import All, Any, AtLeast, Candidate, Fact, Formula, Sum, weigh


def the(candidate: str) -> Candidate:
    return Candidate(id=candidate)


def fact(name: str) -> Fact:
    return Fact(name=name)


def every(*children: Formula) -> All:
    return All(children=children)


def either(*children: Formula) -> Any:
    return Any(children=children)


def some(k: int, *children: Formula) -> AtLeast:
    return AtLeast(k=k, children=children)


def total(at_least: int, **weights: int) -> Sum:
    return Sum(weights=weigh(weights), at_least=at_least)
