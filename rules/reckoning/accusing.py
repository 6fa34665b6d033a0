"""Step 3, accusations: a challenge inspection brings out the truth, or is refused (Rulebook 6.12).

Owns what an answer comes to. What an accuser holds shows only where it claimed it and was refused;
under a text that the world may not read, nothing of it moves anybody's onus.
"""

from msgspec.structs import replace

from .. import events as e
from ..documents.sight import readers
from ..duties.charges import clause_accused, has_evidence, turns_in_doubt, weight_of_breach
from ..model import Accusation, Delivery, Finding, TellingKind
from ..names import Seat
from .course import Course, is_public


def answer_accusations(course: Course) -> None:
    """Answer every accusation that is open, by what the accused have sealed; silence refuses."""
    for accusation in sorted(course.state.accusations, key=lambda each: each.clause):
        if accusation.outcome is not None:
            continue
        debtor = clause_accused(course.state, accusation).debtor
        if course.sheets[debtor].inspections.get(accusation.clause) == "accept":
            inspect(course, accusation, debtor)
        else:
            be_refused(course, accusation, debtor)


def inspect(course: Course, accusation: Accusation, debtor: Seat) -> None:
    """Bring out what truly became of each turn that is in doubt."""
    turns = turns_in_doubt(course.state, accusation.clause, accusation.round)
    broken = [each for each in turns if each.outcome == "evaded"]
    for each in turns:
        put_on_record(course, accusation, each)
    rules = course.state.scenario
    weighs = weight_of_breach(course.begun, accusation.clause)
    onus = weighs if broken else rules.accusations.empty
    blame = weight(course, accusation, onus)
    course.tally.onus[debtor if broken else accusation.by] += blame
    close(course, accusation, "found" if broken else "empty", blame)


def put_on_record(course: Course, accusation: Accusation, turn: Delivery) -> None:
    is_broken = turn.outcome == "evaded"
    known = replace(turn, established=is_broken, cleared=not is_broken)
    name, clause = accusation.document, accusation.clause
    course.add(e.ObligationMet(document=name, clause=clause, delivery=known))
    if is_broken:
        course.add(e.BreachEstablished(document=name, round=turn.round, clause=clause))


def be_refused(course: Course, accusation: Accusation, debtor: Seat) -> None:
    """Who refuses bears the onus, more of it where evidence is shown; a bluff costs the accuser."""
    rules = course.state.scenario.accusations
    shows = accusation.evidence and has_evidence(course.state, accusation)
    blame = weight(course, accusation, rules.refused_evidence if shows else rules.refused)
    course.tally.onus[debtor] += blame
    close(course, accusation, "refused", blame, "evidence" if shows else None)
    if accusation.evidence and not shows:
        blame = weight(course, accusation, rules.bluff)
        course.tally.onus[accusation.by] += blame
        tell(course, accusation, "bluffed", blame)


def weight(course: Course, accusation: Accusation, onus: int) -> int:
    """Return the onus where the world can read the text; what it cannot read moves none."""
    return onus if is_public(course.state.documents[accusation.document]) else 0


def close(
    course: Course,
    accusation: Accusation,
    outcome: Finding,
    blame: int,
    shown: str | None = None,
) -> None:
    name, clause = accusation.document, accusation.clause
    course.add(e.AccusationAnswered(document=name, clause=clause, outcome=outcome))
    tell(course, accusation, LINES[outcome], blame, shown)


def tell(
    course: Course,
    accusation: Accusation,
    kind: TellingKind,
    blame: int,
    shown: str | None = None,
) -> None:
    course.tell(
        "accusations",
        kind,
        readers(course.state.documents[accusation.document]),
        seat=clause_accused(course.state, accusation).debtor,
        other=accusation.by,
        document=accusation.document,
        clause=accusation.clause,
        name=shown,
        amount=blame,
    )


LINES: dict[Finding, TellingKind] = {
    "found": "inspection_found",
    "empty": "inspection_empty",
    "refused": "inspection_refused",
}
