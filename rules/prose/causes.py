"""Why something fell, in words: one sentence for each hop of a chain.

Owns the reading of `model.Cause` and of near misses. What a reader may know of them is settled
before they come here.
"""

import json
from collections.abc import Sequence

from ..conditions import parse
from ..model import Cause
from ..names import SEATS, Seat
from ..scenario import Scenario
from .conditions import Label, condition_text, document_name, seat_text
from .words import listed, sentence

_FELL = {"d": "was not concluded", "a": "did not stand", "c": "is not in force"}


def cause_text(chain: Sequence[Cause], scenario: Scenario, label: Label) -> tuple[str, ...]:
    """Return a sentence for each cause, from what fell to the end of its reasons."""
    explained = {cause.candidate for cause in chain}
    return tuple(
        sentence(
            f"{_subject(cause.candidate, scenario, label)} {_FELL[cause.candidate[0]]}"
            f"{_reason(cause, explained, scenario, label)}"
        )
        for cause in chain
    )


def near_text(near: Sequence[str], scenario: Scenario, label: Label) -> str:
    """Return what one near miss says would have been enough."""
    wishes = [_wish(lever, scenario, label) for lever in near]
    return sentence(f"it would have stood if {listed(wishes)}")


def order_dispute_text(one: str, other: str, label: Label) -> str:
    """Return the name of a deadlock of two clauses, each waiting for the other (Rulebook 5)."""
    first, second = (_clause_name(clause, label) for clause in (one, other))
    return sentence(f"order dispute: {first} and {second} each wait for the other to go first")


def _reason(cause: Cause, explained: set[str], scenario: Scenario, label: Label) -> str:
    match cause.kind:
        case "candidate":
            if is_own_acceptance(cause) and cause.lacked not in explained:
                return f": {_refuser(cause.lacked, scenario)} did not accept it"
            return f" because {_lacking(cause.lacked, explained, scenario, label)}"
        case "fact" | "not":
            wanted = _condition(cause.lacked, scenario, label)
            is_clause = cause.candidate.startswith("c:")
            return f" until {wanted}" if is_clause else f": it needs this to be so: {wanted}"
        case "short" if cause.lacked == "short":
            return ": its signatories are fewer than the acceptances it asks for"
        case "short":
            met = _condition(cause.lacked, scenario, label)
            return f": all that is offered together cannot meet this: {met}"
        case "unseen":
            return " for a reason that is not yours to know"


def is_own_acceptance(cause: Cause) -> bool:
    """Whether what a document lacked is an acceptance of that same document."""
    return cause.lacked.startswith(f"a:{cause.candidate.removeprefix('d:')}:")


def _refuser(candidate: str, scenario: Scenario) -> str:
    _, _, seat = _parted(candidate)
    assert seat is not None, candidate
    return seat_text(seat, scenario)


def _lacking(candidate: str, explained: set[str], scenario: Scenario, label: Label) -> str:
    sort, document, seat = _parted(candidate)
    if sort == "a" and seat is not None and candidate not in explained:
        return f"{seat_text(seat, scenario)} did not accept {document_name(document, label)}"
    return f"{_subject(candidate, scenario, label)} {_FELL[sort]}"


def _wish(lever: str, scenario: Scenario, label: Label) -> str:
    if lever[1:2] != ":":
        return f"this had been so: {_condition(lever, scenario, label)}"
    sort, document, seat = _parted(lever)
    if sort == "a" and seat is not None:
        return f"{seat_text(seat, scenario)} had accepted {document_name(document, label)}"
    if sort == "c":
        return f"{_clause_name(lever[2:], label)} had been in force"
    return f"{document_name(document, label)} had been concluded"


def _subject(candidate: str, scenario: Scenario, label: Label) -> str:
    sort, document, seat = _parted(candidate)
    if sort == "a" and seat is not None:
        named = document_name(document, label)
        return f"the acceptance of {named} by {seat_text(seat, scenario)}"
    return _clause_name(candidate[2:], label) if sort == "c" else document_name(document, label)


def _clause_name(clause: str, label: Label) -> str:
    document, _, number = clause.rpartition(".")
    if label(document) is None:
        return f"a clause of {document_name(document, label)}"
    return f"clause {number} of {document_name(document, label)}"


def _parted(candidate: str) -> tuple[str, str, Seat | None]:
    """Return a settlement id's sort, document and, for an acceptance, its seat."""
    sort, _, rest = candidate.partition(":")
    if sort == "c":
        return sort, rest.rpartition(".")[0], None
    document, _, by = rest.partition(":")
    return sort, document, next((seat for seat in SEATS if seat == by), None)


def _condition(text: str, scenario: Scenario, label: Label) -> str:
    return condition_text(parse(json.loads(text)), scenario, label)
