"""Step 5, settle: all sealed answers at once (Rulebook 5, 6.5).

Owns what the settlement makes of open documents and of clauses in force. Who stands is `settle`'s
alone; what each document's readers are told of a fall is `explain`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from .. import events as e
from ..documents.shape import debtors, signatories
from ..documents.sight import readers
from ..duties.obligations import first_turn, is_served
from ..duties.resting import resting, stays_in_force
from ..model import GONE, Answer, Cause, Clause, Document, Fate, Standing, State, TellingKind
from ..names import SEATS, DocumentStatus, Seat, Viewer
from ..scenario import Scenario
from ..settlement.compile import Compiled, compile_table, you_first
from ..settlement.explain import Told, order_disputes, told_to
from ..settlement.settle import Settlement, settle
from ..weighing.exposure import voiceless
from .course import Course, is_public


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the settlement of this round left standing, and what "you first" would have."""

    state: State
    """The table as it was settled."""
    compiled: Compiled
    settlement: Settlement
    you_first: tuple[str, ...]
    opened: Mapping[str, Document]
    """The documents that were open when it began, as they were, by id and in its order."""

    def stands(self, candidate: str) -> bool:
        return candidate in self.settlement.standing


class Tellers:
    """The settlement as each circle of readers may know it, told once for each circle."""

    def __init__(self, course: Course, settlement: Settlement) -> None:
        self.state = course.state
        self.sheets = course.sheets
        self.settlement = settlement
        self.told: dict[tuple[Viewer, ...], Told] = {}

    def to(self, circle: tuple[Viewer, ...]) -> Told:
        if circle not in self.told:
            self.told[circle] = told_to(circle, self.state, self.sheets, self.settlement)
        return self.told[circle]


def settle_all(course: Course) -> Result:
    """Settle, and put on record what became of each open document and each clause in force."""
    compiled = compile_table(course.state, course.sheets)
    settlement = settle(compiled.needs, compiled.facts)
    documents = sorted(course.state.documents.items())
    result = Result(
        state=course.state,
        compiled=compiled,
        settlement=settlement,
        you_first=you_first(course.state, course.sheets),
        opened={name: each for name, each in documents if each.status == "open"},
    )
    tellers = Tellers(course, settlement)
    for document in result.opened.values():
        settle_document(course, result, tellers, document)
    # What rested as this began was no candidate: it rests on, whatever is concluded now.
    changed = {**resting(course.state), **resting(result.state)}
    for name in sorted(course.state.documents):
        if course.state.documents[name].status == "concluded":
            settle_clauses(course, result, tellers, course.state.documents[name], changed.get(name))
    tell_disputes(course, result, tellers)
    return result


# --- documents ---


def settle_document(course: Course, result: Result, tellers: Tellers, document: Document) -> None:
    name = document.terms.id
    answers = answers_met(course, document)
    status = status_after(course, result, document, answers)
    fate = fate_of(course, tellers, document, status, answers)
    bound = tuple(seat for seat in SEATS if result.stands(f"a:{name}:{seat}"))
    course.add(
        e.DocumentSettled(
            document=name,
            status=status,
            round=course.number,
            bound=bound if status == "concluded" else (),
            fate=fate,
        )
    )
    course.tell(
        "settle",
        fate.outcome,
        readers(document),
        document=name,
        seat=lone_refuser(answers),
        why=fate.chain,
        near=fate.near,
        far=fate.far,
    )
    if status == "open":
        keep_answers(course, document, answers)


def lone_refuser(answers: Mapping[Seat, Answer]) -> Seat | None:
    """Return who declined, if it was one alone."""
    refusing = [seat for seat, answer in answers.items() if not answer.accepts]
    return refusing[0] if len(refusing) == 1 else None


def answers_met(course: Course, document: Document) -> Mapping[Seat, Answer]:
    """Return the addressees' answers in force: a sheet's replaces an earlier one."""
    name = document.terms.id
    in_force = {
        seat: course.sheets[seat].answers.get(name, document.answers.get(seat))
        for seat in document.terms.addressees
    }
    return {seat: answer for seat, answer in in_force.items() if answer is not None}


def status_after(
    course: Course, result: Result, document: Document, answers: Mapping[Seat, Answer]
) -> DocumentStatus:
    if result.stands(f"d:{document.terms.id}"):
        return "concluded"
    if not can_still_conclude(course.state.scenario, document, answers):
        return "declined"
    is_due = document.last_round is not None and document.last_round <= course.number
    return "lapsed" if is_due else "open"


def can_still_conclude(
    scenario: Scenario, document: Document, answers: Mapping[Seat, Answer]
) -> bool:
    """Whether the acceptances it requires may yet come together, whoever has declined."""
    terms = document.terms
    declined = {seat for seat, answer in answers.items() if not answer.accepts}
    left = [seat for seat in signatories(terms) if seat not in declined]
    if declined & set(scenario.legal_forms.of(terms.form).members):
        return False
    if terms.quorum is not None:
        is_whole = terms.divisible or not declined & set(debtors(terms))
        return is_whole and len(left) >= terms.quorum
    if not terms.divisible:
        return declined <= {*voiceless(scenario, terms)}
    return not declined or bool(set(terms.addressees) - declined)


OUTCOMES: Mapping[str, Literal["concluded", "fell", "declined", "waiting"]] = {
    "concluded": "concluded",
    "declined": "declined",
    "lapsed": "fell",
    "open": "waiting",
}


