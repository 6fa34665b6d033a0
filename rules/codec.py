"""Events and states to JSON and back. What is stored is upcast when read, never rewritten.

Owns the version written with each event. It must never judge or change what an event says.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_type_hints

import msgspec
from rpds import HashTrieMap

from .conditions import decode_hook, encode_hook
from .events import Happened
from .model import Document, Message, State
from .scenario import Scenario
from .scenario.presets import played_by

VERSION = 1
UPCASTS: Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""(event type, version) -> how that version's data becomes the next version's."""


def encode(happened: Sequence[Happened]) -> list[dict[str, Any]]:
    """Return the events of one step as JSON-able data, each with its version and audience."""
    return [
        {
            "v": VERSION,
            "to": list(each.to),
            "event": msgspec.to_builtins(each.event, enc_hook=encode_hook),
        }
        for each in happened
    ]


def encode_json(happened: Sequence[Happened]) -> bytes:
    """Return the same as JSON with sorted keys and no spaces, in one pass."""
    told = [{"v": VERSION, "to": each.to, "event": each.event} for each in happened]
    return msgspec.json.encode(told, enc_hook=encode_hook, order="sorted")


def decode(data: Sequence[Mapping[str, Any]]) -> tuple[Happened, ...]:
    """Return the events of one step, upcast to this version."""
    return tuple(
        msgspec.convert(
            {"event": upcast(each["event"], each["v"]), "to": each["to"]},
            Happened,
            dec_hook=decode_hook,
        )
        for each in data
    )


def upcast(event: dict[str, Any], version: int) -> dict[str, Any]:
    while version < VERSION:
        event = UPCASTS.get((event["type"], version), dict)(event)
        version += 1
    return event


PERSISTENT: Mapping[str, Any] = {
    "messages": dict[str, Message],
    "dropped": dict[str, Document],
    "dropped_naming": dict[str, tuple[str, ...]],
}
"""Fields of a State that are persistent maps, and as what they are stored."""
HELD: Mapping[str, Any] = {
    name: PERSISTENT.get(name, kind)
    for name, kind in get_type_hints(State).items()
    if name != "scenario"
} | {"past": tuple[msgspec.Raw, ...]}
Snapshot = msgspec.defstruct("Snapshot", list(HELD.items()), frozen=True, kw_only=True)
"""A State without its scenario, which is known by its digest; its past are snapshots too."""


def encode_state(state: State) -> bytes:
    """Return a snapshot of the state, to be read with the same scenario."""
    fields = {name: getattr(state, name) for name in HELD}
    for name in PERSISTENT:
        fields[name] = dict(sorted(fields[name].items()))
    fields["past"] = tuple(msgspec.Raw(encode_state(was)) for was in state.past)
    return msgspec.json.encode(Snapshot(**fields), enc_hook=encode_hook)


def decode_state(data: bytes, scenario: Scenario) -> State:
    """Return the state of a snapshot that was made at a table of `scenario`."""
    snapshot = msgspec.json.decode(data, type=Snapshot, dec_hook=decode_hook)
    fields = {name: getattr(snapshot, name) for name in HELD}
    maps = {name: HashTrieMap(fields[name]) for name in PERSISTENT}
    past = tuple(decode_state(bytes(was), scenario) for was in fields["past"])
    played = played_by(scenario, fields["preset"])
    return State(scenario=played, **fields | maps | {"past": past})
