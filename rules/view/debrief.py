"""The debrief: everything is revealed to everybody once the game is over (Rulebook 9).

Owns these records, read with control's eyes. Before the end none of them exists.
"""

from collections.abc import Callable, Iterable, Mapping

from ..duties.obligations import clauses_on_record
from ..judgement.commitments import committed_at, opening
from ..judgement.judge import reliability, responsibility, result
from ..legal import is_over
from ..model import Clause, Delivery, Document, State, Telling
from ..names import SEATS, Seat, Viewer
from ..naming import label
from ..prose import cause_text, clause_text, near_text, seat_text
from ..prose.words import listed
from .beliefs import believed
from .hindsight import frontier, trust
from .overheard import revealed
from .reader import Reader, Record
from .sheets import of_promises, scored_sheet
from .world import outcome


def ids(state: State, _: Viewer) -> Iterable[str]:
    return tuple(DEBRIEFS) if is_over(state) else ()


def exists(state: State, viewer: Viewer, identity: str) -> bool:
    return identity in ids(state, viewer)


def debrief(reader: Reader, identity: str) -> Record:
    return DEBRIEFS[identity](Reader(reader.state, "control", reader.texts))


def results(reader: Reader) -> Record:
    state = reader.state
    record = reliability(state)
    return {
        "outcome": outcome(state),
        "reliability": {"kept": record.kept, "due": record.due},
        "key": state.key,
        "origins": [{"table": each.table, "key": each.key} for each in state.origins],
        "responsibility": blame(state),
        "seats": [
            {
                "seat": seat,
                "points": each.points,
                "batna": each.batna,
                "maximum": each.maximum,
                "result": each.per_mille // 10,
                "reliability": {"kept": kept.kept, "due": kept.due},
            }
            for seat in SEATS
            for each, kept in [(result(of_promises(state), seat), reliability(state, seat))]
        ],
    }


def blame(state: State) -> str | None:
    """Say who answers for a war, and how far (Rulebook 6.7)."""
    shares = responsibility(state)
    if not shares:
        return None
    named = [f"{seat_text(seat, state.scenario)} {percent}%" for seat, percent in shares.items()]
    return f"For the war answer: {listed(named)}."


def promises(reader: Reader) -> Record:
    """Every promise that came into force, and what truly became of it."""
    found = clauses_on_record(reader.state)
    return {"promises": [promise(reader, paper, clause) for paper, clause in found]}


def promise(reader: Reader, paper: Document, clause: Clause) -> Record:
    identity = paper.terms.id
    return {
        "clause": clause.id,
        "document": identity,
        "label": label(identity),
        "debtor": clause.debtor,
        "text": clause_text(
            clause, reader.state.scenario, reader.label, paper.terms.pool_of(clause)
        ),
        "rounds": [turn(each) for each in reader.state.deliveries.get(clause.id, ())],
    }


def turn(delivery: Delivery) -> Record:
    return {
        "round": delivery.round,
        "outcome": delivery.outcome,
        "verified": delivery.verified,
        "known": known_to(delivery),
        "seen_by": list(delivery.seen_by),
        "doubted_by": list(delivery.doubted_by),
        "diverted": delivery.diverted,
    }


def known_to(delivery: Delivery) -> str:
    """Say who knew at the time what really became of it."""
    if delivery.outcome != "evaded":
        return "some" if delivery.doubted_by else "all"
    if delivery.established:
        return "all"
    return "some" if delivery.seen_by else "nobody"


def settlements(reader: Reader) -> Record:
    """What each round made of each open text, beside what "you first" would have."""
    state = reader.state
    return {
        "rounds": [
            {
                "round": number,
                "documents": [
                    settled(reader, line)
                    for line in state.tellings.get(number, ())
                    if line.kind in OUTCOMES and line.document is not None
                ],
            }
            for number in sorted(state.concluded_at)
        ]
    }


def settled(reader: Reader, line: Telling) -> Record:
    state, identity = reader.state, line.document
    assert identity is not None
    return {
        "document": identity,
        "label": label(identity),
        "title": reader.says(state.documents[identity].terms.title),
        "fate": {
            "outcome": line.kind,
            "text": OUTCOMES[line.kind],
            "chain": list(cause_text(line.why, state.scenario, reader.label)),
            "near": [near_text(each, state.scenario, reader.label) for each in line.near],
            "far": line.far,
        },
        "you_first": f"d:{identity}" in state.you_first.get(line.round, ()),
    }


OUTCOMES = {
    "concluded": "It was concluded.",
    "fell": "It lapsed without being concluded.",
    "declined": "It was declined.",
    "waiting": "It was not concluded, and stayed open.",
}


def sheets(reader: Reader) -> Record:
    return {"sheets": [{"seat": seat, **scored_sheet(reader.state, seat)} for seat in SEATS]}


def commitments(reader: Reader) -> Record:
    """Every sheet that was committed to, with the salt that opens its commitment."""
    state = reader.state
    return {
        "rounds": [
            {
                "round": number,
                "table": committed_at(state, number).table,
                "sheets": [opened(state, number, seat) for seat in SEATS],
            }
            for number in sorted(state.commitments)
        ]
    }


def opened(state: State, number: int, seat: Seat) -> Record:
    found = opening(state, number, seat)
    return {
        "seat": seat,
        "commitment": state.commitments[number][seat],
        "salt": found.salt,
        "sheet": found.sheet,
    }


DEBRIEFS: Mapping[str, Callable[[Reader], Record]] = {
    "result": results,
    "promises": promises,
    "settlements": settlements,
    "sheets": sheets,
    "beliefs": believed,
    "frontier": frontier,
    "trust": trust,
    "commitments": commitments,
    "overheard": revealed,
}
