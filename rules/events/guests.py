"""Events of friends in whose seats persons sit: what they decide (Rulebook 7.35, 7.36)."""

from collections.abc import Mapping
from typing import TypeAlias

from ..model import Part
from ..names import Seat
from .base import Base


class FriendAnswered(Base, frozen=True, kw_only=True):
    """A friend that enough have invited comes or declines; a person's word, or the engine's."""

    audience = "world"
    touches = ("ledger/friends", "guest/{friend}", "sheet/*")
    friend: str
    comes: bool
    round: int


class HelpLent(Base, frozen=True, kw_only=True):
    """What a friend lends a text that asks for its help, and what the text is like with it."""

    audience = "readers"
    touches = ("document/{document}",)
    document: str
    friend: str
    powers: tuple[str, ...]
    prices: Mapping[Seat, int]
    price_parts: Mapping[Seat, tuple[Part, ...]]
    goodness: int
    goodness_parts: tuple[Part, ...]


class RateSet(Base, frozen=True, kw_only=True):
    """Which levels of what is swapped ("one:other") a friend finds worth each other from now on."""

    audience = "world"
    touches = ("ledger/friends",)
    friend: str
    swap: str
    pairs: tuple[tuple[int, int], ...]


GuestsEvent: TypeAlias = FriendAnswered | HelpLent | RateSet
