"""Events of the table itself: its opening and end, phases and clocks, seats and persons."""

from collections.abc import Mapping
from typing import TypeAlias

from ..model import Absence, TextRef
from ..names import Guest, Phase, Seat, Sitter
from .base import PROMISES, Base

COURSE = ("table/main", "seat/*")
"""What shows the phase, and who is done with it."""


class TableOpened(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("*",)
    table: str
    scenario: str
    """The digest of the scenario's data."""
    key: str
    language: str
    name: TextRef | None
    last_round: int
    clock: Mapping[str, int | None]
    bots: Mapping[Seat, str | None]
    variants: Mapping[Seat, str]
    fixed_types: tuple[Seat, ...] = ()
    """Whose type was chosen, not drawn."""
    preset: str | None = None
    """By which of the scenario's presets it is played."""
    guests: Mapping[Guest, str | None] = {}
    """Seats besides the six, each a person's (None) or the engine's for now."""
    uniform: bool = False
    """Whether what the six are sent tells nothing by its size and time (docs/secrecy.md)."""


class TableForked(Base, frozen=True, kw_only=True):
    """Another table goes on from what has happened up to here, under a key of its own."""

    audience = "world"
    touches = ("*",)
    table: str
    key: str
    origin: str
    """The table at which all of that happened."""
    step: int
    """The last of the origin's steps that is told here too."""
    head: str
    """The origin's own head at that step, in hex."""
    left_ms: int
    """The phase's time, all of it, for when control lets the game go on; -1 without a clock."""
    name: TextRef | None = None
    """The fork's own, or the origin's stays."""


class PhaseBegan(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = (*COURSE, "clause/*", "instructions/*", *PROMISES, "past/*")
    round: int
    phase: Phase
    deadline_ms: int | None

    def may_touch(self) -> tuple[str, ...]:
        """Return less for a later phase: what is due, owed and scored hangs on the round alone."""
        return self.touches if self.phase == "news" else COURSE


class Paused(Base, frozen=True, kw_only=True):
    """By control or, while somebody is missing, for those: until they are back, or `until_ms`."""

    audience = "world"
    touches = COURSE
    left_ms: int
    awaits: tuple[Seat, ...] = ()
    until_ms: int | None = None

    def may_touch(self) -> tuple[str, ...]:
        """Return less where the table waits for nobody: who stands in stays the same."""
        return self.touches if self.awaits else ("table/main",)


class Resumed(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = COURSE
    deadline_ms: int | None


class DeadlineMoved(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("table/main",)
    deadline_ms: int


class SeatReadied(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/{seat}",)
    seat: Seat
    on: bool


class PersonArrived(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/*", "guest/*")
    person: str


class PersonLeft(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/*", "guest/*")
    person: str


class Reseated(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/{seat}", "guest/{seat}", "ledger/friends")
    seat: Sitter
    bot: str | None
    generation: int


class AbsenceChosen(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = ("seat/{seat}",)
    seat: Seat
    absence: Absence


class Unveiled(Base, frozen=True, kw_only=True):
    """Observers are shown everything, `delay` whole rounds late; None: no more."""

    audience = "world"
    touches = ("table/main", "past/*")
    delay: int | None


class GameEnded(Base, frozen=True, kw_only=True):
    audience = "world"
    touches = (
        "petition/*",
        "reason/*",
        "advice/*",
        "table/main",
        "seat/*",
        "debrief/*",
        "sheet/*",
        "aftermath/*",
    )
    outcome: str
    war_parties: tuple[Seat, ...]


TableEvent: TypeAlias = (
    TableOpened | TableForked | PhaseBegan | Paused | Resumed | DeadlineMoved | SeatReadied
    | PersonArrived | PersonLeft | Reseated | AbsenceChosen | Unveiled | GameEnded
)  # fmt: skip
