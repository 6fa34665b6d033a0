"""What a record proves of the tables it is a fork of (Rulebook 1.19): whose, and from which step.

Owns how the origin's own chain is found again in the fork's. It must never take an export at its
word: an origin is named by the head that its steps lead to.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from msgspec.structs import replace

from .exporting import Line, Whole, as_step, kind_of
from .log import GENESIS

Faults: TypeAlias = Iterator[str]


def forkings(export: Whole) -> Iterator[tuple[Line, dict[str, Any]]]:
    """Yield each step with which the record went on at another table, and what it says."""
    for line in export.steps:
        if kind_of(line) == "TableForked":
            yield line, line.events[0]["event"]


def of_forks(export: Whole) -> Faults:
    """Up to a forking the record is its origin's, whose own head it names."""
    told = tuple(forkings(export))
    tables = [forked["origin"] for _, forked in told[1:]] + [export.table]
    for (line, forked), table in zip(told, tables, strict=False):
        if (forked["table"], forked["step"]) != (table, line.seq - 1):
            yield f"step {line.seq}: it begins another fork, or one of another step"
        elif head_at(export.steps[: line.seq - 1], forked["origin"]) != forked["head"]:
            yield f"step {line.seq}: what was before is not the record of {forked['origin']}"


def head_at(lines: Iterable[Line], table: str) -> str:
    """Return the head that these steps had when they were the record of `table`."""
    head = GENESIS
    for line in lines:
        head = replace(as_step(line), table=table).chained(head).head
    return head.hex()


def forked_from(export: Whole, table: str) -> Line | None:
    """Return the step with which the record left `table`, None where it never was there."""
    return next((line for line, forked in forkings(export) if forked["origin"] == table), None)


def of_origin(held: Whole, step: Line) -> Faults:
    """What was forked is what the origin's own record says up to there."""
    forked = step.events[0]["event"]
    line = next((each for each in held.steps if each.seq == forked["step"]), None)
    if line is None or line.head != forked["head"]:
        yield f"step {step.seq}: {held.table} has another record up to there"


def tellings(export: Whole) -> Iterator[str]:
    """Say of each forking what is proven by it."""
    for _, forked in forkings(export):
        begun = f"a fork of {forked['origin']}: its first {forked['step']} steps, up to the head"
        yield f"{begun} {forked['head']}, then on from there under another key"
