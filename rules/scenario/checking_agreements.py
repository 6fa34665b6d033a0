"""Whether six delegations can agree at all, whichever sheets they draw (Rulebook 10.3).

Owns the search for agreements above everybody's BATNA. It must never ask how likely they are: that
is for play to show.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from ..names import SEATS, Seat
from .frontier import above, package_of, space
from .loading import Problem
from .packages import Entangled, Package, clauses_of, points
from .scenario import Scenario
from .sheets import Sheet

AGREEMENTS = 3
"""So many different packages must lie above every BATNA, one of them with all six undertaking."""

Sheets = Mapping[Seat, Sheet]


def check_agreements(scenario: Scenario) -> Iterator[Problem]:
    """Yield one problem for all the ways to draw sheets that leave too little to agree on."""
    pool = Pool(scenario)
    drawn = [dict(zip(SEATS, each, strict=True)) for each in product(*every_sheet(scenario))]
    try:
        short = [(sheets, lack) for sheets in drawn if (lack := pool.lacks(sheets))]
    except Entangled as error:
        yield Problem(("sheets",), str(error), "make conditions read fewer issues at once")
        return
    if short:
        sheets, lack = short[0]
        which = ", ".join(f"{seat} {sheet.id}" for seat, sheet in sheets.items())
        message = f"{lack} in {len(short)} of {len(drawn)} draws of sheets; the first is {which}"
        hint = (
            f"{AGREEMENTS} packages above every BATNA, in one of which all six undertake something"
        )
        yield Problem(("sheets",), message, hint)


def every_sheet(scenario: Scenario) -> tuple[tuple[Sheet, ...], ...]:
    return tuple(scenario.sheets[seat] for seat in SEATS)


class Pool:
    """Packages that suited earlier draws of sheets, tried first: most suit many draws."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.known: list[Package] = []
        self.worths: dict[tuple[Seat, str, int], int] = {}

    def lacks(self, sheets: Sheets) -> str:
        """Return what these sheets lack, or nothing."""
        found = [package for place, package in enumerate(self.known) if self.suits(place, sheets)]
        if is_enough(self.scenario, found):
            return ""
        found = self.searched(sheets)
        self.known += found
        if is_enough(self.scenario, found):
            return ""
        lacking = (
            "no six-party agreement" if len(found) >= AGREEMENTS else f"{len(found)} agreements"
        )
        return f"{lacking} above every BATNA"

    def suits(self, place: int, sheets: Sheets) -> bool:
        return all(self.worth(place, seat, each) > each.batna for seat, each in sheets.items())

    def worth(self, place: int, seat: Seat, sheet: Sheet) -> int:
        key = (seat, sheet.id, place)
        if key not in self.worths:
            self.worths[key] = points(self.scenario, sheet, self.known[place])
        return self.worths[key]

    def searched(self, sheets: Sheets) -> list[Package]:
        """Return enough packages above every BATNA; if there are not enough, what there is."""
        floor = tuple(sheets[seat].batna for seat in SEATS)
        found: list[Package] = []
        for choice in above(space(self.scenario, sheets), floor):
            package = package_of(self.scenario, choice)
            if len(found) < AGREEMENTS or is_of_six(self.scenario, package):
                found.append(package)
            if is_enough(self.scenario, found):
                break
        return found


def is_enough(scenario: Scenario, found: list[Package]) -> bool:
    return len(found) >= AGREEMENTS and any(is_of_six(scenario, each) for each in found)


def is_of_six(scenario: Scenario, package: Package) -> bool:
    """Say whether every delegation undertakes something."""
    return {clause.by for clause in clauses_of(scenario, package)} == set(SEATS)
