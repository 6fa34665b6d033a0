"""Delegations and their sealed sheets."""

from collections.abc import Mapping
from typing import Literal

from ..names import Desk, Seat
from .papers import Answer
from .value import Value


class ActionChoice(Value, frozen=True, kw_only=True):
    action: str
    target: tuple[Seat, ...] = ()


class Instructions(Value, frozen=True, kw_only=True):
    """One sealed sheet. Left out means the default: perform, accept nothing new, no action."""

    answers: Mapping[str, Answer] = {}
    perform: Mapping[str, Literal["evade", "part"]] = {}
    divert: Mapping[str, int] = {}
    """Clause -> percent."""
    inspections: Mapping[str, Literal["accept", "refuse"]] = {}
    """Clause -> the answer to an accusation under it; silence refuses."""
    cures: tuple[str, ...] = ()
    """Clauses whose breach is made good, by performing before inspectors."""
    votes: Mapping[str, str] = {}
    """Question -> the reason given, which says whether it was a breach; silence abstains."""
    action: ActionChoice | None = None
    walk_out: str | None = None
    """A ground."""
    come_back: bool = False
    """`return` on the wire."""
    bid: int = 0
    """Room offered for the chair of the talks."""
    close: bool = False
    beliefs: Mapping[Seat, Mapping[str, int]] = {}
    """Another delegation -> its hidden types -> percent; for the debrief alone."""


class GuestSeat(Value, frozen=True, kw_only=True):
    """A seat besides the six: taken by a person, or for a while left to the engine."""

    bot: str | None = None
    """ENGINE, or None for a person."""
    generation: int = 1
    present: bool = False


class Absence(Value, frozen=True, kw_only=True):
    """What control has chosen beforehand for when a delegation is missing."""

    then: Literal["standing", "hold", "bot"] = "standing"
    """The talks go on without it, the table waits for it, or a bot acts for it."""
    bot: str | None = None
    grace_s: int = 0
    """For so long the table waits each time, before that."""


class Teammate(Value, frozen=True, kw_only=True):
    """A person of a delegation besides its head; who is dismissed leaves the place behind."""

    place: int
    rank: Literal["member", "mentor"]
    desk: Desk | None = None
    generation: int = 1
    gone: bool = False


class Delegate(Value, frozen=True, kw_only=True):
    """What is true of one seat."""

    bot: str | None
    generation: int = 1
    present: bool = False
    """A connection, not the opposite of a walk-out."""
    ready: bool = False
    latitude: int
    band: Literal["none", "low", "middle", "high"]
    onus: int = 0
    support: int
    walked_out: str | None = None
    walked_out_round: int | None = None
    walked_out_freely: bool = False
    """On an open ground: its clauses are suspended without breach."""
    returns: int = 0
    returned_round: int | None = None
    """The last round in whose reckoning it came back."""
    government: str | None = None
    """The succession that brought the present one; None for the first."""
    absence: Absence = Absence()
    variant: str
    """The id of its score sheet."""
    team: tuple[Teammate, ...] = ()
    """Everybody besides the head, by place; empty where there never was anybody."""
    deputy: int | None = None
    """The place whose member acts for the head while that is away."""
