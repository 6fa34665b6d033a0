"""Step 2, breaches made good: performance before inspectors cures a breach (Rulebook 6.13).

Owns what making good comes to. It must never cure what was broken again in the same round.
"""

from .. import events as e
from ..documents.sight import readers
from ..duties.charges import curable, uncured
from ..duties.obligations import clauses_on_record
from ..model import Clause
from .course import Course, is_public


def is_curing(course: Course, clause: Clause) -> bool:
    """Whether its debtor lets everybody watch it perform this round, to make good a breach."""
    debtor = clause.debtor
    return clause.id in course.sheets[debtor].cures and clause.id in curable(course.begun, debtor)


def cure(course: Course) -> None:
    """Take off the record what was made good by performance in full."""
    for document, clause in clauses_on_record(course.begun):
        if not is_curing(course, clause) or not is_performed(course, clause.id):
            continue
        name = document.terms.id
        rounds = tuple(each.round for each in uncured(course.begun, clause.id))
        course.add(e.BreachCured(document=name, clause=clause.id, rounds=rounds))
        relief = course.state.scenario.onus.cured if is_public(document) else 0
        course.tally.onus[clause.debtor] -= relief
        what = {"document": name, "clause": clause.id, "amount": relief}
        course.tell("verify", "cured", readers(document), seat=clause.debtor, **what)


def is_performed(course: Course, clause: str) -> bool:
    delivered = course.state.deliveries.get(clause, ())
    return any(d.round == course.number and d.outcome == "performed" for d in delivered)
