"""Step 3, ambiguous acts: the table votes whether it was a breach (Rulebook 6.14).

Owns how a question comes about, and what the votes on it come to. Only what all six may read is in
dispute, so that nobody votes on a text it does not know.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from .. import events as e
from ..duties.charges import ambiguity
from ..duties.obligations import clauses_on_record
from ..model import ActionChoice, Clause, Delivery, Document, Question, TellingKind, Verdict
from ..names import SEATS, VIEWERS, Seat, Viewer
from ..scenario import Action
from .course import Course, is_common, is_public


def put_question(course: Course, seat: Seat, choice: ActionChoice) -> None:
    """Ask the table about an act, if anything that its actor owes is in dispute by it."""
    action = course.state.scenario.action[choice.action]
    if action.ambiguous is None:
        return
    disputed = in_dispute(course, seat, action)
    if not disputed:
        return
    is_open = all(is_public(document) for document, _ in disputed)
    to: tuple[Viewer, ...] = VIEWERS if is_open else (*SEATS, "control")
    question = Question(
        id=f"{seat}.{action.id}.{course.number}",
        by=seat,
        action=action.id,
        round=course.number,
        clauses=tuple(clause.id for _, clause in disputed),
        to=to,
    )
    course.add(e.QuestionPut(question=question, to=to))
    course.tell("actions", "question_put", to, seat=seat, name=question.id)


def in_dispute(course: Course, seat: Seat, action: Action) -> list[tuple[Document, Clause]]:
    disputes = action.ambiguous.disputes if action.ambiguous else ()
    return [
        (document, clause)
        for document, clause in clauses_on_record(course.state)
        if clause.debtor == seat
        and clause.instrument in disputes
        and is_common(document)
        and turn(course, clause.id, course.number) is not None
    ]


def turn(course: Course, clause: str, number: int) -> Delivery | None:
    """Return what was delivered in a round, unless it is established as broken already."""
    delivered = course.state.deliveries.get(clause, ())
    return next((d for d in delivered if d.round == number and not d.established), None)


def settle_questions(course: Course) -> None:
    """Count the votes on every question that is open."""
    for question in course.state.questions:
        if question.outcome is None and question.round < course.number:
            settle(course, question)


def settle(course: Course, question: Question) -> None:
    asked = ambiguity(course.state, question)
    votes = cast(course, question)
    ways = {each.id: each.finding for each in asked.reasons}
    is_breach = sum(ways[reason] == "breach" for reason in votes.values()) >= asked.needed
    outcome: Verdict = "breach" if is_breach else "none"
    if is_breach:
        establish(course, question)
    effects = asked.when_breach if is_breach else asked.when_none
    course.tally.take(effects, question.by)
    course.tally.credit(effects, f"action:{question.action}")
    course.add(e.QuestionSettled(id=question.id, outcome=outcome, votes=votes, to=question.to))
    kind: TellingKind = "question_breach" if is_breach else "question_none"
    course.tell("accusations", kind, question.to, seat=question.by, name=question.id)


def cast(course: Course, question: Question) -> Mapping[Seat, str]:
    """Return the reason each of the other five sealed; who sealed none abstains."""
    voters = (seat for seat in SEATS if seat != question.by)
    sealed = ((seat, course.sheets[seat].votes.get(question.id)) for seat in voters)
    return {seat: reason for seat, reason in sealed if reason is not None}


def establish(course: Course, question: Question) -> None:
    """Put on record what the table has held: from now on it is the truth of that round."""
    for clause in question.clauses:
        broken = turn(course, clause, question.round)
        if broken is None:
            continue
        document = clause.rpartition(".")[0]
        known = replace(broken, outcome="evaded", amount=0, established=True, verified=False)
        course.add(e.ObligationMet(document=document, clause=clause, delivery=known))
        course.add(e.BreachEstablished(document=document, round=question.round, clause=clause))
