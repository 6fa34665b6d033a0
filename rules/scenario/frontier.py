"""Where the listed packages end: the Nash point, and what could be gained at nobody's cost.

Owns the search over all packages as six sheets value them, exact in whole numbers (Rulebook 10.3).
The Pareto frontier is asked, never listed: with six parties much of all that is possible lies on
it. It must never look at a table's state.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from ..names import SEATS, Seat
from .packages import PACKAGES_MAX, Entangled, Facts, Package, quantities_of, touched, worth
from .scenario import Scenario
from .sheets import Issue, Line, Sheet

Worths = tuple[int, ...]
"""Points of each seat, in the order of the table."""

STEPS = 60
"""Steps by which prices come near those of the Nash point. Fewer would search longer, not worse."""

SCALE = 1_000_000


@dataclass(frozen=True, slots=True)
class Choice:
    """A level for each of some issues, by the issue's place, and what that gives each seat."""

    levels: tuple[tuple[int, int], ...]
    worths: Worths


Part = tuple[Choice, ...]
"""Every choice there is for the issues of one part."""


def space(scenario: Scenario, sheets: Mapping[Seat, Sheet]) -> tuple[Part, ...]:
    """Return all packages, taken apart where no line of these six sheets ties issues together.

    A package is one choice of each part, and its worths add up. Raises Entangled.
    """
    tables = {seat: tabled(scenario, sheets[seat]) for seat in SEATS}
    tied = together({places for table in tables.values() for places in table}, scenario.issues)
    return tuple(part(scenario.issues, places, tables) for places in tied)


Table = Mapping[frozenset[int], Mapping[tuple[int, ...], int]]
"""Places of issues -> their levels -> the points of all lines that read just these issues."""


def tabled(scenario: Scenario, sheet: Sheet) -> Table:
    lines: dict[frozenset[int], list[Line]] = {}
    for line in sheet.lines:
        lines.setdefault(touched(line, scenario.issues), []).append(line)
    return {places: by_levels(scenario, places, lines[places]) for places in lines}


def by_levels(
    scenario: Scenario, places: frozenset[int], lines: Sequence[Line]
) -> Mapping[tuple[int, ...], int]:
    issues, quantities = [scenario.issues[each] for each in sorted(places)], quantities_of(scenario)
    if prod(len(issue.levels) for issue in issues) > PACKAGES_MAX:
        raise Entangled(tuple(issue.id for issue in issues))
    return {
        levels: worth(
            lines,
            Facts(
                (
                    clause
                    for issue, level in zip(issues, levels, strict=True)
                    for clause in issue.levels[level].clauses
                ),
                quantities,
            ),
        )
        for levels in product(*(range(len(issue.levels)) for issue in issues))
    }


def together(
    reads: Iterable[frozenset[int]], issues: tuple[Issue, ...]
) -> Sequence[tuple[int, ...]]:
    """Return the places of issues, those in one part that something reads together."""
    tied: list[set[int]] = [{place} for place in range(len(issues))]
    for read in reads:
        joined = set(read).union(*(each for each in tied if each & read))
        tied = [each for each in tied if not each & read]
        tied += [joined] if joined else []
    found = sorted(tuple(sorted(each)) for each in tied)
    for places in found:
        if prod(len(issues[place].levels) for place in places) > PACKAGES_MAX:
            raise Entangled(tuple(issues[place].id for place in places))
    return [*found, ()]


def part(issues: tuple[Issue, ...], places: tuple[int, ...], tables: Mapping[Seat, Table]) -> Part:
    inside = [
        [(sorted(read), table) for read, table in tables[seat].items() if belongs(read, places)]
        for seat in SEATS
    ]
    found = []
    for levels in product(*(range(len(issues[place].levels)) for place in places)):
        at = dict(zip(places, levels, strict=True))
        worths = tuple(
            sum(table[tuple(at[each] for each in read)] for read, table in seat_tables)
            for seat_tables in inside
        )
        found.append(Choice(tuple(at.items()), worths))
    return tuple(found)


def belongs(read: frozenset[int], places: tuple[int, ...]) -> bool:
    """Say whether lines that read these issues are worth what this part's levels make of them."""
    return read <= set(places) and (bool(read) or not places)


# --- the search ---


