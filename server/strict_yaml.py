"""The strict part of YAML that scenario files are written in, with the line of every value.

Owns text to plain values: mappings, lists, strings, whole numbers, true, false and null. It must
never build anything else: no anchors, aliases or tags, no duplicate keys, no words or times read
as something they do not look like, and bounds on size, depth and count before any is exceeded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

SIZE_MAX = 262_144
"""Bytes of one file."""
NODES_MAX = 40_000
DEPTH_MAX = 24

Path = tuple[str | int, ...]

# libyaml where PyYAML was built with it: thirty times faster, the same events.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WORDS: dict[str, object] = {"true": True, "false": False, "null": None, "~": None, "": None}
WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
DIGITS_MAX = 12
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class BadYaml(Exception):
    """The text is not of the strict part; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line
        self.message = message


@dataclass(slots=True)
class Parsed:
    value: object = None
    lines: dict[Path, int] = field(default_factory=dict)
    """The line on which each value, or its key, begins."""


def parse(text: bytes) -> Parsed:
    """Return what one file says, or raise BadYaml."""
    if len(text) > SIZE_MAX:
        raise BadYaml(1, f"the file is larger than {SIZE_MAX} bytes")
    try:
        return Reader(text.decode("utf-8")).read()
    except UnicodeDecodeError as error:
        raise BadYaml(text.count(b"\n", 0, error.start) + 1, "not UTF-8") from error
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        # What is missing at the end of a text is missed one line below it.
        line = min(mark.line, text.count(b"\n")) + 1 if mark else 1
        raise BadYaml(line, error.problem or "not YAML") from error
    except yaml.YAMLError as error:
        raise BadYaml(1, str(error).partition("\n")[0]) from error


class Reader:
    """Builds values from the events of one document, refusing what the strict part leaves out."""

    def __init__(self, text: str) -> None:
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=LOADER))
        self.parsed = Parsed()
        self.nodes = 0

    def read(self) -> Parsed:
        started = False
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                if started or event.tags or event.version:
                    raise BadYaml(line_of(event), "one document a file, without directives")
                started = True
            elif isinstance(
                event, ScalarEvent | SequenceStartEvent | MappingStartEvent | AliasEvent
            ):
                self.parsed.value = self.value(event, ())
        return self.parsed

    def value(self, event: Any, path: Path) -> object:
        self.admit(event, path)
        self.parsed.lines.setdefault(path, line_of(event))
        if isinstance(event, SequenceStartEvent):
            return self.sequence(path)
        if isinstance(event, MappingStartEvent):
            return self.mapping(path)
        return scalar(event)

    def admit(self, event: Any, path: Path) -> None:
        """Refuse what would make a value mean or weigh more than it shows."""
        self.nodes += 1
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise BadYaml(line_of(event), "anchors (&) and aliases (*) are not allowed")
        if event.tag is not None:
            raise BadYaml(line_of(event), "tags (!) are not allowed")
        if len(path) > DEPTH_MAX:
            raise BadYaml(line_of(event), f"nested more than {DEPTH_MAX} deep")
        if self.nodes > NODES_MAX:
            raise BadYaml(line_of(event), f"more than {NODES_MAX} values in one file")

    def sequence(self, path: Path) -> list[object]:
        items: list[object] = []
        for event in self.events:
            if isinstance(event, CollectionEndEvent):
                break
            items.append(self.value(event, (*path, len(items))))
        return items

    def mapping(self, path: Path) -> dict[str, object]:
        entries: dict[str, object] = {}
        for event in self.events:
            if isinstance(event, CollectionEndEvent):
                break
            key = self.key(event, path)
            if key in entries:
                raise BadYaml(line_of(event), f"the key {key} is given twice")
            self.parsed.lines[(*path, key)] = line_of(event)
            entries[key] = self.value(next(self.events), (*path, key))
        return entries

    def key(self, event: Any, path: Path) -> str:
        self.admit(event, path)
        if not isinstance(event, ScalarEvent):
            raise BadYaml(line_of(event), "a key must be a word")
        return printable(event)


def scalar(event: Any) -> object:
    """Return the value of a scalar: only unquoted ones are ever anything but text."""
    text = printable(event)
    if event.style:
        return text
    if text in WORDS:
        return WORDS[text]
    if WHOLE.fullmatch(text) is None:
        return text
    if len(text) > DIGITS_MAX:
        raise BadYaml(line_of(event), "a number of more than 12 digits")
    return int(text)


def printable(event: Any) -> str:
    text = str(event.value)
    if FORBIDDEN.search(text):
        raise BadYaml(line_of(event), "a control character or half a surrogate pair")
    return text


def line_of(event: Any) -> int:
    return int(event.start_mark.line) + 1
