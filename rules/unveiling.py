"""What of the past observers are let see: the table as it was some rounds ago (Rulebook 1.18).

Owns which past state that is. It must never show anything of a round that is not over.
"""

from .model import State


def unveiled(state: State) -> State | None:
    """Return the table as it was when the round ended that observers are shown, if there is one."""
    if state.unveiled is None:
        return None
    shown = state.round - state.unveiled
    return next((was for was in state.past if was.round == shown), None)
