"""What a candidate of a settlement may need, as values: the formulas of Rulebook 5.

Owns the shapes of formulas and nothing of their truth: no evaluation, no numbering, no text. A
formula object may be shared by thousands of candidates; nothing here may copy or change one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Weights = tuple[tuple[str, int], ...]
"""Candidate ids with what each adds while it stands. Share one object between equal sums."""


@dataclass(frozen=True, slots=True, kw_only=True)
class True_:  # noqa: N801 (True is taken)
    """Always true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """True while this candidate stands; one that was not offered never does."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """True or false before settlement begins, and unmoved by it."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """True when every child is true, and so when there is none."""

    children: "tuple[Formula, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Any:
    """True when some child is true, and so never when there is none."""

    children: "tuple[Formula, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast:
    """True when at least `k` children are true; a child written twice counts twice."""

    k: int
    children: "tuple[Formula, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """True when the weights of the candidates that stand come to `at_least`."""

    weights: Weights
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """True when the child is false; the child may hold no Candidate and no Sum (Rulebook 4)."""

    child: "Formula"


Formula = True_ | Candidate | Fact | All | Any | AtLeast | Sum | Not

TRUE = True_()


def weigh(weights: Mapping[str, int]) -> Weights:
    """Return the weights of a sum in the order of their ids, whatever order they came in."""
    return tuple(sorted(weights.items()))


def children_of(formula: Formula) -> "tuple[Formula, ...]":
    """Return the formulas one step below this one, in the order they were written."""
    match formula:
        case All(children=children) | Any(children=children) | AtLeast(children=children):
            return children
        case Not(child=child):
            return (child,)
        case _:
            return ()
