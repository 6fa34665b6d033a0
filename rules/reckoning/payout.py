"""Pay the tally out: meters, onus, support and room move at last, each by one event.

Owns bounds and limits: clamps, the cap on tension that keeps war from one party's hands, the swing
of the index subject's room (Rulebook 6.7, 7). The order of events is that of the scenario and of
the seats, whatever moved them.
"""

from .. import events as e
from ..fold import band
from ..judgement.judge import war_blame
from ..model import State
from ..names import SEATS, Seat
from .course import Course

SUPPORT_MAX = 100


def pay_out(course: Course) -> None:
    """Move everything by what the tally holds for it."""
    for definition in course.state.scenario.meters:
        move_meter(course, definition.id)
    for seat in SEATS:
        move_onus(course, seat)
        move_support(course, seat)
        move_room(course, seat)


def move_meter(course: Course, name: str) -> None:
    definition = course.state.scenario.meter[name]
    before = course.state.meters[name].value
    by = course.tally.meters[name]
    after = min(max(before + by, definition.min), definition.max)
    war = course.state.scenario.war
    cause = course.tally.cause(name, by)
    if name == war.meter and after >= war.at and len(war_parties(course.state, course.number)) < 2:
        after = max(min(before, after), war.at - 1)
    if after != before:
        course.add(e.MeterMoved(name=name, value=after, cause=cause))


def war_parties(state: State, number: int) -> tuple[Seat, ...]:
    """Return whose acts of these two rounds, or fresh onus amid high tension, make for war."""
    blame = war_blame(state, number)
    return tuple(seat for seat in SEATS if blame.get(seat))


def move_onus(course: Course, seat: Seat) -> None:
    before = course.state.seats[seat].onus
    after = max(before + course.tally.onus[seat], 0)
    if after != before:
        course.add(e.OnusChanged(seat=seat, value=after))


def move_support(course: Course, seat: Seat) -> None:
    before = course.state.seats[seat].support
    after = min(max(before + course.tally.support[seat], 0), max(before, SUPPORT_MAX))
    if after != before:
        course.add(e.SupportChanged(seat=seat, value=after))


def move_room(course: Course, seat: Seat) -> None:
    """Room may fall below 0, a debt; it rises to the most there is, for the subject slowly."""
    prices = course.state.scenario.prices
    before = course.state.seats[seat].latitude
    by = course.tally.room[seat]
    if seat == course.state.scenario.ceilings.subject:
        by = min(by, prices.subject_swing)
    set_room(course, seat, min(before + by, max(before, prices.latitude_max)))


def set_room(course: Course, seat: Seat, after: int) -> None:
    """Give a delegation this much room, and the world the band it lies in."""
    if after == course.state.seats[seat].latitude:
        return
    course.add(e.LatitudeChanged(seat=seat, value=after))
    if band(after) != course.state.seats[seat].band:
        course.add(e.BandChanged(seat=seat, band=band(after)))
