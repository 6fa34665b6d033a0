"""Which records a step may have changed for one viewer, by what its events declare.

Owns how `touches` is read. It must never look at an event the viewer is not told of: what it
answers with is compared with what the viewer held, and so must hang on nothing else. That the
declarations suffice is the tests' invariant.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..conditions.forms import documents
from ..events import Happened
from ..model import Document, State
from ..names import Viewer
from .kinds import KINDS, keys
from .reader import seen_by

VANISHING = "document"
"""The one kind whose records a viewer can lose: a draft rewritten without it."""

MENU = "menu/own"
PLACES = {kind: place for place, kind in enumerate(KINDS)}


def touched(state: State, viewer: Viewer, happened: Iterable[Happened]) -> tuple[str, ...]:
    """Return the keys that a step ending in `state` may have changed, in a fixed order.

    Nothing when none of it is for the viewer's eyes.
    """
    told = [each.event for each in happened if viewer in each.to]
    found = {key for event in told for key in of_event(state, viewer, event)}
    if told and KINDS["menu"].sees(state, viewer, "own"):
        found.add(MENU)
    return tuple(sorted(found, key=in_view))


def in_view(key: str) -> tuple[int, str]:
    return PLACES[key.partition("/")[0]], key


def of_event(state: State, viewer: Viewer, event: Any) -> Iterator[str]:
    for template in type(event).touches:
        yield from resolved(state, viewer, filled(template, event))


def filled(template: str, event: Any) -> str:
    """Return the template with the event's own fields in the place of {names}."""
    return re.sub(r"\{(\w+)\}", lambda name: str(getattr(event, name[1])), template)


def resolved(state: State, viewer: Viewer, template: str) -> Iterator[str]:
    """Yield the keys a template stands for, as far as they exist for the viewer."""
    if template == "*":
        yield from keys(state, viewer)
        return
    kind, _, identity = template.partition("/")
    if kind == "mentions":
        yield from mentioning(state, viewer, identity)
    elif identity == "*":
        yield from (f"{kind}/{each}" for each in KINDS[kind].ids(state, viewer))
    elif kind == VANISHING or KINDS[kind].sees(state, viewer, identity):
        yield template


def mentioning(state: State, viewer: Viewer, document: str) -> Iterator[str]:
    """Yield the papers the viewer sees whose words name `document`, seen or not."""
    for identity, paper in seen_by(state, viewer):
        if any(document in words for words in words_of(state, paper)):
            yield f"document/{identity}"
            yield from (f"clause/{x.id}" for x in paper.terms.clauses if x.id in state.standings)


def words_of(state: State, paper: Document) -> Iterator[str]:
    """Yield all that a paper's text, its answers and its reasons name, as ids or within trees."""
    clauses = paper.terms.clauses
    answers = paper.fate.answers if paper.fate else {}
    conditions = [paper.terms.provided, *(each.condition for each in clauses)]
    conditions += [each.reservation for each in answers.values()]
    yield from (named for each in conditions for named in documents(each.form))
    standing = (state.standings[each.id] for each in clauses if each.id in state.standings)
    yield from (cause.lacked for each in standing for cause in each.why)
    if paper.fate is not None:
        yield from (cause.lacked for cause in paper.fate.chain)
        yield from (leaf for near in paper.fate.near for leaf in near)
