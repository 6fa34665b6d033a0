"""The forms of the condition language as values, and how they are written as trees.

Owns the forms, their trees and the naming of their leaves (Rulebook 4). It must never evaluate
one or read a tree: `conditions` reads, and whether a form is true is asked of `truth` and
`settle`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias, assert_never

from ..names import Seat, Verification


@dataclass(frozen=True, slots=True)
class Always:
    """`true`."""


@dataclass(frozen=True, slots=True)
class All:
    of: "tuple[Form, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    of: "tuple[Form, ...]"


@dataclass(frozen=True, slots=True)
class AtLeast:
    k: int
    of: "tuple[Form, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    of: "Form"


@dataclass(frozen=True, slots=True)
class Accepts:
    by: Seat
    document: str


@dataclass(frozen=True, slots=True)
class Concluded:
    document: str


@dataclass(frozen=True, slots=True)
class Undertaking:
    """By whom, what and how far: what `operative`, `performed` and `verified` are asked of."""

    by: Seat
    instrument: str
    level: int
    toward: Seat | None = None
    verification: Verification | None = None


@dataclass(frozen=True, slots=True)
class Operative:
    what: Undertaking


@dataclass(frozen=True, slots=True)
class Pool:
    document: str
    instrument: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Was:
    """The simultaneous form inside was true at the end of an earlier round."""

    of: "Accepts | Concluded | Operative | Pool"


@dataclass(frozen=True, slots=True)
class Performed:
    what: Undertaking


@dataclass(frozen=True, slots=True)
class Verified:
    what: Undertaking


@dataclass(frozen=True, slots=True)
class Compliant:
    by: Seat


@dataclass(frozen=True, slots=True)
class Charter:
    """No established act of force by any of the other five."""


@dataclass(frozen=True, slots=True)
class Meter:
    name: str
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Round:
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Present:
    by: Seat


@dataclass(frozen=True, slots=True)
class Open:
    ground: str


@dataclass(frozen=True, slots=True)
class Friend:
    """A friend of the talks is at the table."""

    name: str


Simultaneous: TypeAlias = Accepts | Concluded | Operative | Pool
History: TypeAlias = Was | Performed | Verified | Compliant | Charter
World: TypeAlias = Meter | Round | Present | Open | Friend
Leaf: TypeAlias = Always | Simultaneous | History | World
Form: TypeAlias = Leaf | All | AnyOf | AtLeast | Not
Tree: TypeAlias = Any
"""A form as JSON: `true` or an object with one key."""


class Condition:
    """A whole condition, equal when its forms are; stored and sent as its tree.

    A plain class on purpose: the codec's hooks are called only for types it does not know.
    """

    __slots__ = ("_tree", "form")

    def __init__(self, form: Form) -> None:
        self.form = form
        self._tree: Tree = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Condition) and self.form == other.form

    def __hash__(self) -> int:
        return hash(self.form)

    def __repr__(self) -> str:
        return f"Condition({self.tree!r})"

    @property
    def tree(self) -> Tree:
        """The condition as JSON: one object for all who ask, which nobody may change."""
        if self._tree is None:
            self._tree = tree(self.form)
        return self._tree


ALWAYS = Condition(Always())


def tree(form: Form) -> Tree:
    """Return the form as JSON, as `conditions.parse` reads it (Rulebook 4)."""
    match form:
        case All(of=of):
            return {"all": [tree(part) for part in of]}
        case AnyOf(of=of):
            return {"any": [tree(part) for part in of]}
        case AtLeast(k=k, of=of):
            return {"at_least": [k, [tree(part) for part in of]]}
        case Not(of=inner):
            return {"not": tree(inner)}
        case _:
            return _leaf_tree(form)


def _leaf_tree(leaf: Leaf) -> Tree:
    match leaf:
        case Always():
            return True
        case Accepts() | Concluded() | Operative() | Pool():
            return _simultaneous_tree(leaf)
        case Was() | Performed() | Verified() | Compliant() | Charter():
            return _history_tree(leaf)
        case Meter() | Round() | Present() | Open() | Friend():
            return _world_tree(leaf)
        case _:
            assert_never(leaf)


def _history_tree(form: History) -> Tree:
    match form:
        case Was(of=inner):
            return {"was": _simultaneous_tree(inner)}
        case Performed(what=what):
            return {"performed": _undertaking_tree(what)}
        case Verified(what=what):
            return {"verified": _undertaking_tree(what)}
        case Compliant(by=by):
            return {"compliant": by}
        case Charter():
            return {"charter": "all_other_five"}
        case _:
            assert_never(form)


def _simultaneous_tree(form: Simultaneous) -> Tree:
    match form:
        case Accepts(by=by, document=document):
            return {"accepts": {"by": by, "document": document}}
        case Concluded(document=document):
            return {"concluded": document}
        case Operative(what=what):
            return {"operative": _undertaking_tree(what)}
        case Pool(document=document, instrument=instrument, at_least=at_least):
            return {"pool": {"document": document, "instrument": instrument, "at_least": at_least}}
        case _:
            assert_never(form)


def _world_tree(form: World) -> Tree:
    match form:
        case Meter(name=name):
            return {"meter": {"name": name, **_bound_tree(form)}}
        case Round():
            return {"round": _bound_tree(form)}
        case Present(by=by):
            return {"present": by}
        case Open(ground=ground):
            return {"open": ground}
        case Friend(name=name):
            return {"friend": name}
        case _:
            assert_never(form)


def _undertaking_tree(what: Undertaking) -> Tree:
    written: dict[str, Any] = {
        "by": what.by,
        "instrument": what.instrument,
        "level": what.level,
    }
    if what.toward is not None:
        written["toward"] = what.toward
    if what.verification is not None:
        written["verification"] = what.verification
    return written


def _bound_tree(form: Meter | Round) -> dict[str, int]:
    if form.at_least is not None:
        return {"at_least": form.at_least}
    assert form.at_most is not None, "a bound has one end"
    return {"at_most": form.at_most}


@lru_cache(maxsize=1 << 12)
def canonical(form: Form) -> str:
    """Return the one JSON text of a form: equal forms, equal text."""
    return json.dumps(tree(form), sort_keys=True, separators=(",", ":"))


def parts(form: Form) -> tuple[tuple[str, Form], ...]:
    """Return the forms one step below a form, each with its step; nothing below a leaf."""
    match form:
        case All(of=of):
            return tuple((f"/all/{place}", part) for place, part in enumerate(of))
        case AnyOf(of=of):
            return tuple((f"/any/{place}", part) for place, part in enumerate(of))
        case AtLeast(of=of):
            return tuple((f"/at_least/1/{place}", part) for place, part in enumerate(of))
        case Not(of=inner):
            return (("/not", inner),)
        case _:
            return ()


def leaves(form: Form, path: str = "") -> Iterator[tuple[str, Leaf]]:
    """Name every leaf with the JSON pointer that leads to it, in the order written."""
    if isinstance(form, All | AnyOf | AtLeast | Not):
        for step, part in parts(form):
            yield from leaves(part, path + step)
    else:
        yield path, form


def documents(form: Form) -> tuple[str, ...]:
    """Return the documents a form names, each once, in the order written."""
    named: dict[str, None] = {}
    for _, leaf in leaves(form):
        asked = leaf.of if isinstance(leaf, Was) else leaf
        if isinstance(asked, Accepts | Concluded | Pool):
            named[asked.document] = None
    return tuple(named)