class Search:
    """Packages in which everybody gains over a floor, likely best ones first.

    By prices p each seat's gain g counts p * g. The product of n gains is at most the n-th power
    of their priced sum over n, divided by the product of the prices: what falls short by its sum
    need not be looked at, and halves sorted by it are left early.
    """

    def __init__(self, parts: Sequence[Part], floor: Worths) -> None:
        self.floor, self.prices = floor, prices(parts, floor)
        self.halves = [priced(half, self.prices) for half in halves(parts)]
        # Every gain is at least 1: less than this much in all cannot hold that many.
        self.short_of = sum(self.prices) + self.priced(floor) - 1

    def priced(self, worths: Worths) -> int:
        return dot(self.prices, worths)

    def __iter__(self) -> Iterator[tuple[Choice, int]]:
        """Yield packages with the product of their gains, none that the bar rules out."""
        left, right = self.halves
        for price, one in left:
            if price + right[0][0] <= self.short_of:
                return
            for more, other in right:
                if price + more <= self.short_of:
                    break
                worths = added(one.worths, other.worths)
                gains = [has - low for has, low in zip(worths, self.floor, strict=True)]
                if min(gains) > 0:
                    yield Choice(tuple(sorted(one.levels + other.levels)), worths), prod(gains)

    def beat(self, reached: int) -> None:
        """From now on leave out what cannot have a larger product of gains."""
        seats = len(self.floor)
        least = root(seats**seats * prod(self.prices) * reached, seats)
        self.short_of = max(self.short_of, least + self.priced(self.floor))


def nash(parts: Sequence[Part], floor: Worths) -> Choice | None:
    """Return the package with the largest product of gains over the floor, if everybody can gain.

    It lies on the Pareto frontier: who could gain more would raise the product.
    """
    search = Search([undominated(each) for each in parts], floor)
    found, most = None, 0
    for choice, reached in search:
        if reached > most:
            found, most = choice, reached
            search.beat(reached)
    return found


def above(parts: Sequence[Part], floor: Worths) -> Iterator[Choice]:
    """Yield every package in which everybody gains over the floor, each once."""
    for choice, _ in Search(parts, floor):
        yield choice


def undominated(choices: Part) -> Part:
    """Leave out each choice that another beats or equals for everybody."""
    kept: list[Choice] = []
    for choice in sorted(choices, key=lambda each: (-sum(each.worths), each.levels)):
        if not any(no_worse(better.worths, choice.worths) for better in kept):
            kept.append(choice)
    return tuple(kept)


def no_worse(one: Worths, other: Worths) -> bool:
    return all(map(int.__ge__, one, other))


def prices(parts: Sequence[Part], floor: Worths) -> tuple[int, ...]:
    """Return prices that are low for whom much can be won: near those of the Nash point.

    Each step takes the best choices at the prices so far; what a seat has won on average is dear.
    """
    won, found = [0] * len(floor), (1,) * len(floor)
    for step in range(1, STEPS + 1):
        for choices in parts:
            best = max(choices, key=lambda each: dot(found, each.worths))
            won = [has + more for has, more in zip(won, best.worths, strict=True)]
        gains = [has - step * low for has, low in zip(won, floor, strict=True)]
        found = tuple(SCALE * step // max(step // 10 + 1, gain) for gain in gains)
    return found


def halves(parts: Sequence[Part]) -> tuple[Part, Part]:
    """Join the parts into two of about as many choices."""
    joined: list[Part] = [(EMPTY,), (EMPTY,)]
    for choices in sorted(parts, key=len, reverse=True):
        smaller = 0 if len(joined[0]) <= len(joined[1]) else 1
        joined[smaller] = tuple(
            Choice(one.levels + other.levels, added(one.worths, other.worths))
            for one, other in product(joined[smaller], choices)
        )
    return joined[0], joined[1]


EMPTY = Choice((), (0,) * len(SEATS))


def priced(choices: Part, at: Worths) -> list[tuple[int, Choice]]:
    sums = [(dot(at, choice.worths), choice) for choice in choices]
    return sorted(sums, key=lambda each: -each[0])


def added(one: Worths, other: Worths) -> Worths:
    return tuple(map(int.__add__, one, other))


def dot(one: Worths, other: Worths) -> int:
    return sum(map(int.__mul__, one, other))


def root(number: int, degree: int) -> int:
    """Return the largest whole number whose power is no more than `number`."""
    low, high = 0, 1 << (number.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle - 1)
    return low


def package_of(scenario: Scenario, choice: Choice) -> Package:
    """Return a choice over all issues by the issues' ids."""
    return {scenario.issues[place].id: level for place, level in choice.levels}
