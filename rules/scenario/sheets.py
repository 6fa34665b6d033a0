"""What is judged: listed packages and score sheets (Rulebook 9)."""

from collections.abc import Mapping

from ..conditions import Condition
from ..names import Seat
from .tuning import Count, Data, Name, Text


class Undertakes(Data, frozen=True, kw_only=True):
    """A clause of a listed package, scored as fully performed."""

    by: Seat
    instrument: str
    level: int
    toward: tuple[Seat, ...] = ()


class PackageLevel(Data, frozen=True, kw_only=True):
    title: Text
    clauses: tuple[Undertakes, ...] = ()


class Issue(Data, frozen=True, kw_only=True):
    """One issue of the listed packages; level 0 is the first entry, "nothing"."""

    id: Name
    title: Text
    levels: tuple[PackageLevel, ...]


class Line(Data, frozen=True, kw_only=True):
    """One line of a score sheet."""

    id: Name
    text: Text
    when: Condition
    points: int


class Sheet(Data, frozen=True, kw_only=True):
    id: Name
    title: Text
    type: Name | None = None
    """The type of its delegation that has this sheet, where there are types."""
    batna: int
    lines: tuple[Line, ...]


class Settlement(Data, frozen=True, kw_only=True):
    """A listed package that every delegation prefers to no agreement."""

    title: Text
    levels: Mapping[str, Count]
    """Issue -> level; an issue left out is at level 0."""
    sheets: Mapping[Seat, str] = {}
    """The sheets it is good for, where that is not the first."""
