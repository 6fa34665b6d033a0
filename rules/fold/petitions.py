"""Folding petitions, arguments and rulings."""

from typing import Any

from msgspec.structs import replace

from .. import events as e
from ..model import PetitionStatus, State
from .changing import Folds, put


def petition_made(state: State, event: e.PetitionMade) -> State:
    return replace(state, petitions=put(state.petitions, event.id, event.petition))


def petition_argued(state: State, event: e.PetitionArgued) -> State:
    arguments = (*state.petitions[event.id].arguments, event.argument)
    return petitioned(state, event.id, arguments=arguments)


def petition_ruled(state: State, event: e.PetitionRuled) -> State:
    status: PetitionStatus = "succeeded" if event.ruling.succeeded else "failed"
    if event.ruling.odds is None:
        status = "refused"
    return petitioned(state, event.id, ruling=event.ruling, status=status)


def petitioned(state: State, petition: str, **changes: Any) -> State:
    changed = replace(state.petitions[petition], **changes)
    return replace(state, petitions=put(state.petitions, petition, changed))


def lapsed(state: State) -> State:
    """Return the state without open petitions: a round has closed, or the game is over."""
    petitions = {
        name: replace(each, status="lapsed") if each.status == "open" else each
        for name, each in state.petitions.items()
    }
    return replace(state, petitions=petitions)


FOLDS: Folds = {
    e.PetitionMade: petition_made,
    e.PetitionArgued: petition_argued,
    e.PetitionRuled: petition_ruled,
}
