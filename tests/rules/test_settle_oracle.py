"""The engine against Rulebook 5 written a second time, and against mutants of itself."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.settlement import formula
from rules.settlement import settle as engine
from rules.settlement.formula import All, Any, AtLeast, Candidate, Fact, Formula, Sum, weigh
from rules.settlement.settle import FailedCandidate, Fall

from .settle_reference import Problem, falls, fixed_points, nearest, random_problem

rngs = st.randoms(use_true_random=False)
problems = rngs.map(random_problem)
thorough = settings(max_examples=300, deadline=None)


@thorough
@given(problem=problems)
def test_the_greatest_and_the_least_fixed_point_are_those_found_by_trying_all_subsets(problem):
    """Rulebook 5: exact; brute force over all subsets agrees."""
    greatest, least = fixed_points(problem)
    assert engine.settle(problem.needs, problem.facts).standing == greatest
    assert engine.least(problem.needs, problem.facts) == least


@settings(max_examples=60, deadline=None)
@given(problem=rngs.map(lambda rng: random_problem(rng, candidates_max=12)))
def test_brute_force_agrees_up_to_twelve_candidates(problem):
    """Rulebook 5: brute force over all subsets agrees, up to 12 candidates."""
    greatest, least = fixed_points(problem)
    assert engine.settle(problem.needs, problem.facts).standing == greatest
    assert engine.least(problem.needs, problem.facts) == least


@thorough
@given(problem=problems)
def test_ranks_and_causes_are_those_of_striking_all_at_once(problem):
    """Rulebook 5: falls are ranked by simultaneous rounds of striking; `because` by its words."""
    assert engine.settle(problem.needs, problem.facts).fell == falls(problem)


@thorough
@given(problem=problems)
def test_a_candidate_named_as_cause_fell_one_rank_before_or_was_never_offered(problem):
    """Rulebook 5: a candidate named as cause always fell at a lower rank, so chains end."""
    fell = engine.settle(problem.needs, problem.facts).fell
    for fall in fell.values():
        if isinstance(fall.because, FailedCandidate):
            cause = fall.because.id
            assert (fell[cause].rank if cause in problem.needs else 0) == fall.rank - 1


@thorough
@given(problem=problems, rng=rngs)
def test_no_order_of_arrival_or_of_a_dictionary_changes_anything(problem, rng):
    """Rulebook 5: a function of the candidates alone."""
    needs, facts = list(problem.needs.items()), list(problem.facts.items())
    rng.shuffle(needs)
    rng.shuffle(facts)
    shuffled, plain = engine.settle(dict(needs), dict(facts)), engine.settle(*_both(problem))
    assert (shuffled.standing, list(shuffled.fell.items())) == (
        plain.standing,
        list(plain.fell.items()),
    )


@thorough
@given(problem=problems, rng=rngs)
def test_new_names_change_neither_who_stands_nor_in_which_round_who_falls(problem, rng):
    """Rulebook 5: no order of names changes it; among equals in a sum the id is for display."""
    names = [*problem.needs, "absent"]
    called = dict(zip(names, rng.sample(names, len(names)), strict=True))
    renamed = Problem(
        needs={called[name]: _renamed(need, called) for name, need in problem.needs.items()},
        facts=problem.facts,
    )
    before, after = engine.settle(*_both(problem)), engine.settle(*_both(renamed))
    assert after.standing == {called[name] for name in before.standing}
    assert {name: fall.rank for name, fall in after.fell.items()} == {
        called[name]: fall.rank for name, fall in before.fell.items()
    }


@thorough
@given(rng=rngs)
def test_adding_an_acceptance_never_makes_another_candidate_fall(rng):
    """Rulebook 5: adding an acceptance never makes another candidate fall."""
    problem = random_problem(rng)
    added = {**problem.needs, "absent": random_problem(rng).needs["c0"]}
    before = engine.settle(problem.needs, problem.facts)
    assert before.standing <= engine.settle(added, problem.facts).standing
    assert engine.least(problem.needs, problem.facts) <= engine.least(added, problem.facts)


@settings(max_examples=100, deadline=None)
@given(problem=rngs.map(lambda rng: random_problem(rng, candidates_max=5)))
def test_near_misses_are_those_found_by_trying_every_set_of_two_leaves(problem):
    """Rulebook 5: up to three near misses of at most two leaves each, else "far"."""
    assert _near_misses(engine, problem) == _nearest(problem)


def _both(problem: Problem) -> tuple[Mapping[str, Formula], Mapping[str, bool]]:
    return problem.needs, problem.facts


def _leaves(problem: Problem) -> list[Candidate | Fact]:
    given = [Candidate(id=name) for name in (*problem.needs, "absent")]
    return [*given, *(Fact(name=name) for name in problem.facts)]


def _near_misses(module: ModuleType, problem: Problem) -> dict[str, list[tuple[Formula, ...]]]:
    found = module.near_misses(*_both(problem), list(problem.needs), _leaves(problem))
    return {target: list(misses) for target, misses in found.items()}


def _nearest(problem: Problem) -> dict[str, list[tuple[Formula, ...]]]:
    return {target: nearest(problem, target, _leaves(problem)) for target in problem.needs}


def _renamed(need: Formula, called: Mapping[str, str]) -> Formula:
    def again(children: tuple[Formula, ...]) -> tuple[Formula, ...]:
        return tuple(_renamed(child, called) for child in children)

    match need:
        case Candidate(id=name):
            return Candidate(id=called[name])
        case Sum(weights=weights, at_least=at_least):
            return Sum(weights=weigh({called[n]: w for n, w in weights}), at_least=at_least)
        case All(children=children):
            return All(children=again(children))
        case Any(children=children):
            return Any(children=again(children))
        case AtLeast(k=k, children=children):
            return AtLeast(k=k, children=again(children))
        case _:
            return need


# Planted bugs: each mutant is the engine with one line made wrong

MUTANTS = {
    "the last of equals is named": (
        "settle",
        "at_once[len(below) - self.network.bounds[node] - earlier]",
        "at_once[-1]",
    ),
    "the first of equals is named": (
        "settle",
        "at_once[len(below) - self.network.bounds[node] - earlier]",
        "at_once[0]",
    ),
    "children that fell earlier are not counted off": (
        "settle",
        "earlier = sum(NEVER < fell_at < failed_at for fell_at in rounds)",
        "earlier = 0",
    ),
    "a count short by one is blamed on a child": (
        "settle",
        "return is_count and self.network.bounds[node] <= len(self.network.children[node])",
        "return is_count and 0 < len(self.network.children[node])",
    ),
    "a path forgets where a count keeps its children": (
        "settle",
        'return ("at_least", 1, place)',
        'return ("at_least", place)',
    ),
    "candidates are struck one after another": (
        "spread",
        "following += self.network.bearers[node]",
        "waiting += self.network.bearers[node]",
    ),
    "a fall moves only the nearest threshold of a shared total": (
        "spread",
        "while ladder and ladder[-1][0] <= self.moved[pool]:",
        "if ladder and ladder[-1][0] <= self.moved[pool]:",
    ),
    "a fall moves a shared total but no threshold": (
        "spread",
        "tipped = self._climbed(pool)",
        "tipped: list[int] = []",
    ),
    "thresholds of a shared total are not sorted": ("network", "pool.thresholds.sort()", "pass"),
    "a sum that is just reached fails": (
        "spread",
        "(pool.full - at_least + 1, node)",
        "(pool.full - at_least, node)",
    ),
    "of equals in a sum the last is named": (
        "spread",
        'return sorted(turning, key=lambda node: names.get(node, ""))',
        'return sorted(turning, key=lambda node: names.get(node, ""), reverse=True)',
    ),
    "a candidate that was not offered stands": (
        "spread",
        "if node not in network.needs)",
        "if node in ())",
    ),
    "a count fails one child late": (
        "spread",
        "len(below) - bound + 1",
        "len(below) - bound + 2",
    ),
    "a count short from the outset stands": (
        "spread",
        "self.missing[node] <= 0",
        "self.missing[node] < 0",
    ),
    "a not is read as its child": ("spread", "not truth[below[0]]", "truth[below[0]]"),
    "a false fact under a count is overlooked": (
        "spread",
        "truth.append(held >= network.bounds[node])",
        "truth.append(True)",
    ),
    "a child written twice counts once": (
        "network",
        "for child in nodes:",
        "for child in set(nodes):",
    ),
    "an any is taken for an all that looks like it": (
        "network",
        "(type(formula), bound, nodes)",
        "(bound, nodes)",
    ),
    "counts of the same children are taken for one": (
        "network",
        "(type(formula), bound, nodes)",
        "(type(formula), nodes)",
    ),
    "sums with the same total are taken for one": (
        "network",
        '("sum", pool, formula.at_least)',
        '("sum", formula.at_least)',
    ),
    "a given candidate falls all the same": (
        "spread",
        "return [node for node in following if node not in self.given]",
        "return following",
    ),
    "the search looks at one false child only": (
        "near_miss",
        "max(0, len(below) - self.network.bounds[node] + 1)",
        "1",
    ),
    "the search goes round in circles": (
        "near_miss",
        "sorted(fallen, key=course.round_of.__getitem__)[:enough]",
        "fallen[:enough]",
    ),
    "what helps is offered again with something useless": (
        "near_miss",
        "not any(miss <= levers for miss in helping)",
        "True",
    ),
    "the search does not look below a not": (
        "near_miss",
        "return list(network.children[node])",
        "return []",
    ),
    "the nearest come in the order they were found": (
        "near_miss",
        "key=lambda miss: (len(miss), _order(miss))",
        "key=len",
    ),
}

SEARCH_BUGS = {
    "a given candidate falls all the same",
    *(bug for bug, (part, _, _) in MUTANTS.items() if part == "near_miss"),
}

SEEDS = 3000


@pytest.mark.parametrize("bug", MUTANTS)
def test_the_oracle_catches_a_planted_bug(bug, monkeypatch):
    """Rulebook 5 is what is tested, not the engine: each bug changes an answer somewhere."""
    mutant = _mutant(*MUTANTS[bug], monkeypatch=monkeypatch)
    assert any(_differs(mutant, Random(seed), bug) for seed in range(SEEDS)), bug


def test_the_engine_differs_from_the_oracle_nowhere_the_mutants_are_tried(monkeypatch):
    """Rulebook 5: what catches the mutants passes the engine, loaded the same way."""
    same = _mutant("settle", "earlier = sum(", "earlier = sum(", monkeypatch=monkeypatch)
    assert not any(_differs(same, Random(seed), "none") for seed in range(SEEDS // 10))


def _mutant(name: str, right: str, wrong: str, *, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load the engine a second time, one line changed, sharing only the shapes of formulas."""
    package = ModuleType("mutant")
    package.__path__ = []
    monkeypatch.setitem(sys.modules, "mutant", package)
    monkeypatch.setitem(sys.modules, "mutant.formula", formula)
    loaded = package
    for part in ("network", "spread", "near_miss", "settle"):
        text = Path(formula.__file__).with_name(f"{part}.py").read_text("utf-8")
        if part == name:
            assert text.count(right) == 1, "the bug no longer fits the engine: plant it anew"
            text = text.replace(right, wrong)
        loaded = ModuleType(f"mutant.{part}")
        loaded.__package__ = "mutant"
        monkeypatch.setitem(sys.modules, loaded.__name__, loaded)
        exec(compile(text, f"mutant/{part}.py", "exec"), loaded.__dict__)
    return loaded


def _differs(mutant: ModuleType, rng: Random, bug: str) -> bool:
    problem = random_problem(rng, candidates_max=5)
    asked: list[Callable[[], bool]] = [
        lambda: str(mutant.settle(*_both(problem)).fell) != str(_in_order(falls(problem))),
        lambda: mutant.least(*_both(problem)) != fixed_points(problem)[1],
    ]
    if bug in SEARCH_BUGS:
        asked = [lambda: _near_misses(mutant, problem) != _nearest(problem)]
    try:
        return any(ask() for ask in asked)
    except (IndexError, KeyError, ValueError):
        return True


def _in_order(fell: Mapping[str, Fall]) -> dict[str, Fall]:
    return dict(sorted(fell.items()))
