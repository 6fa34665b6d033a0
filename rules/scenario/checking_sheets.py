"""Whether score sheets can be met: maxima above BATNAs, nobody's maximum alone, witnesses hold.

Owns what the listed packages say of a scenario (Rulebook 9, 10). It must never judge a game.
"""

from collections.abc import Iterator

from ..names import SEATS, Seat
from .delegations import Tenet
from .loading import Path, Problem
from .packages import (
    Entangled,
    Facts,
    can_occur,
    facts_of,
    holds,
    maximum,
    maximum_alone,
    points,
)
from .scenario import Scenario
from .sheets import Settlement, Sheet


def check_sheets(scenario: Scenario) -> Iterator[Problem]:
    """Yield what is wrong with the sheets and the settlements that show they can be met."""
    for seat in SEATS:
        for place, sheet in enumerate(scenario.sheets[seat]):
            yield from check_sheet(scenario, seat, sheet, ("sheets", seat, place))
    if not scenario.settlements:
        yield Problem(("settlements",), "no settlement is named", "show one that all can accept")
    for place, each in enumerate(scenario.settlements):
        yield from check_settlement(scenario, each, ("settlements", place))


def check_sheet(scenario: Scenario, seat: Seat, sheet: Sheet, path: Path) -> Iterator[Problem]:
    try:
        most, alone = maximum(scenario, sheet), maximum_alone(scenario, sheet, seat)
    except Entangled as error:
        yield Problem(path, str(error), "make conditions read fewer issues at once")
        return
    for place, line in enumerate(sheet.lines):
        if not can_occur(scenario, line):
            hint = "list what it asks for in the levels of issues"
            yield Problem((*path, "lines", place), f"no package makes {line.id} true", hint)
    if most <= sheet.batna:
        hint = "raise points or lower the BATNA"
        yield Problem((*path, "batna"), f"the maximum {most} is not above {sheet.batna}", hint)
    if alone >= most:
        hint = "tie points to what others do"
        yield Problem(path, f"{seat} reaches its maximum {most} alone", hint)


def check_settlement(scenario: Scenario, each: Settlement, path: Path) -> Iterator[Problem]:
    wrong = tuple(wrong_levels(scenario, each))
    if wrong:
        yield Problem((*path, "levels"), f"no such level: {', '.join(wrong)}", "see the issues")
        return
    for seat in SEATS:
        yield from check_share(scenario, each, seat, path)
    facts = facts_of(scenario, each.levels)
    held = [each.tenets for each in scenario.delegations]
    held += [each.tenets or () for each in scenario.successions]
    for tenets in held:
        for tenet in tenets:
            if contradicts(tenet, facts):
                hint = "choose levels, or let wording sidestep it"
                yield Problem((*path, "levels"), f"openly contradicts tenet {tenet.id}", hint)


def wrong_levels(scenario: Scenario, each: Settlement) -> Iterator[str]:
    tops = {issue.id: len(issue.levels) - 1 for issue in scenario.issues}
    for issue, level in each.levels.items():
        if not 0 <= level <= tops.get(issue, -1):
            yield f"{issue} {level}"


def check_share(scenario: Scenario, each: Settlement, seat: Seat, path: Path) -> Iterator[Problem]:
    name = each.sheets.get(seat)
    chosen = [sheet for sheet in scenario.sheets[seat] if name in (None, sheet.id)]
    if not chosen:
        yield Problem((*path, "sheets", seat), f"no such sheet: {name}", f"see sheets.{seat}")
        return
    reached = points(scenario, chosen[0], each.levels)
    if reached <= chosen[0].batna:
        message = f"{seat} ({chosen[0].id}) gets {reached}, not above {chosen[0].batna}"
        yield Problem((*path, "levels"), message, "everybody must gain")


def contradicts(tenet: Tenet, facts: Facts) -> bool:
    """Say whether undertakings taken as one text openly contradict a tenet (Rulebook 7)."""
    sidestep = tenet.sidestepped_by
    if sidestep is not None and holds(sidestep.form, facts, hope=True):
        return False
    return holds(tenet.contradicted_by.form, facts, hope=True)
