"""Scenarios on disk: which there are, and how the files of one become its data.

The rule: `scenario.yaml` holds the fields of a scenario. Any other `FIELD.yaml`, and every file in
a folder `FIELD/`, holds more of that field: lists are joined in the order of the files' names,
mappings key by key. `briefs/SEAT.md` is the brief of that delegation. This module owns that rule
and where each value was written. It must never judge a scenario: `rules` does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import rules
from rules.scenario import Scenario
from rules.scenario.checking import check
from rules.scenario.loading import BadScenario, Problem, load

from .strict_yaml import FORBIDDEN, BadYaml, Parsed, parse
from .strict_yaml import Path as Place

SHELF = Path(rules.__file__).parent / "scenarios"
FILES_MAX = 64
TOTAL_MAX = 1_048_576
"""Bytes of all files of one scenario."""
SUFFIXES = (".yaml", ".json")
WHOLE = "(the whole)"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with the file and line it is at."""

    file: str
    line: int
    place: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}: {self.place}: {self.message}{hint}"


class BadFiles(Exception):
    """The files hold no valid scenario; `findings` says everything that was found."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(str(each) for each in findings))
        self.findings = findings


@dataclass(slots=True)
class Gathered:
    """The data of a scenario so far, and where each value of it stands."""

    data: dict[str, object] = field(default_factory=dict)
    where: dict[Place, tuple[str, int]] = field(default_factory=dict)

    def put(self, name: str, file: str, value: object, lines: dict[Place, int]) -> None:
        """Add a file's value to field `name`, or raise BadFiles."""
        there = self.data.get(name)
        shift = 0
        if there is None:
            self.data[name] = value
        elif isinstance(there, list) and isinstance(value, list):
            shift = len(there)
            there.extend(value)
        elif isinstance(there, dict) and isinstance(value, dict):
            refuse_repeats(name, file, sorted(there.keys() & value.keys()), lines)
            there.update(value)
        else:
            raise BadFiles((Finding(file, 1, name, "this field is given twice"),))
        self.remember(name, file, lines, shift)

    def remember(self, name: str, file: str, lines: dict[Place, int], shift: int) -> None:
        for place, line in lines.items():
            head = tuple(step + shift for step in place[:1] if isinstance(step, int))
            self.where.setdefault((name, *(head or place[:1]), *place[1:]), (file, line))

    def locate(self, problem: Problem) -> Finding:
        """Return the problem with the nearest line known for its path."""
        place = problem.path
        while place and place not in self.where:
            place = place[:-1]
        file, line = self.where.get(place, ("scenario.yaml", 1))
        return Finding(file, line, problem.place, problem.message, problem.hint)


def refuse_repeats(name: str, file: str, keys: list[str], lines: dict[Place, int]) -> None:
    if keys:
        raise BadFiles(
            tuple(
                Finding(file, lines.get((key,), 1), f"{name}.{key}", "this key is given twice")
                for key in keys
            )
        )


def names() -> tuple[str, ...]:
    """Return the scenarios that come with the game."""
    return tuple(sorted(each.parent.name for each in SHELF.glob("*/scenario.yaml")))


@cache
def shipped(name: str) -> Scenario:
    """Return a scenario that comes with the game, or raise KeyError.

    It is not checked again: to search what six could agree on takes seconds, and every one that
    ships is checked by a test.
    """
    if name not in names():
        raise KeyError(name)
    return typed(gather(SHELF / name))


def read(path: Path) -> Scenario:
    """Return the valid scenario in a folder or a single file, or raise BadFiles."""
    gathered = gather(path)
    scenario = typed(gathered)
    if problems := check(scenario):
        raise BadFiles(tuple(gathered.locate(each) for each in problems))
    return scenario


def typed(gathered: Gathered) -> Scenario:
    """Return the scenario that was gathered, its names and sheets unchecked, or raise BadFiles."""
    try:
        return load(gathered.data)
    except BadScenario as error:
        raise BadFiles(tuple(gathered.locate(each) for each in error.problems)) from error


def gather(path: Path) -> Gathered:
    """Read and join the files of one scenario, or raise BadFiles."""
    gathered = Gathered()
    root = path if path.is_dir() else path.parent
    for file in sources(path):
        shown = file.relative_to(root).as_posix()
        if file.suffix == ".md":
            put_brief(gathered, file, shown)
        else:
            put_file(gathered, file, shown)
    return gathered


def sources(path: Path) -> tuple[Path, ...]:
    """Return a scenario's files, `scenario.yaml` first and briefs last."""
    if path.is_file():
        return (path,)
    found = sorted((each for each in path.rglob("*") if each.is_file()), key=Path.as_posix)
    first = [each for each in found if each == path / "scenario.yaml"]
    fields = [each for each in found if each.suffix in SUFFIXES and each not in first]
    briefs = [each for each in found if each.suffix == ".md" and each.parent == path / "briefs"]
    if not first:
        raise BadFiles((Finding("scenario.yaml", 1, WHOLE, f"not found in {path}"),))
    if len(found) > FILES_MAX or sum(each.stat().st_size for each in found) > TOTAL_MAX:
        raise BadFiles((Finding("scenario.yaml", 1, WHOLE, "too many or too large files"),))
    for each in found:
        if each not in (*first, *fields, *briefs):
            shown = each.relative_to(path).as_posix()
            raise BadFiles((Finding(shown, 1, WHOLE, "nothing reads this file"),))
    return (*first, *fields, *briefs)


def put_file(gathered: Gathered, file: Path, shown: str) -> None:
    parsed = parsed_file(file, shown)
    if "/" in shown or (gathered.data and shown != "scenario.yaml"):
        name = shown.partition("/")[0].rpartition(".")[0] or shown.partition("/")[0]
        gathered.put(name, shown, parsed.value, parsed.lines)
        return
    if not isinstance(parsed.value, dict):
        raise BadFiles((Finding(shown, 1, WHOLE, "must be a mapping of fields"),))
    for name, value in parsed.value.items():
        gathered.put(name, shown, value, dict(below(parsed.lines, name)))


def below(lines: dict[Place, int], name: str) -> Iterator[tuple[Place, int]]:
    return ((place[1:], line) for place, line in lines.items() if place[:1] == (name,))


def parsed_file(file: Path, shown: str) -> Parsed:
    try:
        return parse(file.read_bytes())
    except BadYaml as error:
        finding = Finding(shown, error.line, "(the text)", error.message)
        raise BadFiles((finding,)) from error


def put_brief(gathered: Gathered, file: Path, shown: str) -> None:
    delegations = gathered.data.get("delegations")
    for place, each in enumerate(delegations if isinstance(delegations, list) else ()):
        if isinstance(each, dict) and each.get("seat") == file.stem and "brief" not in each:
            each["brief"] = brief_in(file, shown)
            gathered.where[("delegations", place, "brief")] = (shown, 1)
            return
    raise BadFiles((Finding(shown, 1, "delegations", f"no delegation {file.stem} lacks a brief"),))


def brief_in(file: Path, shown: str) -> str:
    """Return a brief's text, or raise BadFiles where no text can be like that."""
    body = file.read_bytes()
    try:
        text = body.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise BadFiles((Finding(shown, line, "(the text)", "not UTF-8"),)) from error
    if found := FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise BadFiles((Finding(shown, line, "(the text)", "a control character"),))
    return text.strip()
