"""From parsed data to a Scenario, or to every place where the data is not one.

Owns the conversion, its problems with their paths, and the canonical bytes a scenario is known by.
It must never read files, judge balance, or look beyond types: that is `checking`.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Any, get_args, get_origin

import msgspec

from ..conditions import decode_hook, encode_hook
from .scenario import Scenario
from .tuning import Data

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a scenario: where, what, and what would be right."""

    path: Path
    message: str
    hint: str = ""

    @property
    def place(self) -> str:
        """The path as authors read it: `instruments[3].levels[0].price`."""
        steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return "".join(steps).removeprefix(".") or "(the whole)"


class BadScenario(Exception):
    """The data is no scenario; `problems` holds all that was found, in the order of the data."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{each.place}: {each.message}" for each in problems))
        self.problems = problems


def load(data: object) -> Scenario:
    """Return the scenario that plain values describe, or raise BadScenario."""
    try:
        return msgspec.convert(data, Scenario, dec_hook=decode_hook)
    except msgspec.ValidationError as error:
        found = tuple(misfits(data, Scenario, ()))
        raise BadScenario(found or (Problem((), str(error)),)) from error


def canonical(scenario: Scenario) -> bytes:
    """Return the scenario as JSON with sorted keys and every default written out."""
    return msgspec.json.encode(scenario, enc_hook=encode_hook, order="sorted")


def digest(scenario: Scenario) -> str:
    """Return the SHA-256 by which tables name this scenario."""
    return hashlib.sha256(canonical(scenario)).hexdigest()


def misfits(value: object, kind: Any, path: Path) -> Iterator[Problem]:
    """Yield each place in `value` that is not of type `kind`, in the order of the data."""
    if isinstance(kind, type) and issubclass(kind, Data) and isinstance(value, dict):
        yield from misfits_of_struct(value, kind, path)
    elif get_origin(kind) is tuple and get_args(kind)[-1] is ... and isinstance(value, list):
        for place, item in enumerate(value):
            yield from misfits(item, get_args(kind)[0], (*path, place))
    elif get_origin(kind) is Mapping and isinstance(value, dict):
        key_kind, inside_kind = get_args(kind)
        for key, inside in value.items():
            yield from misfit(key, key_kind, (*path, key))
            yield from misfits(inside, inside_kind, (*path, key))
    elif isinstance(value, dict) and (structs := structs_in(kind)):
        yield from misfits(value, structs[0], path)
    else:
        yield from misfit(value, kind, path)


def structs_in(kind: Any) -> tuple[type[Data], ...]:
    """Return the structs among the members of a union, such as `Quantity | None`."""
    members = get_args(kind) if isinstance(kind, UnionType) else ()
    return tuple(each for each in members if isinstance(each, type) and issubclass(each, Data))


def misfits_of_struct(
    value: Mapping[str, object], kind: type[Data], path: Path
) -> Iterator[Problem]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for name, inside in value.items():
        if name in fields:
            yield from misfits(inside, fields[name].type, (*path, name))
        else:
            yield Problem((*path, name), f"no such field: {name}", f"known: {', '.join(fields)}")
    for name, field in fields.items():
        if field.required and name not in value:
            yield Problem(path, f"the field {name} is missing", f"add {name}")


def misfit(value: object, kind: Any, path: Path) -> Iterator[Problem]:
    try:
        msgspec.convert(value, kind, dec_hook=decode_hook)
    except msgspec.ValidationError as error:
        yield Problem(path, str(error), choices(kind))


def choices(kind: Any) -> str:
    """Return what a closed list of words allows, as a hint."""
    words = [each for each in get_args(kind) if isinstance(each, str)]
    return f"one of: {', '.join(words)}" if words else ""
