"""The books everybody keeps: assurances, grounds, agreements, breaches, and more.

Owns these records. Each holds only what its viewer may read: an agreement or a breach under
a text out of sight is not in it.
"""

from collections.abc import Callable, Iterable, Mapping

from ..documents.shape import signatories
from ..documents.sight import seen_by
from ..duties.friends import is_asked, is_played
from ..model import State
from ..names import SEATS, Seat, Viewer
from ..naming import label
from ..prose import seat_text
from ..prose.words import listed, sentence
from ..scenario import Friend
from ..weighing.animosities import level, price
from ..weighing.assurance import index, matrix
from ..weighing.exposure import eroding, in_force, lines, silent
from .charges import accusations, questions
from .guests import rate
from .overheard import overheard
from .reader import Reader, Record


def ids(_: State, __: Viewer) -> Iterable[str]:
    return LEDGERS


def exists(_: State, __: Viewer, identity: str) -> bool:
    return identity in LEDGERS


def ledger(reader: Reader, identity: str) -> Record:
    return LEDGERS[identity](reader)


def assurances(reader: Reader) -> Record:
    """Who assures whom, as far as the viewer may know; the index is the world's (Rulebook 7)."""
    state = reader.state
    level, ceiling, text = index_now(state)
    return {
        "index": level,
        "ceiling": ceiling,
        "ceiling_text": text,
        "base_text": " ".join(base.text for base in state.scenario.base_assurances),
        "cells": [
            {
                "from": cell.by,
                "to": cell.toward,
                "level": cell.level,
                "words": cell.words,
                "kinds": list(cell.kinds),
                "text": "; ".join(cell.texts),
            }
            for cell in matrix(state, reader.viewer)
        ],
    }


def index_now(state: State) -> tuple[int, int, str]:
    """Return the index as last published; before any reckoning, what it begins with."""
    if state.assurance_text:
        return state.assurance_level, state.assurance_ceiling, state.assurance_text
    begins = index(state)
    return begins.level, begins.ceiling, begins.text


def grounds(reader: Reader) -> Record:
    """On what one may walk out, and what closes each (Rulebook 7, bolt holes)."""
    state = reader.state
    return {
        "grounds": [
            {
                "id": ground.id,
                "title": ground.title,
                "text": ground.text,
                "seats": [seat for seat in SEATS if seat in ground.seats],
                "open": ground.id in state.open_grounds,
                "closed_by": ground.closed_text,
            }
            for ground in state.scenario.grounds
        ]
    }


def agreements(reader: Reader) -> Record:
    seen = seen_by(reader.state, reader.viewer)
    concluded = [(identity, paper) for identity, paper in seen if paper.status == "concluded"]
    concluded.sort(key=lambda one: (one[1].concluded_round or 0, one[0]))
    return {
        "agreements": [
            {
                "document": identity,
                "label": label(identity),
                "title": reader.says(paper.terms.title),
                "format": list(signatories(paper.terms)),
                "round": paper.concluded_round,
            }
            for identity, paper in concluded
        ]
    }


def breaches(reader: Reader) -> Record:
    """Broken promises that are established, under the texts the viewer may read."""
    seen = sorted(
        (number, clause)
        for number, clause in (*reader.state.breaches, *reader.state.cured)
        if reader.document(clause.rpartition(".")[0]) is not None
    )
    return {"breaches": [breach(reader, number, clause) for number, clause in seen]}


def breach(reader: Reader, number: int, identity: str) -> Record:
    document, _, place = identity.rpartition(".")
    terms = reader.state.documents[document].terms
    clause = next(each for each in terms.clauses if each.id == identity)
    debtor = seat_text(clause.debtor, reader.state.scenario)
    is_cured = (number, identity) in reader.state.cured
    since = ", and has made it good" if is_cured else ""
    title = reader.state.scenario.instrument[clause.instrument].title
    return {
        "round": number,
        "clause": identity,
        "debtor": clause.debtor,
        "cured": is_cured,
        "text": sentence(f"{debtor} broke clause {place} of {label(document)}: {title}{since}"),
    }


def commitments(reader: Reader) -> Record:
    """What was published of the sealed sheets; the debrief opens it (Rulebook 6.18)."""
    published = reader.state.commitments
    return {
        "rounds": [
            {"round": number, "sheets": {seat: published[number][seat] for seat in SEATS}}
            for number in sorted(published)
        ]
    }


def friends(reader: Reader) -> Record:
    """Who could help the talks, who has invited it, and whether it came (Rulebook 7.20)."""
    state = reader.state
    here = [each for each in state.scenario.friends if each.id in state.friends]
    return {
        "friends": [
            {
                "id": each.id,
                "title": each.title[:1].upper() + each.title[1:],
                "text": each.text,
                "invited_by": list(state.invitations.get(each.id, ())),
                "here": each.id in state.friends,
                "asked": is_asked(state, each.id),
                "played": is_played(state, each.id),
                "rates": rates(state, each) if each.rates else [],
            }
            for each in state.scenario.friends
        ],
        "advice": [advice(reader, each.title) for each in here if each.advises],
    }


def rates(state: State, friend: Friend) -> list[Record]:
    return [rate(state, friend.id, swap) for swap in state.scenario.swaps]


def advice(reader: Reader, friend: str) -> str:
    """Say who is known to have used force, as anybody could: an act in secret is not in it."""
    state = reader.state
    acted = {each.seat for each in state.acts if each.force}
    names = [seat_text(seat, state.scenario) for seat in SEATS if seat in acted]
    if not names:
        return sentence(f"{friend} finds nobody at fault under the Charter")
    return sentence(f"{friend} finds that force was used against the Charter by {listed(names)}")


def animosities(reader: Reader) -> Record:
    """What lies between any two, and what sponsoring a text together costs (Rulebook 7.24)."""
    state = reader.state
    return {
        "pairs": [
            {
                "pair": [seat for seat in SEATS if seat in each.pair],
                "level": level(state, each),
                "start": each.start,
                "price": price(state, each),
                "text": each.text,
            }
            for each in state.scenario.animosities
        ]
    }


def exposure(reader: Reader) -> Record:
    """What each party risks and to whom it answers, as far as the viewer reads (Rulebook 7.23)."""
    state = reader.state
    texts = [document for document, _ in in_force(state)]
    return {
        "asked": state.scenario.exposure is not None,
        "parties": [{"seat": seat, "lines": list(borne(reader, seat))} for seat in SEATS],
        "empty": [
            {"document": each.terms.id, "label": label(each.terms.id), "seats": list(seats)}
            for each in texts
            if (seats := silent(state.scenario, each.terms))
        ],
        "eroding": [
            {"document": each.terms.id, "label": label(each.terms.id), "seats": list(loaded)}
            for each, loaded in eroding(state)
        ],
    }


def borne(reader: Reader, seat: Seat) -> Iterable[Record]:
    for each in lines(reader.state, seat):
        identity = each.document.terms.id
        if reader.document(identity) is not None:
            instrument = reader.state.scenario.instrument[each.clause.instrument]
            yield {
                "document": identity,
                "label": label(identity),
                "title": instrument.title,
                "tags": list(instrument.tags),
                "answers_to": list(each.answers_to),
            }


LEDGERS: Mapping[str, Callable[[Reader], Record]] = {
    "assurances": assurances,
    "grounds": grounds,
    "agreements": agreements,
    "breaches": breaches,
    "commitments": commitments,
    "accusations": accusations,
    "friends": friends,
    "animosities": animosities,
    "exposure": exposure,
    "questions": questions,
    "overheard": overheard,
}
