"""Animosities: what lies between two delegations, what it costs, and what wears it down.

Owns Rulebook 7.24 as far as it reads a state. The level between two is public, and so goes by what
the world can read alone: a hidden evasion wears it down as performance does.
"""

from collections.abc import Iterator

from ..documents.shape import signatories
from ..documents.sight import readers
from ..duties.obligations import clauses_on_record
from ..model import Clause, Document, State, Terms
from ..names import SEATS, Seat
from ..scenario import Animosity


def between(one: Seat, other: Seat) -> str:
    """Return the name of a pair, whichever is named first."""
    return "+".join(seat for seat in SEATS if seat in (one, other))


def level(state: State, animosity: Animosity) -> int:
    """Return how much lies between the two now, 0 to 100."""
    return state.animosities.get(between(*animosity.pair), animosity.start)


def price(state: State, animosity: Animosity) -> int:
    """Return the room that sponsoring a text together costs each of the two now."""
    step = state.scenario.prices.animosity_step
    return -(-level(state, animosity) // step) if step else 0


def dearest(state: State, terms: Terms, seat: Seat) -> tuple[str, int] | None:
    """Return what a sponsor pays for the company it keeps: for the worst of its co-sponsors."""
    sponsors = {*terms.sponsors}
    found = [
        (each.text, price(state, each))
        for each in state.scenario.animosities
        if seat in each.pair and {*each.pair} <= sponsors
    ]
    return max(found, key=lambda each: each[1], default=None)


def kept_between(state: State, number: int) -> frozenset[str]:
    """Return the pairs between which the world saw a promise kept in this round."""
    return frozenset(
        name
        for document, clause in clauses_on_record(state)
        if "observer" in readers(document) and seems_kept(state, clause.id, number)
        for name in concerned(document, clause)
    )


def seems_kept(state: State, clause: str, number: int) -> bool:
    return any(
        each.round == number and each.outcome != "part" and not each.established
        for each in state.deliveries.get(clause, ())
    )


def breached_between(state: State) -> frozenset[str]:
    """Return the pairs between which the world knows a promise to have been broken."""
    broken = {clause for _, clause in state.breaches}
    return frozenset(
        name
        for document, clause in clauses_on_record(state)
        if clause.id in broken and "observer" in readers(document)
        for name in concerned(document, clause)
    )


def concerned(document: Document, clause: Clause) -> Iterator[str]:
    """Yield the pairs a promise lies between: with whom it is toward, else with who signed."""
    toward = clause.beneficiaries or signatories(document.terms)
    yield from (between(clause.debtor, seat) for seat in toward if seat != clause.debtor)
