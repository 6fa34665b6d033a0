"""Words taken back for good: whose they were, who could read them, and that they are gone.

Owns where at a table free texts are held. The texts themselves lie beside the record, by id; who
keeps them deletes them as this is stored. It must never touch anything but words: what was agreed,
done and counted stands.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from .. import commands as c
from .. import events as e
from ..documents.sight import readers as readers_of_paper
from ..legal import is_over
from ..model import Document, Petition, State, TextRef
from ..names import VIEWERS, Viewer
from ..refusal import Refused
from ..unfolding import Unfolding, ordered
from ..unveiling import unveiled
from .petitioning import readers as readers_of_petition

Held = tuple[str, TextRef, tuple[Viewer, ...]]
"""The record that shows a text, the text, and who may read it there."""


def erase(unfolding: Unfolding, _order: c.Order, command: c.Erase) -> None:
    """Erase the words of one record, or all that its holders ever wrote for a role."""
    state = unfolding.state
    wanted = command.texts if command.record is None else shown_by(state, command.record)
    if not wanted:
        raise Refused("no-words", "There are no words of anybody's there.", command.field)
    take_back(unfolding, wanted)


def take_back(unfolding: Unfolding, texts: Iterable[str]) -> None:
    """Tell those who could read these texts, and nobody else, that they are gone."""
    told, of_old = told_of(unfolding.state), shown_of_old(unfolding.state)
    for text in texts:
        to = told.get(text, ())
        unfolding.add(e.TextErased(text=text, to=to))
        if text in of_old and "observer" not in to:
            unfolding.add(e.PastErased(text=text))


def shown_by(state: State, record: str) -> tuple[str, ...]:
    return tuple(ref.id for key, ref, _ in held(state) if key == record)


def shown_of_old(state: State) -> frozenset[str]:
    """Return the texts that observers are shown in the past (Rulebook 1.18)."""
    was = unveiled(state)
    return frozenset(ref.id for _, ref, _ in held(was)) if was else frozenset()


def told_of(state: State) -> dict[str, tuple[Viewer, ...]]:
    """Return who may read each text somewhere; one that nothing holds any more, nobody."""
    told: dict[str, set[Viewer]] = {}
    for _, ref, readers in held(state):
        told.setdefault(ref.id, set()).update(readers)
    return {text: ordered(readers) for text, readers in told.items()}


def held(state: State) -> Iterator[Held]:
    """Yield every free text with each record that shows it."""
    if state.name is not None:
        yield "table/main", state.name, VIEWERS
    for message in state.messages.values():
        yield f"message/{message.id}", message.text, message.to
    for identity, paper in chain(state.documents.items(), state.dropped.items()):
        yield f"document/{identity}", paper.terms.title, read_by(state, paper)
    for reason in state.reasons.values():
        yield f"reason/{reason.id}", reason.text, VIEWERS if is_over(state) else (reason.by,)
    yield from in_advice(state)
    for petition in state.petitions.values():
        yield from in_petition(petition)
    for news in state.news.values():
        for ref in (news.title, news.text):
            if ref is not None:
                yield f"news/{news.id}", ref, VIEWERS


def in_advice(state: State) -> Iterator[Held]:
    for advice in state.advice.values():
        readers = VIEWERS if is_over(state) else (advice.seat,)
        said = () if advice.statement is None else (advice.statement,)
        yield from ((f"advice/{advice.id}", ref, readers) for ref in (advice.why, *said))


def read_by(state: State, paper: Document) -> tuple[Viewer, ...]:
    """Return who reads the title: after the end everybody, for the debrief names all papers."""
    return VIEWERS if is_over(state) else readers_of_paper(paper)


def in_petition(petition: Petition) -> Iterator[Held]:
    key, readers = f"petition/{petition.id}", readers_of_petition(petition)
    refs = [petition.title, petition.why, *(each.text for each in petition.arguments)]
    if petition.ruling is not None and petition.ruling.text is not None:
        refs.append(petition.ruling.text)
    yield from ((key, ref, readers) for ref in refs)
