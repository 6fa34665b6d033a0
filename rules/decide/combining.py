"""Combining declarations into a joint assurance, and leaving one together (Rulebook 3.20).

Owns who may agree to what, and when it takes effect. It must never bind an author that has not
agreed in the same round.
"""

from .. import commands as c
from .. import events as e
from .. import legal
from ..documents.combined import (
    agreed,
    assures,
    authors,
    fit_together,
    is_whole_with,
    joint_of,
    taken_together,
)
from ..duties.charges import frees_others
from ..duties.obligations import is_for_a_term
from ..model import Combination, Document, News, State
from ..names import Seat
from ..naming import named
from ..prose import seat_text
from ..prose.words import listed, sentence
from ..refusal import Refused
from ..unfolding import Unfolding
from .asking import during, seat_of, seen


def combine(unfolding: Unfolding, order: c.Order, command: c.Combine) -> None:
    """Agree to combine declarations; with the last of their authors they are one."""
    state, seat = unfolding.state, seat_of(order)
    during(state, "corridors", "plenary")
    if legal.is_out(state, seat):
        raise Refused("walked-out", "You have walked out. Return before you combine anything.")
    refuse_unfit(state, seat, command.documents)
    documents = taken_together(state, command.documents)
    refuse_done(state, seat, documents)
    is_whole = is_whole_with(state, seat, documents)
    unfolding.add(
        e.CombinationAgreed(documents=documents, seat=seat, round=state.round, whole=is_whole)
    )
    if is_whole:
        news_id = named(state.key, "news", order.person, order.id)
        news = News(id=news_id, round=state.round, kind="combined", documents=documents, by=seat)
        unfolding.add(e.NewsTold(id=news_id, news=news))


def refuse_unfit(state: State, seat: Seat, documents: tuple[str, ...]) -> None:
    """Refuse texts that are no public assurances, and those that do not fit together."""
    for name in documents:
        seen(state, seat, name, "documents")
    if not state.scenario.limits.joint_assurances:
        raise Refused("no-combining", "Nothing is combined in this scenario.", "kind")
    together = taken_together(state, documents)
    if not together or not all(assures(state, name) for name in together):
        text = "Only public declarations are combined, with an assurance in force in each."
        raise Refused("not-an-assurance", text, "documents")
    if not fit_together(state, together):
        text = "They do not all assure the same party of the same."
        raise Refused("nothing-in-common", text, "documents")


def refuse_done(state: State, seat: Seat, documents: tuple[str, ...]) -> None:
    by = authors(state, documents)
    if seat not in by or len(by) < 2:
        text = "One combines one's own declarations with those of others."
        raise Refused("not-among-authors", text, "documents")
    joint = joint_of(state, documents[0])
    if len(documents) < 2 or (joint is not None and joint.documents == documents):
        raise Refused("nothing-to-combine", "They are one already.", "documents")
    if seat in agreed(state, documents):
        others = listed([seat_text(x, state.scenario) for x in by if x != seat])
        text = sentence(f"You have agreed; it takes {others} as well, in this round")
        raise Refused("already-agreed", text, "documents")


def leave(unfolding: Unfolding, seat: Seat, joint: Combination) -> None:
    """Say that one leaves a joint assurance; it ends when all bound by it have said so."""
    state = unfolding.state
    said = joint.said_in(state.round)
    bound = legal.bound_jointly(state, joint)
    if seat in said:
        others = [seat_text(x, state.scenario) for x in bound if x not in said]
        text = sentence(f"You have said so; it takes {listed(others)} as well, in this round")
        raise Refused("not-without-others", text, "document")
    if not {*bound} <= {*said, seat}:
        unfolding.add(e.LeavingAgreed(documents=joint.documents, seat=seat, round=state.round))
        return
    texts = [state.documents[name] for name in joint.documents]
    owed = [(x, text) for x in bound for text in texts if legal.owed_on(state, x, text)]
    for each in [denunciation(state, x, text) for x, text in owed]:
        unfolding.add(each)


def denunciation(state: State, seat: Seat, document: Document) -> e.DocumentDenounced:
    """Return how a seat's clauses end: those for a term are broken, unless it is free to go."""
    mine = legal.owed_on(state, seat, document)
    bound = [x for x in mine if is_for_a_term(x) and not legal.may_leave(document, x)]
    is_free = frees_others(state, document, seat)
    return e.DocumentDenounced(
        document=document.terms.id,
        seat=seat,
        clauses=tuple(x.id for x in mine),
        broken=() if is_free else tuple(x.id for x in bound),
        round=state.round,
    )
