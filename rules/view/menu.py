"""What a seat, or control, could do now, with the choices for each: what a form needs.

Owns `menu/own`. It asks `legal`, `drafting` and `sealing`, as judging does, and may depend on
nothing its reader cannot see. What is offered here is not refused, unless two choices together
are more than the seat can pay.
"""

from collections.abc import Callable, Mapping

from .. import legal
from ..casting import BOTS
from ..decide.drafting import Problem, problems
from ..documents.shape import signatories
from ..forking import moments
from ..model import State
from ..names import SEATS, VERIFICATIONS, Form, Seat, Viewer
from ..once import once
from ..scenario import Scenario
from ..teams import is_team
from ..weighing.goodness import goodness
from ..weighing.prices import price_parts, worst_case
from . import advice, guests, teams
from .papers import as_seat
from .reader import Reader, Record
from .sealing import clause_called, clause_words, sealing
from .warnings import warnings

Quotes = Mapping[str, Record]


def menus(state: State, viewer: Viewer) -> tuple[str, ...]:
    """Return which menus a viewer has: "own", and a team's people one by rank besides."""
    if viewer == "observer":
        return ()
    seat = as_seat(viewer)
    has_team = seat is not None and is_team(state.seats[seat])
    return ("own", "member", "mentor") if has_team else ("own",)


def menu(reader: Reader, identity: str) -> Record:
    """Return the commands that may be given now; a kind that may not is absent."""
    guest = guests.as_guest(reader.viewer)
    if guest is not None:
        return guests.menu(reader, guest)
    seat = as_seat(reader.viewer)
    if seat is None:
        return {"commands": control_commands(reader.state), "quotes": {}}
    if identity == "mentor":
        return {"commands": {"say": teams.COUNSEL}, "quotes": {}}
    quotes = {
        each: quote(reader.state, seat, each) for each in legal.own_drafts(reader.state, seat)
    }
    if identity == "member":
        return {"commands": member_commands(reader, seat), "quotes": quotes}
    return {"commands": seat_commands(reader, seat, quotes), "quotes": quotes}


# --- what a draft would come to ---


def quote(state: State, seat: Seat, document: str) -> Record:
    """Return what a draft would cost and be worth if it were tabled now, and what is in its way."""
    terms = state.documents[document].terms
    parts, worth = price_parts(state, terms, seat), goodness(state, terms)
    return {
        "price": sum(amount for _, amount in parts),
        "price_parts": as_parts(parts),
        "room_left": worst_case(state, seat, tabling=terms).room_left,
        "goodness": {"value": worth.value, "parts": as_parts(worth.parts)},
        "format": list(signatories(terms)),
        "warnings": warnings(state.scenario, terms),
        "problems": [as_problem(each) for each in problems(state, terms, seat)],
    }


def as_parts(parts: tuple[tuple[str, int], ...]) -> list[Record]:
    return [{"text": text, "amount": amount} for text, amount in parts]


def as_problem(problem: Problem) -> Record:
    return {"code": problem.code, "text": problem.text, "field": problem.field}


# --- a delegation's commands ---


def seat_commands(reader: Reader, seat: Seat, quotes: Quotes) -> Record:
    state = reader.state
    commands: Record = {"say": saying(state, seat), **teams.appointing(state, (seat,))}
    if not legal.is_playing(state):
        return commands
    commands["draft"] = drafting(state, seat)
    for kind, choices in DOCUMENTS.items():
        documents = [each for each in choices(state, seat) if is_clear(kind, each, quotes)]
        if documents:
            commands[kind] = {"documents": documents}
    accusable = legal.accused_by(state, seat)
    if accusable:
        commands["accuse"] = {"clauses": {each: accusing(reader, each) for each in accusable}}
    commands |= gathering(state, seat)
    commands |= in_own_words(state, seat)
    if state.phase == "capitals":
        commands["seal"] = sealing(reader, seat)
    commands["ready"] = {"on": state.seats[seat].ready}
    return commands


def member_commands(reader: Reader, seat: Seat) -> Record:
    """Return what a member may do: talk, draft, advise; to sign is the head's (Rulebook 1.14)."""
    state = reader.state
    commands: Record = {"say": saying(state, seat)}
    if not legal.is_playing(state):
        return commands
    seal = sealing(reader, seat) if state.phase == "capitals" else None
    return {**commands, "draft": drafting(state, seat), **advice.advising(state, seal)}


def in_own_words(state: State, seat: Seat) -> Record:
    """Return what may be put into words besides talk: petitions, arguments, reasons."""
    commands: Record = {}
    if (left := legal.reasons_left(state, seat)) > 0:
        commands["reason"] = {"left": left}
    if legal.may_petition(state, seat):
        commands["petition"] = {}
    if petitions := legal.arguable(state, seat):
        commands["argue"] = {"petitions": list(petitions)}
    return commands


def gathering(state: State, seat: Seat) -> Record:
    """Return what is done with public papers of several, and with friends of the talks."""
    commands: Record = {}
    if sets := legal.combinable_now(state, seat):
        commands["combine"] = {"sets": [list(each) for each in sets]}
    if papers := legal.callable_now(state, seat):
        commands["agenda"] = calling(state, papers)
    if friends := legal.invitable_now(state, seat):
        commands["invite"] = {"friends": list(friends)}
    return commands


def accusing(reader: Reader, clause: str) -> Record:
    return {"text": clause_words(reader, clause), "debtor": clause_called(reader, clause).debtor}


