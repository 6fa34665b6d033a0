"""The clock's commands: time is up, time stood still, somebody came or went.

They enter by the same door as everybody's, and each is refused when it no longer applies.
"""

from collections.abc import Callable, Mapping
from typing import Any

from .. import commands as c
from .. import events as e
from ..model import State
from ..names import SEATS, Seat
from ..refusal import Refused
from ..teams import deputy_of, head_of, is_mate, person_of, persons, seat_in
from ..unfolding import Unfolding
from .absences import go_on, is_missing, look_around
from .erasing import erase
from .phases import advance, end_if_nobody_is_awaited, end_if_ready
from .signing import look_who_signs


def end_phase(unfolding: Unfolding, order: c.Order, command: c.EndPhase) -> None:
    """End the phase if it is still this one with this deadline, and that is past.

    Of a table that waits, what is over is the grace of those it waits for.
    """
    state = unfolding.state
    asked = (command.round, command.phase, command.deadline_ms)
    if asked != (state.round, state.phase, state.deadline_ms):
        raise Refused("not-now", "The phase or its deadline has changed.")
    if order.at_ms < command.deadline_ms:
        raise Refused("not-now", "Its time is not up.")
    if state.awaits:
        go_on(unfolding, order.at_ms)
        end_if_ready(unfolding, order.at_ms)
    else:
        advance(unfolding, order.at_ms)


def move_deadline(unfolding: Unfolding, _order: c.Order, command: c.MoveDeadline) -> None:
    """Nobody was serving for a while: nobody forfeits a phase for it."""
    if unfolding.state.deadline_ms is None:
        raise Refused("no-deadline", "No clock is running.")
    deadline = unfolding.state.deadline_ms + command.by_ms
    unfolding.add(e.DeadlineMoved(deadline_ms=deadline))


def arrive(unfolding: Unfolding, order: c.Order, command: c.Arrive) -> None:
    state = unfolding.state
    if command.person in state.present or not is_current(state, command.person):
        raise Refused("not-now", "Nothing changes by it.")
    if (seat := alone_to_learn(state, command.person)) is not None:
        unfolding.add(e.TeammateArrived(seat=seat, person=command.person))
        look_who_signs(unfolding, seat, order.at_ms)
    else:
        unfolding.add(e.PersonArrived(person=command.person))
        if state.awaits:
            look_around(unfolding, order.at_ms)
    if state.awaits:
        end_if_ready(unfolding, order.at_ms)


def leave(unfolding: Unfolding, order: c.Order, command: c.Leave) -> None:
    if command.person not in unfolding.state.present:
        raise Refused("not-now", "Nothing changes by it.")
    if (seat := alone_to_learn(unfolding.state, command.person)) is not None:
        unfolding.add(e.TeammateLeft(seat=seat, person=command.person))
        look_who_signs(unfolding, seat, order.at_ms)
        end_if_nobody_is_awaited(unfolding, order.at_ms)
        return
    before = unfolding.state
    unfolding.add(e.PersonLeft(person=command.person))
    left = tuple(s for s, d in before.seats.items() if d.present and is_missing(unfolding.state, s))
    look_around(unfolding, order.at_ms, left)
    end_if_nobody_is_awaited(unfolding, order.at_ms)


def alone_to_learn(state: State, person: str) -> Seat | None:
    """Return the delegation whose own affair it is that a person comes or goes, if it is one's.

    So it is of members and mentors, and of a head whose deputy is here: to others nothing changes
    by it (Rulebook 1.13, 1.16).
    """
    if is_mate(person):
        return seat_in(person)
    led = next((seat for seat in SEATS if head_of(state, seat) == person), None)
    deputy = None if led is None else deputy_of(state, led)
    if led is None or deputy is None:
        return None
    return led if person_of(led, deputy) in state.present else None


def is_current(state: State, person: str) -> bool:
    """Whether the person holds a seat now; those of a revoked link and of a bot's seat do not."""
    return person in {f"{who}.{generation}" for who, generation in persons(state).items()}


CLOCK: Mapping[type[Any], Callable[[Unfolding, c.Order, Any], None]] = {
    c.EndPhase: end_phase,
    c.MoveDeadline: move_deadline,
    c.Arrive: arrive,
    c.Leave: leave,
    c.Erase: erase,
}
