"""Folding events of the table itself: phases and clocks, seats and persons."""

from msgspec.structs import replace

from .. import events as e
from ..model import Absence, Origin, State
from ..names import GUESTS, SEATS
from ..teams import is_represented
from .changing import Folds, guested, seated
from .petitions import lapsed


def table_forked(state: State, event: e.TableForked) -> State:
    """Nobody is there yet, nobody is done, and control chooses anew what becomes of the missing."""
    origin = Origin(
        table=state.table,
        key=state.key,
        round=state.round,
        phase=state.phase,
        committed=max(state.commitments, default=0),
    )
    seats = {s: replace(d, ready=False, absence=Absence()) for s, d in state.seats.items()}
    forked = replace(
        state,
        table=event.table,
        key=event.key,
        origins=(*state.origins, origin),
        name=event.name or state.name,
        seats=seats,
        deadline_ms=None,
        paused_left_ms=event.left_ms,
        awaits=(),
    )
    return with_present(forked, ())


def phase_began(state: State, event: e.PhaseBegan) -> State:
    return replace(
        state,
        round=event.round,
        phase=event.phase,
        deadline_ms=event.deadline_ms,
        seats={seat: replace(d, ready=False) for seat, d in state.seats.items()},
        past=kept(state) if event.phase == "news" else state.past,
    )


def kept(state: State) -> tuple[State, ...]:
    """Return what of the past observers will be shown, now that one more round is over."""
    if state.unveiled is None or not state.round:
        return ()
    return (*state.past, replace(state, past=()))[-state.unveiled :]


def unveiled(state: State, event: e.Unveiled) -> State:
    """What was kept stays until the round ends: it is what observers may lose now."""
    return replace(state, unveiled=event.delay)


def paused(state: State, event: e.Paused) -> State:
    return replace(
        state, deadline_ms=event.until_ms, paused_left_ms=event.left_ms, awaits=event.awaits
    )


def resumed(state: State, event: e.Resumed) -> State:
    return replace(state, deadline_ms=event.deadline_ms, paused_left_ms=None, awaits=())


def deadline_moved(state: State, event: e.DeadlineMoved) -> State:
    return replace(state, deadline_ms=event.deadline_ms)


def game_ended(state: State, event: e.GameEnded) -> State:
    return replace(
        lapsed(state),
        phase="closed",
        deadline_ms=None,
        paused_left_ms=None,
        awaits=(),
        ended_in=state.phase,
        outcome=event.outcome,
        war_parties=event.war_parties,
    )


def seat_readied(state: State, event: e.SeatReadied) -> State:
    return seated(state, event.seat, ready=event.on)


def person_arrived(state: State, event: e.PersonArrived) -> State:
    return with_present(state, (*state.present, event.person))


def person_left(state: State, event: e.PersonLeft) -> State:
    return with_present(state, tuple(p for p in state.present if p != event.person))


def with_present(state: State, present: tuple[str, ...]) -> State:
    here = replace(state, present=present)
    seats = {
        seat: replace(d, present=is_represented(here, seat)) for seat, d in state.seats.items()
    }
    guests = {
        guest: replace(each, present=f"{guest}.{each.generation}" in present)
        for guest, each in state.guests.items()
    }
    return replace(state, present=present, seats=seats, guests=guests)


def reseated(state: State, event: e.Reseated) -> State:
    gone = f"{event.seat}.{state.sitters[event.seat].generation}"
    changed = given(state, event)
    return with_present(changed, tuple(p for p in changed.present if p != gone))


def given(state: State, event: e.Reseated) -> State:
    for guest in GUESTS:
        if guest == event.seat:
            return guested(state, guest, bot=event.bot, generation=event.generation)
    (seat,) = (each for each in SEATS if each == event.seat)
    return seated(state, seat, bot=event.bot, generation=event.generation, ready=False)


def absence_chosen(state: State, event: e.AbsenceChosen) -> State:
    return seated(state, event.seat, absence=event.absence)


FOLDS: Folds = {
    e.TableForked: table_forked,
    e.PhaseBegan: phase_began,
    e.Paused: paused,
    e.Resumed: resumed,
    e.DeadlineMoved: deadline_moved,
    e.GameEnded: game_ended,
    e.SeatReadied: seat_readied,
    e.PersonArrived: person_arrived,
    e.PersonLeft: person_left,
    e.Reseated: reseated,
    e.AbsenceChosen: absence_chosen,
    e.Unveiled: unveiled,
}
