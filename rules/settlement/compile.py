"""From a table to the candidates of its settlement: what each needs, and what is already decided.

Owns which acceptances, documents and clauses are candidates, and how a condition becomes a
formula (Rulebook 5). It must never let a condition see past its own document's signatories, copy
a shared total for each condition that reads it, or settle anything: `settle` does.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, assert_never

from ..conditions import (
    ALWAYS,
    Accepts,
    All,
    Always,
    AnyOf,
    AtLeast,
    Charter,
    Compliant,
    Concluded,
    Condition,
    Form,
    Leaf,
    Not,
    Operative,
    Performed,
    Pool,
    Simultaneous,
    Undertaking,
    Verified,
    Was,
    canonical,
    parse,
)
from ..conditions.truth import Knowledge, holds, is_quantity, is_such
from ..documents.shape import debtors, signatories
from ..documents.sight import visible_to_all
from ..duties.obligations import is_served
from ..duties.resting import resting
from ..model import GONE, Answer, Clause, Document, Instructions, State
from ..names import ROLES, Seat, Viewer
from ..scenario import Scenario
from ..weighing.exposure import voiceless
from . import formula as f
from .settle import least

Readers: TypeAlias = tuple[Viewer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """What `settle` is asked, with the way back from formulas to conditions."""

    needs: Mapping[str, f.Formula]
    facts: Mapping[str, bool]
    sources: Mapping[int, str]
    """From `id` of a formula in `needs` to the canonical text of the form it was made of."""


def compile_table(
    state: State,
    sheets: Mapping[Seat, Instructions],
    *,
    onlookers: Readers = (),
    given: frozenset[str] = frozenset(),
) -> Compiled:
    """Return the candidates of this round's settlement (Rulebook 5).

    With `onlookers`, only what all of them may see too, as they know it; candidates in `given`
    need nothing. That smaller table is for telling them reasons, never for settling.
    """
    return _Table(state, sheets, onlookers, given).compiled()


def you_first(state: State, sheets: Mapping[Seat, Instructions]) -> tuple[str, ...]:
    """Return who would stand if each waited for the others to go first (Rulebook 5).

    A document and its acceptances need each other, which alone would keep all of them out of a
    least set. Here a document needs what is said ("y:DOC:SEAT"), an acceptance needs both.
    """
    table = _Table(state, sheets, (), frozenset(), said="y").compiled()
    first = least(table.needs, table.facts)
    return tuple(sorted(name for name in first if not name.startswith("y:")))


def fact_form(name: str) -> Form:
    """Return the form behind a fact's name."""
    return parse(json.loads(fact_text(name))).form


def fact_text(name: str) -> str:
    """Return the canonical text of the form behind a fact's name: names add who asks."""
    return name.partition(" @")[0]


def acceptances(document: Document, sheets: Mapping[Seat, Instructions]) -> dict[Seat, Condition]:
    """Return who accepts an open document, each with its reservation.

    Sponsors accepted by tabling. A sheet's answer replaces one in force (Rulebook 3).
    """
    terms = document.terms
    accepted = dict.fromkeys(terms.sponsors, ALWAYS)
    for seat in terms.addressees:
        answer = _answer(document, seat, sheets)
        if answer is not None and answer.accepts:
            accepted[seat] = answer.reservation
    return accepted


def _answer(document: Document, seat: Seat, sheets: Mapping[Seat, Instructions]) -> Answer | None:
    sealed = sheets[seat].answers if seat in sheets else {}
    return sealed.get(document.terms.id, document.answers.get(seat))


def is_alive(state: State, document: Document, clause: Clause) -> bool:
    """Whether a clause can be operative after this settlement, whatever it needs.

    Not once its term is served, it is denounced, or its debtor walked out on an open ground
    (Rulebook 3); nor while its text rests, nor, once concluded, when its debtor never accepted.
    """
    if document.terms.id in resting(state):
        return False
    debtor = state.seats[clause.debtor]
    if debtor.walked_out is not None and debtor.walked_out_freely:
        return False
    if document.status == "open":
        return True
    standing = state.standings.get(clause.id)
    if document.status != "concluded" or clause.debtor not in document.bound or standing is None:
        return False
    is_over = is_served(state, clause, standing, state.round)
    return standing.status not in GONE and not is_over


