"""The formulas of one settlement, woven into one network of numbered nodes.

Owns sharing: equal formulas become one node and equal weights one pool, however many candidates
name them. It must never recurse into a formula, never walk a shared one twice, and never know a
fact, a truth or a round.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from .formula import All, Any, AtLeast, Candidate, Fact, Formula, Not, Sum, Weights, children_of


@dataclass(slots=True, kw_only=True)
class Pool:
    """One running total and all the thresholds that read it."""

    members: tuple[tuple[int, int], ...]
    """Candidate nodes with their weights, in the order of their ids."""
    full: int
    """The total while every member stands."""
    thresholds: list[tuple[int, int]] = field(default_factory=list)
    """What each sum needs, with that sum's node, ascending."""


@dataclass(slots=True, kw_only=True)
class Network:
    """Nodes are numbered from 0, children before parents; lists are indexed by node."""

    formulas: list[Formula] = field(default_factory=list)
    candidates: dict[int, str] = field(default_factory=dict)
    """The nodes of candidates, offered or only named, with their ids."""
    children: list[tuple[int, ...]] = field(default_factory=list)
    parents: list[list[int]] = field(default_factory=list)
    """The counts above a node, once for each place it has in them."""
    bounds: list[int] = field(default_factory=list)
    """How many children of a count must be true: all of an `all`, one of an `any`."""
    fixed: list[bool] = field(default_factory=list)
    """Whether facts alone decide this node."""
    bearers: list[list[int]] = field(default_factory=list)
    """The candidate nodes whose need this node is."""
    needs: dict[int, int] = field(default_factory=dict)
    """From the node of an offered candidate to the node of its need."""
    pools: list[Pool] = field(default_factory=list)
    pool_of: dict[int, int] = field(default_factory=dict)
    """From the node of a sum to its pool."""
    shares: defaultdict[int, list[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """From a candidate node to the pools it feeds, with its weight in each."""
    operations: int = 0


def weave(needs: Mapping[str, Formula]) -> Network:
    """Return the network of these candidates' needs, at a cost linear in their distinct nodes."""
    weaver, held = _Weaver(), dict(needs)
    for name, need in held.items():
        weaver.offer(name, need)
    for pool in weaver.network.pools:
        pool.thresholds.sort()
    return weaver.network


class _Weaver:
    """Numbers formulas. `seen` goes by identity, so the formulas must outlive the weaver."""

    def __init__(self) -> None:
        self.network = Network()
        self.seen: dict[int, int] = {}
        self.interned: dict[tuple[object, ...], int] = {}
        self.pools_seen: dict[int, int] = {}
        self.pools_interned: dict[Weights, int] = {}

    def offer(self, name: str, need: Formula) -> None:
        candidate, root = self.candidate(name), self.enter(need)
        self.network.needs[candidate] = root
        self.network.bearers[root].append(candidate)

    def enter(self, formula: Formula) -> int:
        """Number a formula and all below it, children first."""
        waiting = [formula]
        while waiting:
            top = waiting[-1]
            fresh = () if id(top) in self.seen else self.fresh_below(top)
            if fresh:
                waiting.extend(fresh)
                continue
            waiting.pop()
            if id(top) not in self.seen:
                self.seen[id(top)] = self.number(top)
        return self.seen[id(formula)]

    def fresh_below(self, formula: Formula) -> list[Formula]:
        below = children_of(formula)
        self.network.operations += 1 + len(below)
        return [child for child in below if id(child) not in self.seen]

    def number(self, formula: Formula) -> int:
        """Return the node of a formula whose children are numbered already."""
        nodes = tuple(self.seen[id(child)] for child in children_of(formula))
        match formula:
            case Candidate(id=name):
                return self.candidate(name)
            case All() | Any() | AtLeast():
                return self.count(formula, nodes)
            case Sum():
                return self.total(formula)
            case Not():
                return self.opposite(formula, nodes)
            case Fact(name=name):
                return self.intern(("fact", name), formula)
            case _:
                return self.intern(("true",), formula)

    def candidate(self, name: str) -> int:
        """Return the node of a candidate, offered or only named."""
        known = len(self.network.formulas)
        node = self.intern(("candidate", name), Candidate(id=name), fixed=False)
        if node == known:
            self.network.candidates[node] = name
        return node

    def count(self, formula: All | Any | AtLeast, nodes: tuple[int, ...]) -> int:
        bound = _bound(formula)
        fixed = all(self.network.fixed[node] for node in nodes)
        return self.intern((type(formula), bound, nodes), formula, fixed, bound, nodes)

    def total(self, formula: Sum) -> int:
        pool = self.pool(formula.weights)
        known = len(self.network.formulas)
        node = self.intern(("sum", pool, formula.at_least), formula, fixed=False)
        if node == known:
            self.network.pool_of[node] = pool
            self.network.pools[pool].thresholds.append((formula.at_least, node))
        return node

    def opposite(self, formula: Not, nodes: tuple[int, ...]) -> int:
        if not self.network.fixed[nodes[0]]:
            raise ValueError("a not may hold no candidate and no sum (Rulebook 4)")
        return self.intern(("not", nodes), formula, nodes=nodes)

    def pool(self, weights: Weights) -> int:
        if id(weights) not in self.pools_seen:
            self.pools_seen[id(weights)] = self.pool_like(tuple(sorted(weights)))
        return self.pools_seen[id(weights)]

    def pool_like(self, weights: Weights) -> int:
        self.network.operations += len(weights)
        if weights not in self.pools_interned:
            self.pools_interned[weights] = self.fill_pool(weights)
        return self.pools_interned[weights]

    def fill_pool(self, weights: Weights) -> int:
        if any(weight < 0 for _, weight in weights):
            raise ValueError("a weight below nothing would make settlement ambiguous (Rulebook 5)")
        pools = self.network.pools
        members = tuple((self.candidate(name), weight) for name, weight in weights)
        for node, weight in members:
            self.network.shares[node].append((len(pools), weight))
        pools.append(Pool(members=members, full=sum(weight for _, weight in weights)))
        return len(pools) - 1

    def intern(
        self,
        key: tuple[object, ...],
        formula: Formula,
        fixed: bool = True,
        bound: int = 0,
        nodes: tuple[int, ...] = (),
    ) -> int:
        """Return the one node of this key, made now if it is new."""
        if key not in self.interned:
            self.interned[key] = self.add(formula, fixed, bound, nodes)
            for child in nodes:
                self.network.parents[child].append(self.interned[key])
        return self.interned[key]

    def add(self, formula: Formula, fixed: bool, bound: int, nodes: tuple[int, ...]) -> int:
        network = self.network
        network.operations += 1 + len(nodes)
        network.formulas.append(formula)
        network.children.append(nodes)
        network.parents.append([])
        network.bounds.append(bound)
        network.fixed.append(fixed)
        network.bearers.append([])
        return len(network.formulas) - 1


def _bound(formula: All | Any | AtLeast) -> int:
    match formula:
        case All(children=children):
            return len(children)
        case Any():
            return 1
        case AtLeast(k=k):
            return k
