"""What a game comes to: sheets scored, the public outcome, who kept its word (Rulebook 9).

Owns points, results and records of promises. While the game goes on a sheet is scored by what its
own delegation knows; the truth counts when it is over. It must never look at a line's text.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from ..conditions.truth import (
    TRUTH,
    Knowledge,
    delivered,
    is_operative,
    is_quantity,
    now,
    owed_under,
)
from ..documents.sight import visible_to_all
from ..duties.obligations import (
    amount_due,
    clauses_in_force,
    clauses_on_record,
    tranches_left,
)
from ..model import Clause, Delivery, Document, State
from ..names import SEATS, Seat
from ..once import once, once_each
from ..scenario import HiddenType, Line, Outcome, Scenario, Sheet
from ..scenario.packages import maximum, undertakings

LOST = -1000
"""A war is at least as bad as the maximum is good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A line of a sheet and what it gives: all of its points when met, a share for a promise."""

    line: Line
    points: int
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a delegation's sheet came to; `per_mille` is 0 at its BATNA, 1000 at its maximum."""

    points: int
    batna: int
    maximum: int
    per_mille: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Promises that fell due, and how many of them were kept in full."""

    kept: int
    due: int

    def weigh(self, points: int) -> int:
        """Return what a promise is worth that can no longer be delivered, by who made it.

        One kept and one broken are added to every record: nobody starts as a saint or a cheat.
        """
        worth = abs(points) * (self.kept + 1) // (self.due + 2)
        return worth if points > 0 else -worth


# --- sheets ---


def sheet_of(state: State, seat: Seat) -> Sheet:
    """Return the score sheet the delegation drew."""
    variant = state.seats[seat].variant
    return next(each for each in state.scenario.sheets[seat] if each.id == variant)


def type_of(state: State, seat: Seat) -> HiddenType | None:
    """Return the delegation's hidden type, None where its scenario has none for it."""
    drawn = sheet_of(state, seat).type
    return next((t for t in state.scenario.delegation[seat].types if t.id == drawn), None)


def points(state: State, seat: Seat) -> tuple[Scored, ...]:
    """Score each line as if the game ended now; what never fell due counts as a promise."""
    knowledge = TRUTH if state.phase == "closed" else Knowledge(readers=(seat,))
    lines = lines_of(state.scenario, (seat, state.seats[seat].variant))
    return tuple(scored(state, line, by, knowledge, seat) for line, by in lines)


@once_each
def lines_of(
    scenario: Scenario, variant: tuple[Seat, str]
) -> tuple[tuple[Line, frozenset[Seat]], ...]:
    """Return the lines of a sheet, each with those on whose word it hangs."""
    seat, name = variant
    lines = next(each.lines for each in scenario.sheets[seat] if each.id == name)
    return tuple((line, frozenset(x.by for x in undertakings(line.when.form))) for line in lines)


def scored(
    state: State, line: Line, by: frozenset[Seat], knowledge: Knowledge, seat: Seat
) -> Scored:
    """Score a line that hangs on the word of `by`; one that hangs on nobody's is so or not."""
    if now(line.when.form, state, knowledge, seat):
        return Scored(line=line, points=line.points, met=True)
    if by and now(line.when.form, as_if_delivered(state), knowledge, seat):
        promised = record_of(state, by, knowledge)
        return Scored(line=line, points=promised.weigh(line.points), met=False)
    return Scored(line=line, points=0, met=False)


@once
def as_if_delivered(state: State) -> State:
    """Return the table as it would be had all that is in force but not yet due been delivered."""
    hoped = dict(state.deliveries)
    for _, clause in clauses_in_force(state):
        if is_operative(state, clause):
            hoped[clause.id] = (*hoped.get(clause.id, ()), *still_to_come(state, clause))
    return replace(state, deliveries=hoped)


def still_to_come(state: State, clause: Clause) -> Iterator[Delivery]:
    """Yield what a clause in force would bring yet: all of its term, or once if it is for good.

    A stance that has been put to the test is known by that alone.
    """
    past = state.deliveries.get(clause.id, ())
    if past and not is_quantity(state.scenario, clause.instrument):
        return
    standing = state.standings[clause.id]
    first = max(standing.from_round, state.round)
    last = (first if not past else 0) if standing.until_round is None else standing.until_round
    if clause.tranches > 1:
        last = first + tranches_left(state, clause) - 1
    settled = {each.round for each in past}
    for number in range(first, last + 1):
        if number not in settled:
            amount = amount_due(state, clause.id, number) or clause.level
            yield Delivery(round=number, clause=clause.id, outcome="performed", amount=amount)


