"""Documents and clauses as one viewer may read them.

Owns these records' fields. Answers that no settlement has published, prices of others and what
was not seen of a promise have no place here; reasons are cut where they pass from view.
"""

from collections.abc import Iterable

from ..documents.combined import joint_of
from ..documents.shape import named_in
from ..documents.sight import can_see, seen_by
from ..documents.succession import survivals
from ..duties.obligations import amount_due, clauses_on_record, is_due, tranches_left
from ..model import Answer, Clause, Document, Standing, State
from ..names import SEATS, Seat, Viewer
from ..naming import label
from ..prose import seat_text
from ..prose.words import sentence
from .guests import helpers
from .knowledge import history
from .reader import Reader, Record
from .reasons import fate, sleeps_because
from .wording import Eyes, worded

# --- document/{id} ---


def documents(state: State, viewer: Viewer) -> Iterable[str]:
    dropped = (name for name, each in state.dropped.items() if can_see(each, viewer))
    return sorted((*dropped, *(name for name, _ in seen_by(state, viewer))))


def sees_document(state: State, viewer: Viewer, identity: str) -> bool:
    return Reader(state, viewer, {}).document(identity) is not None


def document(reader: Reader, identity: str) -> Record:
    paper = reader.state.paper(identity)
    assert paper is not None, identity
    return {**text_of(reader, paper), **course_of(reader, paper)}


def text_of(reader: Reader, paper: Document) -> Record:
    """Return what the text says: fixed once it is tabled, but for a title that is erased."""
    terms = paper.terms
    names = tuple((named, reader.label(named)) for named in named_in(terms))
    return {
        "id": terms.id,
        "label": label(terms.id),
        "title": reader.says(terms.title),
        **worded(terms, Eyes(reader.state.scenario, names)),
    }


def course_of(reader: Reader, paper: Document) -> Record:
    """Return what has become of the text."""
    return {
        "status": paper.status,
        "version": paper.version if paper.status == "draft" else None,
        "disclosed": paper.disclosed,
        "signed": list(paper.signed),
        "tabled_round": paper.tabled_round,
        "last_round": paper.last_round,
        "concluded_round": paper.concluded_round,
        "bound": list(paper.bound),
        "answers": answers(reader, paper),
        "price": own_price(reader.viewer, paper),
        "price_parts": price_parts(reader.viewer, paper),
        "expected": paper.expected,
        "help": helpers(reader.state, paper),
        **combined(reader.state, paper.terms.id),
        "survives": survivals(reader.state, paper.terms),
        "goodness": goodness(paper),
        "fate": fate(reader, paper),
    }


def combined(state: State, identity: str) -> Record:
    """Return what a declaration is combined with, and what has been said of it: all public."""
    joint = joint_of(state, identity)
    others = () if joint is None else (each for each in joint.documents if each != identity)
    proposed = (each for each in state.proposed if identity in each.documents)
    return {
        "combined_with": list(others),
        "proposed_with": [
            {"documents": [*each.documents], "agreed": [*each.said], "round": each.round}
            for each in proposed
        ],
        "leaving": None
        if joint is None or not joint.said
        else {"seats": [*joint.said], "round": joint.round},
    }


def answers(reader: Reader, paper: Document) -> Record:
    """Return the addressees' answers that a settlement has published, reservations included."""
    if paper.fate is None:
        return {}
    published = paper.fate.answers
    return {seat: answer(reader, published.get(seat)) for seat in paper.terms.addressees}


def answer(reader: Reader, given: Answer | None) -> Record:
    if given is None:
        return {"answer": "none", "reservation": None}
    return {
        "answer": "accept" if given.accepts else "decline",
        "reservation": reader.condition(given.reservation),
    }


def as_seat(viewer: Viewer) -> Seat | None:
    return next((seat for seat in SEATS if seat == viewer), None)


def own_price(viewer: Viewer, paper: Document) -> int | None:
    """Return the room it costs the viewer, as frozen when it was tabled; nobody else's."""
    seat = as_seat(viewer)
    return None if seat is None else paper.prices.get(seat)


def price_parts(viewer: Viewer, paper: Document) -> list[Record]:
    seat = as_seat(viewer)
    parts = () if seat is None else paper.price_parts.get(seat, ())
    return [{"text": text, "amount": amount} for text, amount in parts]


def goodness(paper: Document) -> Record | None:
    if paper.tabled_round is None:
        return None
    parts = [{"text": text, "amount": amount} for text, amount in paper.goodness_parts]
    return {"value": paper.goodness, "parts": parts}


# --- clause/{id} ---


def clauses(state: State, viewer: Viewer) -> Iterable[str]:
    return (each.id for paper, each in clauses_on_record(state) if can_see(paper, viewer))


def sees_clause(state: State, viewer: Viewer, identity: str) -> bool:
    document = identity.rpartition(".")[0]
    return identity in state.standings and sees_document(state, viewer, document)


def clause(reader: Reader, identity: str) -> Record:
    state, standing = reader.state, reader.state.standings[identity]
    paper = state.documents[identity.rpartition(".")[0]]
    terms = next(each for each in paper.terms.clauses if each.id == identity)
    return {
        "id": identity,
        "document": paper.terms.id,
        "debtor": terms.debtor,
        "instrument": terms.instrument,
        "level": terms.level,
        "status": standing.status,
        "why": why(reader, paper, terms, standing),
        "due": is_due(state, identity, state.round),
        "owes": amount_due(state, identity, state.round),
        "tranches": tranches(state, terms),
        "from_round": standing.from_round,
        "until_round": standing.until_round,
        "history": history(state, reader.viewer, terms),
    }


def tranches(state: State, clause: Clause) -> Record | None:
    """Return how many of its tranches have had their turn, of how many."""
    if clause.tranches == 1:
        return None
    return {"turned": clause.tranches - tranches_left(state, clause), "of": clause.tranches}


def why(reader: Reader, paper: Document, terms: Clause, standing: Standing) -> str | None:
    """Say why a clause asks nothing of its debtor now."""
    name = seat_text(terms.debtor, reader.state.scenario)
    match standing.status:
        case "operative":
            return None
        case "dormant":
            return " ".join(sleeps_because(reader, paper, standing.why)) or None
        case "suspended" if standing.rests_under is not None:
            under = reader.label(standing.rests_under)
            return "It rests." if under is None else f"It rests while {under} is in force."
        case "suspended":
            return sentence(f"{name} has walked out on an open ground")
        case "ended":
            return "Its term is over."
        case "lapsed":
            return f"It fell with the government of {name} that had given it."
        case "denounced":
            return sentence(f"{name} has denounced it")
