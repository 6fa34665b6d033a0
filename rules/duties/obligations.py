"""What is owed: which clauses demand something of their debtors, and how far evasion can hide.

Owns when a clause is due and the odds of its being caught; sealing, menus and the reckoning all
ask here (Rulebook 3, 6.1, 6.2). It must never say whether a promise was kept.
"""

from dataclasses import dataclass

from ..chance import spread
from ..documents.shape import signatories
from ..documents.sight import readers
from ..model import GONE, Clause, Document, Standing, State, Terms
from ..names import SEATS, VERIFICATIONS, Seat, Verification
from ..once import once
from ..scenario import Instrument
from .friends import delay, effective
from .shares import shares

ESTABLISHING: Verification = "v3"
"""From here on what verification finds is established for all who may read the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """A clause that demands something of its debtor in a round."""

    document: Document
    clause: Clause
    amount: int
    """The level or amount due: what the clause says, or its share of a pool."""


def obligations(state: State, round_number: int) -> tuple[Obligation, ...]:
    """Return what is due in a round, by document id and place in the document."""
    return tuple(
        Obligation(document=document, clause=clause, amount=amount)
        for document, clause in clauses_on_record(state)
        if (amount := amount_due(state, clause.id, round_number))
    )


@once
def clauses_in_force(state: State) -> tuple[tuple[Document, Clause], ...]:
    """Return the clauses that bind their debtors, asleep or not, in the order of ids."""
    return tuple(
        (document, clause)
        for document, clause in clauses_on_record(state)
        if state.standings[clause.id].status not in GONE
    )


@once
def texts_in_force(state: State) -> frozenset[str]:
    """Return the ids of the documents of which a clause binds its debtor."""
    return frozenset(document.terms.id for document, _ in clauses_in_force(state))


@once
def clauses_on_record(state: State) -> tuple[tuple[Document, Clause], ...]:
    """Return the clauses that bind their debtors or have done so, in the order of ids."""
    names = {clause.rpartition(".")[0] for clause in state.standings}
    return tuple(
        (state.documents[name], clause)
        for name in sorted(names & state.documents.keys())
        for clause in state.documents[name].terms.clauses
        if clause.id in state.standings
    )


def is_due(state: State, clause: str, round_number: int) -> bool:
    """Whether a clause asks anything of its debtor this round."""
    return amount_due(state, clause, round_number) > 0


def amount_due(state: State, clause: str, round_number: int) -> int:
    """Return the level or amount due under a clause this round, 0 where nothing is.

    Who pledged to a pool owes a share of it, worked out among those who owe (Rulebook 5.13).
    """
    if not has_turn(state, clause, round_number):
        return 0
    terms = state.documents[clause.rpartition(".")[0]].terms
    pledge = next(each for each in terms.clauses if each.id == clause)
    pool = terms.pool_of(pledge)
    if pool is None:
        return pledge.level
    pledges = {
        each.id: each.level
        for each in terms.clauses
        if each.instrument == pool.instrument and has_turn(state, each.id, round_number)
    }
    quantity = state.scenario.instrument[pool.instrument].quantity
    assert quantity is not None, "only what is counted is pooled"
    rank = {each: spread(state.key, round_number, f"share:{each}") for each in pledges}
    return shares(pledges, pool.amount, quantity.step, rank)[clause]


def has_turn(state: State, clause: str, round_number: int) -> bool:
    """Whether a clause was operative since the last reckoning and has its turn this round.

    A clause denounced this round is still owed this once: it ends from the next.
    """
    standing = state.standings.get(clause)
    if standing is None or not within(standing, round_number):
        return False
    if standing.status == "denounced":
        return f"c:{clause}" in state.concluded_at.get(round_number - 1, ())
    return standing.status == "operative"


def first_turn(state: State, terms: Terms, clause: Clause, concluded: int) -> int:
    """Return the first round in which a clause is due, of a text concluded in this one."""
    return concluded + 1 + ratification(state, terms) + delay(state, terms, clause)


def ratification(state: State, terms: Terms) -> int:
    """Return the rounds by which a text's legal form makes all in it due later (Rulebook 3.7)."""
    rounds: int = state.scenario.legal_forms.of(terms.form).delay
    return rounds


def within(standing: Standing, round_number: int) -> bool:
    until = standing.until_round
    return standing.from_round <= round_number and (until is None or round_number <= until)


def is_served(state: State, clause: Clause, standing: Standing, round_number: int) -> bool:
    """Whether this round was the clause's last: its term is over, or all tranches had their turn.

    A tranche that was not delivered has had its turn: it is missed, not put off (Rulebook 3.17).
    """
    if clause.tranches > 1:
        return tranches_left(state, clause) <= 0
    return standing.until_round is not None and standing.until_round <= round_number


def tranches_left(state: State, clause: Clause) -> int:
    """Return how many of a clause's tranches have not had their turn."""
    return clause.tranches - len(state.deliveries.get(clause.id, ()))


def is_for_a_term(clause: Clause) -> bool:
    """Whether leaving the clause before its end breaks it (Rulebook 3.14)."""
    return clause.rounds is not None or clause.tranches > 1


def outlives(state: State, clause: Clause, round_number: int) -> bool:
    """Whether the clause still has a turn after this round."""
    standing = state.standings[clause.id]
    if standing.status in GONE:
        return False
    if clause.tranches > 1:
        return tranches_left(state, clause) > has_turn(state, clause.id, round_number)
    return standing.until_round is None or standing.until_round > round_number


def odds_of_detection(state: State, clause: Clause) -> int:
    """Return the percent odds that an evasion is caught, for each who watches (Rulebook 6.2)."""
    instrument = state.scenario.instrument[clause.instrument]
    if not instrument.verifiable:
        return instrument.visible
    return max(instrument.visible, state.scenario.detection[effective(state, clause)].detect)


def odds_of_false_alarm(state: State, clause: Clause) -> int:
    """Return the percent odds that a promise kept looks broken, which an open one never does."""
    instrument = state.scenario.instrument[clause.instrument]
    if not instrument.verifiable or instrument.visible >= 100:
        return 0
    return state.scenario.detection[effective(state, clause)].false_alarm


def can_be_verified(instrument: Instrument, verification: Verification) -> bool:
    """Whether performance under this verification becomes `verified` (Rulebook 6.2)."""
    return establishes(verification) and (instrument.verifiable or instrument.visible >= 100)


def establishes(verification: Verification) -> bool:
    """Whether what is found under this verification is known to all who may read the document."""
    return VERIFICATIONS.index(verification) >= VERIFICATIONS.index(ESTABLISHING)


def watchers(document: Document, clause: Clause) -> tuple[Seat, ...]:
    """Return who looks whether a promise is kept: who benefits, else who signed, else who reads."""
    circles = (clause.beneficiaries, signatories(document.terms), readers(document))
    for circle in circles:
        seats = tuple(seat for seat in SEATS if seat in circle and seat != clause.debtor)
        if seats:
            return seats
    return ()
