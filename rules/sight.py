"""Who may see a document.

Owns the one answer that views, settlement and prose share (Rulebook 3, audience). It must never
widen a view for convenience: what a seat may not see is as if it did not exist.
"""

from collections.abc import Collection

from .model import Document
from .names import SEATS, VIEWERS, Seat, Viewer
from .shape import in_order, signatories


def readers(document: Document) -> tuple[Viewer, ...]:
    """Return who may read the document: its sponsors while it is a draft, then its audience."""
    if document.status == "draft":
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
