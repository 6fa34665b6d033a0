"""What a text says, in words and as data: made once for all who call what it names the same.

Owns the part of a document's record that its terms alone tell. It must never hold a free text,
which can be erased, nor what has become of the document.
"""

from dataclasses import dataclass, field

from ..conditions import Condition
from ..documents.shape import kind, signatories
from ..model import Clause, Target, Terms
from ..once import once_each
from ..prose import clause_text, document_text, pool_text
from ..scenario import Scenario
from .reader import Record, condition_words
from .warnings import warnings


@dataclass(frozen=True, slots=True)
class Eyes:
    """What a reader brings to a text: the scenario's words, and what it calls the papers named."""

    scenario: Scenario = field(hash=False)
    names: tuple[tuple[str, str | None], ...]

    def label(self, document: str) -> str | None:
        return dict(self.names)[document]

    def condition(self, condition: Condition) -> str | None:
        return condition_words(condition, self.scenario, self.label)


@once_each
def worded(terms: Terms, eyes: Eyes) -> Record:
    """Return the text in words and as data: one for all who call what it names the same."""
    return {
        "kind": kind(terms),
        "author": terms.author,
        "sponsors": list(terms.sponsors),
        "addressees": list(terms.addressees),
        "associates": list(terms.associates),
        "friends": list(terms.friends),
        "format": list(signatories(terms)),
        "audience": terms.audience,
        "form": terms.form,
        "divisible": terms.divisible,
        "quorum": terms.quorum,
        "open_rounds": terms.open_rounds,
        "provided": terms.provided.tree,
        "provided_text": eyes.condition(terms.provided),
        "expectation": expectation_of(eyes, terms),
        "pools": [pool_of(eyes, pool) for pool in terms.pools],
        "rests": [each for each in terms.rests if eyes.label(each) is not None],
        "clauses": [clause_of(eyes, clause, terms.pool_of(clause)) for clause in terms.clauses],
        "prose": document_text(terms, eyes.scenario, eyes.label),
        "warnings": warnings(eyes.scenario, terms),
    }


def expectation_of(eyes: Eyes, terms: Terms) -> Record | None:
    if terms.expectation is None:
        return None
    that = terms.expectation.that
    return {"that": that.tree, "text": eyes.condition(that), "by": terms.expectation.by}


def pool_of(eyes: Eyes, pool: Target) -> Record:
    text = pool_text(pool, eyes.scenario)
    return {"instrument": pool.instrument, "target": pool.amount, "text": text}


def clause_of(eyes: Eyes, clause: Clause, pool: Target | None) -> Record:
    instrument = eyes.scenario.instrument.get(clause.instrument)
    return {
        "id": clause.id,
        "debtor": clause.debtor,
        "instrument": clause.instrument,
        "level": clause.level,
        "beneficiaries": list(clause.beneficiaries),
        "start": clause.start,
        "rounds": clause.rounds,
        "tranches": clause.tranches,
        "verification": clause.verification,
        "while": clause.condition.tree,
        "while_text": eyes.condition(clause.condition),
        "text": clause_text(clause, eyes.scenario, eyes.label, pool),
        "tags": list(instrument.tags) if instrument else [],
    }
