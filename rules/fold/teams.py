"""Folding who has a place in a delegation, and who of it is here."""

from msgspec.structs import replace

from .. import events as e
from ..model import State, Teammate
from ..names import Seat
from ..teams import called
from .changing import Folds, seated


def teammate_appointed(state: State, event: e.TeammateAppointed) -> State:
    mate = Teammate(
        place=event.place, rank=event.rank, desk=event.desk, generation=event.generation
    )
    return without(placed(state, event.seat, mate), event.seat, mate)


def teammate_dismissed(state: State, event: e.TeammateDismissed) -> State:
    (mate,) = (x for x in state.seats[event.seat].team if x.place == event.place)
    return without(placed(state, event.seat, replace(mate, gone=True)), event.seat, mate)


def placed(state: State, seat: Seat, mate: Teammate) -> State:
    others = (each for each in state.seats[seat].team if each.place != mate.place)
    team = sorted((*others, mate), key=lambda each: each.place)
    return seated(state, seat, team=tuple(team))


def without(state: State, seat: Seat, mate: Teammate) -> State:
    """Forget the connections of whoever held the place under links that do not count any more."""
    stays = f"{called(seat, mate.place)}.{mate.generation}"
    holds = f"{called(seat, mate.place)}."
    gone = (p for p in state.present if p.startswith(holds) and (mate.gone or p != stays))
    return absent(state, *gone)


def absent(state: State, *persons: str) -> State:
    return replace(state, present=tuple(p for p in state.present if p not in persons))


def teammate_arrived(state: State, event: e.TeammateArrived) -> State:
    return replace(state, present=(*state.present, event.person))


def teammate_left(state: State, event: e.TeammateLeft) -> State:
    return absent(state, event.person)


def deputy_named(state: State, event: e.DeputyNamed) -> State:
    return seated(state, event.seat, deputy=event.place)


def delegation_present(state: State, event: e.DelegationPresent) -> State:
    return seated(state, event.seat, present=event.on)


FOLDS: Folds = {
    e.DeputyNamed: deputy_named,
    e.DelegationPresent: delegation_present,
    e.TeammateAppointed: teammate_appointed,
    e.TeammateDismissed: teammate_dismissed,
    e.TeammateArrived: teammate_arrived,
    e.TeammateLeft: teammate_left,
}
