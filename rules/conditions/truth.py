"""Whether a condition is true of the world, as it is or as some know it.

Owns the meaning of every form outside a settlement: history and the world (`holds`), all forms
against what stands now (`now`), and a document's text by itself (`on_text`). It must never let a
reader's condition see what that reader may not see (Rulebook 4), nor settle anything.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from ..documents.shape import signatories
from ..documents.sight import visible_to_all
from ..model import Clause, Delivery, Document, State, Terms
from ..names import VERIFICATIONS, Seat, Verification, Viewer
from ..once import once_each
from ..scenario import Scenario
from .forms import (
    Accepts,
    All,
    Always,
    AnyOf,
    AtLeast,
    Charter,
    Compliant,
    Concluded,
    Form,
    Friend,
    Leaf,
    Meter,
    Not,
    Open,
    Operative,
    Performed,
    Pool,
    Present,
    Round,
    Simultaneous,
    Undertaking,
    Verified,
    Was,
)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """By whose knowledge a condition is judged: None is the truth, else all these at once."""

    readers: tuple[Viewer, ...] | None
    of_round: int | None = None
    """Where set, a stance is performed by its delivery of this round alone (Rulebook 4.5)."""


TRUTH = Knowledge(None)


def holds(form: Form, state: State, knowledge: Knowledge, asker: Seat | None) -> bool:
    """Return whether a form of history and world alone is true as `knowledge` has it.

    `asker` is the other side of the Charter proviso's "other five"; None asks it of all six.
    AssertionError if the form holds a simultaneous leaf: those are asked of a settlement.
    """
    return evaluate(form, lambda leaf: _of_world(leaf, state, knowledge, asker))


def now(form: Form, state: State, knowledge: Knowledge, asker: Seat | None) -> bool:
    """Return whether a form is true now, where "operative" is what the last settlement left."""

    def is_true(leaf: Leaf) -> bool:
        if isinstance(leaf, Simultaneous):
            return _stands_now(leaf, state, knowledge)
        return _of_world(leaf, state, knowledge, asker)

    return evaluate(form, is_true)


def on_text(
    form: Form, terms: Terms, scenario: Scenario, given: Callable[[Leaf], bool] | None = None
) -> bool:
    """Return whether a form is true of a text as if all its clauses were operative (tenets).

    `given` answers for history and the world; without it they are false.
    """

    def is_true(leaf: Leaf) -> bool:
        if isinstance(leaf, Always):
            return True
        if isinstance(leaf, Simultaneous):
            return _stands_in_text(leaf, terms, scenario)
        return given is not None and given(leaf)

    return evaluate(form, is_true)


def evaluate(form: Form, is_true: Callable[[Leaf], bool]) -> bool:
    """Return whether a form is true where `is_true` answers for its leaves."""
    if not isinstance(form, All | AnyOf | AtLeast | Not):
        return is_true(form)
    match form:
        case All(of=of):
            return all(evaluate(part, is_true) for part in of)
        case AnyOf(of=of):
            return any(evaluate(part, is_true) for part in of)
        case AtLeast(k=k, of=of):
            return sum(evaluate(part, is_true) for part in of) >= k
        case Not(of=inner):
            return not evaluate(inner, is_true)


def _of_world(leaf: Leaf, state: State, knowledge: Knowledge, asker: Seat | None) -> bool:
    if type(leaf) in HISTORY:
        return HISTORY[type(leaf)](leaf, state, knowledge)
    match leaf:
        case Always():
            return True
        case Meter(name=name, at_least=low, at_most=high):
            meter = state.meters.get(name)
            return meter is not None and _within(meter.value, low, high)
        case Round(at_least=low, at_most=high):
            return _within(state.round, low, high)
        case Present(by=by):
            return _is_present(state, by)
        case Open(ground=ground):
            return ground in state.open_grounds
        case Friend(name=name):
            return name in state.friends
        case Charter():
            return not any(act.force and act.seat != asker for act in state.acts)
        case _:
            raise AssertionError(f"{leaf} is settled, not known")


def _is_present(state: State, seat: Seat) -> bool:
    """Whether it is at the table; while a round is reckoned, whether it was as that began.

    Who leaves or returns in this very reckoning, still in `capitals`, does so before settlement.
    Once the round is closed, and it is judged whether the game is, who has left is gone.
    """
    delegate = state.seats[seat]
    if state.phase != "capitals" or state.round in state.concluded_at:
        return delegate.walked_out is None
    was_out = delegate.walked_out is not None and delegate.walked_out_round != state.round
    return not was_out and delegate.returned_round != state.round


def _was(leaf: Was, state: State, knowledge: Knowledge) -> bool:
    earlier = (ids for number, ids in state.concluded_at.items() if number < state.round)
    return any(_stood(leaf.of, frozenset(ids), state, knowledge) for ids in earlier)


def _is_compliant(leaf: Compliant, state: State, knowledge: Knowledge) -> bool:
    return not any(
        _is_evasion(each, leaf.by, knowledge) and not each.cured
        for clause in clauses_seen(state, knowledge)
        if clause.debtor == leaf.by
        for each in state.deliveries.get(clause.id, ())
    )


HISTORY: Mapping[type[Leaf], Callable[[Any, State, Knowledge], bool]] = {
    Was: _was,
    Performed: lambda leaf, state, knowledge: _delivered(leaf.what, state, knowledge, False),
    Verified: lambda leaf, state, knowledge: _delivered(leaf.what, state, knowledge, True),
    Compliant: _is_compliant,
}
"""What hangs on the past: the leaves that are asked most, and so by a table."""


def _within(value: int, low: int | None, high: int | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


# What was delivered, and who knows


def _delivered(what: Undertaking, state: State, knowledge: Knowledge, verified: bool) -> bool:
    past = [
        (clause, state.deliveries[clause.id])
        for clause in _such(state, what, knowledge)
        if state.deliveries.get(clause.id)
    ]
    if is_quantity(state.scenario, what.instrument):
        counted = [(each, clause) for clause, all_of_it in past for each in all_of_it]
        return what.level <= sum(_counts(*one, knowledge, verified) for one in counted)
    latest = [
        (all_of_it[-1], clause)
        for clause, all_of_it in past
        if knowledge.of_round in (None, all_of_it[-1].round)
    ]
    return any(_counts(*one, knowledge, verified) >= what.level for one in latest)


def _counts(delivery: Delivery, clause: Clause, knowledge: Knowledge, verified: bool) -> int:
    return 0 if verified and not delivery.verified else delivered(delivery, clause, knowledge)


def delivered(delivery: Delivery, clause: Clause, knowledge: Knowledge) -> int:
    """Return the level or amount that, as `knowledge` has it, was delivered.

    Delivery in part is open to all who see the clause; an evasion nobody knows counts in full.
    """
    if _is_evasion(delivery, clause.debtor, knowledge):
        return 0
    return owed_under(clause, delivery) if delivery.outcome == "evaded" else delivery.amount


def owed_under(clause: Clause, delivery: Delivery) -> int:
    """Return what was due at a delivery: what the clause says, or its share of a pool."""
    return clause.level if delivery.owed is None else delivery.owed


def _is_evasion(delivery: Delivery, debtor: Seat, knowledge: Knowledge) -> bool:
    """Whether these readers all take it for an evasion (Rulebook 4, 6.2).

    An evasion they must all have seen, where the debtor knows its own; a false alarm all but
    the debtor must believe, and somebody must: nobody's doubt is no doubt.
    """
    if delivery.outcome != "evaded":
        return knowledge.readers is not None and _is_doubted(delivery, debtor, knowledge.readers)
    if knowledge.readers is None or delivery.established:
        return True
    return set(knowledge.readers) <= {"control", debtor, *delivery.seen_by}


def _is_doubted(delivery: Delivery, debtor: Seat, readers: tuple[Viewer, ...]) -> bool:
    if delivery.cleared:
        return False
    misled = set(readers) - {"control", debtor}
    return bool(misled) and misled <= set(delivery.doubted_by)


# What stands


@once_each
def clauses_seen(state: State, knowledge: Knowledge) -> tuple[Clause, ...]:
    """Return the clauses of the documents that all readers may see."""
    seen = (each for each in state.documents.values() if _is_seen(each, knowledge))
    return tuple(clause for document in seen for clause in document.terms.clauses)


@once_each
def _by_undertaking(
    state: State, knowledge: Knowledge
) -> Mapping[tuple[Seat, str], tuple[Clause, ...]]:
    """Return the same by debtor and instrument: a leaf asks for these alone."""
    found: dict[tuple[Seat, str], tuple[Clause, ...]] = {}
    for clause in clauses_seen(state, knowledge):
        kind = clause.debtor, clause.instrument
        found[kind] = (*found.get(kind, ()), clause)
    return found


def _such(state: State, what: Undertaking, knowledge: Knowledge) -> list[Clause]:
    """Return the clauses they may see that are what is asked for, their levels apart."""
    alike = _by_undertaking(state, knowledge).get((what.by, what.instrument), ())
    return [clause for clause in alike if is_such(clause, what)]


def _is_seen(document: Document, knowledge: Knowledge) -> bool:
    return knowledge.readers is None or visible_to_all(document, knowledge.readers)


def _seen(name: str, state: State, knowledge: Knowledge) -> Document | None:
    document = state.paper(name)
    return document if document is not None and _is_seen(document, knowledge) else None


def _stood(asked: Simultaneous, ids: frozenset[str], state: State, knowledge: Knowledge) -> bool:
    """Whether it was true of the settlement ids that stood at some round's end."""
    if isinstance(asked, Operative):
        standing = [each for each in _such(state, asked.what, knowledge) if f"c:{each.id}" in ids]
        return reaches(standing, asked.what, state.scenario)
    document = _seen(asked.document, state, knowledge)
    if document is None:
        return False
    match asked:
        case Accepts(by=by, document=name):
            return f"a:{name}:{by}" in ids
        case Concluded(document=name):
            return f"d:{name}" in ids
        case Pool():
            standing = [each for each in document.terms.clauses if f"c:{each.id}" in ids]
            return pooled(standing, asked.instrument) >= asked.at_least
        case _:
            assert_never(asked)


