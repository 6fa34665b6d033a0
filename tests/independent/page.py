"""The shapes of records, read off the tables of docs/protocol.md.

Owns the reading of the page's shorthand (`name` {field, field}, [{...}], {seat: ...}, lists of
words) and the check of records against it. It must never know a field that the page does not name.
"""

import re
from pathlib import Path
from typing import Any

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "protocol.md").read_text("utf-8")
RECORDS = PAGE[: PAGE.index("## 2. ")]
TABLES = dict(re.findall(r"^\| (`[^|]*`) \| (.*) \|$", RECORDS, re.MULTILINE))
QUOTES = re.search(r"`quotes` is (\{.*?\}\]\}\})", RECORDS)
KEYS = {
    *("seat", "phase", "debtor", "addressee", "document", "clause", "instrument", "kind"),
    *("form", "question", "other seat", "level or amount", "one's draft"),
}
"""What the page puts before a colon where the keys of a map stand, not a field."""
PRIVATE = ("instructions", "brief", "sheet", "menu")
OPEN, CLOSE = "{[(", "}])"

Shape = None | set[str] | dict[str, Any] | tuple[type, Any]
"""Anything, one of some words, an object of these fields, or a list or map of such items."""


def faults(shape: Shape, value: Any, at: str) -> list[str]:
    """Return where a value differs from a shape; what is not there is null."""
    if shape is None or value is None:
        return []
    if isinstance(shape, set):
        return [] if value in shape else [f"{at}: {value!r}"]
    holds, inner = shape if isinstance(shape, tuple) else (dict, None)
    if not isinstance(value, holds):
        return [f"{at}: {type(value).__name__}"]
    inside = dict(enumerate(value)) if holds is list else value
    if isinstance(shape, tuple):
        return [fault for key in inside for fault in faults(inner, inside[key], f"{at}.{key}")]
    found = [f"{at}: {name}" for name in inside.keys() ^ shape.keys()]
    both = inside.keys() & shape.keys()
    return found + [f for name in both for f in faults(shape[name], inside[name], f"{at}.{name}")]


def pieces(text: str, between: str) -> list[str]:
    """Split a text at separators that stand outside of all brackets."""
    depth, found = 0, [""]
    for sign in text:
        depth += (sign in OPEN) - (sign in CLOSE)
        if sign in between and depth == 0:
            found.append("")
        else:
            found[-1] += sign
    return [piece.strip() for piece in found]


def bracketed(text: str) -> str:
    """Return the first whole bracket of a text, or nothing."""
    depth = start = 0
    for at, sign in enumerate(text):
        start = at if depth == 0 else start
        depth += (sign in OPEN) - (sign in CLOSE)
        if sign in CLOSE and depth == 0:
            return text[start : at + 1]
    return ""


def words(text: str) -> set[str] | None:
    """Return the words of a list of nothing but words."""
    left = re.sub(r"`\w+`|,| or ", "", text).strip()
    return None if left else set(re.findall(r"`(\w+)`", text)) or None


def shape_of(text: str) -> Shape:
    """Read what stands after a field's name."""
    bracket = bracketed(text)
    match bracket[:1]:
        case "[":
            return (list, shape_of(bracket[1:-1]))
        case "(":
            return words(bracket[1:-1]) or shape_of(text.replace(bracket, ""))
        case "{":
            return shape_of_object(bracket[1:-1])
    return words(text)


def shape_of_object(inside: str) -> Shape:
    """Read `field, field: words` or `key: value`."""
    key, _, rest = inside.partition(":")
    if key in KEYS:
        return (dict, shape_of(rest))
    named: list[str] = []
    for piece in pieces(inside, ","):
        if piece.startswith("`"):
            named[-1] += f", {piece}"
        elif all_of := re.fullmatch(r"and the fields of (`.*`)", piece):
            named += row(all_of[1])
        else:
            named.append(piece)
    return {name: shape_of(what) for name, _, what in (each.partition(":") for each in named)}


def row(title: str) -> dict[str, Shape]:
    """Read one row of a table as an object."""
    cells = pieces(re.sub(r" and (?=`)", ", ", TABLES[title]), ",;.")
    named = ((re.match(r"[^`({\[]*`([a-z_]+)`", cell), cell) for cell in cells)
    return {name[1]: shape_of(cell[name.end() :]) for name, cell in named if name}


def record_faults(key: str, record: dict[str, Any], viewer: str) -> list[str]:
    """Return where a record, as one viewer has it, differs from the page."""
    kind, _, id_ = key.partition("/")
    title = f"`{kind}/own`" if kind in PRIVATE else f"`{key}`"
    shape = row(
        title if title in TABLES else next(t for t in TABLES if t.startswith(f"`{kind}/{{"))
    )
    if kind == "seat" and viewer not in ("control", id_):
        for own in ("latitude", "team"):
            del shape[own]
    return faults(shape, record, f"{viewer}: {key}") + (
        menu_faults(record) if kind == "menu" else []
    )


def menu_faults(record: dict[str, Any]) -> list[str]:
    """Return where a menu's commands and quotes differ from the page."""
    assert QUOTES
    found = faults(shape_of(QUOTES[1]), record["quotes"], "quotes")
    for kind, choices in record["commands"].items():
        title = next(title for title in TABLES if f"`{kind}`" in title)
        found += faults(row(title), choices, f"menu.{kind}")
    return found
