"""Every kind of record there is, and the one place where a viewer's records come from.

Owns the table of kinds. Records are built from nothing, field by field: what no builder names
stays secret. A kind that is not in the table is seen by nobody.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from ..model import State
from ..names import SEATS, Viewer
from . import (
    advice,
    aftermath,
    debrief,
    guests,
    kept,
    ledgers,
    own,
    papers,
    past,
    petitions,
    talk,
    world,
)
from .effects import news
from .menu import menu, menus
from .reader import Kind, Reader, Record, Texts
from .sheets import sheet


def of_all(ids: Callable[[State], Iterable[str]], build: Callable[[Reader, str], Record]) -> Kind:
    """Return a kind whose records exist for everybody and are the same for all."""
    return Kind(
        ids=lambda state, _: ids(state),
        sees=lambda state, _, identity: identity in ids(state),
        build=build,
        alike=True,
    )


PRESENT: Mapping[str, Kind] = {
    "table": of_all(lambda _: ("main",), world.table),
    "seat": Kind(
        ids=lambda *_: SEATS,
        sees=lambda _, __, identity: identity in SEATS,
        build=world.seat,
    ),
    "guest": Kind(
        ids=guests.guests,
        sees=lambda state, _, identity: identity in state.guests,
        build=guests.guest,
        alike=True,
    ),
    "meter": of_all(lambda state: state.scenario.meter, world.meter),
    "instrument": Kind(
        ids=lambda state, _: state.scenario.instrument,
        sees=lambda state, _, identity: identity in state.scenario.instrument,
        build=world.instrument,
        moving=world.stocked,
    ),
    "document": Kind(ids=papers.documents, sees=papers.sees_document, build=papers.document),
    "clause": Kind(ids=papers.clauses, sees=papers.sees_clause, build=papers.clause),
    "channel": Kind(ids=talk.channels, sees=talk.in_channel, build=talk.channel, alike=True),
    "message": Kind(ids=talk.messages, sees=talk.heard_by, build=talk.message, alike=True),
    "news": Kind(
        ids=lambda state, _: sorted(state.news),
        sees=lambda state, _, identity: identity in state.news,
        build=news,
        alike=True,
    ),
    "petition": Kind(
        ids=petitions.petitions, sees=petitions.read_by, build=petitions.petition, alike=True
    ),
    "aftermath": Kind(ids=aftermath.rounds, sees=aftermath.happened, build=aftermath.aftermath),
    "instructions": Kind(ids=own.owned, sees=own.is_owned, build=own.instructions),
    "brief": Kind(ids=own.briefed, sees=own.is_briefed, build=own.brief),
    "sheet": Kind(ids=own.owned, sees=own.is_owned, build=sheet),
    "ledger": Kind(ids=ledgers.ids, sees=ledgers.exists, build=ledgers.ledger),
    "advice": Kind(ids=advice.advices, sees=advice.is_readable, build=advice.advice),
    "reason": Kind(ids=kept.reasons, sees=kept.is_readable, build=kept.reason),
    "menu": Kind(
        ids=menus,
        sees=lambda state, viewer, identity: identity in menus(state, viewer),
        build=menu,
    ),
    "debrief": Kind(ids=debrief.ids, sees=debrief.exists, build=debrief.debrief, alike=True),
}


KINDS: Mapping[str, Kind] = {**PRESENT, "past": past.of(PRESENT)}
"""With what observers are let see of the past."""


def keys(state: State, viewer: Viewer) -> Iterator[str]:
    """Yield the key of every record that exists for the viewer, kind by kind."""
    for name, kind in KINDS.items():
        yield from (f"{name}/{identity}" for identity in kind.ids(state, viewer))


def view(state: State, viewer: Viewer, texts: Texts) -> dict[str, Record]:
    """Return all records of a viewer by key (protocol.md 1)."""
    reader = Reader(state, viewer, texts)
    return {key: built(reader, key) for key in keys(state, viewer)}


def built(reader: Reader, key: str) -> Record:
    kind, _, identity = key.partition("/")
    return KINDS[kind].build(reader, identity)


def record(state: State, viewer: Viewer, key: str, texts: Texts) -> Record | None:
    """Return one record, or None where it does not exist for the viewer, hidden or not."""
    return built(Reader(state, viewer, texts), key) if exists(state, viewer, key) else None


def exists(state: State, viewer: Viewer, key: str) -> bool:
    """Whether there is such a record for the viewer."""
    kind, _, identity = key.partition("/")
    return kind in KINDS and KINDS[kind].sees(state, viewer, identity)
