"""Rulebook 5 written a second time, slowly and plainly, to hold the engine against.

Owns the reference answers and the making of random problems. It must share no idea with the
engine but the shapes of formulas: truth is tried over all subsets at once, ranks come from
striking in rounds, causes from the words of the rulebook read literally.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import and_, or_
from random import Random

from rules.settlement.formula import (
    TRUE,
    All,
    Any,
    AtLeast,
    Candidate,
    Fact,
    Formula,
    Not,
    Sum,
    True_,
    children_of,
    weigh,
)
from rules.settlement.settle import (
    Because,
    FailedCandidate,
    FailedFact,
    FailedNot,
    Fall,
    Path,
    Short,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    needs: Mapping[str, Formula]
    facts: Mapping[str, bool]


# Truth, one set of candidates at a time


def holds(formula: Formula, standing: frozenset[str], facts: Mapping[str, bool]) -> bool:
    match formula:
        case True_():
            return True
        case Candidate(id=name):
            return name in standing
        case Fact(name=name):
            return facts[name]
        case All(children=children):
            return all(holds(child, standing, facts) for child in children)
        case Any(children=children):
            return any(holds(child, standing, facts) for child in children)
        case AtLeast(k=k, children=children):
            return sum(holds(child, standing, facts) for child in children) >= k
        case Sum(weights=weights, at_least=at_least):
            return sum(weight for name, weight in weights if name in standing) >= at_least
        case Not(child=child):
            return not holds(child, standing, facts)


# Brute force: an integer has a bit for every subset of the candidates, so all are tried at once


def fixed_points(problem: Problem) -> tuple[frozenset[str], frozenset[str]]:
    """Return the greatest and the least fixed point, out of all subsets of the candidates."""
    names = sorted(problem.needs)
    every = (1 << (1 << len(names))) - 1
    inside = {name: _subsets_with(place, len(names)) for place, name in enumerate(names)}
    wants = {name: _subsets_where(problem.needs[name], inside, every, problem) for name in names}
    supported = reduce(and_, ((every ^ inside[n]) | wants[n] for n in names), every)
    closed = reduce(and_, (inside[n] | (every ^ wants[n]) for n in names), every)
    greatest = frozenset(name for name in names if supported & inside[name])
    least = frozenset(name for name in names if closed & inside[name] == closed)
    assert _bit(greatest, names) & supported, "a union of self-supporting sets supports itself"
    assert _bit(least, names) & closed, "what all closed sets share is closed"
    return greatest, least


def _bit(chosen: frozenset[str], names: list[str]) -> int:
    return 1 << sum(1 << place for place, name in enumerate(names) if name in chosen)


def _subsets_with(place: int, count: int) -> int:
    return sum(1 << subset for subset in range(1 << count) if subset >> place & 1)


def _subsets_where(
    formula: Formula, inside: Mapping[str, int], every: int, problem: Problem
) -> int:
    def where(child: Formula) -> int:
        return _subsets_where(child, inside, every, problem)

    match formula:
        case True_():
            return every
        case Candidate(id=name):
            return inside.get(name, 0)
        case Fact(name=name):
            return every if problem.facts[name] else 0
        case All(children=children):
            return reduce(and_, map(where, children), every)
        case Any(children=children):
            return reduce(or_, map(where, children), 0)
        case AtLeast(k=k, children=children):
            return _where_total([(where(child), 1) for child in children], k, every)
        case Sum(weights=weights, at_least=at_least):
            shares = [(inside.get(name, 0), weight) for name, weight in weights]
            return _where_total(shares, at_least, every)
        case Not(child=child):
            return every ^ where(child)


def _where_total(shares: list[tuple[int, int]], at_least: int, every: int) -> int:
    """Return the subsets whose shares come to `at_least`, by splitting them share by share."""
    by_total = {0: every}
    for where, weight in shares:
        split: dict[int, int] = {}
        for total, subsets in by_total.items():
            split[total] = split.get(total, 0) | subsets & ~where
            split[total + weight] = split.get(total + weight, 0) | subsets & where
        by_total = split
    return reduce(or_, (subsets for total, subsets in by_total.items() if total >= at_least), 0)


# Ranks and causes: striking in rounds, and the words of Rulebook 5 read literally


def falls(problem: Problem) -> dict[str, Fall]:
    """Strike, all at once, whoever's need is false; repeat; then ask each why."""
    rounds = [frozenset(problem.needs)]
    while (after := _kept(problem, rounds[-1])) != rounds[-1]:
        rounds.append(after)
    told = _Told(problem, rounds)
    return {
        name: Fall(rank=rank, because=told.because(problem.needs[name], ()))
        for rank in range(1, len(rounds))
        for name in rounds[rank - 1] - rounds[rank]
    }


