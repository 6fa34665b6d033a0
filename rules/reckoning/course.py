"""One reckoning on its way: the table as it began, the sheets, the tally, the lines told.

Owns what the steps share. It must never decide anything itself.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias

from .. import events as e
from ..documents.sight import readers
from ..model import Document, Instructions, State, Telling, TellingKind
from ..names import ROLES, SEATS, Seat, Viewer
from ..unfolding import Unfolding
from .tally import Tally

Step: TypeAlias = Literal[
    "perform", "verify", "accusations", "actions", "settle", "onus", "world", "end"
]


class Course:
    """`number` is the round whose obligations are due: one later in the closing delivery."""

    def __init__(
        self, unfolding: Unfolding, sheets: Mapping[Seat, Instructions], number: int
    ) -> None:
        self.unfolding = unfolding
        self.begun = unfolding.state
        self.sheets = sheets
        self.number = number
        self.tally = Tally()
        self.has_step = False
        """Whether all six take something to have been delivered that was not before."""
        self.met: set[str] = set()
        """Pairs that have held a summit."""
        self.drifting: list[str] = []
        """Drifts that the world sees at work."""

    @property
    def state(self) -> State:
        return self.unfolding.state

    def add(self, event: e.Event) -> None:
        self.unfolding.add(event)

    def tell(self, step: Step, kind: TellingKind, to: Iterable[Viewer], **what: Any) -> None:
        """Write one line of the aftermath for those who may know of it."""
        readable = in_order(to)
        telling = Telling(round=self.state.round, step=step, kind=kind, to=readable, **what)
        self.add(e.Told(round=self.state.round, telling=telling, to=readable))


def begin(unfolding: Unfolding) -> Course:
    """Start a reckoning on the sealed sheets; who sealed nothing has standing instructions."""
    sealed = unfolding.state.sealed
    sheets = {seat: sealed.get(seat, Instructions()) for seat in SEATS}
    return Course(unfolding, sheets, unfolding.state.round)


def in_order(viewers: Iterable[Viewer]) -> tuple[Viewer, ...]:
    named = set(viewers)
    return tuple(viewer for viewer in ROLES if viewer in named)


def is_public(document: Document) -> bool:
    """Whether the world may read it."""
    return "observer" in readers(document)


def is_common(document: Document) -> bool:
    """Whether all six may read it."""
    return set(SEATS) <= set(readers(document))
