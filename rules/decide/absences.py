"""Missing delegations: whether the table waits for one, and who acts for it (Rulebook 2.12).

Owns what follows from control's choice beforehand, each time somebody leaves or returns. It must
never end a phase: it only stops the clock, and lets it go on. Guests hold nobody up: what one
leaves unanswered the engine answers (Rulebook 1.10, 7.35).
"""

from .. import events as e
from .. import legal
from ..documents.shape import in_order
from ..model import State
from ..names import SEATS, Seat, Sitter
from ..unfolding import Unfolding


def is_missing(state: State, seat: Seat) -> bool:
    """Whether a person holds the seat and is not connected."""
    delegate = state.seats[seat]
    return delegate.bot is None and not delegate.present


def stand_in(state: State, seat: Seat) -> str | None:
    """Return the bot that acts for a missing delegation now, if one does."""
    absence = state.seats[seat].absence
    is_away = is_missing(state, seat) and seat not in state.awaits
    return absence.bot if is_away and absence.then == "bot" else None


def look_around(unfolding: Unfolding, at_ms: int, left: tuple[Sitter, ...] = ()) -> None:
    """Stop the clock while somebody is missing for whom the table waits, and no longer.

    `left` are those who are missing from now on: they have their grace.
    """
    state = unfolding.state
    is_control_s = state.paused_left_ms is not None and not state.awaits
    if is_control_s or not legal.is_playing(state):
        return
    missing = [seat for seat in SEATS if is_missing(state, seat)]
    held = [seat for seat in missing if state.seats[seat].absence.then == "hold"]
    graced = [s for s in missing if s not in held and (s in left or s in state.awaits)]
    graced = [seat for seat in graced if state.seats[seat].absence.grace_s]
    awaits = in_order((*held, *graced))
    if not awaits:
        go_on(unfolding, at_ms)
    elif awaits != state.awaits or set(graced) & set(left):
        until = None if held else until_when(state, at_ms, tuple(graced), left)
        unfolding.add(
            e.Paused(left_ms=left_on_the_clock(state, at_ms), awaits=awaits, until_ms=until)
        )


def until_when(state: State, at_ms: int, graced: tuple[Seat, ...], left: tuple[Sitter, ...]) -> int:
    """Return when the grace of the last of them is over."""
    ends = [at_ms + state.seats[seat].absence.grace_s * 1000 for seat in graced if seat in left]
    if state.awaits and state.deadline_ms is not None:
        ends.append(state.deadline_ms)
    return max(ends, default=at_ms)


def left_on_the_clock(state: State, at_ms: int) -> int:
    """Return what a pause finds on the phase's clock; -1 where it has none."""
    if state.paused_left_ms is not None:
        return state.paused_left_ms
    return -1 if state.deadline_ms is None else max(0, state.deadline_ms - at_ms)


def go_on(unfolding: Unfolding, at_ms: int) -> None:
    """Wait no longer, if the table waits for anybody."""
    left = unfolding.state.paused_left_ms
    if left is not None and unfolding.state.awaits:
        unfolding.add(e.Resumed(deadline_ms=None if left < 0 else at_ms + left))