def _kept(problem: Problem, standing: frozenset[str]) -> frozenset[str]:
    return frozenset(n for n in standing if holds(problem.needs[n], standing, problem.facts))


class _Told:
    def __init__(self, problem: Problem, rounds: list[frozenset[str]]) -> None:
        self.facts, self.rounds = problem.facts, rounds

    def rank(self, formula: Formula) -> float:
        """The first round with this false; never is infinitely late."""
        false = (r for r, on in enumerate(self.rounds) if not holds(formula, on, self.facts))
        return next(false, float("inf"))

    def because(self, formula: Formula, path: Path) -> Because:
        match formula:
            case Fact(name=name):
                return FailedFact(name=name)
            case Candidate(id=name):
                return FailedCandidate(id=name)
            case Not():
                return FailedNot(formula=formula)
            case Sum():
                return self.of_sum(formula, path)
            case All(children=children):
                return self.of_count(children, len(children), path, ("all",))
            case Any(children=children):
                return self.of_count(children, 1, path, ("any",))
            case AtLeast(k=k, children=children):
                return self.of_count(children, k, path, ("at_least", 1))
            case _:
                raise AssertionError("true never fails")

    def of_count(
        self, children: tuple[Formula, ...], k: int, path: Path, word: tuple[str | int, ...]
    ) -> Because:
        if len(children) < k:
            return Short(path=path)
        fallen = sorted((self.rank(child), place) for place, child in enumerate(children))
        left = len(children)
        for _, place in fallen:
            left -= 1
            if left < k:
                return self.because(children[place], (*path, *word, place))
        raise AssertionError("no count fails without a reason")

    def of_sum(self, formula: Sum, path: Path) -> Because:
        total = sum(weight for _, weight in formula.weights)
        if total < formula.at_least:
            return Short(path=path)
        weights = dict(formula.weights)
        for _, name in sorted((self.rank(Candidate(id=name)), name) for name in weights):
            total -= weights[name]
            if total < formula.at_least:
                return FailedCandidate(id=name)
        raise AssertionError("no sum fails without a reason")


# Near misses: every set of leaves, tried


def nearest(
    problem: Problem, target: str, allowed: list[Candidate | Fact], limit: int = 3, size: int = 2
) -> list[tuple[Candidate | Fact, ...]]:
    """Try every set of at most `size` leaves, the smallest first, in the order of their names."""
    ordered = sorted(allowed, key=_leaf_order)
    found: list[tuple[Candidate | Fact, ...]] = []
    for count in range(size + 1):
        for levers in combinations(ordered, count):
            holds_one = any(set(miss) <= set(levers) for miss in found)
            if not holds_one and _stands_with(problem, target, levers):
                found.append(levers)
    return [] if () in found else found[:limit]


def _leaf_order(lever: Candidate | Fact) -> tuple[int, str]:
    return (0, lever.id) if isinstance(lever, Candidate) else (1, lever.name)


