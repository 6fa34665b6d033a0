"""Why a text or a clause fell, as far as its reader may know.

Owns where a chain of reasons passes from a reader's view. The reckoning has narrowed it to what
the readers of its time could know; who reads a disclosed text later is told no more of history
than its text says.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from ..conditions.forms import History, leaves
from ..documents.sight import can_see
from ..model import Cause, Document, Fate
from ..prose import cause_text, near_text, seat_text
from ..prose.words import listed, sentence
from ..settlement.compile import fact_form
from .reader import Reader, Record


def fate(reader: Reader, paper: Document) -> Record | None:
    """Return what the last settlement made of a text, with reasons and near misses."""
    told = paper.fate
    if told is None:
        return None
    near = [each for each in told.near if all(may_know(reader, paper, leaf) for leaf in each)]
    scenario = reader.state.scenario
    return {
        "outcome": told.outcome,
        "text": outcome_text(reader, paper, told),
        "chain": in_words(reader, paper, told.chain),
        "near": [near_text(each, scenario, reader.label) for each in near],
        "far": told.far,
    }


def outcome_text(reader: Reader, paper: Document, told: Fate) -> str:
    scenario = reader.state.scenario
    match told.outcome:
        case "concluded":
            bound = listed([seat_text(seat, scenario) for seat in paper.bound])
            return sentence(f"concluded in round {told.round}; it binds {bound}")
        case "declined":
            no = [seat for seat, each in told.answers.items() if not each.accepts]
            refusing = [seat_text(seat, scenario) for seat in paper.terms.addressees if seat in no]
            return sentence(f"declined in round {told.round} by {listed(refusing)}")
        case "fell":
            return f"It lapsed in round {told.round} without being concluded."
        case "waiting":
            return f"Not concluded in round {told.round}. It stays open."


def sleeps_because(reader: Reader, paper: Document, causes: Iterable[Cause]) -> list[str]:
    """Return why a clause of this paper sleeps, hop by hop."""
    return in_words(reader, paper, causes)


def in_words(reader: Reader, paper: Document, causes: Iterable[Cause]) -> list[str]:
    known = cut(reader, paper, causes)
    return list(cause_text(known, reader.state.scenario, reader.label))


def cut(reader: Reader, paper: Document, causes: Iterable[Cause]) -> list[Cause]:
    """Return the chain up to the first hop whose reason the reader may not know."""
    known: list[Cause] = []
    for cause in causes:
        if cause.kind == "unseen" or not may_know(reader, paper, cause.lacked):
            known.append(Cause(candidate=cause.candidate, kind="unseen", lacked=""))
            break
        known.append(cause)
    return known


def may_know(reader: Reader, paper: Document, lacked: str) -> bool:
    """Whether the reader may be told of this reason: a candidate's id, a condition, or "short"."""
    if lacked[1:2] == ":":
        return reader.document(document_of(lacked)) is not None
    if lacked == "short" or is_first_hand(reader, paper):
        return True
    return not any(isinstance(leaf, History) for _, leaf in leaves(fact_form(lacked)))


def document_of(candidate: str) -> str:
    """Return the document of "d:ID", "a:ID:SEAT" or "c:ID.N"."""
    return candidate.split(":")[1].partition(".")[0]


def is_first_hand(reader: Reader, paper: Document) -> bool:
    """Whether the reader could read the paper before any disclosure: history was told to it."""
    return can_see(replace(paper, disclosed=False), reader.viewer)
