"""What every order is asked first: whose it is, and whether its phase is on."""

from .. import commands as c
from ..model import State
from ..names import SEATS, Seat
from ..refusal import Refused


def seat_of(order: c.Order) -> Seat:
    assert order.by in SEATS, order.by
    return order.by


def during(state: State, *phases: str) -> None:
    """Refuse unless one of `phases` is on."""
    if state.phase == "lobby":
        raise Refused("not-open", "The table is not open yet. Control opens it.")
    if state.phase not in phases:
        raise Refused("not-your-phase", f"This is done in the {' or the '.join(phases)}.")
