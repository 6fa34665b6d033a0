"""What is a delegation's own: its sealed sheet and its brief. Control has one of each for all six.

Owns these two records and how "own" is told from a seat's name. Nothing here may be built for
another delegation, or show that a sheet was sealed to anybody but its owner and control.
"""

from collections.abc import Iterable

from ..model import Answer, Instructions, State
from ..names import GUESTS, SEATS, Seat, Viewer
from . import guests
from .guests import as_guest
from .reader import Reader, Record


def owned(_: State, viewer: Viewer) -> Iterable[str]:
    """Return "own" for a delegation, every seat for control, nothing for an observer."""
    return SEATS if viewer == "control" else ("own",) if viewer in SEATS else ()


def is_owned(state: State, viewer: Viewer, identity: str) -> bool:
    return identity in owned(state, viewer)


def briefed(state: State, viewer: Viewer) -> Iterable[str]:
    """Return whose briefs are for the viewer: guests have one as well."""
    return ("own",) if viewer in GUESTS else owned(state, viewer)


def is_briefed(state: State, viewer: Viewer, identity: str) -> bool:
    return identity in briefed(state, viewer)


def owner(viewer: Viewer, identity: str) -> Seat:
    """Return whose record it is."""
    named = viewer if identity == "own" else identity
    return next(seat for seat in SEATS if seat == named)


def brief(reader: Reader, identity: str) -> Record:
    guest = as_guest(reader.viewer)
    if guest is not None:
        return guests.brief(reader, guest)
    whose = owner(reader.viewer, identity)
    return {"markdown": reader.state.scenario.delegation[whose].brief}


def instructions(reader: Reader, identity: str) -> Record:
    sheet = reader.state.sealed.get(owner(reader.viewer, identity))
    return {
        "round": reader.state.round,
        "sealed": sheet is not None,
        "instructions": None if sheet is None else as_sent(sheet),
        "standing": sheet is None,
    }


def as_sent(sheet: Instructions) -> Record:
    """Return the sheet as `seal` takes it, with every default written out."""
    action = sheet.action
    return {
        "answers": {document: as_answered(answer) for document, answer in sheet.answers.items()},
        "perform": dict(sheet.perform),
        "divert": dict(sheet.divert),
        "inspections": dict(sheet.inspections),
        "votes": dict(sheet.votes),
        "cures": list(sheet.cures),
        "action": action and {"action": action.action, "target": list(action.target)},
        "walk_out": None if sheet.walk_out is None else {"ground": sheet.walk_out},
        "return": sheet.come_back,
        "bid": sheet.bid,
        "close": sheet.close,
        "beliefs": {about: dict(odds) for about, odds in sheet.beliefs.items()},
    }


def as_answered(answer: Answer) -> str | Record:
    if not answer.accepts:
        return "decline"
    tree = answer.reservation.tree
    return "accept" if tree is True else {"accept": tree}