def _stands_now(asked: Simultaneous, state: State, knowledge: Knowledge) -> bool:
    if isinstance(asked, Operative):
        operative = [
            each for each in _such(state, asked.what, knowledge) if is_operative(state, each)
        ]
        return reaches(operative, asked.what, state.scenario)
    document = _seen(asked.document, state, knowledge)
    if document is None:
        return False
    match asked:
        case Accepts(by=by):
            return _accepts_now(document, by, knowledge)
        case Concluded():
            return document.status == "concluded"
        case Pool():
            operative = [each for each in document.terms.clauses if is_operative(state, each)]
            return pooled(operative, asked.instrument) >= asked.at_least
        case _:
            assert_never(asked)


def _accepts_now(document: Document, by: Seat, knowledge: Knowledge) -> bool:
    """Whether a seat's acceptance is known to stand: sealed answers are known to nobody yet."""
    if document.status == "concluded":
        return by in document.bound
    if document.status != "open":
        return False
    answer = document.answers.get(by) if knowledge.readers is None else None
    return by in document.terms.sponsors or (answer is not None and answer.accepts)


def is_operative(state: State, clause: Clause) -> bool:
    """Whether the last settlement left this clause operative."""
    standing = state.standings.get(clause.id)
    return standing is not None and standing.status == "operative"