def _stands_with(problem: Problem, target: str, levers: tuple[Candidate | Fact, ...]) -> bool:
    given = {lever.id: TRUE for lever in levers if isinstance(lever, Candidate)}
    if target in given:
        return False
    facts = {**problem.facts, **{one.name: True for one in levers if isinstance(one, Fact)}}
    return target not in falls(Problem(needs={**problem.needs, **given}, facts=facts))


# Random problems


def random_problem(rng: Random, candidates_max: int = 6) -> Problem:
    """Return a problem in which formulas and weights are shared, repeated, empty and nested."""
    names = [f"c{place}" for place in range(rng.randint(1, candidates_max))]
    facts = {f"f{place}": rng.random() < 0.75 for place in range(3)}
    maker = _Maker(rng, [*names, "absent"], list(facts))
    return Problem(needs={name: maker.formula(3) for name in names}, facts=facts)


class _Maker:
    def __init__(self, rng: Random, names: list[str], facts: list[str]) -> None:
        self.rng, self.names, self.facts = rng, names, facts
        self.made: list[Formula] = []
        self.weights = [weigh(dict.fromkeys(names, 1)), self.some_weights(), self.some_weights()]

    def formula(self, depth: int) -> Formula:
        if self.made and self.rng.random() < 0.2:
            return self.rng.choice(self.made)
        made = self.rng.choice(_BRANCHES if depth and self.rng.random() < 0.7 else _LEAVES)
        self.made.append(made(self, depth))
        return self.made[-1]

    def some_weights(self) -> tuple[tuple[str, int], ...]:
        chosen = self.rng.sample(self.names, self.rng.randint(0, len(self.names)))
        return weigh({name: self.rng.choice((0, 1, 1, 2, 3)) for name in chosen})

    def children(self, depth: int) -> tuple[Formula, ...]:
        """Return new children, or those of a formula made before: the same under another word."""
        if self.made and self.rng.random() < 0.2:
            return children_of(self.rng.choice(self.made))
        return tuple(
            self.formula(depth - 1)
            for _ in range(self.rng.choice((0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4)))
        )

    def candidate(self, depth: int) -> Formula:
        return Candidate(id=self.rng.choice(self.names))

    def fact(self, depth: int) -> Formula:
        return Fact(name=self.rng.choice(self.facts))

    def true(self, depth: int) -> Formula:
        return TRUE

    def sum(self, depth: int) -> Formula:
        weights = self.rng.choice(self.weights)
        full = sum(weight for _, weight in weights)
        return Sum(weights=weights, at_least=self.rng.randint(0, full + (self.rng.random() < 0.1)))

    def all(self, depth: int) -> Formula:
        return All(children=self.children(depth))

    def any(self, depth: int) -> Formula:
        return Any(children=self.children(depth))

    def at_least(self, depth: int) -> Formula:
        children = self.children(depth)
        k = self.rng.randint(0, len(children) + (self.rng.random() < 0.1))
        return AtLeast(k=k, children=children)

    def opposite(self, depth: int) -> Formula:
        """Turn a formula of facts alone over; candidates in it become facts."""
        return Not(child=_of_facts(self.formula(depth - 1), self.fact(0)))


def _of_facts(formula: Formula, instead: Formula) -> Formula:
    below = tuple(_of_facts(child, instead) for child in children_of(formula))
    match formula:
        case Candidate() | Sum():
            return instead
        case All():
            return All(children=below)
        case Any():
            return Any(children=below)
        case AtLeast(k=k):
            return AtLeast(k=k, children=below)
        case _:
            return formula


_Make = Callable[[_Maker, int], Formula]
_LEAVES: list[_Make] = [
    *[_Maker.candidate] * 5,
    *[_Maker.sum] * 3,
    _Maker.fact,
    _Maker.true,
]
_BRANCHES: list[_Make] = [
    *[_Maker.all, _Maker.any, _Maker.at_least] * 3,
    *[_Maker.sum, _Maker.opposite],
]
