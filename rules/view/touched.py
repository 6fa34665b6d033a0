"""Which records a step may have changed for one viewer, by what its events declare.

Owns how `touches` is read. It must never look at an event the viewer is not told of: what it
answers with is compared with what the viewer held, and so must hang on nothing else. That the
declarations suffice is the tests' invariant.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from ..conditions import documents
from ..documents.shape import named_in
from ..documents.sight import can_see
from ..events import Happened
from ..model import Document, State
from ..names import Viewer
from ..once import once, once_each
from .kinds import KINDS, keys

VANISHING = ("document/", "past/")
"""The kinds whose records a viewer can lose: a draft rewritten without it, a past taken back."""

MENU = "menu/*"
PLACES = {kind: place for place, kind in enumerate(KINDS)}
V = TypeVar("V", bound=Viewer)
Templates = dict[str, None]
"""Without doubles, in the order in which they came."""


def touched(state: State, viewer: Viewer, happened: Iterable[Happened]) -> tuple[str, ...]:
    """Return the keys that a step ending in `state` may have changed, in a fixed order.

    Nothing when none of it is for the viewer's eyes. Whether there is such a record for it is asked
    where the record is made.
    """
    return touched_by_each(state, (viewer,), happened)[viewer]


def touched_by_each(
    state: State, viewers: Iterable[V], happened: Iterable[Happened]
) -> dict[V, tuple[str, ...]]:
    """Return the same for several viewers, in less time than one by one."""
    told = by_circle(happened)
    if len(told) == 1 and all(map(is_key, *told.values())):
        ((circle, some),) = told.items()
        same = ordered(some)
        return {viewer: same if viewer in circle else () for viewer in viewers}
    alike = {circle: ordered(some) for circle, some in told.items() if all(map(is_key, some))}
    found: dict[V, tuple[str, ...]] = {}
    for viewer in viewers:
        mine = [circle for circle in told if viewer in circle]
        if len(mine) == 1 and mine[0] in alike:
            found[viewer] = alike[mine[0]]
        else:
            found[viewer] = touching(state, viewer, [told[circle] for circle in mine])
    return found


def by_circle(happened: Iterable[Happened]) -> Mapping[tuple[Viewer, ...], Templates]:
    """Return what events declare, their own fields filled in, by who is told of them."""
    told: dict[tuple[Viewer, ...], Templates] = {}
    for each in happened:
        templates = told.setdefault(each.to, {})
        for template in each.event.may_touch():
            templates[filled(template, each.event)] = None
        if each.event.moves_menus:
            templates[MENU] = None
    return told


def filled(template: str, event: Any) -> str:
    """Return the template with the event's own field in the place of the {name} at its end."""
    before, _, name = template.partition("{")
    return f"{before}{getattr(event, name[:-1])}" if name else template


def is_key(template: str) -> bool:
    """Whether a template stands for itself, whoever is told."""
    return not template.endswith("*") and not template.startswith("mentions/")


def touching(state: State, viewer: Viewer, mine: Iterable[Templates]) -> tuple[str, ...]:
    templates = dict.fromkeys(each for some in mine for each in some)
    return ordered({key for each in templates for key in resolved(state, viewer, each)})


def ordered(found: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=in_view) if len(found) > 1 else found)


def may_vanish(key: str) -> bool:
    """Whether a viewer who had this record may lose it."""
    return key.startswith(VANISHING)


def in_view(key: str) -> tuple[int, str]:
    return PLACES[key.partition("/")[0]], key


def resolved(state: State, viewer: Viewer, template: str) -> Iterable[str]:
    """Return the keys a template stands for."""
    if template == "*":
        return keys(state, viewer)
    if is_key(template):
        return (template,)
    kind, _, identity = template.partition("/")
    if kind == "mentions":
        return mentioning(state, viewer, identity)
    return (f"{kind}/{each}" for each in KINDS[kind].changing(state, viewer))


def mentioning(state: State, viewer: Viewer, document: str) -> Iterator[str]:
    """Yield the papers the viewer sees whose words name `document`, seen or not."""
    for paper in naming(state, document):
        if can_see(paper, viewer):
            yield f"document/{paper.terms.id}"
            yield from (f"clause/{x.id}" for x in paper.terms.clauses if x.id in state.standings)


@once_each
def naming(state: State, document: str) -> tuple[Document, ...]:
    """Return the papers whose words name `document`, dropped ones after the others."""
    dropped = (state.dropped[name] for name in state.dropped_naming.get(document, ()))
    living = (paper for paper, words in wordy(state) if any(document in word for word in words))
    return (*living, *dropped)


@once
def wordy(state: State) -> tuple[tuple[Document, tuple[str, ...]], ...]:
    """Return the papers that name any, but for dropped ones, each with all that it names, as ids
    or within trees."""
    why: dict[str, tuple[str, ...]] = {}
    for standing in state.standings.values():
        paper = standing.clause.rpartition(".")[0]
        under = () if standing.rests_under is None else (standing.rests_under,)
        causes = (cause.lacked for cause in standing.why)
        why[paper] = (*why.get(paper, ()), *under, *causes)
    found = ((each, (*settled(each), *why.get(name, ()))) for name, each in state.documents.items())
    return tuple((paper, words) for paper, words in found if words)


@once
def settled(paper: Document) -> tuple[str, ...]:
    """Return what its text, its answers and the reasons of its last settlement name."""
    fate = paper.fate
    if fate is None:
        return named_in(paper.terms)
    answers = (named for x in fate.answers.values() for named in documents(x.reservation.form))
    causes = (cause.lacked for cause in fate.chain)
    near = (leaf for each in fate.near for leaf in each)
    return (*named_in(paper.terms), *answers, *causes, *near)
