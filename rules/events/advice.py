"""The event of what a desk advises its head (Rulebook 1.15)."""

from typing import TypeAlias

from ..model import Advice
from ..names import Seat
from .base import Base


class AdviceGiven(Base, frozen=True, kw_only=True):
    audience = "seat"
    touches = ("advice/{id}",)
    moves_menus = False
    id: str
    seat: Seat
    advice: Advice


AdviceEvent: TypeAlias = AdviceGiven
