"""What wears animosities down: promises kept between two, and meetings (Rulebook 7.22, 7.24).

Owns the changes of their levels. Everything here is the world's to see.
"""

from .. import events as e
from ..scenario import Animosity
from ..weighing.animosities import between, breached_between, kept_between, level
from .course import Course


def thaw(course: Course) -> None:
    """Let kept promises and meetings of this round take their share off what lies between two."""
    prices = course.state.scenario.prices
    kept = kept_between(course.state, course.number)
    broken = breached_between(course.state)
    for each in course.state.scenario.animosities:
        pair = between(*each.pair)
        gain = prices.thaw if pair in kept else 0
        gain += prices.summit_thaw if pair in course.met else 0
        wear_down(course, each, gain // 2 if pair in broken else gain)


def wear_down(course: Course, animosity: Animosity, gain: int) -> None:
    before = level(course.state, animosity)
    after = max(before - gain, 0)
    if after != before:
        course.add(e.AnimositySet(pair=between(*animosity.pair), value=after))
