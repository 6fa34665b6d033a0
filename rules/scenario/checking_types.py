"""Whether hidden types can be drawn, and each of them has its sheets (Rulebook 7.30).

Owns what can be wrong with types. It must never judge what a type wants: that is in its sheets.
"""

from collections.abc import Iterator

from .delegations import Delegation
from .loading import Path, Problem
from .scenario import Scenario


def check_types(scenario: Scenario) -> Iterator[Problem]:
    """Yield what is wrong with the delegations' types and the sheets that belong to them."""
    for place, each in enumerate(scenario.delegations):
        if each.types:
            yield from check_odds(each, ("delegations", place, "types"))
        yield from check_sheets_of_types(scenario, each)


def check_odds(delegation: Delegation, path: Path) -> Iterator[Problem]:
    ids = [each.id for each in delegation.types]
    if len(set(ids)) < len(ids) or len(ids) < 2:
        yield Problem(path, "is a single type, or one is given twice", "two or more, each once")
    whole = sum(each.prior for each in delegation.types)
    if whole != 100 or any(each.prior == 0 for each in delegation.types):
        yield Problem(path, f"the priors add up to {whole}", "each above 0, together 100")


def check_sheets_of_types(scenario: Scenario, delegation: Delegation) -> Iterator[Problem]:
    ids = [each.id for each in delegation.types]
    sheets = scenario.sheets.get(delegation.seat, ())
    for place, sheet in enumerate(sheets):
        if (sheet.type not in ids) if ids else (sheet.type is not None):
            path: Path = ("sheets", delegation.seat, place, "type")
            hint = f"one of: {', '.join(ids)}" if ids else "leave it out, or add types"
            yield Problem(path, f"{delegation.seat} has no type {sheet.type}", hint)
    for name in ids:
        if name not in [sheet.type for sheet in sheets]:
            yield Problem(("sheets", delegation.seat), f"the type {name} has no sheet", "add one")
