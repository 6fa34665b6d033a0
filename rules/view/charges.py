"""The book of accusations, as far as its viewer may read the texts they were made under.

Owns `ledger/accusations`. Nothing here may tell what an accuser holds, or what was truly done.
"""

from ..charges import clause_accused
from ..model import Accusation
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
