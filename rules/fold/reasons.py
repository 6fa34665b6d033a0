"""Folding the reasons kept for the debrief."""

from msgspec.structs import replace

from .. import events as e
from ..model import State
from .changing import Folds, put


def reason_kept(state: State, event: e.ReasonKept) -> State:
    return replace(state, reasons=put(state.reasons, event.id, event.reason))


FOLDS: Folds = {e.ReasonKept: reason_kept}
