"""What could have been: the Nash point, what all could have had more of, what one issue would add.

Owns the comparison of a finished game with the scenario's listed packages (Rulebook 9.9 to 9.11).
It must never be asked before the end: it is made of all six secret sheets.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..conditions import Leaf, Operative, Performed, Undertaking, Verified
from ..conditions.truth import TRUTH, evaluate, now
from ..model import State
from ..names import SEATS, Seat
from ..scenario import Issue, Scenario, Sheet
from ..scenario.frontier import Choice, Part, Worths, nash, space
from ..scenario.packages import Entangled, Facts, quantities_of
from .judge import Scored, maximum_of, points, sheet_of

PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One issue at another level, all else as it was: who would have gained, nobody having lost."""

    issue: Issue
    was: int
    would: int
    gains: Mapping[Seat, int]


def nash_point(state: State) -> Choice | None:
    """Return the package with the largest product of gains over the BATNAs, for these sheets."""
    return found(state.scenario, sheets_in_play(state), floors(state))


def better(state: State, reached: Worths) -> Choice | None:
    """Return a package on the frontier with no less for anybody and more for somebody, if any.

    Of all such packages it shares out the most: the largest product of gains, each counted from 1.
    """
    choice = found(state.scenario, sheets_in_play(state), tuple(each - 1 for each in reached))
    return None if choice is None or choice.worths == reached else choice


def found(scenario: Scenario, sheets: Mapping[Seat, Sheet], floor: Worths) -> Choice | None:
    """Search all packages, once for the same sheets and floor: a debrief is drawn many times."""
    known: dict[object, Choice | None] = vars(scenario).setdefault("_found", {})
    key = (tuple(sheets[seat].id for seat in SEATS), floor)
    if key not in known:
        parts = taken_apart(scenario, sheets)
        known[key] = nash(parts, floor) if parts else None
    return known[key]


def taken_apart(scenario: Scenario, sheets: Mapping[Seat, Sheet]) -> tuple[Part, ...]:
    """Return the space of packages, empty where lines tie too many issues together."""
    try:
        return space(scenario, sheets)
    except Entangled:
        return ()


def sheets_in_play(state: State) -> Mapping[Seat, Sheet]:
    return {seat: sheet_of(state, seat) for seat in SEATS}


def floors(state: State) -> Worths:
    return tuple(sheet_of(state, seat).batna for seat in SEATS)


def shortfall(state: State, reached: Worths, other: Worths) -> int:
    """Return by how much `other` lies above what was reached: the mean over the six, in percent.

    Each delegation's scale runs from its BATNA, 0, to its maximum, 100.
    """
    sheets = sheets_in_play(state)
    shares = sum(
        (more - has)
        * PERCENT
        * PERCENT
        // (maximum_of(state.scenario, sheets[seat]) - sheets[seat].batna)
        for seat, has, more in zip(SEATS, reached, other, strict=True)
    )
    return shares // (len(SEATS) * PERCENT)


# --- one issue ---


def left_behind(state: State) -> Iterator[Change]:
    """Yield, issue by issue, the level that would have added most without a loss to anybody."""
    scored = {seat: points(state, seat) for seat in SEATS}
    for issue in state.scenario.issues:
        changes = (change(state, issue, level, scored) for level in range(len(issue.levels)))
        helpful = [each for each in changes if each is not None]
        if helpful:
            yield max(helpful, key=lambda each: (sum(each.gains.values()), -each.would))


def change(
    state: State, issue: Issue, level: int, scored: Mapping[Seat, tuple[Scored, ...]]
) -> Change | None:
    """Return what an issue at this level would have changed, if it helps and hurts nobody."""
    by = {seat: sum(moved(state, issue, level, each) for each in scored[seat]) for seat in SEATS}
    if min(by.values()) < 0 or not any(by.values()):
        return None
    gains = {seat: more for seat, more in by.items() if more}
    return Change(issue=issue, was=level_reached(state, issue), would=level, gains=gains)


def moved(state: State, issue: Issue, level: int, scored: Scored) -> int:
    """Return by how many points a line would move; one whose truth stays the same stays put."""
    met = evaluate(scored.line.when.form, lambda leaf: is_true(state, issue, level, leaf))
    if met == scored.met:
        return 0
    return (scored.line.points if met else 0) - scored.points


def is_true(state: State, issue: Issue, level: int, leaf: Leaf) -> bool:
    """Judge a leaf with the issue's undertakings as at that level, the world as it ended."""
    if isinstance(leaf, Operative | Performed | Verified) and belongs(leaf.what, issue):
        facts = Facts(issue.levels[level].clauses, quantities_of(state.scenario))
        return facts.hold(leaf.what)
    return now(leaf, state, TRUTH, None)


def belongs(what: Undertaking, issue: Issue) -> bool:
    return any(
        (clause.by, clause.instrument) == (what.by, what.instrument)
        for level in issue.levels
        for clause in level.clauses
    )


def level_reached(state: State, issue: Issue) -> int:
    """Return the highest level of which everything was delivered."""
    return max(
        place
        for place, level in enumerate(issue.levels)
        if all(
            now(Performed(asked), state, TRUTH, None)
            for clause in level.clauses
            for asked in asks(clause.by, clause.instrument, clause.level, clause.toward)
        )
    )


def asks(by: Seat, instrument: str, level: int, toward: tuple[Seat, ...]) -> list[Undertaking]:
    """Return what a clause of a package asks for, toward each whom it names."""
    names: tuple[Seat | None, ...] = toward or (None,)
    return [Undertaking(by=by, instrument=instrument, level=level, toward=each) for each in names]
