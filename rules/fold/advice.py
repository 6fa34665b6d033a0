"""Folding what desks advise: the last word of each in a round takes the place of those before."""

from msgspec.structs import replace

from .. import events as e
from ..model import State
from .changing import Folds, put


def advice_given(state: State, event: e.AdviceGiven) -> State:
    return replace(state, advice=put(state.advice, event.id, event.advice))


FOLDS: Folds = {e.AdviceGiven: advice_given}
