"""One line of an aftermath before one pair of eyes, and the names it goes by in words.

Owns what all kinds of lines say alike. It must never look past its line for anything that can
change or that one reader knows and another does not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ...documents.sight import can_see
from ...model import Clause, State, Telling
from ...names import Seat, Viewer
from ...naming import label
from ...scenario import Instrument, Scenario
from .. import cause_text, seat_text

Tone: TypeAlias = Literal["good", "bad", "neutral", "warn"]
Said: TypeAlias = tuple[Tone, str, tuple[str, ...]]
"""Tone, text, and lines of detail."""


@dataclass(frozen=True, slots=True)
class Line:
    """One telling before one pair of eyes."""

    telling: Telling
    state: State
    viewer: Viewer

    @property
    def scenario(self) -> Scenario:
        return self.state.scenario

    @property
    def who(self) -> str:
        return self.seat(self.telling.seat)

    def seat(self, seat: Seat | None) -> str:
        assert seat is not None, self.telling
        return seat_text(seat, self.scenario)

    @property
    def paper(self) -> str:
        assert self.telling.document is not None, self.telling
        return label(self.telling.document)

    def label(self, document: str) -> str | None:
        found = self.state.paper(document)
        return label(document) if found and can_see(found, self.viewer) else None

    @property
    def clause(self) -> Clause:
        clause = self.telling.clause
        assert clause is not None, self.telling
        terms = self.state.documents[clause.rpartition(".")[0]].terms
        return next(each for each in terms.clauses if each.id == clause)

    @property
    def place(self) -> str:
        """Name the clause by its place: "K7M2, clause 2", "K7M2, clause 1, tranche 2 of 3"."""
        place = f"{self.paper}, clause {self.clause.id.rpartition('.')[2]}"
        number = self.telling.tranche
        return place + (f", tranche {number} of {self.clause.tranches}" if number else "")

    @property
    def instrument(self) -> Instrument:
        return self.scenario.instrument[self.clause.instrument]

    @property
    def promise(self) -> str:
        """Name what was undertaken: "“Nuclear freeze” (reactor)"."""
        instrument, level = self.instrument, self.clause.level
        if instrument.quantity is not None:
            return f"“{instrument.title}” ({level} {instrument.quantity.unit} a round)"
        return f"“{instrument.title}” ({instrument.levels[level - 1].title})"

    @property
    def reasons(self) -> tuple[str, ...]:
        return cause_text(self.telling.why, self.scenario, self.label)


Sayings: TypeAlias = Mapping[str, Callable[[Line], Said]]
"""Kind of line -> how it reads."""


def in_running_text(title: str) -> str:
    """Return a title without its capital, abbreviations apart."""
    is_word = title[1:2].islower()
    return title[:1].lower() + title[1:] if is_word else title
