"""The matrix of permissions, cell by cell: every kind of command, by everybody, about everything
there is, in every phase (Rulebook 1 to 3, 7, 8).

`permissions.txt` says what is allowed and which code refuses the rest; what it does not name is
refused as `not-yours`. A kind of command or a role that it leaves out fails here.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from rules import commands as c
from rules.decide import decide
from rules.parse import parse_command
from rules.parse.command import KINDS
from rules.refusal import Refused
from rules.teams import persons

from .at_the_table import lift
from .full_table import BARE, CLOCKS, EVERYBODY, HELD, Stage, about, things

FILE = Path(__file__).with_name("permissions.txt")
STAGE = Stage()
ALLOWED = "ok"
ELSEWHERE = {"resume", "extend", "EndPhase", "MoveDeadline"}
"""What only a table with a clock, or one that is paused, allows: test_controlling, test_timing."""
DENIED = "not-yours"
BY_THE_CLOCK = {*CLOCKS, "erase"}
"""What the clock does: words are not kept for ever either (6.21)."""
Cell = tuple[str, str, str]
"""Kind, thing, role."""


@cache
def table() -> dict[Cell, tuple[str, ...]]:
    """Read the file: cell -> a code for each phase. No cell is given twice."""
    cells: dict[Cell, tuple[str, ...]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, thing, roles, codes = (part.strip() for part in line.split("|"))
        for role, each in product(roles.split(), things(kind) if thing == "*" else (thing,)):
            assert (kind, each, role) not in cells, line
            cells[kind, each, role] = tuple(codes.split())
    return cells


def cells() -> Iterator[Cell]:
    """Yield every cell there is, in whatever phase."""
    for kind in (*KINDS, *CLOCKS):
        for thing in things(kind):
            yield from ((kind, thing, role) for role in EVERYBODY)


def command(kind: str, thing: str) -> c.Command:
    if kind in CLOCKS:
        return CLOCKS[kind]
    if kind in BARE:
        return parse_command({"kind": kind, **BARE[kind]}, lift)
    identity = STAGE.ids.get(thing, thing)
    return parse_command({"kind": kind, **about(kind, thing, identity)}, lift)


def answer(kind: str, thing: str, role: str, phase: str) -> tuple[str, str, str | None]:
    """Return how an order is answered: its code, and what a refusal says of it."""
    state = STAGE.at[phase]
    person = role if role == "clock" else f"{role}.{persons(state).get(role, 1)}"
    by = role.partition("-")[0]
    order = c.Order(by=by, person=person, id="tried", at_ms=2_000_000, command=command(kind, thing))
    try:
        decide(state, order)
    except Refused as refused:
        return refused.code, refused.detail, refused.field
    return ALLOWED, "", None


def found(cell: Cell) -> tuple[str, ...]:
    return tuple(answer(*cell, phase)[0] for phase in HELD)


@pytest.mark.parametrize("kind", [*KINDS, *CLOCKS])
def test_every_cell_of_a_kind_is_answered_as_the_table_says(kind):
    expected = {
        cell: table().get(cell, (DENIED,) * len(HELD)) for cell in cells() if cell[0] == kind
    }
    assert {cell: found(cell) for cell in expected} == expected


def test_the_table_names_every_kind_and_nothing_that_is_not_there():
    assert {kind for kind, *_ in table()} == {*KINDS, *CLOCKS}
    assert not {*table()} - {*cells()}
    allowed = {kind for (kind, *_), codes in table().items() if ALLOWED in codes}
    assert allowed == {*KINDS, *CLOCKS} - ELSEWHERE
    assert {len(codes) for codes in table().values()} == {len(HELD)}


def test_every_kind_is_a_command_and_every_command_a_kind():
    """A command that no role's judges know would be nobody's; one without a kind untried."""
    tried = {type(command(kind, thing)) for kind, thing, _ in cells()}
    assert tried == {*get_args(c.Command)}


def test_what_a_seat_cannot_know_of_is_refused_as_what_does_not_exist():
    """Word for word: a secret's id answers as an id of nothing does."""
    hidden = [
        (cell, phase)
        for cell in cells()
        for phase in HELD
        if cell[1] != "nothing" and answer(*cell, phase)[0].startswith("unknown-")
    ]
    assert len(hidden) > 500
    for (kind, thing, role), phase in hidden:
        nothing = "nowhere" if kind == "say" else "nothing"
        assert answer(kind, thing, role, phase) == answer(kind, nothing, role, phase)


def test_observers_do_nothing_and_nobody_does_what_is_the_clocks():
    for cell in cells():
        kind, _, role = cell
        foreign = kind not in BY_THE_CLOCK if role == "clock" else kind in CLOCKS
        if role == "observer" or foreign:
            assert found(cell) == (DENIED,) * len(HELD), cell
