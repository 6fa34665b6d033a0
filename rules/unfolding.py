"""Events as they come about: each is folded at once, and its audience resolved as it is judged."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, assert_never

from . import events as e
from .documents.sight import readers
from .fold import apply
from .model import State
from .names import GUESTS, ROLES, VIEWERS, Viewer

CIRCLES_MAX = 1 << 10
"""Circles of viewers whose order is kept: many more than ever talk."""


class Unfolding:
    """A state on its way through one step, and what has happened on that way."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.happened: list[e.Happened] = []

    def add(self, event: e.Event) -> None:
        """Fold `event` and keep it with everybody who may learn of it."""
        before, self.state = self.state, apply(self.state, event)
        self.happened.append(e.Happened(event=event, to=audience(before, event, self.state)))

    def extend(self, events: Iterable[e.Event]) -> None:
        for event in events:
            self.add(event)


def audience(before: State, event: Any, after: State) -> tuple[Viewer, ...]:
    """Return who may learn of `event`, in the order of ROLES. Control sees everything.

    Guests are told what the world is told and what names them, at tables that seat them.
    """
    told = heard(before, event, after)
    if not after.guests or event.audience == "observers":
        return without_guests(told)
    seated = {*VIEWERS, *after.guests}
    wanted = {*told, *(after.guests if "observer" in told else ())}
    return ordered(wanted & seated)


def heard(before: State, event: Any, after: State) -> tuple[Viewer, ...]:
    """Return whom the event is for, seated or not.

    Readers are those of before and after: who loses sight of a draft is told that it is gone.
    """
    rule: e.AudienceRule = event.audience
    match rule:
        case "world":
            return VIEWERS
        case "seat":
            return ordered({event.seat, "control"})
        case "named":
            return with_control(event.to)
        case "control":
            return ("control",)
        case "observers":
            return ("control", "observer")
        case "readers":
            return ordered(read(before, event.document) | read(after, event.document))
        case _:
            assert_never(rule)


@lru_cache(maxsize=CIRCLES_MAX)
def with_control(to: tuple[Viewer, ...]) -> tuple[Viewer, ...]:
    return ordered({*to, "control"})


@lru_cache(maxsize=CIRCLES_MAX)
def without_guests(told: tuple[Viewer, ...]) -> tuple[Viewer, ...]:
    return tuple(viewer for viewer in told if viewer not in GUESTS)


def read(state: State, document: str) -> set[Viewer]:
    paper = state.paper(document)
    return set() if paper is None else {*readers(paper)}


def ordered(viewers: set[Viewer]) -> tuple[Viewer, ...]:
    return tuple(v for v in ROLES if v in viewers)
