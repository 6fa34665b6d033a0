"""What a document is by its shape, never by a flag (Rulebook 3).

Owns kinds, signatories, debtors and format, as its terms alone tell them. It must never look at a
state: what has become of a document changes nothing of its shape.
"""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from ..conditions import documents
from ..model import Clause, Terms
from ..names import SEATS, Seat
from ..once import once

Kind: TypeAlias = Literal[
    "declaration", "joint_declaration", "offer", "joint_offer", "joint_statement"
]


@once
def kind(terms: Terms) -> Kind:
    """Name what the document is by who sponsors it and whom it addresses (Rulebook 3)."""
    if in_order(terms.sponsors) == SEATS:
        return "joint_statement"
    if terms.addressees:
        return "joint_offer" if is_joint(terms) else "offer"
    return "joint_declaration" if is_joint(terms) else "declaration"


def is_joint(terms: Terms) -> bool:
    """Whether several sponsor it: each signs before it can be tabled."""
    return len(set(terms.sponsors)) > 1


@once
def signatories(terms: Terms) -> tuple[Seat, ...]:
    """Return sponsors and addressees in the order of the table; they are its format."""
    return in_order((*terms.sponsors, *terms.addressees))


@once
def debtors(terms: Terms) -> tuple[Seat, ...]:
    """Return who owes something under the document, in the order of the table."""
    return in_order(clause.debtor for clause in terms.clauses)


def is_named(terms: Terms, seat: Seat) -> bool:
    """Whether the seat signs the document or is named on it as associate."""
    return seat in signatories(terms) or seat in terms.associates


@once
def named_in(terms: Terms) -> tuple[str, ...]:
    """Return the documents that it lets rest or its conditions name, once each."""
    expected = () if terms.expectation is None else (terms.expectation.that,)
    conditions = (terms.provided, *expected, *(clause.condition for clause in terms.clauses))
    inside = (named for each in conditions for named in documents(each.form))
    return tuple(dict.fromkeys((*terms.rests, *inside)))


def creditors(terms: Terms, clause: Clause) -> tuple[Seat, ...]:
    """Return to whom a promise is owed: whom it names, else the other parties, else all others."""
    others = tuple(each for each in signatories(terms) if each != clause.debtor)
    return clause.beneficiaries or others or tuple(s for s in SEATS if s != clause.debtor)


def in_order(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """Return these seats once each, in the order of the table."""
    named = set(seats)
    return tuple(seat for seat in SEATS if seat in named)
