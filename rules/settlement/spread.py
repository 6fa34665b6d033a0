"""How a change spreads through a network, in simultaneous rounds: what falls, or what rises.

Owns the work list both fixed points of Rulebook 5 are found with. A node turns once and each of
its edges is walked once, so the cost is linear; which node is taken first may never reach a
result. Nothing here explains anything.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .formula import Fact, Not
from .network import Network

NEVER = -1
"""The round of a node that does not turn."""

_NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """When each node turned: to false where candidates were struck, to true where they rose."""

    round_of: list[int]
    tipped: dict[int, int]
    """From a sum's node to the candidate node whose turn turned it; one short from the outset
    (or met from the outset) is not in it."""
    operations: int


def strike(network: Network, facts: Mapping[str, bool], given: Collection[int] = _NOBODY) -> Course:
    """Start with all standing and strike in rounds; what never turns is the greatest fixed point.

    A candidate turns one round after its need; facts that are false and candidates not offered
    turn in round 0 (Rulebook 5). Candidate nodes that are `given` never turn. KeyError names a
    fact that is not listed.
    """
    missing = [
        len(below) - bound + 1
        for below, bound in zip(network.children, network.bounds, strict=True)
    ]
    ladders = [
        [(pool.full - at_least + 1, node) for at_least, node in pool.thresholds]
        for pool in network.pools
    ]
    absent = (node for node in network.candidates if node not in network.needs)
    outset = [node for node in absent if node not in given]
    outset += _decided(network, facts, to=False)
    return _Spread(network, missing, ladders, given).run(outset)


def lift(network: Network, facts: Mapping[str, bool]) -> Course:
    """Start with none standing and add in rounds; what turns is the least fixed point."""
    ladders = [pool.thresholds[::-1] for pool in network.pools]
    spread = _Spread(network, list(network.bounds), ladders, _NOBODY)
    return spread.run(_decided(network, facts, to=True))


def _decided(network: Network, facts: Mapping[str, bool], *, to: bool) -> list[int]:
    truth = _fixed_truth(network, facts)
    return [node for node, fixed in enumerate(network.fixed) if fixed and truth[node] is to]


def _fixed_truth(network: Network, facts: Mapping[str, bool]) -> list[bool]:
    """Return what facts alone decide; the entry of any other node means nothing."""
    truth: list[bool] = []
    for node, formula in enumerate(network.formulas):
        below = network.children[node]
        match formula:
            case Fact(name=name):
                truth.append(facts[name])
            case Not():
                truth.append(not truth[below[0]])
            case _:
                held = network.fixed[node] and sum(truth[child] for child in below)
                truth.append(held >= network.bounds[node])
    return truth


class _Spread:
    """One spreading, round by round. It changes only its own lists, never the network."""

    def __init__(
        self,
        network: Network,
        missing: list[int],
        ladders: list[list[tuple[int, int]]],
        given: Collection[int],
    ) -> None:
        """`missing`: how many children must yet turn before a count does; `ladders`: for each
        pool the weight that must turn before each of its sums does, the nearest last."""
        self.network, self.given = network, given
        self.missing, self.ladders = missing, ladders
        self.moved = [0] * len(ladders)
        self.round_of = [NEVER] * len(network.formulas)
        self.tipped: dict[int, int] = {}
        self.operations = len(network.formulas)

    def run(self, outset: list[int]) -> Course:
        turning = outset + self._turned_from_the_outset()
        this_round = 0
        while turning:
            turning = self._turn(self._in_order(turning), this_round)
            this_round += 1
        return Course(round_of=self.round_of, tipped=self.tipped, operations=self.operations)

    def _turned_from_the_outset(self) -> list[int]:
        network = self.network
        counts = (node for node, below in enumerate(network.children) if below)
        turned = [node for node in counts if self.missing[node] <= 0 and not network.fixed[node]]
        for pool in range(len(self.ladders)):
            turned += self._climbed(pool)
        return turned

    def _in_order(self, turning: list[int]) -> list[int]:
        """Order a round by id, so that of equals the same one tips a sum (for display only)."""
        names = self.network.candidates
        return sorted(turning, key=lambda node: names.get(node, ""))

    def _turn(self, turning: list[int], this_round: int) -> list[int]:
        """Turn these nodes and all that follow at once; return the candidates that turn next."""
        following: list[int] = []
        for first in turning:
            waiting = [first]
            while waiting:
                node = waiting.pop()
                if self.round_of[node] == NEVER:
                    self.round_of[node] = this_round
                    following += self.network.bearers[node]
                    waiting += self._moved_by(node)
        self.operations += len(turning) + len(following)
        return [node for node in following if node not in self.given]

    def _moved_by(self, node: int) -> list[int]:
        """Tell the counts and pools above a node that it turned; return those that turn by it."""
        above, shares = self.network.parents[node], self.network.shares.get(node, [])
        self.operations += 1 + len(above) + len(shares)
        turned: list[int] = []
        for parent in above:
            self.missing[parent] -= 1
            if self.missing[parent] == 0:
                turned.append(parent)
        for pool, weight in shares:
            self.moved[pool] += weight
            tipped = self._climbed(pool)
            self.tipped.update(dict.fromkeys(tipped, node))
            turned += tipped
        return turned

    def _climbed(self, pool: int) -> list[int]:
        """Return the sums of a pool whose threshold has been passed since it was last asked."""
        ladder, turned = self.ladders[pool], []
        while ladder and ladder[-1][0] <= self.moved[pool]:
            turned.append(ladder.pop()[1])
        self.operations += 1 + len(turned)
        return turned
