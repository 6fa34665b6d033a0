"""Events of teams: who has a place in a delegation, and who of it is here (Rulebook 1.12, 1.13).

They are the delegation's own: whether it is one person or several, no other can tell.
"""

from typing import Literal, TypeAlias

from ..names import Desk, Seat
from .base import Base

TEAM = ("seat/{seat}",)


class TeammateAppointed(Base, frozen=True, kw_only=True):
    """A person takes a place, or another desk in it; a new generation ends the old links."""

    audience = "seat"
    touches = (*TEAM, "channel/team+{seat}")
    seat: Seat
    place: int
    rank: Literal["member", "mentor"]
    desk: Desk | None
    generation: int


class TeammateDismissed(Base, frozen=True, kw_only=True):
    audience = "seat"
    touches = TEAM
    seat: Seat
    place: int


class TeammateArrived(Base, frozen=True, kw_only=True):
    """A member or mentor came, or a head whose deputy is here: to others nothing changes by it."""

    audience = "seat"
    touches = TEAM
    moves_menus = False
    seat: Seat
    person: str


class TeammateLeft(Base, frozen=True, kw_only=True):
    """A member or mentor left, or a head whose deputy is here: to others nothing changes by it."""

    audience = "seat"
    touches = TEAM
    moves_menus = False
    seat: Seat
    person: str


class DeputyNamed(Base, frozen=True, kw_only=True):
    """Who acts for the head while that is away; None for nobody."""

    audience = "seat"
    touches = TEAM
    seat: Seat
    place: int | None


class DelegationPresent(Base, frozen=True, kw_only=True):
    """Whether anybody is here who may sign for a delegation, where a deputy makes the change."""

    audience = "world"
    touches = TEAM
    seat: Seat
    on: bool


TeamsEvent: TypeAlias = (
    TeammateAppointed | TeammateDismissed | TeammateArrived | TeammateLeft | DeputyNamed
    | DelegationPresent
)  # fmt: skip
