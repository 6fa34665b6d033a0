"""Reservations worth making: on what a delegation might accept a text, picked from a list.

Owns the list that a sheet offers (Rulebook 3.10). It must never name what a signatory of the text
could not read.
"""

from collections.abc import Iterator

from ..conditions import Condition, documents
from ..conditions.forms import All, Charter, Concluded, Form, Operative, Performed, Undertaking
from ..documents.shape import signatories
from ..documents.sight import seen_by, visible_of
from ..model import Clause, Document, State
from ..names import Seat
from .drafting import faults


def reservations(state: State, seat: Seat, paper: Document) -> tuple[Condition, ...]:
    """Return conditions worth reserving, without any that its signatories could not all read."""
    parties = signatories(paper.terms)
    offered = dict.fromkeys(Condition(form) for form in reserving(state, seat, paper))
    named = {name for each in offered for name in documents(each.form)}
    together = visible_of(state, named, parties)
    return tuple(each for each in offered if not faults(state, each, together))


def reserving(state: State, seat: Seat, paper: Document) -> Iterator[Form]:
    """Yield: that others' clauses are in force, or done; the Charter; that another text passes."""
    others = [each for each in paper.terms.clauses if each.debtor != seat]
    in_force = tuple(Operative(undertaking(each)) for each in others)
    if len(in_force) > 1:
        yield All(in_force)
    yield from in_force
    yield from (Performed(undertaking(each)) for each in others)
    yield Charter()
    for identity, other in seen_by(state, seat):
        if other.status == "open" and identity != paper.terms.id:
            yield Concluded(identity)


def undertaking(clause: Clause) -> Undertaking:
    return Undertaking(by=clause.debtor, instrument=clause.instrument, level=clause.level)
