"""Who may see a document.

Owns the one answer that views, settlement and prose share (Rulebook 3, audience). It must never
widen a view for convenience: what a seat may not see is as if it did not exist.
"""

from collections.abc import Collection

from ..model import Document, State
from ..names import SEATS, VIEWERS, Seat, Viewer
from ..once import once, once_each
from .shape import in_order, signatories


@once
def readers(document: Document) -> tuple[Viewer, ...]:
    """Return who may read the document: its sponsors until it is tabled, then its audience.

    A draft that was dropped stays its sponsors' own; a chair's text is its author's as well.
    """
    if document.tabled_round is None:
        return (*in_order((*document.terms.sponsors, document.terms.author)), "control")
    if document.disclosed or document.terms.audience == "public":
        return VIEWERS
    if document.terms.audience == "closed":
        return (*SEATS, "control")
    terms = document.terms
    return (*in_order((*signatories(terms), *terms.associates)), "control")


@once
def circle(document: Document) -> frozenset[Viewer]:
    """Return the same as a set, for asking; its order must reach nothing."""
    return frozenset(readers(document))


def can_see(document: Document, viewer: Viewer) -> bool:
    """Whether this viewer may read the document."""
    return viewer in circle(document)


def visible_to_all(document: Document, seats: Collection[Viewer]) -> bool:
    """Whether each of these may read the document: what a condition of theirs may see of it."""
    return circle(document).issuperset(seats)


def parties(document: Document) -> tuple[Seat, ...]:
    """Return whose common view the document's conditions see by (Rulebook 4)."""
    return signatories(document.terms)


@once
def living(state: State) -> tuple[tuple[str, Document], ...]:
    """Return all documents in the order of ids, but for dropped drafts: nobody can use those."""
    alive = (
        (identity, each)
        for identity, each in state.documents.items()
        if each.status != "withdrawn" or each.tabled_round is not None
    )
    return tuple(sorted(alive, key=lambda one: one[0]))


@once_each
def seen_by(state: State, viewer: Viewer) -> tuple[tuple[str, Document], ...]:
    """Return the documents the viewer may read, each with its id, in the order of ids."""
    return tuple(
        (identity, state.documents[identity])
        for identity in sorted(state.documents)
        if can_see(state.documents[identity], viewer)
    )


@once_each
def visible_documents(state: State, seats: tuple[Seat, ...]) -> frozenset[str]:
    """Return the ids of all documents that every one of these may read."""
    return frozenset(i for i, each in state.documents.items() if visible_to_all(each, seats))
