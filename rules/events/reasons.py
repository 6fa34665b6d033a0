"""The event of a reason kept for the debrief (Rulebook 9.13)."""

from typing import TypeAlias

from ..model import Reason
from ..names import Seat
from .base import Base


class ReasonKept(Base, frozen=True, kw_only=True):
    audience = "seat"
    touches = ("reason/{id}",)
    id: str
    seat: Seat
    reason: Reason


ReasonsEvent: TypeAlias = ReasonKept
