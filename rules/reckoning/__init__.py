"""The reckoning: what the sealed sheets of a round come to, step by step (Rulebook 6).

Owns the order of the steps, one file each; everything they do is an event. It must never depend
on the order of seats, of sheets or of drafts.
"""

from .. import events as e
from ..unfolding import Unfolding
from .accusing import answer_accusations
from .actions import act
from .cards import apply_effects, news
from .course import Course, begin
from .curing import cure
from .ending import closing_delivery, finish, is_last, is_war
from .onus import move_onus_and_room
from .payout import war_parties
from .perform import perform
from .settling import settle_all
from .verify import verify
from .voting import settle_questions
from .world import move_world, open_grounds

__all__ = [
    "apply_effects", "closing_delivery", "finish", "is_last", "is_war", "news", "open_grounds",
    "reckon", "war_parties",
]  # fmt: skip


def fallen(course: Course) -> frozenset[str]:
    """Return what stood in the settlement and stands no more, as ids: what fell with a government
    after it, and what rests under a text that was concluded in it."""
    standings = course.state.standings
    gone = ("lapsed", "suspended")
    return frozenset(f"c:{each}" for each, is_ in standings.items() if is_.status in gone)


def reckon(unfolding: Unfolding) -> None:
    """Run the steps in the rulebook's order, and close the round."""
    course = begin(unfolding)
    verify(course, perform(course))
    cure(course)
    answer_accusations(course)
    settle_questions(course)
    act(course)
    result = settle_all(course)
    move_onus_and_room(course, result)
    move_world(course)
    course.add(
        e.RoundClosed(
            round=course.number,
            standing=tuple(sorted(result.settlement.standing - fallen(course))),
            you_first=result.you_first,
            drifting=tuple(course.drifting),
        )
    )
