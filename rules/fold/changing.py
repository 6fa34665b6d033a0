"""How a state is changed in one place, for all folds. It must never know an event."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar

from msgspec.structs import replace

from ..model import State
from ..names import Guest, Seat

K = TypeVar("K")
V = TypeVar("V")


def put(mapping: Mapping[K, V], key: K, value: V) -> dict[K, V]:
    return {**mapping, key: value}


def seated(state: State, seat: Seat, **changes: Any) -> State:
    delegate = replace(state.seats[seat], **changes)
    return replace(state, seats=put(state.seats, seat, delegate))


def guested(state: State, guest: Guest, **changes: Any) -> State:
    seat = replace(state.guests[guest], **changes)
    return replace(state, guests=put(state.guests, guest, seat))


def documented(state: State, document: str, **changes: Any) -> State:
    changed = replace(state.documents[document], **changes)
    return replace(state, documents=put(state.documents, document, changed))


Folds: TypeAlias = Mapping[type[Any], Callable[[State, Any], State]]
"""Event type -> how it changes the state: a table, so that one lookup replaces a long match."""
