"""Near misses: the smallest sets of leaves that would have made a fallen candidate stand.

Owns the search of Rulebook 5 for "what would have made it stand". Every answer is tried out by
striking anew; nothing is guessed. The search may never cost more than OPERATIONS_MAX a target.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from .formula import Candidate, Fact, Formula, Not, Sum, children_of
from .network import weave
from .spread import NEVER, Course, strike

OPERATIONS_MAX = 1_000_000
"""What the search for one target may cost, about a second. Trials grow as the leaves that hold
the target down, for pairs as their square, and each costs what the target's surroundings do, so
only targets amid thousands of leaves come near it; they then get what was found so far."""

Lever = Candidate | Fact
"""A leaf that could have been otherwise: a candidate given, whatever it needs, or a fact true."""

NearMiss = tuple[Lever, ...]


def near_misses(
    needs: Mapping[str, Formula],
    facts: Mapping[str, bool],
    targets: Iterable[str],
    allowed: Collection[Lever],
    *,
    limit: int = 3,
    size: int = 2,
) -> Mapping[str, tuple[NearMiss, ...]]:
    """Return, for each target, up to `limit` minimal sets of at most `size` allowed leaves.

    With one of them the target would have stood; the smallest come first, then by kind and name.
    A target has none if it stands, or was not offered, or is far (Rulebook 5). Giving a target
    to itself is no answer.
    """
    levers = frozenset(allowed)
    return {
        target: _Search(needs, facts, target, levers).nearest(limit, size)
        if target in needs
        else ()
        for target in targets
    }


def _order(miss: Iterable[Lever]) -> list[tuple[str, str]]:
    return sorted(
        ("candidate", lever.id) if isinstance(lever, Candidate) else ("fact", lever.name)
        for lever in miss
    )


def _surroundings(needs: Mapping[str, Formula], target: str) -> dict[str, Formula]:
    """Return the target and every offered candidate its fate can hang on."""
    found: dict[str, Formula] = {}
    names, seen = [target], set[int]()
    while names:
        name = names.pop()
        if name in needs and name not in found:
            found[name] = needs[name]
            names += _named_in(needs[name], seen)
    return found


def _named_in(formula: Formula, seen: set[int]) -> Iterator[str]:
    """Yield the candidates below a formula, passing over formulas (and weights) in `seen`."""
    waiting = [formula]
    while waiting:
        top = waiting.pop()
        if id(top) in seen:
            continue
        seen.add(id(top))
        waiting += children_of(top)
        match top:
            case Candidate(id=name):
                yield name
            case Sum(weights=weights) if id(weights) not in seen:
                seen.add(id(weights))
                yield from (name for name, _ in weights)


@dataclass(slots=True, kw_only=True)
class _Trial:
    levers: frozenset[Lever]
    course: Course


class _Search:
    """The search for one target, smallest sets first.

    A failed trial yields a set of false leaves that alone keep the target down, so a set that
    helps must hold one of them: only those are tried next, and nothing that helps is missed.
    """

    def __init__(
        self,
        needs: Mapping[str, Formula],
        facts: Mapping[str, bool],
        target: str,
        allowed: frozenset[Lever],
    ) -> None:
        self.network = weave(_surroundings(needs, target))
        self.facts = facts
        self.target = self.node_of(target)
        self.allowed = allowed - {Candidate(id=target)}
        self.operations = self.network.operations

    def node_of(self, name: str) -> int:
        return next(node for node, known in self.network.candidates.items() if known == name)

    def nearest(self, limit: int, size: int) -> tuple[NearMiss, ...]:
        found: list[frozenset[Lever]] = []
        failed = self.try_all([frozenset()], found)
        if found:
            return ()
        for _ in range(size):
            failed = self.try_all(self.larger(failed, found), found)
            if len(found) >= limit:
                break
        nearest = sorted(found, key=lambda miss: (len(miss), _order(miss)))[:limit]
        return tuple(_written(miss) for miss in nearest)

    def try_all(
        self, sets: Iterable[frozenset[Lever]], found: list[frozenset[Lever]]
    ) -> list[_Trial]:
        """Try each set, add to `found` those that help, and return the trials that failed."""
        failed: list[_Trial] = []
        for levers in sets:
            if self.operations > OPERATIONS_MAX:
                break
            trial = self.try_out(levers)
            if trial.course.round_of[self.target] == NEVER:
                found.append(levers)
            else:
                failed.append(trial)
        return failed

    def try_out(self, levers: frozenset[Lever]) -> _Trial:
        facts = {**self.facts, **{lever.name: True for lever in levers if isinstance(lever, Fact)}}
        names = {lever.id for lever in levers if isinstance(lever, Candidate)}
        given = frozenset(node for node, name in self.network.candidates.items() if name in names)
        course = strike(self.network, facts, given)
        self.operations += course.operations
        return _Trial(levers=levers, course=course)

    def larger(
        self, failed: Iterable[_Trial], found: Collection[frozenset[Lever]]
    ) -> Iterator[frozenset[Lever]]:
        """Yield each set one leaf larger that might help and holds none that helps already."""
        helping, tried = tuple(found), set[frozenset[Lever]]()
        for trial in failed:
            for lever in sorted(self.holding_down(trial.course), key=lambda one: _order([one])):
                levers = trial.levers | {lever}
                if levers not in tried and not any(miss <= levers for miss in helping):
                    tried.add(levers)
                    yield levers

    def holding_down(self, course: Course) -> set[Lever]:
        """Return the allowed leaves of one proof that the target falls."""
        levers, seen = set[Lever](), set[int]()
        waiting = [self.network.needs[self.target]]
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                self.operations += 1
                levers |= self.levers_at(node, course)
                waiting += self.grounds_of(node, course)
        return levers

    def levers_at(self, node: int, course: Course) -> set[Lever]:
        if course.round_of[node] == NEVER:
            return set()
        match self.network.formulas[node]:
            case Candidate() | Fact() as lever:
                return {lever} & self.allowed
            case _:
                return set()

    def grounds_of(self, node: int, course: Course) -> list[int]:
        """Return nodes that settle this one's truth: as long as they keep theirs, it keeps its."""
        network = self.network
        match network.formulas[node]:
            case Candidate():
                return [network.needs[node]] if node in network.needs else []
            case Sum():
                return self.fallen_members(node, course)
            case Not():
                return list(network.children[node])
            case _ if course.round_of[node] == NEVER:
                return [
                    below for below in network.children[node] if course.round_of[below] == NEVER
                ]
            case _:
                return self.fallen_children(node, course)

    def fallen_children(self, node: int, course: Course) -> list[int]:
        """Return as many false children, the earliest, as make the count fail."""
        below = self.network.children[node]
        enough = max(0, len(below) - self.network.bounds[node] + 1)
        fallen = [child for child in below if course.round_of[child] != NEVER]
        return sorted(fallen, key=course.round_of.__getitem__)[:enough]

    def fallen_members(self, node: int, course: Course) -> list[int]:
        """Return the false members, the earliest, that make the sum fail; none if it was short."""
        formula, pool = self.network.formulas[node], self.network.pools[self.network.pool_of[node]]
        assert isinstance(formula, Sum)
        left, members = pool.full, []
        fallen = [
            (member, weight) for member, weight in pool.members if course.round_of[member] != NEVER
        ]
        for member, weight in sorted(fallen, key=lambda share: course.round_of[share[0]]):
            if left < formula.at_least:
                break
            left -= weight
            members.append(member)
        return members


def _written(miss: Iterable[Lever]) -> NearMiss:
    return tuple(sorted(miss, key=lambda lever: _order([lever])))
