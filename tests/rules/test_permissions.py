"""The matrix of permissions, cell by cell: every kind of command, by everybody, about everything
there is, in every phase (Rulebook 1 to 3, 7, 8).

`permissions.txt` says what is allowed and which code refuses the rest; what it does not name is
refused as `not-yours`. A kind of command or a role that it leaves out fails here. What the people
of a delegation may follows for every delegation from what its head may.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from rules import commands as c
from rules.decide import decide
from rules.decide.orders import PLAYER
from rules.model import State, Teammate
from rules.names import SEATS, Seat
from rules.parse import parse_command
from rules.parse.command import KINDS
from rules.refusal import Refused
from rules.teams import called, persons

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
    return answered(state, person, kind, thing)


def answered(state: State, person: str, kind: str, thing: str) -> tuple[str, str, str | None]:
    """Return how an order of this person, `usa-1.1`, is answered in this state."""
    by = person.partition(".")[0].partition("-")[0]
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


# --- the people of a delegation, whosever the papers are (1.12 to 1.16) ---

MEMBER = Teammate(place=1, rank="member")
COUNSEL = Teammate(place=2, rank="mentor")
AS_ITS_HEAD = ("say", "draft")
"""What members do as heads do, of the same papers and channels."""


def held(phase: str, seat: Seat, **changes: Any) -> State:
    """Return the table in a phase, its delegation of this seat a team changed so."""
    state = STAGE.at[phase]
    delegate = replace(state.seats[seat], team=(MEMBER, COUNSEL))
    return replace(state, seats={**state.seats, seat: replace(delegate, **changes)})


def tried() -> Iterator[tuple[str, str, str]]:
    """Yield every phase with every kind of command about everything."""
    for phase, kind in product(HELD, (*KINDS, *CLOCKS)):
        yield from ((phase, kind, thing) for thing in things(kind))


def refusal_of(kind: str, thing: str, code: str) -> str:
    """Return the code of who may not do what a head may, `not-yours` for what no head does."""
    return code if type(command(kind, thing)) in PLAYER else DENIED


@pytest.mark.parametrize("seat", SEATS)
def test_a_member_does_what_its_own_head_may_and_signs_nothing(seat):
    for phase, kind, thing in tried():
        state = held(phase, seat)
        member = answered(state, f"{seat}-1.1", kind, thing)
        if kind in AS_ITS_HEAD:
            assert member == answered(state, f"{seat}.1", kind, thing), (phase, kind, thing)
        elif kind != "advise":
            assert member[0] == refusal_of(kind, thing, "heads-alone"), (phase, kind, thing)


@pytest.mark.parametrize("seat", SEATS)
def test_a_mentor_speaks_to_its_own_delegation_alone(seat):
    for phase, kind, thing in tried():
        state = held(phase, seat)
        code = answered(state, f"{seat}-2.1", kind, thing)[0]
        own = kind == "say" and thing in ("team", f"team+{seat}")
        expected = ALLOWED if own else refusal_of(kind, thing, "mentor-counsels")
        assert code == expected, (phase, kind, thing)


@pytest.mark.parametrize("seat", SEATS)
def test_a_deputy_is_a_head_while_the_head_is_away_and_a_member_while_it_is_here(seat):
    name = called(seat, 1)
    for phase, kind, thing in tried():
        state = held(phase, seat, deputy=1)
        away = replace(state, present=())
        head = answered(away, f"{seat}.1", kind, thing)
        assert answered(away, f"{name}.1", kind, thing) == head, (phase, kind, thing)
        here = replace(state, present=(f"{seat}.1",))
        member = replace(held(phase, seat), present=here.present)
        answers = [answered(each, f"{name}.1", kind, thing) for each in (here, member)]
        assert answers[0] == answers[1], (phase, kind, thing)


GONE = {
    "nobody was given the place": ("usa-3.1", {}),
    "the links were given anew": ("usa-1.1", {"team": (replace(MEMBER, generation=2),)}),
    "dismissed": ("usa-1.1", {"team": (replace(MEMBER, gone=True),), "deputy": 1}),
    "a bot plays": ("usa-1.1", {"bot": "reciprocator", "deputy": 1}),
}


@pytest.mark.parametrize(("person", "changes"), GONE.values(), ids=GONE)
def test_who_has_no_place_any_more_does_nothing(person, changes):
    for phase, kind, thing in tried():
        state = replace(held(phase, "usa", **changes), present=())
        assert answered(state, person, kind, thing)[0] == DENIED, (phase, kind, thing)
