"""Intelligence: whom a delegation watches, and what that adds to the odds (Rulebook 6.15).

Owns the reading of it off sealed sheets. Nobody but its author learns of it, unless it is traced.
"""

from ..documents.sight import readers
from ..names import SEATS, Seat
from .course import Course
from .perform import Deed


def watch(course: Course, seat: Seat, target: Seat) -> int:
    """Return by how many percent points the seat sees more of what the target does this round."""
    choice = course.sheets[seat].action
    action = course.begun.scenario.action.get(choice.action) if choice else None
    if choice is None or action is None or seat not in action.seats:
        return 0
    return action.watch if choice.target == (target,) else 0


def spies(course: Course, deed: Deed) -> dict[Seat, int]:
    """Return who else can read what was promised and watches its debtor, with what it sees more."""
    debtor = deed.clause.debtor
    eyes = set(readers(deed.owed.document))
    seeing = {seat: watch(course, seat, debtor) for seat in SEATS if seat in eyes - {debtor}}
    return {seat: more for seat, more in seeing.items() if more}
