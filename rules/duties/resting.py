"""Change of channel: texts that rest while a later one is in force (Rulebook 3.21).

Owns which texts could be let rest, whose signature that takes, and which ones rest. It must never
let a promise rest without all whom it binds, nor one for a term without those it is owed to.
"""

from collections.abc import Mapping

from ..documents.combined import joint_of
from ..documents.shape import creditors, in_order
from ..model import GONE, Document, State, Terms
from ..names import SEATS, Seat
from ..once import once
from .obligations import is_for_a_term, is_served


@once
def resting(state: State) -> Mapping[str, str]:
    """Return the texts that rest after this round's settlement, each with what lets it rest.

    A text names only earlier ones: the latest is looked at first, and what rests lets none rest.
    """
    found: dict[str, str] = {}
    for text in sorted(changes(state), key=when_concluded, reverse=True):
        if text.terms.id not in found and stays_in_force(state, text):
            for name in lets_rest(state, text):
                found.setdefault(name, text.terms.id)
    return found


def changes(state: State) -> tuple[Document, ...]:
    """Return the concluded texts that would let others rest."""
    papers = state.documents.values()
    return tuple(each for each in papers if each.terms.rests and each.status == "concluded")


def when_concluded(text: Document) -> tuple[int, str]:
    assert text.concluded_round is not None, "it is concluded"
    return text.concluded_round, text.terms.id


def stays_in_force(state: State, text: Document) -> bool:
    """Whether anything in a concluded text outlasts this round's settlement."""
    for clause in text.terms.clauses:
        standing = state.standings.get(clause.id)
        if standing is None:  # concluded in this very settlement, as far as it binds its debtor
            if clause.debtor in text.bound and text.concluded_round == state.round:
                return True
        elif standing.status not in GONE and not is_served(state, clause, standing, state.round):
            return True
    return False


def lets_rest(state: State, text: Document) -> tuple[str, ...]:
    """Return which of the texts it names a concluded text does let rest: by whom it binds."""
    return tuple(
        name
        for name in text.terms.rests
        if set(needed(state, state.documents[name])) <= set(text.bound)
        and parted(state, text.terms, name) == ()
    )


def needed(state: State, resting: Document) -> tuple[Seat, ...]:
    """Return without whom a text in force cannot rest, in the order of the table.

    That is all whom it binds, and all to whom it owes anything for a term: that can be left before
    its end by breaking it alone.
    """
    owed = (
        creditor
        for clause in resting.terms.clauses
        if clause.debtor in resting.bound and is_alive(state, clause.id) and is_for_a_term(clause)
        for creditor in creditors(resting.terms, clause)
    )
    return in_order((*resting.bound, *owed))


def parted(state: State, terms: Terms, name: str) -> tuple[str, ...]:
    """Return what a text is one with and these terms leave out: they rest together (3.20)."""
    joint = joint_of(state, name)
    return () if joint is None else tuple(x for x in joint.documents if x not in terms.rests)


def is_in_force(state: State, text: Document) -> bool:
    """Whether a text is concluded and not over."""
    clauses = text.terms.clauses
    return text.status == "concluded" and any(is_alive(state, each.id) for each in clauses)


def is_alive(state: State, clause: str) -> bool:
    standing = state.standings.get(clause)
    return standing is not None and standing.status not in GONE


def absent(state: State, resting: Document, parties: tuple[Seat, ...]) -> tuple[Seat, ...]:
    """Return whose signature is missing for it to rest."""
    return tuple(seat for seat in SEATS if seat in needed(state, resting) and seat not in parties)
