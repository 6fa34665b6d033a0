"""Exposure and accountability: what each party risks under its texts, and to whom it answers.

Owns Rulebook 7.23 as far as it reads a text or a state. It goes by texts alone: whose line is empty
in a text of all six is plain to whoever reads it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ..conditions.truth import is_operative
from ..documents.shape import debtors, signatories
from ..documents.sight import readers
from ..duties.obligations import clauses_in_force
from ..model import Clause, Document, State, Terms
from ..names import SEATS, Seat
from ..scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing a party undertakes, and to whom it answers for it."""

    document: Document
    clause: Clause
    answers_to: tuple[Seat, ...]


def silent(scenario: Scenario, terms: Terms) -> tuple[Seat, ...]:
    """Return whose line is empty in a public text of all six: they have no veto on it."""
    is_plenary = terms.audience == "public" and signatories(terms) == SEATS
    if scenario.exposure is None or not is_plenary:
        return ()
    owing = debtors(terms)
    return tuple(seat for seat in SEATS if seat not in owing)


def voiceless(scenario: Scenario, terms: Terms) -> tuple[Seat, ...]:
    """Return the addressees without whose acceptance the text can be concluded."""
    if terms.divisible or terms.quorum is not None:
        return ()
    return tuple(seat for seat in silent(scenario, terms) if seat in terms.addressees)


def lines(state: State, seat: Seat) -> Iterator[Line]:
    """Yield what a party has undertaken that is operative now, in the order of ids."""
    for document, clause in clauses_in_force(state):
        if clause.debtor == seat and is_operative(state, clause):
            toward = clause.beneficiaries or signatories(document.terms)
            answers_to = tuple(each for each in SEATS if each in toward and each != seat)
            yield Line(document=document, clause=clause, answers_to=answers_to)


def in_force(state: State) -> Iterator[tuple[Document, tuple[Seat, ...]]]:
    """Yield the public texts in force, with whom they load now."""
    loaded: dict[str, set[Seat]] = {}
    for document, clause in clauses_in_force(state):
        if "observer" in readers(document) and is_operative(state, clause):
            loaded.setdefault(document.terms.id, set()).add(clause.debtor)
    for name, seats in loaded.items():
        yield state.documents[name], tuple(seat for seat in SEATS if seat in seats)


def weakening(state: State) -> tuple[Seat, ...]:
    """Return whose empty lines weaken the assurance index: those of the worst text of all six."""
    found = [silent(state.scenario, document.terms) for document, _ in in_force(state)]
    return max(found, key=len, default=())


def eroding(state: State) -> Iterator[tuple[Document, tuple[Seat, ...]]]:
    """Yield the public texts of several that load one or two, with whom they load."""
    rules = state.scenario.exposure
    if rules is None:
        return
    for document, loaded in in_force(state):
        if len(signatories(document.terms)) >= rules.among and len(loaded) <= rules.loaded:
            yield document, loaded
