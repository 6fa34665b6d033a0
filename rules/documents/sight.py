"""Who may see a document.

Owns the one answer that views, settlement and prose share (Rulebook 3, audience). It must never
widen a view for convenience: what a seat may not see is as if it did not exist.
"""

from collections.abc import Collection, Iterable

from ..model import Document, State, Terms
from ..names import GUESTS, SEATS, VIEWERS, Seat, Viewer
from ..once import once, once_each
from .shape import in_order, signatories


@once
def readers(document: Document) -> tuple[Viewer, ...]:
    """Return who may read the document: its sponsors until it is tabled, then its audience.

    A draft that was dropped stays its sponsors' own; a chair's text is its author's as well.
    Friends of the talks read the tabled texts that name them (Rulebook 7.36).
    """
    if document.tabled_round is None:
        return (*in_order((*document.terms.sponsors, document.terms.author)), "control")
    return VIEWERS if document.disclosed else readers_of(document.terms)


@once
def readers_of(terms: Terms) -> tuple[Viewer, ...]:
    """Return who may read these terms once they are tabled, as their audience says."""
    if terms.audience == "public":
        return VIEWERS
    friends = tuple(guest for guest in GUESTS if guest in terms.friends)
    if terms.audience == "closed":
        return (*SEATS, "control", *friends)
    return (*in_order((*signatories(terms), *terms.associates)), "control", *friends)


@once
def circle(document: Document) -> frozenset[Viewer]:
    """Return the same as a set, for asking; its order must reach nothing.

    What the world reads, guests read: they are not named where VIEWERS are.
    """
    told = readers(document)
    return frozenset((*told, *GUESTS) if "observer" in told else told)


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
    return tuple(sorted(state.documents.items()))


@once_each
def seen_by(state: State, viewer: Viewer) -> tuple[tuple[str, Document], ...]:
    """Return those of them that the viewer may read, each with its id, in the order of ids."""
    return tuple(each for each in living(state) if can_see(each[1], viewer))


def visible_of(state: State, names: Iterable[str], seats: Collection[Seat]) -> frozenset[str]:
    """Return those of these documents that every one of these seats may read."""
    papers = ((name, state.paper(name)) for name in names)
    return frozenset(n for n, each in papers if each is not None and visible_to_all(each, seats))
