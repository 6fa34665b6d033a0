"""The books of accusations and of questions, as far as their viewer may read the texts meant.

Owns `ledger/accusations` and `ledger/questions`. No vote is in it before it is
counted, and nothing may tell what an accuser holds, or what was truly done.
"""

from ..duties.charges import ambiguity, clause_accused
from ..model import Accusation, Question
from ..names import SEATS, reaches
from ..naming import label
from ..prose import seat_text
from ..prose.words import sentence
from .reader import Reader, Record


def accusations(reader: Reader) -> Record:
    """Who accused whom under the texts the viewer may read, and what came of it."""
    return {
        "accusations": [
            accusation(reader, each)
            for each in reader.state.accusations
            if reader.document(each.document) is not None
        ]
    }


def accusation(reader: Reader, each: Accusation) -> Record:
    clause = clause_accused(reader.state, each)
    who, whom = (seat_text(seat, reader.state.scenario) for seat in (each.by, clause.debtor))
    title = reader.state.scenario.instrument[clause.instrument].title
    claim = ", and says that it has evidence" if each.evidence else ""
    text = f"{who} accuses {whom} of having broken “{title}”{claim}"
    return {
        "document": each.document,
        "label": label(each.document),
        "clause": each.clause,
        "by": each.by,
        "debtor": clause.debtor,
        "evidence": each.evidence,
        "round": each.round,
        "outcome": each.outcome,
        "text": sentence(text),
    }


def questions(reader: Reader) -> Record:
    """What the table was asked to hold of an act, and how it voted."""
    return {
        "questions": [
            question(reader, each)
            for each in reader.state.questions
            if reaches((*each.to, "control"), reader.viewer)
        ]
    }


def question(reader: Reader, each: Question) -> Record:
    asked = ambiguity(reader.state, each)
    reasons = {reason.id: reason for reason in asked.reasons}
    return {
        "id": each.id,
        "by": each.by,
        "action": each.action,
        "round": each.round,
        "clauses": list(each.clauses),
        "text": asked.question,
        "needed": asked.needed,
        "outcome": each.outcome,
        "votes": {
            seat: {"finding": reasons[name].finding, "text": reasons[name].text}
            for seat in SEATS
            for name in [each.votes.get(seat)]
            if name is not None
        },
    }
