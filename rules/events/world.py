"""Events that move the world: meters, room, onus, support, grounds, assurances, the aftermath."""

from typing import Literal, TypeAlias

from ..model import Telling
from ..names import Seat, Viewer
from .base import Base


class MeterMoved(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("meter/{name}", "sheet/*")
    name: str
    value: int
    cause: str


class LatitudeChanged(Base, frozen=True, kw_only=True):
    audience = "seat"
    touches = ("seat/{seat}",)
    seat: Seat
    value: int


class BandChanged(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/{seat}",)
    seat: Seat
    band: Literal["none", "low", "middle", "high"]


class OnusChanged(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/{seat}",)
    seat: Seat
    value: int


class SupportChanged(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/{seat}",)
    seat: Seat
    value: int


class GroundsSet(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("ledger/grounds", "sheet/*")
    open: tuple[str, ...]


class ConvenorSet(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("table/main",)
    seat: Seat


class DialogueOpened(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("table/main",)
    round: int


class AgendaSet(Base, frozen=True, kw_only=True):
    """The chair puts these public papers first."""

    audience = "world"
    touches = ("table/main",)
    documents: tuple[str, ...]


class AnimositySet(Base, frozen=True, kw_only=True):
    """What lies between two (`pair` is "dprk+usa") has changed."""

    audience = "world"
    touches = ("ledger/animosities",)
    pair: str
    value: int


class FriendInvited(Base, frozen=True, kw_only=True):
    """`seat` invites a friend of the talks; `comes` once two that may have done so.

    Where a person holds its seat it never comes by this, but is asked (FriendAnswered).
    """

    audience = "world"
    touches = ("ledger/friends", "guest/{friend}", "sheet/*")
    friend: str
    seat: Seat
    comes: bool


class AssuranceSet(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("ledger/assurances",)
    level: int
    ceiling: int
    ceiling_text: str


class Told(Base, frozen=True, kw_only=True):
    """One line of the aftermath, for those in `to`."""

    audience = "named"
    touches = ("aftermath/{round}",)
    round: int
    telling: Telling
    to: tuple[Viewer, ...]


class RoundClosed(Base, frozen=True, kw_only=True):
    """The reckoning's end: what stood, what "you first" would have left, sheets put away."""

    audience = "world"
    touches = (
        "table/main",
        "petition/*",
        "aftermath/{round}",
        "instructions/*",
        "meter/*",
        "sheet/*",
        "clause/*",
    )
    round: int
    standing: tuple[str, ...]
    you_first: tuple[str, ...]
    drifting: tuple[str, ...] = ()
    """Drifts that the world saw at work."""


class SuccessionDecided(Base, frozen=True, kw_only=True):
    """An election: another government came, or the old one stayed."""

    audience = "world"
    touches = ("seat/{seat}", "document/*", "clause/*")
    seat: Seat
    succession: str
    changed: bool


WorldEvent: TypeAlias = (
    ConvenorSet | DialogueOpened | AgendaSet | AnimositySet | FriendInvited | MeterMoved
    | LatitudeChanged | BandChanged | OnusChanged
    | SupportChanged | GroundsSet | AssuranceSet | Told | SuccessionDecided | RoundClosed
)  # fmt: skip