def fate_of(
    course: Course,
    tellers: Tellers,
    document: Document,
    status: DocumentStatus,
    answers: Mapping[Seat, Answer],
) -> Fate:
    """Say what became of it in words its readers may know; near misses for the public's alone."""
    name = document.terms.id
    if status == "concluded":
        return Fate(round=course.number, outcome="concluded", answers=answers)
    told = tellers.to(readers(document))
    near = told.near((name,))[name] if is_public(document) else ()
    return Fate(
        round=course.number,
        outcome=OUTCOMES[status],
        chain=told.chain(f"d:{name}"),
        near=near,
        far=is_public(document) and not near,
        answers=answers,
    )


def keep_answers(course: Course, document: Document, answers: Mapping[Seat, Answer]) -> None:
    """An answer stands until it is changed or the deadline passes (Rulebook 3)."""
    for seat, answer in answers.items():
        if document.answers.get(seat) != answer:
            course.add(e.AnswerKept(seat=seat, document=document.terms.id, answer=answer))


# --- clauses ---


def settle_clauses(
    course: Course, result: Result, tellers: Tellers, document: Document, rests_under: str | None
) -> None:
    """Say where each clause stands; `rests_under` is the text that lets them rest, if any does."""
    tell_rest(course, document, rests_under)
    for clause in document.terms.clauses:
        if clause.debtor not in document.bound:
            continue
        before = course.state.standings.get(clause.id)
        after = standing(course, result, tellers, document, clause)
        if rests_under is not None and after.status not in GONE:
            after = at_rest(after, course.number, rests_under)
        if after != before:
            course.add(e.ClauseStands(document=document.terms.id, clause=clause.id, standing=after))
            tell_change(course, document, clause, before, after)


def at_rest(clause: Standing, number: int, rests_under: str) -> Standing:
    """Return a clause that rests: its term goes on by each round in which it would have run."""
    until = clause.until_round
    if until is not None and clause.from_round <= number + 1:
        until += 1
    return replace(clause, status="suspended", until_round=until, why=(), rests_under=rests_under)


def standing(
    course: Course, result: Result, tellers: Tellers, document: Document, clause: Clause
) -> Standing:
    """Return the clause's place in the world after this settlement, if its text does not rest."""
    known = course.state.standings.get(clause.id) or enter_into_force(course, document, clause)
    if known.status in GONE:
        return known
    status: Literal["operative", "dormant", "ended", "suspended"] = "dormant"
    why: tuple[Cause, ...] = ()
    debtor = course.state.seats[clause.debtor]
    if is_served(course.state, clause, known, course.number):
        status = "ended"
    elif debtor.walked_out and debtor.walked_out_freely:
        status = "suspended"
    elif result.stands(f"c:{clause.id}"):
        status = "operative"
    else:
        why = tellers.to(readers(document)).chain(f"c:{clause.id}")
    return Standing(
        clause=clause.id,
        status=status,
        from_round=known.from_round,
        until_round=known.until_round,
        why=why,
    )


def enter_into_force(course: Course, document: Document, clause: Clause) -> Standing:
    """Return when a clause concluded this round is due: from the next reckoning on, or later."""
    first = first_turn(course.state, document.terms, clause, course.number)
    return Standing(
        clause=clause.id,
        status="dormant",
        from_round=first,
        until_round=None if clause.rounds is None else first + clause.rounds - 1,
    )


CHANGES: Mapping[str, TellingKind] = {
    "operative": "woke",
    "dormant": "sleeps",
    "ended": "served",
    "suspended": "suspended",
}


def tell_change(
    course: Course, document: Document, clause: Clause, before: Standing | None, after: Standing
) -> None:
    """Tell of clauses that fall asleep, wake, end or are suspended; not of what merely begins.

    That a whole text rests, or wakes, has been told once for all its clauses.
    """
    is_told = after.rests_under is not None or (
        after.status == "operative" and (before is None or before.rests_under is not None)
    )
    if is_told or (before is not None and before.status == after.status):
        return
    course.tell(
        "settle",
        CHANGES[after.status],
        readers(document),
        seat=clause.debtor,
        document=document.terms.id,
        clause=clause.id,
        why=after.why,
    )


def tell_rest(course: Course, document: Document, rests_under: str | None) -> None:
    """Tell the readers of a text that it begins to rest under another, or rests no more."""
    standings = (course.state.standings.get(each.id) for each in document.terms.clauses)
    was_at_rest = any(each is not None and each.rests_under is not None for each in standings)
    changes = was_at_rest != (rests_under is not None)
    if changes and stays_in_force(course.state, document):
        kind: TellingKind = "roused" if was_at_rest else "rests"
        name = document.terms.id
        course.tell("settle", kind, readers(document), document=name, name=rests_under)


def tell_disputes(course: Course, result: Result, tellers: Tellers) -> None:
    """Name the clauses that fell asleep waiting for each other to go first (Rulebook 5)."""
    for one, other in order_disputes(result.compiled, result.settlement, tellers.state):
        holders = [holder(course, clause) for clause in (one, other)]
        circle = tuple(v for v in readers(holders[0]) if v in readers(holders[1]))
        told = tellers.to(circle)
        seen = order_disputes(told.compiled, told.settlement, tellers.state)
        is_new = is_newly_asleep(course, one) or is_newly_asleep(course, other)
        if is_new and (one, other) in seen:
            what = {"document": holders[0].terms.id, "clause": one, "name": other}
            course.tell("settle", "order_dispute", circle, **what)


def holder(course: Course, clause: str) -> Document:
    """Return the document a clause is part of."""
    return course.state.documents[clause.rpartition(".")[0]]


def is_newly_asleep(course: Course, clause: str) -> bool:
    after, before = course.state.standings.get(clause), course.begun.standings.get(clause)
    is_asleep = after is not None and after.status == "dormant"
    return is_asleep and (before is None or before.status != "dormant")
