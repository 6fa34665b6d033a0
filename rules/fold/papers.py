"""Folding what happens to documents and clauses."""

from msgspec.structs import replace

from .. import events as e
from ..model import Document, State
from ..names import SEATS
from ..shape import in_order
from .changing import Folds, documented, put


def document_drafted(state: State, event: e.DocumentDrafted) -> State:
    """Writing is not signing: whoever wrote it, nobody has signed this wording yet."""
    draft = Document(terms=event.terms, status="draft")
    return replace(state, documents=put(state.documents, event.document, draft))


def draft_signed(state: State, event: e.DraftSigned) -> State:
    signed = (*state.documents[event.document].signed, event.seat)
    return documented(state, event.document, signed=tuple(s for s in SEATS if s in signed))


def draft_unsigned(state: State, event: e.DraftUnsigned) -> State:
    signed = state.documents[event.document].signed
    return documented(state, event.document, signed=tuple(s for s in signed if s != event.seat))


def document_tabled(state: State, event: e.DocumentTabled) -> State:
    return documented(
        state,
        event.document,
        status="open",
        signed=in_order(state.documents[event.document].terms.sponsors),
        tabled_round=event.round,
        last_round=event.last_round,
        prices=event.prices,
        price_parts=event.price_parts,
        goodness=event.goodness,
        goodness_parts=event.goodness_parts,
    )


def document_withdrawn(state: State, event: e.DocumentWithdrawn) -> State:
    return documented(state, event.document, status="withdrawn", answers={})


def document_denounced(state: State, event: e.DocumentDenounced) -> State:
    standings = dict(state.standings)
    for clause in event.clauses:
        standings[clause] = replace(
            standings[clause], status="denounced", until_round=event.round, why=()
        )
    breaches = (*state.breaches, *((event.round, clause) for clause in event.broken))
    return replace(state, standings=standings, breaches=breaches)


def document_disclosed(state: State, event: e.DocumentDisclosed) -> State:
    return documented(state, event.document, disclosed=True)


def answer_kept(state: State, event: e.AnswerKept) -> State:
    answers = put(state.documents[event.document].answers, event.seat, event.answer)
    return documented(state, event.document, answers=answers)


def document_settled(state: State, event: e.DocumentSettled) -> State:
    concluded = event.round if event.status == "concluded" else None
    return documented(
        state,
        event.document,
        status=event.status,
        bound=event.bound,
        fate=event.fate,
        concluded_round=concluded,
    )


def clause_stands(state: State, event: e.ClauseStands) -> State:
    return replace(state, standings=put(state.standings, event.clause, event.standing))


def expectation_judged(state: State, event: e.ExpectationJudged) -> State:
    return documented(state, event.document, expected=event.met)


FOLDS: Folds = {
    e.DocumentDrafted: document_drafted,
    e.DraftSigned: draft_signed,
    e.DraftUnsigned: draft_unsigned,
    e.DocumentTabled: document_tabled,
    e.DocumentWithdrawn: document_withdrawn,
    e.DocumentDenounced: document_denounced,
    e.DocumentDisclosed: document_disclosed,
    e.AnswerKept: answer_kept,
    e.DocumentSettled: document_settled,
    e.ClauseStands: clause_stands,
    e.ExpectationJudged: expectation_judged,
}
