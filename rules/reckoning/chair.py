"""The chair of the talks: who takes it, and what it earns or costs (Rulebook 7.27).

Owns bids for the chair and the credit and blame for a dialogue of the region. A bid that does not
win is its author's own: it must cost nothing and leave no trace.
"""

from .. import events as e
from ..conditions.truth import Knowledge, now
from ..names import SEATS, VIEWERS, Seat
from .course import Course

PUBLIC = Knowledge(readers=VIEWERS)


def take_chair(course: Course) -> None:
    """Give the chair to the one highest bid, which alone is paid; equal bids change nothing."""
    winner = highest(course)
    if winner is None:
        return
    course.tally.room[winner] -= course.sheets[winner].bid
    if winner != course.begun.convenor:
        course.add(e.ConvenorSet(seat=winner))
        course.tell("actions", "took_chair", VIEWERS, seat=winner)


def highest(course: Course) -> Seat | None:
    if course.begun.scenario.convenor is None:
        return None
    bids = {
        seat: course.sheets[seat].bid
        for seat in SEATS
        if course.sheets[seat].bid and not course.begun.seats[seat].walked_out
    }
    best = [seat for seat, bid in bids.items() if bid == max(bids.values())]
    return best[0] if len(best) == 1 else None


def weigh_dialogue(course: Course) -> None:
    """Credit who chairs when the dialogue opens, and blame it each round when none does."""
    rules, chair = course.state.scenario.convenor, course.state.convenor
    if rules is None or chair is None or course.state.dialogue_round is not None:
        return
    if now(rules.opens.form, course.state, PUBLIC, None):
        course.tally.take(rules.credit, chair)
        course.add(e.DialogueOpened(round=course.number))
        course.tell("world", "dialogue_opened", VIEWERS, seat=chair)
    elif course.number > rules.patience:
        course.tally.take(rules.blame, chair)
        course.tell("world", "chair_blamed", VIEWERS, seat=chair)
