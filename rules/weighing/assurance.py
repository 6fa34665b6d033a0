"""Who assures whom of what, and what it comes to: the matrix and the index (Rulebook 7).

Owns cells, ceilings and the index. Base assurances are in the matrix and never in the index; the
index goes by public operative clauses alone, the matrix by what its viewer may read.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..conditions.truth import is_operative
from ..documents.combined import joint_of
from ..documents.sight import can_see, readers
from ..model import Clause, Document, State
from ..names import SEATS, Seat, Viewer
from ..prose import seat_text
from ..prose.words import listed, sentence
from .exposure import weakening


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What `by` assures `toward` of, as one viewer may know it."""

    by: Seat
    toward: Seat
    level: int
    words: bool
    """Nothing but intangible assurances."""
    kinds: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    level: int
    ceiling: int
    text: str
    """Why the ceiling is where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One operative clause that assures one beneficiary."""

    document: Document
    clause: Clause
    toward: Seat


def matrix(state: State, viewer: Viewer) -> tuple[Cell, ...]:
    """Return the cells that are not empty, as far as this viewer may know them."""
    given = [each for each in assurances(state) if can_see(each.document, viewer)]
    cells = (cell(state, given, by, toward) for by in SEATS for toward in SEATS if by != toward)
    return tuple(each for each in cells if each.level)


def cell(state: State, given: list[Given], by: Seat, toward: Seat) -> Cell:
    mine = [each for each in given if each.clause.debtor == by and each.toward == toward]
    scenario = state.scenario
    base = [each for each in scenario.base_assurances if (each.by, each.toward) == (by, toward)]
    promised = [scenario.instrument[each.clause.instrument] for each in mine]
    kinds = [each.kind for each in base] + [i.assurance.kind for i in promised if i.assurance]
    titles = dict.fromkeys([*(each.text for each in base), *(i.title for i in promised)])
    return Cell(
        by=by,
        toward=toward,
        level=sum(each.level for each in base) + strength(state, mine),
        words=not base and all("intangible" in each.tags for each in promised),
        kinds=tuple(dict.fromkeys(kinds)),
        texts=tuple(titles),
    )


def assurances(state: State) -> Iterator[Given]:
    """Yield each operative assurance, one for each beneficiary, in the order of ids.

    An assurance found broken this round assures nobody until the next settlement.
    """
    broken = {clause for number, clause in state.breaches if number == state.round}
    for name in sorted(state.documents):
        document = state.documents[name]
        for clause in document.terms.clauses:
            if is_assurance(state, clause) and is_operative(state, clause):
                for toward in clause.beneficiaries if clause.id not in broken else ():
                    yield Given(document=document, clause=clause, toward=toward)


def is_assurance(state: State, clause: Clause) -> bool:
    instrument = state.scenario.instrument.get(clause.instrument)
    return instrument is not None and instrument.assurance is not None


def strength(state: State, given: Collection[Given]) -> int:
    """Add up strengths: several clauses of one debtor's stance count once, at the highest."""
    highest: dict[tuple[Seat, Seat, str], int] = {}
    for each in given:
        key = (each.clause.debtor, each.toward, each.clause.instrument)
        highest[key] = max(highest.get(key, 0), weight(state, each.clause))
    return sum(highest.values())


def weight(state: State, clause: Clause) -> int:
    assurance = state.scenario.instrument[clause.instrument].assurance
    return 0 if assurance is None else clause.level * assurance.strength


def index(state: State) -> Index:
    """Return the assurance index as the world reads it now (Rulebook 7)."""
    subject = state.scenario.ceilings.subject
    given = [
        each
        for each in assurances(state)
        if each.toward == subject and "observer" in readers(each.document)
    ]
    ceiling, text = ceiling_of(state, given)
    level = min(ceiling, strength(state, given))
    empty = weakening(state) if level else ()
    if state.scenario.exposure is not None and empty:
        level = level * max(100 - state.scenario.exposure.weaken * len(empty), 0) // 100
        who = listed([seat_text(seat, state.scenario) for seat in empty])
        text += " " + sentence(f"it is weaker for the empty lines of {who}")
    return Index(level=level, ceiling=ceiling, text=text)


def ceiling_of(state: State, given: list[Given]) -> tuple[int, str]:
    """Return how far these assurances can carry, and why no further."""
    ceilings = state.scenario.ceilings
    assuring = {each.clause.debtor for each in given}
    lead = seat_text(ceilings.lead, state.scenario)
    if ceilings.lead not in assuring:
        return ceilings.without_lead, f"Without {lead}, assurances carry little."
    if assuring >= {*SEATS} - {ceilings.subject}:
        return ceilings.all_five, "All five stand behind it."
    if has_common_narrative(state, given):
        return ceilings.common_narrative, "The great powers say the same; others are missing."
    if len(assuring) > 1:
        text = sentence(f"{lead} does not stand alone, but there is no common text")
        return ceilings.lead_and_one, text
    return ceilings.lead_alone, sentence(f"{lead} stands alone behind it")


def has_common_narrative(state: State, given: list[Given]) -> bool:
    """Whether the great powers assure in one document or one joint assurance (Rulebook 3.20), or
    by one instrument at one level."""
    told: dict[tuple[object, ...], set[Seat]] = {}
    for each in given:
        joint = joint_of(state, each.document.terms.id)
        texts = (each.document.terms.id,) if joint is None else joint.documents
        for story in (texts, (each.clause.instrument, each.clause.level)):
            told.setdefault(story, set()).add(each.clause.debtor)
    return any({*state.scenario.ceilings.great_powers} <= by for by in told.values())