def _stands_in_text(asked: Simultaneous, terms: Terms, scenario: Scenario) -> bool:
    match asked:
        case Operative(what=what):
            return reaches(list(terms.clauses), what, scenario)
        case Pool(document=document, instrument=instrument, at_least=at_least):
            return document == terms.id and pooled(list(terms.clauses), instrument) >= at_least
        case Accepts(by=by, document=document):
            return document == terms.id and by in signatories(terms)
        case Concluded(document=document):
            return document == terms.id
        case _:
            assert_never(asked)


def reaches(standing: list[Clause], what: Undertaking, scenario: Scenario) -> bool:
    """Whether these clauses hold such an undertaking: highest level, or sum of what is pledged."""
    levels = [clause.level for clause in standing if is_such(clause, what)]
    if is_quantity(scenario, what.instrument):
        return sum(levels) >= what.level
    return max(levels, default=0) >= what.level


def pooled(standing: list[Clause], instrument: str) -> int:
    """Return what these clauses pledge of an instrument together, a round."""
    return sum(clause.level for clause in standing if clause.instrument == instrument)


def is_such(clause: Clause, what: Undertaking) -> bool:
    """Whether a clause is what is asked for, its level apart."""
    return (
        clause.debtor == what.by
        and clause.instrument == what.instrument
        and (what.toward is None or what.toward in clause.beneficiaries)
        and _is_as_close(clause.verification, what.verification)
    )


def _is_as_close(has: Verification, wanted: Verification | None) -> bool:
    return wanted is None or VERIFICATIONS.index(has) >= VERIFICATIONS.index(wanted)


def is_quantity(scenario: Scenario, instrument: str) -> bool:
    """Whether an instrument is counted in units; one that is not in the catalogue is not."""
    found = scenario.instrument.get(instrument)
    return found is not None and found.quantity is not None
