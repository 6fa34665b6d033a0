"""Whether governments can change as a scenario says (Rulebook 3.7, 3.18).

Owns what can be wrong with successions and legal forms. What a new government's tenets read is
looked at with all other conditions.
"""

from collections import Counter
from collections.abc import Iterator

from .loading import Path, Problem
from .scenario import Scenario


def check_successions(scenario: Scenario) -> Iterator[Problem]:
    """Yield what is wrong with the days on which governments may change, and with forms."""
    ids = Counter(each.id for each in scenario.successions)
    days = Counter((each.seat, each.round) for each in scenario.successions)
    for place, each in enumerate(scenario.successions):
        path: Path = ("successions", place)
        if ids[each.id] > 1:
            yield Problem((*path, "id"), f"the id {each.id} is given twice", "ids are unique")
        if days[each.seat, each.round] > 1:
            yield Problem((*path, "round"), "two on one day", "a round of its own")
        if each.round > scenario.rounds.last:
            hint = f"the last possible round is {scenario.rounds.last}"
            yield Problem((*path, "round"), f"there is no round {each.round}", hint)
        if each.odds == 0:
            yield Problem((*path, "odds"), "nothing can change", "above 0")
        if each.latitude is not None and each.latitude > scenario.prices.latitude_max:
            yield Problem((*path, "latitude"), "out of range", "0 to latitude_max")
    if not scenario.forms:
        yield Problem(("forms",), "no text could be written", "name one at least")
