"""What a score sheet is worth over the listed packages: one level of each issue, all performed.

Owns points, and maxima computed exactly by taking apart the issues that no line ties together. It
must never look at a table's state; what packages do not say (meters, rounds) counts at its best.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import prod

from ..conditions import (
    All,
    Always,
    AnyOf,
    AtLeast,
    Charter,
    Compliant,
    Form,
    Not,
    Operative,
    Performed,
    Undertaking,
    Verified,
)
from ..names import Seat
from .scenario import Scenario
from .sheets import Issue, Line, Sheet, Undertakes

Package = Mapping[str, int]
"""Issue id -> level. An issue left out is at level 0."""

Pledge = tuple[Seat, str]
"""Who undertakes which instrument."""

PACKAGES_MAX = 200_000
"""The most packages of issues tied together that are still enumerated."""


class Entangled(Exception):
    """Lines tie so many issues together that their packages cannot be enumerated."""

    def __init__(self, issues: tuple[str, ...]) -> None:
        super().__init__(f"lines tie too many issues together: {', '.join(issues)}")
        self.issues = issues


class Facts:
    """What is true when these clauses have been performed and verified in full."""

    def __init__(self, clauses: Iterable[Undertakes], quantities: frozenset[str]) -> None:
        self.clauses: dict[Pledge, list[Undertakes]] = {}
        self.quantities = quantities
        for clause in clauses:
            self.clauses.setdefault((clause.by, clause.instrument), []).append(clause)

    def hold(self, what: Undertaking) -> bool:
        """Say whether the undertaking is met: quantities add up, stances take the highest."""
        amounts = [
            clause.level
            for clause in self.clauses.get((what.by, what.instrument), ())
            if what.toward is None or what.toward in clause.toward
        ]
        reached = sum(amounts) if what.instrument in self.quantities else max(amounts, default=0)
        return reached >= what.level


def clauses_of(scenario: Scenario, package: Package) -> tuple[Undertakes, ...]:
    """Return every clause of a package, issue by issue."""
    return tuple(
        clause
        for issue in scenario.issues
        for clause in issue.levels[package.get(issue.id, 0)].clauses
    )


def facts_of(scenario: Scenario, package: Package) -> Facts:
    return Facts(clauses_of(scenario, package), quantities_of(scenario))


def quantities_of(scenario: Scenario) -> frozenset[str]:
    return frozenset(each.id for each in scenario.instruments if each.quantity)


def holds(form: Form, facts: Facts, hope: bool) -> bool:
    """Say whether a condition holds; what these facts do not decide is taken to be `hope`."""
    match form:
        case Always() | Compliant() | Charter():
            return True
        case All(of=parts):
            return all(holds(part, facts, hope) for part in parts)
        case AnyOf(of=parts):
            return any(holds(part, facts, hope) for part in parts)
        case AtLeast(k=k, of=parts):
            return sum(holds(part, facts, hope) for part in parts) >= k
        case Not(of=part):
            return not holds(part, facts, not hope)
        case Operative(what=what) | Performed(what=what) | Verified(what=what):
            return facts.hold(what)
        case _:
            return hope


def points(scenario: Scenario, sheet: Sheet, package: Package) -> int:
    """Return what a sheet gives for a package, everything else at its best for that sheet."""
    return worth(sheet.lines, facts_of(scenario, package))


def worth(lines: Iterable[Line], facts: Facts) -> int:
    return sum(line.points for line in lines if holds(line.when.form, facts, line.points > 0))


def maximum(scenario: Scenario, sheet: Sheet) -> int:
    """Return the most a sheet can give over all packages (Rulebook 9), or raise Entangled."""
    return best(scenario, sheet, scenario.issues)


def maximum_alone(scenario: Scenario, sheet: Sheet, seat: Seat) -> int:
    """Return the most a sheet can give when nobody but its own seat undertakes anything."""
    return best(scenario, sheet, tuple(issue_alone(issue, seat) for issue in scenario.issues))


def issue_alone(issue: Issue, seat: Seat) -> Issue:
    alone = (level for level in issue.levels if all(each.by == seat for each in level.clauses))
    return Issue(id=issue.id, title=issue.title, levels=tuple(alone))


def best(scenario: Scenario, sheet: Sheet, issues: tuple[Issue, ...]) -> int:
    quantities = quantities_of(scenario)
    return sum(
        best_of_group(group, lines, quantities) for group, lines in groups(sheet.lines, issues)
    )


def best_of_group(
    issues: tuple[Issue, ...], lines: tuple[Line, ...], quantities: frozenset[str]
) -> int:
    return max(worth(lines, facts) for facts in all_facts(issues, quantities))


def can_occur(scenario: Scenario, line: Line) -> bool:
    """Say whether some package makes a line true, everything else at its best for that."""
    issues = tuple(scenario.issues[place] for place in sorted(touched(line, scenario.issues)))
    packages = all_facts(issues, quantities_of(scenario))
    return any(holds(line.when.form, facts, hope=True) for facts in packages)


def all_facts(issues: tuple[Issue, ...], quantities: frozenset[str]) -> Iterator[Facts]:
    """Yield the facts of every package of these issues, or raise Entangled."""
    if prod(len(issue.levels) for issue in issues) > PACKAGES_MAX:
        raise Entangled(tuple(issue.id for issue in issues))
    for levels in product(*(issue.levels for issue in issues)):
        yield Facts((each for level in levels for each in level.clauses), quantities)


def groups(
    lines: tuple[Line, ...], issues: tuple[Issue, ...]
) -> Iterator[tuple[tuple[Issue, ...], tuple[Line, ...]]]:
    """Yield the issues that lines tie together, each group with the lines that read it."""
    reads = [touched(line, issues) for line in lines]
    parts = [{place} for place in range(len(issues))]
    for places in filter(None, reads):
        tied = [part for part in parts if part & places]
        parts = [part for part in parts if not part & places]
        parts.append(set().union(*tied))
    for part in parts:
        inside = tuple(line for line, places in zip(lines, reads, strict=True) if places & part)
        yield tuple(issues[place] for place in sorted(part)), inside
    yield (), tuple(line for line, places in zip(lines, reads, strict=True) if not places)


def touched(line: Line, issues: tuple[Issue, ...]) -> frozenset[int]:
    """Return the places of the issues whose level can change what the line's condition says."""
    read = {(what.by, what.instrument) for what in undertakings(line.when.form)}
    return frozenset(
        place
        for place, issue in enumerate(issues)
        if any(
            (each.by, each.instrument) in read for level in issue.levels for each in level.clauses
        )
    )


def undertakings(form: Form) -> Iterator[Undertaking]:
    """Yield what a condition asks of undertakings, wherever in it that is."""
    match form:
        case All(of=parts) | AnyOf(of=parts) | AtLeast(of=parts):
            for part in parts:
                yield from undertakings(part)
        case Not(of=part):
            yield from undertakings(part)
        case Operative(what=what) | Performed(what=what) | Verified(what=what):
            yield what
        case _:
            return
