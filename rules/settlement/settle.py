"""Settlement: which candidates stand, as the greatest fixed point, and why the others fell.

Owns the meaning of Rulebook 5 for bare formulas: `settle`, `least` and, from its own file,
`near_misses`. It must never know what a candidate is in the game, read a clock or a die, or let
an order of names, of arrival or of a dictionary reach who stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .formula import All, Any, AtLeast, Candidate, Fact, Formula, Not
from .near_miss import NearMiss, near_misses
from .network import Network, weave
from .spread import NEVER, Course, lift, strike

__all__ = [
    "Because",
    "FailedCandidate",
    "FailedFact",
    "FailedNot",
    "Fall",
    "NearMiss",
    "Path",
    "Settlement",
    "Short",
    "least",
    "near_misses",
    "settle",
]

Path = tuple[str | int, ...]
"""The steps from a need down to a node, as on the wire: `("all", 1, "at_least", 1, 0)`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedCandidate:
    """This candidate was not offered, or fell one rank before the one it explains."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedFact:
    """This fact is false."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedNot:
    """This `not`, named whole, failed: what it denies is true."""

    formula: Not


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """The sum, count or empty `any` at this path fails even with all its children true."""

    path: Path


Because = FailedCandidate | FailedFact | FailedNot | Short


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """In which simultaneous round of striking, from 1, a candidate fell, and the leaf why."""

    rank: int
    because: Because


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """Every offered candidate is in exactly one of `standing` and `fell`."""

    standing: frozenset[str]
    fell: Mapping[str, Fall]
    """By id, in the order of ids."""
    operations: int
    """Steps counted on the way: they grow as the leaves do, whatever machine counts them."""


def settle(needs: Mapping[str, Formula], facts: Mapping[str, bool]) -> Settlement:
    """Return the greatest set of candidates that supports itself, with each fall explained.

    The keys of `needs` are the candidates offered. KeyError names a fact that is not listed;
    ValueError refuses a `not` over a candidate or sum, and a weight below 0 (Rulebook 5).
    """
    network = weave(needs)
    course = strike(network, facts)
    blame = _Blame(network, course)
    fell = {
        name: Fall(rank=course.round_of[node], because=blame.because(network.needs[node]))
        for name, node in sorted((network.candidates[node], node) for node in network.needs)
        if course.round_of[node] != NEVER
    }
    return Settlement(
        standing=frozenset(needs) - fell.keys(),
        fell=fell,
        operations=network.operations + course.operations + blame.operations,
    )


def least(needs: Mapping[str, Formula], facts: Mapping[str, bool]) -> frozenset[str]:
    """Return the least fixed point: who would stand if each waited for the others to go first."""
    network = weave(needs)
    course = lift(network, facts)
    return frozenset(
        network.candidates[node] for node in network.needs if course.round_of[node] != NEVER
    )


class _Blame:
    """Finds the leaf a false node is false by. A node is looked into once, whoever asks."""

    def __init__(self, network: Network, course: Course) -> None:
        self.network = network
        self.round_of = course.round_of
        self.tipped = course.tipped
        self.places: dict[int, int] = {}
        """From a failed count's node to the place of the child whose fall tipped it."""
        self.culprits: dict[int, int] = {}
        """From a false node to the node, at or below it, that nothing below explains."""
        self.operations = 0

    def because(self, need: int) -> Because:
        culprit = self.culprit(need)
        match self.network.formulas[culprit]:
            case Fact(name=name):
                return FailedFact(name=name)
            case Candidate(id=name):
                return FailedCandidate(id=name)
            case Not() as formula:
                return FailedNot(formula=formula)
            case _ if culprit in self.tipped:
                return FailedCandidate(id=self.network.candidates[self.tipped[culprit]])
            case _:
                return Short(path=self.path(need))

    def culprit(self, need: int) -> int:
        passed, node = [], need
        while node not in self.culprits and self.is_tipped_count(node):
            passed.append(node)
            node = self.tipping_child(node)
        found = self.culprits.get(node, node)
        self.culprits.update(dict.fromkeys(passed, found))
        self.operations += 1 + len(passed)
        return found

    def is_tipped_count(self, node: int) -> bool:
        is_count = isinstance(self.network.formulas[node], All | Any | AtLeast)
        return is_count and self.network.bounds[node] <= len(self.network.children[node])

    def tipping_child(self, node: int) -> int:
        """Count the false children off by round, then place: the one that makes the count fail."""
        below = self.network.children[node]
        self.operations += len(below)
        rounds = [self.round_of[child] for child in below]
        failed_at = self.round_of[node]
        earlier = sum(NEVER < fell_at < failed_at for fell_at in rounds)
        at_once = [place for place, fell_at in enumerate(rounds) if fell_at == failed_at]
        self.places[node] = at_once[len(below) - self.network.bounds[node] - earlier]
        return below[self.places[node]]

    def path(self, need: int) -> Path:
        """Return the steps from a need to what is short; as long as the need is deep."""
        path, node = Path(()), need
        while node in self.places:
            place = self.places[node]
            path += _step(self.network.formulas[node], place)
            node = self.network.children[node][place]
        return path


def _step(formula: Formula, place: int) -> Path:
    match formula:
        case All():
            return ("all", place)
        case Any():
            return ("any", place)
        case _:
            return ("at_least", 1, place)
