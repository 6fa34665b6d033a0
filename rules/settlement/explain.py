"""Why a candidate fell, as a chain of causes, in what its readers may know.

Owns the way from a fallen candidate along its reasons to an end outside the settlement, and the
near misses (Rulebook 5). It must never tell a reader of anything that reader may not see:
`told_to` settles the table again as these readers see it, and explains that.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ..conditions import Operative, Performed, Undertaking, Verified, Was
from ..conditions.truth import is_such
from ..documents.shape import signatories
from ..model import Cause, Clause, Instructions, State
from ..names import Seat
from . import formula as f
from .compile import Compiled, Readers, compile_table, fact_form, fact_text
from .settle import (
    FailedCandidate,
    FailedFact,
    FailedNot,
    NearMiss,
    Path,
    Settlement,
    Short,
    near_misses,
    settle,
)

UNSEEN = "unseen"
"""The fact that stands for any reason these readers may not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A settlement as some readers may know it: each candidate they see falls or stands as it
    did, for reasons they see too."""

    compiled: Compiled
    settlement: Settlement
    levers: tuple[f.Candidate | f.Fact, ...]
    """What could have been otherwise, as far as these readers know."""

    def chain(self, candidate: str) -> tuple[Cause, ...]:
        """Return the reasons of a fallen candidate, to the end or to where they pass from view."""
        return chain(self.compiled, self.settlement, candidate)

    def near(self, documents: Collection[str]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """Return up to three near misses of each document, as `model.Fate` holds them."""
        targets = tuple(f"d:{name}" for name in documents)
        needs, facts = self.compiled.needs, self.compiled.facts
        found = near_misses(needs, facts, targets, self.levers)
        return {name.removeprefix("d:"): tuple(map(_as_text, near)) for name, near in found.items()}


def told_to(
    readers: Readers,
    state: State,
    sheets: Mapping[Seat, Instructions],
    settlement: Settlement,
) -> Told:
    """Return what a settlement looks like to all these readers together (Rulebook 5).

    It depends on nothing but what they all see and on what stood of that. Control sees all, so
    it narrows nothing.
    """
    onlookers = tuple(reader for reader in readers if reader != "control")
    compiled = compile_table(state, sheets, onlookers=onlookers, given=settlement.standing)
    needs, facts = dict(compiled.needs), {**compiled.facts, UNSEEN: False}
    seen = settle(needs, facts)
    if seen.standing - settlement.standing:
        _hide(_unexplained(needs, facts, seen, settlement), needs)
        _hide(settle(needs, facts).standing - settlement.standing, needs)
        seen = settle(needs, facts)
    return Told(
        compiled=Compiled(needs=needs, facts=facts, sources=compiled.sources),
        settlement=seen,
        levers=tuple(_levers(state, needs, facts)),
    )


def _unexplained(
    needs: Mapping[str, f.Formula], facts: Mapping[str, bool], seen: Settlement, real: Settlement
) -> frozenset[str]:
    """Return what fell although all it seems to need stands: it fell for a reason unseen."""
    tried = {f"?{name}": needs[name] for name in seen.standing - real.standing}
    given = dict.fromkeys(real.standing & needs.keys(), f.TRUE)
    met = settle({**tried, **given}, facts).standing
    return frozenset(name.removeprefix("?") for name in met if name in tried)


def _hide(names: Collection[str], needs: dict[str, f.Formula]) -> None:
    for name in names:
        needs[name] = f.Fact(name=UNSEEN)


def _levers(
    state: State, needs: Mapping[str, f.Formula], facts: Mapping[str, bool]
) -> Iterator[f.Candidate | f.Fact]:
    """Yield every candidate in sight, every acceptance that was not given, and every fact."""
    for name in needs:
        yield f.Candidate(id=name)
    for document in state.documents.values():
        for seat in signatories(document.terms):
            acceptance = f"a:{document.terms.id}:{seat}"
            if f"d:{document.terms.id}" in needs and acceptance not in needs:
                yield f.Candidate(id=acceptance)
    for name in facts:
        if name != UNSEEN:
            yield f.Fact(name=name)


def _as_text(near: NearMiss) -> tuple[str, ...]:
    return tuple(
        lever.id if isinstance(lever, f.Candidate) else fact_text(lever.name) for lever in near
    )


def chain(compiled: Compiled, settlement: Settlement, candidate: str) -> tuple[Cause, ...]:
    """Follow the reasons of a fallen candidate to their end; nothing for one that stands.

    All of it, whoever may know it: what a player reads comes from `told_to`.
    """
    causes: list[Cause] = []
    while candidate in settlement.fell:
        causes.append(_cause(compiled, settlement, candidate))
        if causes[-1].kind != "candidate":
            break
        candidate = causes[-1].lacked
    return tuple(causes)


def _cause(compiled: Compiled, settlement: Settlement, candidate: str) -> Cause:
    match settlement.fell[candidate].because:
        case FailedCandidate(id=lacked):
            return Cause(candidate=candidate, kind="candidate", lacked=lacked)
        case FailedFact(name="unseen"):
            return Cause(candidate=candidate, kind="unseen", lacked="")
        case FailedFact(name=name):
            return Cause(candidate=candidate, kind="fact", lacked=fact_text(name))
        case FailedNot(formula=denied):
            return Cause(candidate=candidate, kind="not", lacked=compiled.sources[id(denied)])
        case Short(path=path):
            short = _at(compiled.needs[candidate], path)
            lacked = compiled.sources.get(id(short), "short")
            return Cause(candidate=candidate, kind="short", lacked=lacked)


def _at(need: f.Formula, path: Path) -> f.Formula:
    """Return the formula to which a path of `settle` leads."""
    words_and_places = iter(path)
    for word in words_and_places:
        if word == "at_least":
            next(words_and_places)
        need = f.children_of(need)[int(next(words_and_places))]
    return need


def order_disputes(
    compiled: Compiled, settlement: Settlement, state: State
) -> tuple[tuple[str, str], ...]:
    """Return the pairs of sleeping clauses of which each waits for the other to go first.

    Two conditions of "only after you have" against each other stay dormant (Rulebook 5).
    """
    asleep = tuple(_waiting(compiled, settlement, state))
    return tuple(
        (one.id, other.id)
        for place, (one, wanted) in enumerate(asleep)
        for other, wanted_back in asleep[place + 1 :]
        if is_such(other, wanted) and is_such(one, wanted_back)
    )


def _waiting(
    compiled: Compiled, settlement: Settlement, state: State
) -> Iterator[tuple[Clause, Undertaking]]:
    """Yield each clause that sleeps because of something not done before, in order of ids."""
    clauses = {
        f"c:{each.id}": each for text in state.documents.values() for each in text.terms.clauses
    }
    for name, fall in settlement.fell.items():
        if name in clauses and isinstance(fall.because, FailedFact) and name in compiled.needs:
            wanted = _wanted_first(fall.because.name)
            if wanted is not None:
                yield clauses[name], wanted


def _wanted_first(fact: str) -> Undertaking | None:
    if fact == UNSEEN:
        return None
    match fact_form(fact):
        case Performed(what=what) | Verified(what=what) | Was(of=Operative(what=what)):
            return what
        case _:
            return None
