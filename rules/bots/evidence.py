"""What the others have shown of themselves: in the texts that were put about, and their answers.

Owns the reading of texts as signs of what their parties want and would give. It must never look
further than this seat's own records, and never at what a person wrote in words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..once import once
from .table import Given, Record, Table, signatories

Levels = Mapping[Given, tuple[int, ...]]

WANTED, WANTED_MAX = 5, 35
"""Tenths of a point that something is worth more to who asked for it, each time, and at most."""
FIRST = 3
"""How often a text counts for what it asks for first: that is what it is about."""
RELUCTANT, UNMOVED = 15, 5
"""What a promise costs more for each time its debtor has declined to give it; the first where
it is known to be unwelcome to it."""
STRAIN = {"none": 8, "low": 3, "middle": 0, "high": 0}
"""Band of room -> what every promise that is not easy costs its debtor more."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was asked, offered and declined so far, by whom."""

    asked: Mapping[tuple[str, Given], int] = field(default_factory=dict)
    """Who asked, and of whom by which instrument -> how often."""
    offered: Mapping[Given, int] = field(default_factory=dict)
    """Who put it forward itself, or accepted it -> the highest level."""
    declined: Levels = field(default_factory=dict)
    """Who declined to give what -> at which levels, once for each time."""


@once
def evidence(table: Table) -> Evidence:
    """Return what the texts within sight show of the others."""
    asked: dict[tuple[str, Given], int] = {}
    offered: dict[Given, int] = {}
    declined: dict[Given, tuple[int, ...]] = {}
    for document in table.documents.values():
        if document["status"] == "draft":
            continue
        willing = frozenset(willing_parties(document))
        for clause in document["clauses"]:
            given, level = (clause["debtor"], clause["instrument"]), clause["level"]
            if given[0] in willing:
                offered[given] = max(level, offered.get(given, 0))
            elif refused(document, given[0]):
                declined[given] = (*declined.get(given, ()), level)
        for seat in document["sponsors"]:
            for place, given in enumerate(asked_of_others(document, seat)):
                weight = 1 if place else FIRST
                asked[seat, given] = asked.get((seat, given), 0) + weight
    return Evidence(asked, offered, declined)


def asked_of_others(document: Record, seat: str) -> Iterator[Given]:
    """Yield what a sponsor's text has others give, in the order of its clauses."""
    for clause in document["clauses"]:
        if clause["debtor"] != seat:
            yield clause["debtor"], clause["instrument"]


def willing_parties(document: Record) -> Iterator[str]:
    """Yield who stands behind a text: its sponsors, and who has accepted it."""
    for seat in signatories(document):
        answer = document["answers"].get(seat)
        if seat in document["sponsors"] or (answer is not None and answer["answer"] == "accept"):
            yield seat


def refused(document: Record, seat: str) -> bool:
    answer = document["answers"].get(seat)
    return answer is not None and answer["answer"] == "decline"