def total(state: State, seat: Seat) -> int:
    return sum(each.points for each in points(state, seat))


def result(state: State, seat: Seat) -> Result:
    """Return (points - BATNA) / (maximum - BATNA) in whole thousandths, rounded down.

    After a war everybody has lost, whatever the sheet says (Rulebook 1).
    """
    sheet = sheet_of(state, seat)
    reached, most = total(state, seat), maximum_of(state.scenario, sheet)
    share = (reached - sheet.batna) * 1000 // (most - sheet.batna)
    return Result(
        points=reached,
        batna=sheet.batna,
        maximum=most,
        per_mille=min(share, LOST) if state.war_parties else share,
    )


def maximum_of(scenario: Scenario, sheet: Sheet) -> int:
    """Return the most a sheet can give, worked out once for a scenario: it takes a while."""
    known: dict[str, int] = vars(scenario).setdefault("_maxima", {})
    if sheet.id not in known:
        known[sheet.id] = maximum(scenario, sheet)
    return known[sheet.id]


# --- the table as a whole ---


def outcome(state: State) -> Outcome:
    """Return the first public outcome that is true; the last one, if none is."""
    outcomes = state.scenario.outcomes
    return next((each for each in outcomes if is_true(state, each)), outcomes[-1])


def is_true(state: State, each: Outcome) -> bool:
    return now(each.when.form, state, TRUTH, None)


# --- who kept its word ---


def reliability(state: State, seat: Seat | None = None) -> Record:
    """Return the true record of a delegation, or of the whole table."""
    return record_of(state, frozenset(SEATS if seat is None else (seat,)), TRUTH)


def record_of(state: State, seats: frozenset[Seat], knowledge: Knowledge) -> Record:
    """Count what fell due from these, and what was kept, as `knowledge` has it."""
    theirs = [each for seat, each in records(state, knowledge).items() if seat in seats]
    return Record(kept=sum(each.kept for each in theirs), due=sum(each.due for each in theirs))


@once_each
def records(state: State, knowledge: Knowledge) -> Mapping[Seat, Record]:
    """Return what fell due from each, and what it kept, as `knowledge` has it.

    A promise broken by denouncing it, or by walking out on it, was due and not kept; a breach
    made good counts neither way (6.13).
    """
    kept, due = Counter[Seat](), Counter[Seat]()
    for document, clause in clauses_on_record(state):
        if not is_known(document, knowledge):
            continue
        by = clause.debtor
        deliveries = [each for each in state.deliveries.get(clause.id, ()) if not each.cured]
        due[by] += len(deliveries)
        kept[by] += sum(
            delivered(each, clause, knowledge) >= owed_under(clause, each) for each in deliveries
        )
        evaded = {each.round for each in deliveries if each.outcome == "evaded"}
        due[by] += sum(name == clause.id and n not in evaded for n, name in state.breaches)
    return {seat: Record(kept=kept[seat], due=due[seat]) for seat in due}


def is_known(document: Document, knowledge: Knowledge) -> bool:
    return knowledge.readers is None or visible_to_all(document, knowledge.readers)


# --- who answers for a war ---


def responsibility(state: State) -> Mapping[Seat, int]:
    """Share out a war among its parties, in percent that add up to 100; nothing without a war."""
    return shared_out(war_blame(state, state.round)) if state.war_parties else {}


def war_blame(state: State, number: int) -> Mapping[Seat, int]:
    """Weigh what makes for war: acts of this round and the last, new onus amid high tension.

    Who weighs anything has a part in it; a war needs two (Rulebook 7.17).
    """
    war, blame = state.scenario.war, Counter[Seat]()
    for act in state.acts:
        if act.round >= number - 1:
            blame[act.seat] += war.by_force if act.force else war.by_escalation
    history = state.meters[war.meter].history if war.meter in state.meters else ()
    if history[:number] and history[:number][-1] >= war.negligence_from:
        for line in state.tellings.get(number, ()):
            if line.kind == "onus" and line.seat is not None:
                blame[line.seat] += war.by_negligence
    return blame


def shared_out(blame: Mapping[Seat, int]) -> Mapping[Seat, int]:
    """Return percentages, the largest remainders rounded up, ties in the order of the table."""
    whole = sum(blame.values())
    if not whole:
        return {}
    shares = {seat: blame[seat] * 100 // whole for seat in SEATS if blame.get(seat)}
    by_remainder = sorted(shares, key=lambda seat: -(blame[seat] * 100 % whole))
    for seat in by_remainder[: 100 - sum(shares.values())]:
        shares[seat] += 1
    return shares
