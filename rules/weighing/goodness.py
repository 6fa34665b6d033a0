"""How good a public offer is, 0 to 10: what makes it hard to decline (Rulebook 7, onus).

Owns the weighing of an offer's text by the scenario's weights. It counts what sponsors give, never
what they ask, and goes by public knowledge alone, so that anybody could work it out.
"""

from dataclasses import dataclass

from ..conditions import Always, Condition, Form, leaves
from ..conditions.truth import Knowledge, now
from ..documents.sight import readers
from ..duties.friends import at_rate, is_rated, swapped
from ..duties.obligations import clauses_on_record, is_for_a_term
from ..model import Clause, State, Terms
from ..names import VIEWERS
from ..scenario import Instrument

PUBLIC = Knowledge(readers=VIEWERS)
Part = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goodness:
    """The value, and what it is made of; parts worth nothing are left out."""

    value: int
    parts: tuple[Part, ...]


def goodness(state: State, terms: Terms) -> Goodness:
    """Weigh what the sponsors offer; who offers nothing makes no good offer."""
    given = [clause for clause in terms.clauses if clause.debtor in terms.sponsors]
    if not given:
        return Goodness(value=0, parts=())
    parts = (
        ("Concrete", concreteness(state, given)),
        ("Relief that comes fast", speed(state, given)),
        ("Terms, dates or verification", detail(state, given)),
        conditionality(state, terms, given),
        ("Jointly sponsored", state.scenario.goodness.joint if len(terms.sponsors) > 1 else 0),
        ("Sponsors who keep their word", record(state, terms)),
        exchange(state, terms),
    )
    worth = tuple((text, amount) for text, amount in parts if amount)
    return Goodness(value=min(max(sum(amount for _, amount in worth), 0), 10), parts=worth)


def instruments(state: State, given: list[Clause]) -> list[Instrument]:
    known = state.scenario.instrument
    return [known[clause.instrument] for clause in given if clause.instrument in known]


def concreteness(state: State, given: list[Clause]) -> int:
    """One concrete clause earns half of the weight, rounded up; two earn all of it."""
    concrete = sum("concrete" in each.tags for each in instruments(state, given))
    return (state.scenario.goodness.concrete * min(concrete, 2) + 1) // 2


def speed(state: State, given: list[Clause]) -> int:
    """Concrete relief that comes fast earns the weight; what is merely fast, half of it."""
    fast = [each.tags for each in instruments(state, given) if {"fast", "concrete"} <= {*each.tags}]
    weight = state.scenario.goodness.fast
    if any("relief" in tags for tags in fast):
        return weight
    return (weight + 1) // 2 if fast else 0


def detail(state: State, given: list[Clause]) -> int:
    """Half of the clauses or more must say for how long, from when, or who checks."""
    spelled_out = sum(
        is_for_a_term(clause) or clause.start > 0 or clause.verification != "v0" for clause in given
    )
    return state.scenario.goodness.detail if 2 * spelled_out >= len(given) else 0


def conditionality(state: State, terms: Terms, given: list[Clause]) -> Part:
    """One or two conditions beat none and beat many; what is true already is no condition."""
    weights = state.scenario.goodness
    count = len(conditions(state, terms, given))
    if count == 0:
        return "Unconditional", weights.conditions_none
    if count <= 2:
        return "Some, not too much conditionality", weights.conditions_moderate
    return "Many conditions", weights.conditions_many


def conditions(state: State, terms: Terms, given: list[Clause]) -> tuple[Form, ...]:
    """Return the distinct leaves that what is given hangs on and that are not already true."""
    wanted: list[Condition] = [terms.provided, *(clause.condition for clause in given)]
    distinct = dict.fromkeys(leaf for each in wanted for _, leaf in leaves(each.form))
    return tuple(
        leaf
        for leaf in distinct
        if not isinstance(leaf, Always) and not now(leaf, state, PUBLIC, terms.author)
    )


def exchange(state: State, terms: Terms) -> Part:
    """Unlike systems at a rate that a friend has set beat those that nobody has compared."""
    weight = state.scenario.goodness.rated
    if at_rate(state, terms):
        return "Unlike systems at an agreed rate", weight
    is_open = any(swapped(state, terms)) and not is_rated(state, terms)
    return "Unlike systems that nobody has compared", -weight if is_open else 0


def record(state: State, terms: Terms) -> int:
    """Sponsors of whom no breach is publicly established earn the weight."""
    broken = {clause for _, clause in state.breaches}
    is_tainted = any(
        clause.id in broken and clause.debtor in terms.sponsors and "observer" in readers(document)
        for document, clause in clauses_on_record(state)
    )
    return 0 if is_tainted else state.scenario.goodness.record
