"""Who may see a document.

Owns the one answer that views, settlement and prose share (Rulebook 3, audience). It must never
widen a view for convenience: what a seat may not see is as if it did not exist.
"""

from collections.abc import Collection, Iterable, Mapping

from .model import Document
from .names import SEATS, VIEWERS, Seat, Viewer
from .shape import in_order, signatories


def readers(document: Document) -> tuple[Viewer, ...]:
    """Return who may read the document: its sponsors until it is tabled, then its audience.

    A draft that was dropped stays its sponsors' own.
    """
    if document.tabled_round is None:
        return (*in_order(document.terms.sponsors), "control")
    if document.disclosed or document.terms.audience == "public":
        return VIEWERS
    if document.terms.audience == "closed":
        return (*SEATS, "control")
    return (*signatories(document.terms), "control")


def can_see(document: Document, viewer: Viewer) -> bool:
    """Whether this viewer may read the document."""
    return viewer in readers(document)


def visible_to_all(document: Document, seats: Collection[Viewer]) -> bool:
    """Whether each of these may read the document: what a condition of theirs may see of it."""
    return set(seats) <= set(readers(document))


def parties(document: Document) -> tuple[Seat, ...]:
    """Return whose common view the document's conditions see by (Rulebook 4)."""
    return signatories(document.terms)


def visible_documents(documents: Mapping[str, Document], seats: Iterable[Seat]) -> frozenset[str]:
    """Return the ids of all documents that every one of these may read."""
    together = tuple(seats)
    return frozenset(i for i, each in documents.items() if visible_to_all(each, together))
