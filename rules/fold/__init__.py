"""Fold what has happened into what is true. Never judges: what is stored has happened."""

from collections.abc import Iterable

from .. import events as e
from ..model import State
from ..scenario import Scenario
from . import advice, charges, guests, papers, petitions, reasons, sheets, table, talk, teams, world
from .changing import Folds
from .opening import band, opened

__all__ = ["apply", "band", "opened", "replay"]

FOLDS: Folds = {
    **table.FOLDS,
    **talk.FOLDS,
    **papers.FOLDS,
    **sheets.FOLDS,
    **charges.FOLDS,
    **petitions.FOLDS,
    **guests.FOLDS,
    **reasons.FOLDS,
    **teams.FOLDS,
    **advice.FOLDS,
    **world.FOLDS,
}

assert set(FOLDS) == set(e.EVENTS) - {e.TableOpened}


def replay(happened: Iterable[e.Event], scenario: Scenario) -> State:
    """Return the state after `happened`, whose first event is the table's opening."""
    rest = iter(happened)
    first = next(rest)
    assert isinstance(first, e.TableOpened), first
    state = opened(first, scenario)
    for event in rest:
        state = apply(state, event)
    return state


def apply(state: State, event: e.Event) -> State:
    """Return the state after one event. The opening itself is folded by `opened`."""
    return FOLDS[type(event)](state, event)
