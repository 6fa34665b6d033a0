"""The course of a round: which phase follows which, and what its beginning brings (Rulebook 2).

Owns the order of phases, their deadlines and when consent ends one. It must never judge a command.
"""

from .. import events as e
from .. import legal
from ..judgement.commitments import commitments
from ..model import State
from ..names import SEATS, Phase
from ..reckoning import closing_delivery, finish, is_last, news, reckon
from ..unfolding import Unfolding
from .absences import look_around
from .guesting import answer_for_the_silent

NEXT: dict[Phase, Phase] = {"corridors": "plenary", "plenary": "capitals"}


def begin(unfolding: Unfolding, round_: int, phase: Phase, at_ms: int) -> None:
    deadline = deadline_of(unfolding.state, phase, at_ms)
    unfolding.add(e.PhaseBegan(round=round_, phase=phase, deadline_ms=deadline))
    if phase != "news":
        is_first = (round_, phase) == (1, "corridors")
        look_around(unfolding, at_ms, left=SEATS if is_first else ())


def deadline_of(state: State, phase: Phase, at_ms: int) -> int | None:
    """Return when the phase's time is up, epoch milliseconds; None without a clock."""
    seconds = state.clock.get(phase)
    return None if seconds is None else at_ms + seconds * 1000


def begin_round(unfolding: Unfolding, round_: int, at_ms: int) -> None:
    """Open a round: its news are the engine's, the corridors everybody's."""
    begin(unfolding, round_, "news", at_ms)
    news(unfolding)
    begin(unfolding, round_, "corridors", at_ms)


def advance(unfolding: Unfolding, at_ms: int) -> None:
    """End the phase, with all that its end brings."""
    state = unfolding.state
    if state.phase in ("corridors", "plenary"):
        answer_for_the_silent(unfolding)
    if state.phase == "capitals":
        end_capitals(unfolding, at_ms)
    elif state.phase == "reckoning":
        begin_round(unfolding, state.round + 1, at_ms)
    else:
        begin(unfolding, state.round, NEXT[state.phase], at_ms)


def end_if_ready(unfolding: Unfolding, at_ms: int) -> None:
    """End the phase if all who are present are done with it, unless the table is paused."""
    state = unfolding.state
    is_held = state.paused_left_ms is not None or not legal.is_playing(state)
    if not is_held and everybody_is_ready(state):
        advance(unfolding, at_ms)


def end_if_nobody_is_awaited(unfolding: Unfolding, at_ms: int) -> None:
    """End a phase without a clock once the last who was not ready is gone.

    With a clock nothing hangs, and who only looked in has time to come back. With nobody left
    there is nobody to hurry for.
    """
    state = unfolding.state
    if state.deadline_ms is None and any(d.present for d in state.seats.values()):
        end_if_ready(unfolding, at_ms)


def everybody_is_ready(state: State) -> bool:
    """Whether every present delegation held by a person is ready, and one is (Rulebook 2)."""
    people = [d for d in state.seats.values() if d.bot is None]
    return any(d.ready for d in people) and all(d.ready for d in people if d.present)


def end_capitals(unfolding: Unfolding, at_ms: int) -> None:
    """Commit and reckon; then the aftermath is read, or the game is over (Rulebook 6)."""
    commit(unfolding)
    reckon(unfolding)
    if is_last(unfolding.state):
        closing_delivery(unfolding)
        finish(unfolding)
    else:
        begin(unfolding, unfolding.state.round, "reckoning", at_ms)


def commit(unfolding: Unfolding) -> None:
    """Publish what binds all six to their sheets, before anything comes of them (Rulebook 6.18)."""
    state = unfolding.state
    unfolding.add(e.SheetsCommitted(round=state.round, commitments=commitments(state)))


def end_game(unfolding: Unfolding) -> None:
    """Control closes the table: what is owed is delivered once more, then it is judged."""
    if unfolding.state.phase == "capitals":
        commit(unfolding)
    if unfolding.state.round:
        closing_delivery(unfolding)
    finish(unfolding)
