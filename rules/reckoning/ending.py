"""How a game ends: whether this reckoning was the last, the closing delivery, the outcome.

Owns Rulebook 1 and 6 on endings. War ends the game at once; otherwise what was promised last is
delivered once more before anything is judged.
"""

from .. import events as e
from ..chance import draw
from ..judgement.judge import is_true, outcome
from ..model import Instructions, State, TellingKind
from ..names import SEATS, VIEWERS
from ..unfolding import Unfolding
from .accusing import answer_accusations
from .course import Course
from .payout import pay_out, war_parties
from .perform import perform
from .verify import verify


def is_last(state: State) -> bool:
    """Whether the reckoning of this round, now closed, was the last."""
    return (
        state.round >= state.last_round
        or any(each.ends and is_true(state, each) for each in state.scenario.outcomes)
        or all_close(state)
        or is_drawn_to_end(state)
    )


def all_close(state: State) -> bool:
    sheets = state.past_sheets.get(state.round, {})
    return all(sheets.get(seat, Instructions()).close for seat in SEATS)


def is_drawn_to_end(state: State) -> bool:
    """Nobody can be sure of the last round: from a first possible one on it is drawn."""
    rounds = state.scenario.rounds
    if state.round < rounds.first_possible_end:
        return False
    return draw(state.key, state.round, "end") < rounds.end_odds


def is_war(state: State) -> bool:
    war = state.scenario.war
    return war.meter in state.meters and state.meters[war.meter].value >= war.at


def closing_delivery(unfolding: Unfolding) -> None:
    """Perform and verify once more, by default or by each delegation's last sealed line.

    A sheet's last word on a clause stands for this delivery too. After a war nobody delivers.
    Closed by control in the middle of a round, the game delivers what that round owed.
    """
    state = unfolding.state
    if is_war(state):
        return
    is_reckoned = state.round in state.past_sheets
    last = state.past_sheets[state.round] if is_reckoned else state.sealed
    lines = {seat: last.get(seat, Instructions()) for seat in SEATS}
    sheets = {
        seat: Instructions(
            perform=sheet.perform, divert=sheet.divert, inspections=sheet.inspections
        )
        for seat, sheet in lines.items()
    }
    course = Course(unfolding, sheets, state.round + 1 if is_reckoned else state.round)
    course.tell("end", "closing", VIEWERS)
    verify(course, perform(course))
    answer_accusations(course)
    pay_out(course)


def finish(unfolding: Unfolding) -> None:
    """End the game with the first public outcome that is true; the last one, if none is."""
    state = unfolding.state
    ends_in = outcome(state)
    parties = war_parties(state, state.round) if is_war(state) else ()
    if state.round:
        kind: TellingKind = "war" if parties else "ended"
        Course(unfolding, {}, state.round).tell("end", kind, VIEWERS, name=ends_in.id)
    unfolding.add(e.GameEnded(outcome=ends_in.id, war_parties=parties))
