"""Joint assurances: declarations that their authors have combined (Rulebook 3.20).

Owns which declarations fit together, whose they are, and which are one already. All of these are
public; it must never look at a text that the world cannot read.
"""

from collections.abc import Collection
from itertools import combinations
from typing import TypeAlias

from ..conditions.truth import is_operative
from ..model import Combination, State
from ..names import Seat
from ..once import once, once_each
from .shape import in_order
from .sight import can_see

Shared: TypeAlias = tuple[str, str, Seat]
"""A kind of assurance, its sense, and toward whom."""


def joint_of(state: State, document_id: str) -> Combination | None:
    """Return the joint assurance a text is part of."""
    return next((each for each in state.joint if document_id in each.documents), None)


def taken_together(state: State, documents: Collection[str]) -> tuple[str, ...]:
    """Return these texts with all that they are one with, in the order of ids."""
    joint = [joint_of(state, each) for each in documents]
    others = [name for each in joint if each is not None for name in each.documents]
    return tuple(sorted({*documents, *others}))


def authors(state: State, documents: Collection[str]) -> tuple[Seat, ...]:
    """Return who declares these texts, in the order of the table."""
    return in_order(seat for each in documents for seat in state.documents[each].terms.sponsors)


@once_each
def assures(state: State, document_id: str) -> tuple[Shared, ...]:
    """Return what a public declaration in force assures of; nothing of any other text."""
    document = state.paper(document_id)
    assert document is not None, document_id
    is_declared = document.status == "concluded" and not document.terms.addressees
    if not is_declared or not can_see(document, "observer"):
        return ()
    found: dict[Shared, None] = {}
    for clause in document.terms.clauses:
        assurance = state.scenario.instrument[clause.instrument].assurance
        if assurance is not None and is_operative(state, clause):
            found |= {(assurance.kind, assurance.sense, x): None for x in clause.beneficiaries}
    return tuple(found)


def fit_together(state: State, documents: Collection[str]) -> bool:
    """Whether all these texts assure the same beneficiary of the same."""
    first, *others = (assures(state, each) for each in documents)
    return any(all(shared in other for other in others) for shared in first)


@once
def declared(state: State) -> tuple[tuple[str, ...], ...]:
    """Return the declarations that assure of anything, each with all that it is one with."""
    names = (name for name in sorted(state.documents) if assures(state, name))
    return tuple(dict.fromkeys(taken_together(state, [name]) for name in names))


def combinable(state: State, seat: Seat) -> tuple[tuple[str, ...], ...]:
    """Return the sets that the seat may yet agree to combine: pairs, and what others propose."""
    if not state.scenario.limits.joint_assurances:
        return ()
    pairs = (tuple(sorted((*one, *other))) for one, other in combinations(declared(state), 2))
    proposed = (each.documents for each in state.proposed if each.said_in(state.round))
    return tuple(
        documents
        for documents in dict.fromkeys((*pairs, *proposed))
        if is_open_to(state, seat, documents)
    )


def is_open_to(state: State, seat: Seat, documents: tuple[str, ...]) -> bool:
    by = authors(state, documents)
    is_its_own = seat in by and len(by) > 1
    return is_its_own and fit_together(state, documents) and seat not in agreed(state, documents)


def agreed(state: State, documents: tuple[str, ...]) -> tuple[Seat, ...]:
    """Return who has agreed in this round to combine exactly these."""
    proposed = (each for each in state.proposed if each.documents == documents)
    return next((each.said_in(state.round) for each in proposed), ())


def is_whole_with(state: State, seat: Seat, documents: tuple[str, ...]) -> bool:
    """Whether with this seat all their authors have agreed."""
    return {*authors(state, documents)} <= {*agreed(state, documents), seat}
