"""Accusations, breaches to make good, questions to vote on (Rulebook 6.12 to 6.14).

Owns which turns of a promise an accusation is about; judging, menus and the reckoning ask here.
What may be accused hangs on nothing that a reader of the text does not know.
"""

from collections.abc import Iterator

from ..documents.sight import can_see
from ..model import Accusation, Clause, Delivery, Document, Question, State
from ..names import Seat
from ..scenario import Ambiguity
from .obligations import clauses_on_record, is_due, odds_of_detection


def accusable(state: State, seat: Seat) -> tuple[str, ...]:
    """Return the clauses of others, in texts the seat reads, of which a turn is open to doubt."""
    return tuple(
        clause.id
        for _, clause in clauses_seen(state, seat)
        if clause.debtor != seat
        and odds_of_detection(state, clause) < 100
        and turns_in_doubt(state, clause.id, state.round)
    )


def clauses_seen(state: State, seat: Seat) -> Iterator[tuple[Document, Clause]]:
    """Yield the clauses that have been in force and that the seat may read, in order of ids."""
    return (each for each in clauses_on_record(state) if can_see(each[0], seat))


def turns_in_doubt(state: State, clause: str, before: int) -> tuple[Delivery, ...]:
    """Return past turns that all readers take for kept in full, proved by nothing as yet.

    Nobody is accused twice of the same: turns before an earlier accusation are done with.
    """
    earlier = (each.round for each in state.accusations if each.clause == clause)
    since = max((number for number in earlier if number < before), default=0)
    return tuple(
        each
        for each in state.deliveries.get(clause, ())
        if since <= each.round < before and is_in_doubt(each)
    )


def is_in_doubt(delivery: Delivery) -> bool:
    is_proved = delivery.established or delivery.verified or delivery.cleared
    return not is_proved and delivery.outcome != "part"


def is_accused_already(state: State, clause: str) -> bool:
    return any(each.clause == clause and each.outcome is None for each in state.accusations)


def made_by(state: State, seat: Seat) -> int:
    """Count the accusations the seat has made this round: all its readers know of each."""
    return sum(each.by == seat and each.round == state.round for each in state.accusations)


def open_against(state: State, seat: Seat) -> tuple[Accusation, ...]:
    """Return the accusations that wait for the seat's answer."""
    return tuple(
        each
        for each in state.accusations
        if each.outcome is None and clause_accused(state, each).debtor == seat
    )


def clause_accused(state: State, accusation: Accusation) -> Clause:
    clauses = state.documents[accusation.document].terms.clauses
    return next(each for each in clauses if each.id == accusation.clause)


def has_evidence(state: State, accusation: Accusation) -> bool:
    """Whether the accuser saw something. It cannot know a false alarm, nor can those it shows."""
    return any(
        accusation.by in (*each.seen_by, *each.doubted_by)
        for each in turns_in_doubt(state, accusation.clause, accusation.round)
    )


def to_vote_on(state: State, seat: Seat) -> tuple[Question, ...]:
    """Return the questions on which the seat votes now: open ones about what others did."""
    return tuple(each for each in state.questions if each.outcome is None and each.by != seat)


def ambiguity(state: State, question: Question) -> Ambiguity:
    asked = state.scenario.action[question.action].ambiguous
    assert asked is not None, question
    return asked


# --- breaches, and making them good ---


def uncured(state: State, clause: str) -> tuple[Delivery, ...]:
    """Return the turns of a clause that are established as evaded and not made good."""
    delivered = state.deliveries.get(clause, ())
    return tuple(d for d in delivered if d.established and d.outcome == "evaded" and not d.cured)


def is_material(state: State, clause: str) -> bool:
    """Whether a clause is broken again and again: that cannot be made good any more."""
    return len(uncured(state, clause)) > 1


def weight_of_breach(state: State, clause: str) -> int:
    """Return the onus that one more established evasion brings under a public text."""
    rules = state.scenario.onus
    return rules.material if uncured(state, clause) else rules.breach


def curable(state: State, seat: Seat) -> tuple[str, ...]:
    """Return the clauses due this round whose one breach their debtor may make good."""
    return tuple(
        clause.id
        for _, clause in clauses_seen(state, seat)
        if clause.debtor == seat
        and len(uncured(state, clause.id)) == 1
        and is_due(state, clause.id, state.round)
    )


def frees_others(state: State, document: Document, seat: Seat) -> bool:
    """Whether another's material breach lets the seat leave a text without breaking its word."""
    clauses = document.terms.clauses
    return any(each.debtor != seat and is_material(state, each.id) for each in clauses)