@dataclass(slots=True)
class _Table:
    """One compilation. Formulas, facts and totals are made once and shared."""

    state: State
    sheets: Mapping[Seat, Instructions]
    onlookers: Readers
    given: frozenset[str]
    said: Literal["a", "y"] = "a"
    """The sort of candidate that a document's conclusion needs of its signatories."""
    needs: dict[str, f.Formula] = field(default_factory=dict)
    facts: dict[str, bool] = field(default_factory=dict)
    sources: dict[int, str] = field(default_factory=dict)
    accepted: dict[str, dict[Seat, Condition]] = field(default_factory=dict)
    alive: defaultdict[tuple[Seat, str], list[tuple[Clause, Document]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """Clauses that are candidates, by debtor and instrument."""
    leaves: dict[tuple[str, Readers], f.Formula] = field(default_factory=dict)
    totals: dict[tuple[object, ...], f.Weights] = field(default_factory=dict)

    def compiled(self) -> Compiled:
        seen = [each for each in self.state.documents.values() if self.is_candidate(each)]
        for document in seen:
            self.enlist(document)
        for document in seen:
            self.add(document)
        for name in self.given & self.needs.keys():
            self.needs[name] = f.TRUE
        return Compiled(needs=self.needs, facts=self.facts, sources=self.sources)

    def is_candidate(self, document: Document) -> bool:
        return document.status in ("open", "concluded") and visible_to_all(document, self.onlookers)

    def enlist(self, document: Document) -> None:
        if document.status == "open":
            self.accepted[document.terms.id] = acceptances(document, self.sheets)
        for clause in document.terms.clauses:
            if is_alive(self.state, document, clause):
                self.alive[clause.debtor, clause.instrument].append((clause, document))

    def add(self, document: Document) -> None:
        name, view = document.terms.id, self.view(document)
        if document.status == "open":
            self.needs[f"d:{name}"] = self.document_need(document, view)
            for seat, reservation in self.accepted[name].items():
                self.accept(name, seat, self.formula(reservation.form, view, seat))
        for clause in document.terms.clauses:
            if is_alive(self.state, document, clause):
                self.needs[f"c:{clause.id}"] = self.clause_need(document, clause, view)

    def accept(self, name: str, seat: Seat, reserved: f.Formula) -> None:
        if self.said == "y":
            self.needs[f"y:{name}:{seat}"] = reserved
            reserved = f.Candidate(id=f"y:{name}:{seat}")
        self.needs[f"a:{name}:{seat}"] = _all_of((f.Candidate(id=f"d:{name}"), reserved))

    def view(self, document: Document) -> Readers:
        """Return by whose common view the document's conditions see (Rulebook 4)."""
        seeing = {*signatories(document.terms), *self.onlookers}
        return tuple(viewer for viewer in ROLES if viewer in seeing)

    def document_need(self, document: Document, view: Readers) -> f.Formula:
        provided = self.formula(document.terms.provided.form, view, None)
        return _all_of((*self.required(document), provided))

    def required(self, document: Document) -> tuple[f.Formula, ...]:
        """Return whose acceptances it needs: by its signatories, and by its form's members."""
        scenario = self.state.scenario
        members = scenario.legal_forms.of(document.terms.form).members
        both = (*_required(scenario, document, self.said), *_by(document, self.said, members))
        return tuple(dict.fromkeys(both))

    def clause_need(self, document: Document, clause: Clause, view: Readers) -> f.Formula:
        so_long_as = _all_of(
            (
                *self.counterpart(clause, view),
                *self.fullness(document, clause, view),
            )
        )
        if document.status == "concluded":
            return so_long_as
        name = document.terms.id
        accepted = f.Candidate(id=f"a:{name}:{clause.debtor}")
        return _all_of((f.Candidate(id=f"d:{name}"), accepted, so_long_as))

    def counterpart(self, clause: Clause, view: Readers) -> Iterable[f.Formula]:
        """Yield the clause's `while`, which a first tranche does not wait for (Rulebook 3.17)."""
        if clause.tranches == 1 or self.state.deliveries.get(clause.id):
            yield self.formula(clause.condition.form, view, clause.debtor)

    def fullness(self, document: Document, clause: Clause, view: Readers) -> Iterable[f.Formula]:
        """Yield that the pool the clause pledges to, if any, reaches its target (Rulebook 5.13)."""
        pool = document.terms.pool_of(clause)
        if pool is not None:
            name = document.terms.id
            yield self.formula(
                Pool(document=name, instrument=pool.instrument, at_least=pool.amount), view, None
            )

    def formula(self, form: Form, view: Readers, asker: Seat | None) -> f.Formula:
        made = self.made(form, view, asker)
        if made is not f.TRUE:
            self.sources.setdefault(id(made), canonical(form))
        return made

    def made(self, form: Form, view: Readers, asker: Seat | None) -> f.Formula:
        match form:
            case All(of=of):
                return f.All(children=tuple(self.formula(part, view, asker) for part in of))
            case AnyOf(of=of):
                return f.Any(children=tuple(self.formula(part, view, asker) for part in of))
            case AtLeast(k=k, of=of):
                return f.AtLeast(
                    k=k, children=tuple(self.formula(part, view, asker) for part in of)
                )
            case Not(of=inner):
                return f.Not(child=self.formula(inner, view, asker))
            case Always():
                return f.TRUE
            case _:
                return self.leaf(form, view, asker)

    def leaf(self, leaf: Leaf, view: Readers, asker: Seat | None) -> f.Formula:
        if not isinstance(leaf, Simultaneous):
            name = _fact_name(leaf, view, asker)
            if name not in self.facts:
                self.facts[name] = holds(leaf, self.state, Knowledge(view), asker)
            return self.shared_fact(name)
        key = (canonical(leaf), view)
        if key not in self.leaves:
            self.leaves[key] = self.simultaneous(leaf, view)
        return self.leaves[key]

    def simultaneous(self, leaf: Simultaneous, view: Readers) -> f.Formula:
        if isinstance(leaf, Operative):
            return self.operative(leaf.what, view)
        document = self.state.paper(leaf.document)
        # What is out of sight is answered like what does not exist (Rulebook 4).
        if document is None or not visible_to_all(document, view):
            return self.fixed(leaf, view, False)
        match leaf:
            case Accepts(by=by, document=name):
                if document.status == "open" and by in signatories(document.terms):
                    return f.Candidate(id=f"a:{name}:{by}")
                return self.fixed(leaf, view, by in document.bound)
            case Concluded(document=name):
                if document.status == "open":
                    return f.Candidate(id=f"d:{name}")
                return self.fixed(leaf, view, document.status == "concluded")
            case Pool(instrument=instrument, at_least=at_least):
                return f.Sum(weights=self.pool(document, instrument), at_least=at_least)
            case _:
                assert_never(leaf)

    def operative(self, what: Undertaking, view: Readers) -> f.Formula:
        if is_quantity(self.state.scenario, what.instrument):
            return f.Sum(weights=self.total(what, view), at_least=what.level)
        return f.Any(
            children=tuple(
                f.Candidate(id=f"c:{clause.id}")
                for clause in self.such(what, view)
                if clause.level >= what.level
            )
        )

    def such(self, what: Undertaking, view: Readers) -> Iterable[Clause]:
        for clause, document in self.alive.get((what.by, what.instrument), ()):
            if is_such(clause, what) and visible_to_all(document, view):
                yield clause

    def total(self, what: Undertaking, view: Readers) -> f.Weights:
        """Return what is pledged of this, one object for all thresholds that read it."""
        key = ("operative", what.by, what.instrument, what.toward, what.verification, view)
        if key not in self.totals:
            self.totals[key] = _weights(self.such(what, view))
        return self.totals[key]

    def pool(self, document: Document, instrument: str) -> f.Weights:
        key = ("pool", document.terms.id, instrument)
        if key not in self.totals:
            self.totals[key] = _weights(
                clause
                for clause in document.terms.clauses
                if clause.instrument == instrument and is_alive(self.state, document, clause)
            )
        return self.totals[key]

    def fixed(self, leaf: Leaf, view: Readers, is_true: bool) -> f.Formula:
        name = _fact_name(leaf, view, None)
        self.facts[name] = is_true
        return self.shared_fact(name)

    def shared_fact(self, name: str) -> f.Formula:
        return self.leaves.setdefault((name, ()), f.Fact(name=name))


def _fact_name(leaf: Leaf, view: Readers, asker: Seat | None) -> str:
    """Name a fact by its form, and by who asks where the answer hangs on that."""
    match leaf:
        case Charter():
            return f"{canonical(leaf)} @{asker or 'all'}"
        case Was() | Performed() | Verified() | Compliant() | Accepts() | Concluded() | Pool():
            return f"{canonical(leaf)} @{'+'.join(view)}"
        case _:
            return canonical(leaf)


def _weights(clauses: Iterable[Clause]) -> f.Weights:
    return f.weigh({f"c:{clause.id}": clause.level for clause in clauses})


def _required(scenario: Scenario, document: Document, said: str) -> tuple[f.Formula, ...]:
    """Return whose acceptances an open document needs to be concluded (Rulebook 5)."""
    terms = document.terms
    all_of_them = _by(document, said, signatories(terms))
    if terms.quorum is not None:
        owing = () if terms.divisible else _by(document, said, debtors(terms))
        return (*owing, f.AtLeast(k=terms.quorum, children=all_of_them))
    if not terms.divisible or not terms.addressees:
        excused = voiceless(scenario, terms)
        return _by(document, said, (s for s in signatories(terms) if s not in excused))
    sides = (terms.sponsors, terms.addressees)
    return tuple(f.Any(children=_by(document, said, side)) for side in sides)


def _by(document: Document, said: str, seats: Iterable[Seat]) -> tuple[f.Formula, ...]:
    return tuple(f.Candidate(id=f"{said}:{document.terms.id}:{seat}") for seat in seats)


def _all_of(needed: tuple[f.Formula, ...]) -> f.Formula:
    """Return the conjunction, without what is always true."""
    wanting = tuple(each for each in needed if each is not f.TRUE)
    if not wanting:
        return f.TRUE
    return wanting[0] if len(wanting) == 1 else f.All(children=wanting)
