"""The choices of a sealed sheet, for `menu/own`.

Owns what is offered under `seal`. Reservations are built from what all signatories of the
document may see, like those that are typed in; nothing is offered that alone would be refused.
"""

from .. import legal
from ..decide.reserving import reservations
from ..decide.sealing import actions_open, grounds_for, sheet_problems
from ..duties.charges import ambiguity, curable, open_against, to_vote_on
from ..duties.obligations import amount_due, odds_of_detection
from ..duties.summits import is_prepared
from ..judgement.belief import subjects
from ..model import Accusation, ActionChoice, Clause, Document, Instructions, Question, State
from ..names import SEATS, Seat
from ..naming import label
from ..prose import clause_text, seat_text
from ..scenario import Action
from ..weighing.prices import (
    action_price,
    is_cosigned,
    is_pledged,
    pending,
    return_price,
    stock_left,
    stocks_of,
    walk_out_price,
    worst_case,
)
from .effects import as_data
from .papers import own_price
from .reader import Reader, Record
from .world import as_type

NOTHING = Instructions()


def sealing(reader: Reader, seat: Seat) -> Record:
    state = reader.state
    reserved = worst_case(state, seat, instructions=NOTHING)
    return {
        "answers": {each: answering(reader, seat, each) for each in legal.answerable(state, seat)},
        "perform": {each: performing(reader, each) for each in legal.own_obligations(state, seat)},
        "divert": {
            each: {"text": clause_words(reader, each)} for each in legal.divertible(state, seat)
        },
        "inspections": {each.clause: accused(reader, each) for each in open_against(state, seat)},
        "cures": {each: {"text": clause_words(reader, each)} for each in curable(state, seat)},
        "votes": {each.id: voting(state, each) for each in to_vote_on(state, seat)},
        "actions": [
            acting(reader, seat, each)
            for each in actions_open(state, seat)
            if can_act(reader, seat, each)
        ],
        "walk_out": walking_out(reader, seat),
        "return": returning(reader, seat),
        "bid": state.scenario.convenor is not None and not legal.is_out(state, seat),
        "close": True,
        "own_reservations": state.scenario.limits.own_reservations,
        "beliefs": {
            about: [as_type(each) for each in types]
            for about, types in subjects(state, seat).items()
        },
        "latitude": state.seats[seat].latitude,
        "reserved": reserved.needed,
        "room": reserved.room_left,
        "stock": stocks(state, seat),
    }


def stocks(state: State, seat: Seat) -> Record:
    """Return what of each stock is neither delivered, owed, offered nor signed for in a draft."""
    offered = [
        paper.terms
        for paper in pending(state)
        if is_pledged(paper, seat, NOTHING) or is_cosigned(paper, seat)
    ]
    owned = stocks_of(state.scenario, seat)
    return {each.id: stock_left(state, seat, each.id, offered) for each in owned}


# --- answers ---


def answering(reader: Reader, seat: Seat, document: str) -> Record:
    paper = reader.state.documents[document]
    return {
        "title": reader.says(paper.terms.title),
        "label": label(document),
        "price": own_price(reader.viewer, paper),
        "stock": drawing(reader.state, seat, paper),
        "reservations": [
            {"text": reader.condition(each), "tree": each.tree}
            for each in reservations(reader.state, seat, paper)
        ],
    }


def drawing(state: State, seat: Seat, paper: Document) -> Record:
    """Return what a text would take of the seat's stocks, at full pledge."""
    named = {each.instrument for each in paper.terms.clauses if each.debtor == seat}
    return {
        each.id: stock_left(state, seat, each.id, [])
        - stock_left(state, seat, each.id, [paper.terms])
        for each in state.scenario.instruments
        if each.id in named and each.quantity is not None
    }


# --- conduct ---


def performing(reader: Reader, identity: str) -> Record:
    odds = odds_of_detection(reader.state, clause_called(reader, identity))
    return {
        "text": clause_words(reader, identity),
        "owes": amount_due(reader.state, identity, reader.state.round),
        "hidden": odds < 100,
        "odds": odds,
    }


def clause_called(reader: Reader, identity: str) -> Clause:
    terms = reader.state.documents[identity.rpartition(".")[0]].terms
    return next(each for each in terms.clauses if each.id == identity)


def clause_words(reader: Reader, identity: str) -> str:
    clause = clause_called(reader, identity)
    pool = reader.state.documents[identity.rpartition(".")[0]].terms.pool_of(clause)
    return clause_text(clause, reader.state.scenario, reader.label, pool)


def accused(reader: Reader, accusation: Accusation) -> Record:
    return {
        "text": clause_words(reader, accusation.clause),
        "by": accusation.by,
        "evidence": accusation.evidence,
    }


def voting(state: State, question: Question) -> Record:
    asked = ambiguity(state, question)
    return {
        "text": asked.question,
        "by": question.by,
        "disputes": list(asked.disputes),
        "reasons": [
            {"id": each.id, "text": each.text, "finding": each.finding} for each in asked.reasons
        ],
    }


# --- acts ---


def acting(reader: Reader, seat: Seat, action: Action) -> Record:
    return {
        "id": action.id,
        "title": action.title,
        "text": deed(reader, seat, action),
        "price": action_price(reader.state, action.id),
        "secret": action.secret,
        "target": action.target,
        "targets": targets(seat, action),
        "odds": action.odds,
        "summit": action.summit,
        "prepared": prepared(reader.state, seat, action),
        "effects": as_data(action.effects),
        "standing": as_data(action.standing),
        "breaks": list(action.breaks),
        "watch": action.watch,
        "listen": action.listen,
        "listen_clause": action.listen_clause,
        "source": action.source or None,
    }


def prepared(state: State, seat: Seat, action: Action) -> list[Seat]:
    """Return with whom a meeting has a text to rest on, so that it cannot fail."""
    if not action.summit:
        return []
    return [each for each in targets(seat, action) or [] if is_prepared(state, seat, each)]


def deed(reader: Reader, seat: Seat, action: Action) -> str:
    """Return what the world would read of it, with the actor filled in."""
    who = seat_text(seat, reader.state.scenario)
    text = action.text.replace("{actor}", who).replace("{target}", "the one it is aimed at")
    return text[:1].upper() + text[1:]


def targets(seat: Seat, action: Action) -> list[Seat] | None:
    """Return whom it may be aimed at: one or two other delegations, or two and more of a format."""
    if action.target == "none":
        return None
    return [each for each in SEATS if action.target == "format" or each != seat]


def can_act(reader: Reader, seat: Seat, action: Action) -> bool:
    aimed = tuple(targets(seat, action) or ())[: 1 if action.target == "seat" else 2]
    sheet = Instructions(action=ActionChoice(action=action.id, target=aimed))
    return not sheet_problems(reader.state, seat, sheet)


def walking_out(reader: Reader, seat: Seat) -> Record | None:
    state = reader.state
    if legal.is_out(state, seat):
        return None
    grounds = [
        {
            "id": ground.id,
            "title": ground.title,
            "open": ground.id in state.open_grounds,
            "price": walk_out_price(state, ground.id),
        }
        for ground in grounds_for(state, seat)
        if not sheet_problems(state, seat, Instructions(walk_out=ground.id))
    ]
    return {"grounds": grounds} if grounds else None


def returning(reader: Reader, seat: Seat) -> Record | None:
    sheet = Instructions(come_back=True)
    if not legal.is_out(reader.state, seat) or sheet_problems(reader.state, seat, sheet):
        return None
    return {"price": return_price(reader.state, seat)}
