"""What was heard of two others, as sentences (Rulebook 6.16).

Owns how it reads, in an aftermath, in the listener's book and in the debrief alike. It must never
name the text that was heard of, or say anything of what was not heard.
"""

from collections.abc import Iterator

from ..model import Heard, Terms
from ..scenario import Scenario
from .conditions import Label, seat_text
from .documents import clause_text
from .words import listed, sentence


def pair_text(heard: Heard, scenario: Scenario) -> str:
    """Return whom one listened to."""
    return listed([seat_text(seat, scenario) for seat in heard.pair])


def heard_text(
    heard: Heard, terms: Terms | None, scenario: Scenario, label: Label
) -> tuple[str, ...]:
    """Return what was heard, a sentence to each; `terms` are of the text that was heard of."""
    return tuple(_heard(heard, terms, scenario, label))


def _heard(heard: Heard, terms: Terms | None, scenario: Scenario, label: Label) -> Iterator[str]:
    if heard.talked:
        yield sentence(f"{pair_text(heard, scenario)} talked with each other in private")
    if heard.parties:
        parties = listed([seat_text(seat, scenario) for seat in heard.parties])
        yield sentence(f"a secret text lies between {parties}")
    for clause in terms.clauses if terms else ():
        if clause.id == heard.clause:
            said = clause_text(clause, scenario, label, terms.pool_of(clause) if terms else None)
            yield f"One of its clauses: “{said}”"