def saying(state: State, seat: Seat) -> Record:
    is_private = legal.may_talk_in_private(state)
    return {
        "channels": list(legal.room_channels(state, seat)),
        "private": is_private,
        "control": True,
        "team": is_team(state.seats[seat]),
        "seats": [other for other in SEATS if other != seat and is_private],
        "friends": list(legal.talking_friends(state, seat)),
    }


DOCUMENTS: Mapping[str, Callable[[State, Seat], tuple[str, ...]]] = {
    "cosign": legal.cosignable,
    "unsign": legal.unsignable,
    "table": legal.tableable,
    "withdraw": legal.withdrawable,
    "denounce": legal.denounceable,
    "disclose": legal.disclosable,
}
"""Commands that name a document, with the documents each may name now."""


def is_clear(kind: str, document: str, quotes: Quotes) -> bool:
    """Whether nothing stands in the way: signing and tabling ask for a draft without problems."""
    return kind not in ("cosign", "table") or not quotes[document]["problems"]


def calling(state: State, papers: tuple[str, ...]) -> Record:
    rules = state.scenario.convenor
    assert rules is not None, "somebody chairs"
    return {"documents": list(papers), "most": rules.agenda}


def drafting(state: State, seat: Seat) -> Record:
    scenario = state.scenario
    limits = scenario.limits
    return {
        "max_clauses": limits.clauses,
        "max_drafts": limits.drafts,
        "drafts_left": legal.drafts_left(state, seat),
        "max_open": limits.open_documents,
        "max_secret": limits.secret_documents.get(seat, limits.secret_default),
        "debtors": debtors(scenario),
        "audiences": list(scenario.audiences),
        "forms": list(scenario.forms),
        "legal_forms": {each: legal_form(scenario, each) for each in scenario.forms},
        "verifications": list(VERIFICATIONS),
        "friends": list(state.friends),
        "rounds_max": limits.rounds_max,
        "open_rounds_max": limits.open_rounds_max,
        "tranches_max": limits.tranches_max,
        "rests": list(legal.restable(state, seat)),
        "rests_max": limits.rests_max,
        "replace": [*legal.own_drafts(state, seat), *legal.chair_texts(state, seat)],
        "chairs": legal.chairs(state, seat),
    }


@once
def debtors(scenario: Scenario) -> Record:
    """Return who may undertake what."""
    return {
        debtor: [each.id for each in scenario.instruments if debtor in each.debtors]
        for debtor in SEATS
    }


def legal_form(scenario: Scenario, form: Form) -> Record:
    """Return what a form takes and is worth; odds only where a government may change."""
    told = scenario.legal_forms.of(form)
    return {
        "title": told.title,
        "price": told.price,
        "delay": told.delay,
        "survives": told.survives if scenario.successions else None,
        "members": list(told.members),
        "public": told.is_public,
    }


# --- control's commands ---


def control_commands(state: State) -> Record:
    everywhere: Record = {
        "say": {
            "channels": ["room", "press"],
            "private": True,
            "control": False,
            "team": False,
            "seats": list(SEATS),
            "friends": [],
        },
        "whisper": {"seats": sitters(state)},
        "erase": {},
    }
    if legal.is_over(state):
        return {**everywhere, **forking(state)}
    seating: Record = {
        "reseat": reseating(state),
        "absence": {"seats": list(SEATS), "bots": bots()},
        "close": {},
        **unveiling(state),
        **teams.appointing(state, SEATS),
    }
    if not legal.is_playing(state):
        return {**everywhere, "open": {}, **seating}
    petitions = legal.open_petitions(state)
    cards = [{"id": card.id, "title": card.title} for card in state.scenario.cards]
    return {
        **everywhere,
        **clock_commands(state),
        "advance": {},
        "inject": {"cards": cards},
        **({"adjudicate": {"petitions": list(petitions)}} if petitions else {}),
        **seating,
    }


def forking(state: State) -> Record:
    """Return the phases at whose ends a fork may begin, by round; it is asked for over HTTP."""
    rounds: dict[int, list[str]] = {}
    for number, phase in moments(state):
        rounds.setdefault(number, []).append(phase)
    told = [{"round": number, "phases": phases} for number, phases in rounds.items()]
    return {"fork": {"rounds": told}} if told else {}


def reseating(state: State) -> Record:
    """Return the seats that may be given anew: the six to people or bots, guests' to people."""
    return {"seats": list(SEATS), "guests": list(state.guests), "bots": bots()}


def unveiling(state: State) -> Record:
    """Return how many rounds late observers may be shown everything, or no more (null)."""
    late = (None, *range(1, state.scenario.limits.unveil + 1))
    delays = [each for each in late if each != state.unveiled]
    return {"unveil": {"delays": delays}} if delays else {}


def sitters(state: State) -> list[str]:
    """Return all seats of the table: the six, then guests'."""
    return [*SEATS, *state.guests]


def bots() -> list[Record]:
    """Return the characters that may be given a seat, each with its plain line."""
    return [{"bot": name, "line": line} for name, line in BOTS.items()]


def clock_commands(state: State) -> Record:
    left = state.paused_left_ms
    holding: Record = {"pause": {}} if left is None else {"resume": {}}
    is_timed = state.deadline_ms is not None or (left is not None and left >= 0)
    return {**holding, "extend": {}} if is_timed else holding
