"""Whether anybody is here who may sign for a delegation: its head, or a deputy in its place.

Owns what all are told when a deputy makes the difference (Rulebook 1.16). It must never tell who it
is that came or went.
"""

from .. import events as e
from ..names import Seat
from ..teams import is_represented
from ..unfolding import Unfolding
from .absences import look_around


def look_who_signs(unfolding: Unfolding, seat: Seat, at_ms: int) -> None:
    """Tell everybody if by a deputy a delegation is present now, or missing (Rulebook 1.16)."""
    here = is_represented(unfolding.state, seat)
    if here == unfolding.state.seats[seat].present:
        return
    unfolding.add(e.DelegationPresent(seat=seat, on=here))
    look_around(unfolding, at_ms, () if here else (seat,))
