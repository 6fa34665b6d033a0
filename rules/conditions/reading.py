"""The condition language: one small language everywhere, and its strict reading (Rulebook 4).

One language serves clauses, reservations, grounds, cards, tenets, endings and score sheets. Owns
what is refused and the words of the refusal; the forms lie in `forms`. It
must never repair a tree, skip what it does not know, or ask whether a name exists (`known` does)
or a form is true (`truth` does).
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ..names import SEATS, VERIFICATIONS, Seat, Verification
from .forms import (
    Accepts,
    All,
    Always,
    AnyOf,
    AtLeast,
    Charter,
    Compliant,
    Concluded,
    Condition,
    Form,
    Friend,
    Meter,
    Not,
    Open,
    Operative,
    Performed,
    Pool,
    Present,
    Round,
    Simultaneous,
    Tree,
    Undertaking,
    Verified,
    Was,
    leaves,
)

DEPTH_MAX = 8
LEAVES_MAX = 24
NUMBER_MAX = 1_000_000
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", re.ASCII)
"""Names and ids. Anything wider would let free text into the rules."""

Word = TypeVar("Word", bound=str)


class BadCondition(ValueError):
    """A tree that is no condition; `path` leads to the node, `hint` says what would be right."""

    def __init__(self, path: str, hint: str) -> None:
        super().__init__(f"{path}: {hint}" if path else hint)
        self.path = path
        self.hint = hint


def parse(tree: Tree, path: str = "") -> Condition:
    """Return the condition a tree spells; BadCondition names the node and what it should be."""
    return Condition(_Reading().form(tree, path, depth=1))


def decode_hook(wanted: type, value: Any) -> Any:
    """Read a field typed Condition; msgspec puts the field's own path around the refusal's."""
    if wanted is Condition:
        return parse(value)
    raise NotImplementedError(f"no reading for {wanted.__name__}")


def encode_hook(value: Any) -> Any:
    """Write a Condition as its tree."""
    if isinstance(value, Condition):
        return value.tree
    raise NotImplementedError(f"no writing for {type(value).__name__}")


class _Reading:
    """One tree being read, with how many leaves it has shown so far."""

    def __init__(self) -> None:
        self.leaves_seen = 0

    def form(self, tree: Tree, path: str, depth: int) -> Form:
        if depth > DEPTH_MAX:
            raise BadCondition(path, f"a condition may be {DEPTH_MAX} deep at most")
        if tree is True:
            self.see_leaf(path)
            return Always()
        word, inside = _only_word(tree, path)
        match word:
            case "all":
                return All(self.forms(inside, f"{path}/all", depth))
            case "any":
                return AnyOf(self.forms(inside, f"{path}/any", depth))
            case "at_least":
                return self.at_least(inside, f"{path}/at_least", depth)
            case "not":
                return self.denial(inside, f"{path}/not", depth)
            case _:
                self.see_leaf(path)
                return _leaf(word, inside, path)

    def forms(self, trees: Tree, path: str, depth: int) -> tuple[Form, ...]:
        if not isinstance(trees, list | tuple):
            raise BadCondition(path, "wants a list of conditions")
        if not trees:
            self.see_leaf(path)  # Empty lists count too, or a tree of them would have no bound.
        return tuple(
            self.form(part, f"{path}/{place}", depth + 1) for place, part in enumerate(trees)
        )

    def at_least(self, pair: Tree, path: str, depth: int) -> Form:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise BadCondition(path, "wants [k, [conditions]]")
        k = _number(pair[0], f"{path}/0", low=0)
        return AtLeast(k, self.forms(pair[1], f"{path}/1", depth))

    def denial(self, tree: Tree, path: str, depth: int) -> Form:
        inner = self.form(tree, path, depth + 1)
        for place, leaf in leaves(inner, path):
            if isinstance(leaf, Simultaneous):
                raise BadCondition(
                    place,
                    "a `not` may hold nothing that is settled at the same time: "
                    "the settlement would have no unique answer",
                )
        return Not(inner)

    def see_leaf(self, path: str) -> None:
        self.leaves_seen += 1
        if self.leaves_seen > LEAVES_MAX:
            raise BadCondition(path, f"a condition may have {LEAVES_MAX} leaves at most")


def _leaf(word: str, inside: Tree, path: str) -> Form:
    if word not in _LEAVES:
        raise BadCondition(path, f"no form of condition is called {word[:64]!r}")
    return _LEAVES[word](inside, f"{path}/{word}")


def _accepts(inside: Tree, path: str) -> Accepts:
    fields = _fields(inside, path, ("by", "document"))
    return Accepts(
        by=_seat(fields["by"], f"{path}/by"),
        document=_name(fields["document"], f"{path}/document"),
    )


def _pool(inside: Tree, path: str) -> Pool:
    fields = _fields(inside, path, ("document", "instrument", "at_least"))
    return Pool(
        document=_name(fields["document"], f"{path}/document"),
        instrument=_name(fields["instrument"], f"{path}/instrument"),
        at_least=_number(fields["at_least"], f"{path}/at_least", low=1),
    )


def _undertaking(inside: Tree, path: str) -> Undertaking:
    fields = _fields(inside, path, ("by", "instrument", "level"), ("toward", "verification"))
    toward, verification = fields.get("toward"), fields.get("verification")
    return Undertaking(
        by=_seat(fields["by"], f"{path}/by"),
        instrument=_name(fields["instrument"], f"{path}/instrument"),
        level=_number(fields["level"], f"{path}/level", low=1),
        toward=None if "toward" not in fields else _seat(toward, f"{path}/toward"),
        verification=(
            None
            if "verification" not in fields
            else _verification(verification, f"{path}/verification")
        ),
    )


def _was(inside: Tree, path: str) -> Was:
    word, below = _only_word(inside, path)
    if word not in ("accepts", "concluded", "operative", "pool"):
        raise BadCondition(path, "wants one of accepts, concluded, operative, pool")
    form = _leaf(word, below, path)
    assert isinstance(form, Simultaneous)
    return Was(form)


def _charter(inside: Tree, path: str) -> Charter:
    if inside != "all_other_five":
        raise BadCondition(path, 'wants "all_other_five"')
    return Charter()


def _meter(inside: Tree, path: str) -> Meter:
    fields = _fields(inside, path, ("name",), ("at_least", "at_most"))
    low, high = _bounds(fields, path)
    return Meter(_name(fields["name"], f"{path}/name"), at_least=low, at_most=high)


def _round(inside: Tree, path: str) -> Round:
    low, high = _bounds(_fields(inside, path, (), ("at_least", "at_most")), path)
    return Round(at_least=low, at_most=high)


_LEAVES: Mapping[str, Callable[[Tree, str], Form]] = {
    "accepts": _accepts,
    "concluded": lambda inside, path: Concluded(_name(inside, path)),
    "operative": lambda inside, path: Operative(_undertaking(inside, path)),
    "pool": _pool,
    "was": _was,
    "performed": lambda inside, path: Performed(_undertaking(inside, path)),
    "verified": lambda inside, path: Verified(_undertaking(inside, path)),
    "compliant": lambda inside, path: Compliant(_seat(inside, path)),
    "charter": _charter,
    "meter": _meter,
    "round": _round,
    "present": lambda inside, path: Present(_seat(inside, path)),
    "open": lambda inside, path: Open(_name(inside, path)),
    "friend": lambda inside, path: Friend(_name(inside, path)),
}


def _only_word(tree: Tree, path: str) -> tuple[str, Tree]:
    if not isinstance(tree, Mapping) or len(tree) != 1:
        raise BadCondition(path, "wants true or an object with exactly one key")
    ((word, inside),) = tree.items()
    if not isinstance(word, str):
        raise BadCondition(path, "the key must be a word")
    return word, inside


def _fields(
    inside: Tree, path: str, needed: tuple[str, ...], allowed: tuple[str, ...] = ()
) -> Mapping[str, Any]:
    if not isinstance(inside, Mapping):
        raise BadCondition(path, f"wants an object with {', '.join(needed + allowed)}")
    for missing in (name for name in needed if name not in inside):
        raise BadCondition(path, f"{missing!r} is missing")
    for unknown in (name for name in inside if name not in needed + allowed):
        raise BadCondition(path, f"no field here is called {str(unknown)[:64]!r}")
    return inside


def _bounds(fields: Mapping[str, Any], path: str) -> tuple[int | None, int | None]:
    ends = [end for end in ("at_least", "at_most") if end in fields]
    if len(ends) != 1:
        raise BadCondition(path, "wants exactly one of at_least, at_most")
    value = _number(fields[ends[0]], f"{path}/{ends[0]}", low=-NUMBER_MAX)
    return (value, None) if ends[0] == "at_least" else (None, value)


def _number(value: Any, path: str, low: int) -> int:
    if type(value) is not int:  # A bool is an int to Python, and to nobody else.
        raise BadCondition(path, "wants a whole number")
    if not low <= value <= NUMBER_MAX:
        raise BadCondition(path, f"wants a number from {low} to {NUMBER_MAX}")
    return value


def _name(value: Any, path: str) -> str:
    if not isinstance(value, str) or NAME.fullmatch(value) is None:
        raise BadCondition(path, "wants a name: letters, digits, _ . -, 64 at most")
    return value


def _seat(value: Any, path: str) -> Seat:
    return _one_of(value, SEATS, path)


def _verification(value: Any, path: str) -> Verification:
    return _one_of(value, VERIFICATIONS, path)


def _one_of(value: Any, words: tuple[Word, ...], path: str) -> Word:
    for word in words:
        if value == word:
            return word
    raise BadCondition(path, f"wants one of {', '.join(words)}")
