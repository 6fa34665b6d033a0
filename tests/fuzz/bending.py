"""Values that are almost right, or not at all: trees of JSON bent at random, and their text.

Owns what JSON can say that Python's writer would not: keys twice, NaN, numbers without end, halves
of surrogate pairs, nesting without end. A seed makes the same again.
"""

import json
from copy import deepcopy
from random import Random
from typing import Any

DEEP = 40, 60, 70, 1_000, 20_000
LONG = 121, 401, 4_001, 30_000, 70_000


class Raw(str):
    """Stands for itself in the text, whether or not it is JSON."""

    __slots__ = ()


class Pairs(list[tuple[str, Any]]):
    """An object that may have a key twice."""


NUMBERS = (
    0, -1, 1, 2, 7, 99, 100, 101, 10**6, 10**6 + 1, 2**31, 2**53, -(2**53), 2**63, 10**14, 10**15,
    Raw("1" * 400), Raw("1e5"), Raw("1e999"), Raw("-0"), Raw("1.0"), Raw("0.1"), Raw("NaN"),
    Raw("-Infinity"), Raw("1E400"), Raw("01"), Raw("+1"), Raw("0x10"), Raw("१"),
)  # fmt: skip
TEXTS = (
    "", " ", "\n", "\x00", "\u0000a", "\x1b[31m", "\x7f", "\x85", "\ud800", "\udfff\ud800",
    "\ufeff",
    "\u202e\u2066", "\u200b", "e\u0301" * 50, "\U0001f468\u200d\U0001f469", "\U000e0001",
    "\uffff", "<script>alert(1)</script>", "'; drop table step; --", "${jndi:ldap://x}", "{{7*7}}",
    "../../etc/passwd", "%00", "%s%n", "null", "true", "0", "__proto__", "constructor", "control",
    "clock", "dprk", "usa+dprk", "usa+usa", "+", "control+control", "room", "press", "v9", "\r\n",
    "a" * 64, "a" * 65, "é" * 64, "𝒳" * 2_000, "ﷺ" * 1_000,
)  # fmt: skip
WORDS = (True, False, None, [], {}, [[]], {"": None}, [None] * 100, {"kind": "say"})


class Bender:
    """Bends values; one for each stream of chance."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def strange(self) -> Any:
        """Return a value that hardly anything expects."""
        match self.random.randrange(8):
            case 0 | 1:
                return self.random.choice(NUMBERS)
            case 2 | 3 | 4:
                return self.random.choice(TEXTS)
            case 5:
                return "x" * self.random.choice(LONG)
            case 6:
                return self.deep()
            case _:
                return deepcopy(self.random.choice(WORDS))

    def deep(self) -> Any:
        """Return something nested deeply, or widely: a value, or a condition."""
        depth, kind = self.random.choice(DEEP), self.random.randrange(5)
        if kind == 0:
            return Raw("[" * depth + "]" * depth)
        if kind == 1:
            return Raw('{"a":' * depth + "1" + "}" * depth)
        if kind == 2:
            return Raw('{"not":' * depth + "true" + "}" * depth)
        if kind == 3:
            wide = [{"round": {"from": n % 9}} for n in range(min(depth, 500))]
            return {self.random.choice(("all", "any", "at_least")): wide}
        return Raw('{"all":[' * depth + "true" + "]}" * depth)

    def bent(self, value: Any) -> Any:
        """Return the value with one to three things about it changed."""
        whole: list[Any] = [deepcopy(value)]
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            self._bend(*self.random.choice([*places(whole)]))
        return whole[0]

    def mild(self, value: Any, words: list[str]) -> Any:
        """Return the value with a few leaves exchanged for others of their type."""
        whole: list[Any] = [deepcopy(value)]
        spots = [(h, k) for h, k in places(whole) if not isinstance(h[k], (dict, list))]
        for _ in range(self.random.choice((1, 1, 2, 4))):
            holder, key = self.random.choice(spots)
            holder[key] = self.another(holder[key], words) if key != "kind" else holder[key]
        return whole[0]

    def another(self, leaf: Any, words: list[str]) -> Any:
        """Return a leaf of the same type, mostly."""
        if isinstance(leaf, bool) or leaf is None:
            return self.random.choice((True, False, None))
        if isinstance(leaf, int):
            return self.random.choice((-1, 0, 1, 2, 3, 4, 5, 9, 50, 99, 100, 101, 1_000_000))
        return self.random.choice(words)

    def _bend(self, holder: Any, key: Any) -> None:
        how = self.random.randrange(7)
        if how == 0:
            del holder[key]
            holder = holder if holder or isinstance(holder, dict) else holder.append(None)
        elif how == 1 and isinstance(holder, dict):
            holder[str(self.strange())] = self.strange()
        elif how == 2 and isinstance(holder, list):
            holder.extend([deepcopy(holder[key])] * self.random.choice((1, 1, 10, 200)))
        elif how == 3 and isinstance(holder[key], dict):
            pairs = [*holder[key].items()]
            holder[key] = Pairs([*pairs, *pairs[:1]])
        elif how == 4:
            holder[key] = [holder[key]]
        elif how == 5:
            holder[key] = {"value": holder[key]}
        else:
            holder[key] = self.strange()

    def text(self, value: Any) -> bytes:
        """Return the value's text, mostly whole, at times broken."""
        said = written(value, self.random.random() < 0.5)
        body = said.encode("utf-8", "surrogatepass")
        return self.broken(body) if self.random.random() < 0.15 else body

    def broken(self, body: bytes) -> bytes:
        """Return bytes with something cut out, put in or turned over."""
        place = self.random.randrange(len(body) + 1)
        match self.random.randrange(6):
            case 0:
                return body[:place]
            case 1:
                return (
                    body[:place] + self.random.randbytes(self.random.randrange(1, 5)) + body[place:]
                )
            case 2:
                return body[:place] + body[place + self.random.randrange(1, 9) :]
            case 3:
                return body + body
            case 4:
                return b"\xef\xbb\xbf" + body
            case _:
                return b" " * self.random.choice((1, 1_000, 65_000)) + body


def places(value: Any) -> Any:
    """Yield every place in a tree as the thing that holds it and its key there."""
    keys = value if isinstance(value, dict) else range(len(value))
    for key in tuple(keys):
        yield value, key
        inside = value[key]
        if isinstance(inside, (dict, list)) and not isinstance(inside, Pairs):
            yield from places(inside)


def written(value: Any, plain: bool) -> str:
    """Return the text of a tree; `plain` spells out what others escape."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, (dict, Pairs)):
        pairs = value.items() if isinstance(value, dict) else value
        inside = (f"{written(key, plain)}:{written(each, plain)}" for key, each in pairs)
        return "{" + ",".join(inside) + "}"
    if isinstance(value, list):
        return "[" + ",".join(written(each, plain) for each in value) + "]"
    return json.dumps(value, ensure_ascii=not plain)
