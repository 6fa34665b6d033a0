"""Events and states to JSON and back. What is stored is upcast when read, never rewritten.

Owns the version written with each event. It must never judge or change what an event says.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_type_hints

import msgspec
from rpds import HashTrieMap

from .conditions import decode_hook, encode_hook
from .events import Happened
from .model import Message, State
from .scenario import Scenario

VERSION = 1
UPCASTS: Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""(event type, version) -> how that version's data becomes the next version's."""


def encode(happened: Sequence[Happened]) -> list[dict[str, Any]]:
    """Return the events of one step as JSON-able data, each with its version and audience."""
    return [
        {"v": VERSION, "to": list(each.to), "event": msgspec.to_builtins(each.event, enc_hook=out)}
        for each in happened
    ]


def decode(data: Sequence[Mapping[str, Any]]) -> tuple[Happened, ...]:
    """Return the events of one step, upcast to this version."""
    return tuple(
        msgspec.convert(
            {"event": upcast(each["event"], each["v"]), "to": each["to"]}, Happened, dec_hook=into
        )
        for each in data
    )


def upcast(event: dict[str, Any], version: int) -> dict[str, Any]:
    while version < VERSION:
        event = UPCASTS.get((event["type"], version), dict)(event)
        version += 1
    return event


HELD: Mapping[str, Any] = {n: t for n, t in get_type_hints(State).items() if n != "scenario"}
Snapshot = msgspec.defstruct("Snapshot", list(HELD.items()), frozen=True, kw_only=True)
"""A State without its scenario, which is known by its digest."""


def encode_state(state: State) -> bytes:
    """Return a snapshot of the state, to be read with the same scenario."""
    fields = {name: getattr(state, name) for name in HELD}
    return msgspec.json.encode(Snapshot(**fields), enc_hook=out)


def decode_state(data: bytes, scenario: Scenario) -> State:
    """Return the state of a snapshot that was made at a table of `scenario`."""
    snapshot = msgspec.json.decode(data, type=Snapshot, dec_hook=into)
    return State(scenario=scenario, **{name: getattr(snapshot, name) for name in HELD})


def out(value: Any) -> Any:
    """Write what msgspec does not know: conditions as trees, persistent maps as objects."""
    if isinstance(value, HashTrieMap):
        return dict(sorted(value.items()))
    return encode_hook(value)


def into(kind: Any, value: Any) -> Any:
    """Read them back."""
    if kind is HashTrieMap:
        return HashTrieMap(msgspec.convert(value, dict[str, Message]))
    return decode_hook(kind, value)
