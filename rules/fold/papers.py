"""Folding what happens to documents and clauses."""

from msgspec.structs import replace

from .. import events as e
from ..documents.shape import in_order, named_in
from ..model import Combination, Document, State
from ..names import SEATS, Seat
from .changing import Folds, documented, put


def document_drafted(state: State, event: e.DocumentDrafted) -> State:
    """Writing is not signing: whoever wrote it, nobody has signed this wording yet."""
    draft = Document(terms=event.terms, status="draft", version=event.version)
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
    document = replace(state.documents[event.document], status="withdrawn", answers={})
    if document.tabled_round is None:
        return dropped(state, document)
    return replace(state, documents=put(state.documents, event.document, document))


def dropped(state: State, draft: Document) -> State:
    """Put a draft apart: only those who could read it ever ask for it again."""
    name, naming = draft.terms.id, state.dropped_naming
    for named in named_in(draft.terms):
        naming = naming.insert(named, (*naming.get(named, ()), name))
    return replace(
        state,
        documents={other: each for other, each in state.documents.items() if other != name},
        dropped=state.dropped.insert(name, draft),
        dropped_naming=naming,
    )


def document_denounced(state: State, event: e.DocumentDenounced) -> State:
    standings = dict(state.standings)
    for clause in event.clauses:
        standings[clause] = replace(
            standings[clause],
            status="denounced",
            until_round=event.round,
            why=(),
            rests_under=None,
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


def combination_agreed(state: State, event: e.CombinationAgreed) -> State:
    """What was proposed of the same texts is settled once any of them are one."""
    if event.whole:
        apart = [x for x in state.joint if not {*x.documents} & {*event.documents}]
        proposed = [x for x in state.proposed if not {*x.documents} & {*event.documents}]
        made = Combination(documents=event.documents)
        return replace(state, joint=(*apart, made), proposed=tuple(proposed))
    before = Combination(documents=event.documents)
    before = next((x for x in state.proposed if x.documents == event.documents), before)
    others = (x for x in state.proposed if x is not before and x.round == event.round)
    return replace(state, proposed=(*others, also_said(before, event.seat, event.round)))


def leaving_agreed(state: State, event: e.LeavingAgreed) -> State:
    joint = (
        also_said(x, event.seat, event.round) if x.documents == event.documents else x
        for x in state.joint
    )
    return replace(state, joint=tuple(joint))


def also_said(combination: Combination, seat: Seat, round_number: int) -> Combination:
    said = in_order((*combination.said_in(round_number), seat))
    return replace(combination, said=said, round=round_number)


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
    e.CombinationAgreed: combination_agreed,
    e.LeavingAgreed: leaving_agreed,
}
