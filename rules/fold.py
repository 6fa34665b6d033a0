"""Fold what has happened into what is true. Never judges: what is stored has happened."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from msgspec.structs import replace
from rpds import HashTrieMap

from . import events as e
from .model import Act, Delegate, Document, Instructions, MeterState, State
from .names import SEATS, Seat
from .scenario import Scenario
from .shape import in_order

K = TypeVar("K")
V = TypeVar("V")


def replay(happened: Iterable[e.Event], scenario: Scenario) -> State:
    """Return the state after `happened`, whose first event is the table's opening."""
    rest = iter(happened)
    first = next(rest)
    assert isinstance(first, e.TableOpened), first
    state = opened(first, scenario)
    for event in rest:
        state = apply(state, event)
    return state


def apply(state: State, event: e.Event) -> State:
    """Return the state after one event. The opening itself is folded by `opened`."""
    return FOLDS[type(event)](state, event)


def opened(event: e.TableOpened, scenario: Scenario) -> State:
    seats = {
        d.seat: Delegate(
            bot=event.bots.get(d.seat),
            latitude=d.latitude,
            band=band(d.latitude),
            support=d.support,
            variant=event.variants[d.seat],
        )
        for d in scenario.delegations
    }
    return State(
        table=event.table,
        scenario=scenario,
        key=event.key,
        language=event.language,
        name=event.name,
        last_round=event.last_round,
        clock=event.clock,
        seats=seats,
        meters={m.id: MeterState(value=m.start, history=(m.start,)) for m in scenario.meters},
        messages=HashTrieMap(),
    )


def band(latitude: int) -> Any:
    """Return the public band of a delegation's room for manoeuvre (Rulebook 7)."""
    if latitude <= 0:
        return "none"
    return "low" if latitude <= 3 else "middle" if latitude <= 6 else "high"


def put(mapping: Mapping[K, V], key: K, value: V) -> dict[K, V]:
    return {**mapping, key: value}


def seated(state: State, seat: Seat, **changes: Any) -> State:
    delegate = replace(state.seats[seat], **changes)
    return replace(state, seats=put(state.seats, seat, delegate))


def documented(state: State, document: str, **changes: Any) -> State:
    changed = replace(state.documents[document], **changes)
    return replace(state, documents=put(state.documents, document, changed))


# --- the table and its clock ---


def phase_began(state: State, event: e.PhaseBegan) -> State:
    seats = {seat: replace(d, ready=False) for seat, d in state.seats.items()}
    return replace(
        state, round=event.round, phase=event.phase, deadline_ms=event.deadline_ms, seats=seats
    )


def paused(state: State, event: e.Paused) -> State:
    return replace(state, deadline_ms=None, paused_left_ms=event.left_ms)


def resumed(state: State, event: e.Resumed) -> State:
    return replace(state, deadline_ms=event.deadline_ms, paused_left_ms=None)


def deadline_moved(state: State, event: e.DeadlineMoved) -> State:
    return replace(state, deadline_ms=event.deadline_ms)


def game_ended(state: State, event: e.GameEnded) -> State:
    return replace(
        state,
        phase="closed",
        deadline_ms=None,
        paused_left_ms=None,
        outcome=event.outcome,
        war_parties=event.war_parties,
    )


# --- seats and persons ---


def seat_readied(state: State, event: e.SeatReadied) -> State:
    return seated(state, event.seat, ready=event.on)


def person_arrived(state: State, event: e.PersonArrived) -> State:
    return with_present(state, (*state.present, event.person))


def person_left(state: State, event: e.PersonLeft) -> State:
    return with_present(state, tuple(p for p in state.present if p != event.person))


def with_present(state: State, present: tuple[str, ...]) -> State:
    seats = {
        seat: replace(d, present=f"{seat}.{d.generation}" in present)
        for seat, d in state.seats.items()
    }
    return replace(state, present=present, seats=seats)


def reseated(state: State, event: e.Reseated) -> State:
    gone = f"{event.seat}.{state.seats[event.seat].generation}"
    changed = seated(state, event.seat, bot=event.bot, generation=event.generation, ready=False)
    return with_present(changed, tuple(p for p in changed.present if p != gone))


# --- talk ---


def channel_opened(state: State, event: e.ChannelOpened) -> State:
    return replace(state, channels=put(state.channels, event.channel, event.to))


def message_said(state: State, event: e.MessageSaid) -> State:
    return replace(state, messages=state.messages.insert(event.id, event.message))


def news_told(state: State, event: e.NewsTold) -> State:
    news = replace(state, news=put(state.news, event.id, event.news))
    if event.news.card is None:
        return news
    return replace(news, cards_drawn=(*state.cards_drawn, event.news.card))


# --- documents ---


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


# --- the reckoning ---


def instructions_sealed(state: State, event: e.InstructionsSealed) -> State:
    return replace(state, sealed=put(state.sealed, event.seat, event.instructions))


def meter_moved(state: State, event: e.MeterMoved) -> State:
    meter = replace(state.meters[event.name], value=event.value, cause=event.cause)
    return replace(state, meters=put(state.meters, event.name, meter))


def latitude_changed(state: State, event: e.LatitudeChanged) -> State:
    return seated(state, event.seat, latitude=event.value)


def band_changed(state: State, event: e.BandChanged) -> State:
    return seated(state, event.seat, band=event.band)


def onus_changed(state: State, event: e.OnusChanged) -> State:
    return seated(state, event.seat, onus=event.value)


def support_changed(state: State, event: e.SupportChanged) -> State:
    return seated(state, event.seat, support=event.value)


def obligation_met(state: State, event: e.ObligationMet) -> State:
    """A delivery is told twice in a round when verification adds to it: the later one holds."""
    known = state.deliveries.get(event.clause, ())
    earlier = tuple(d for d in known if d.round != event.delivery.round)
    deliveries = put(state.deliveries, event.clause, (*earlier, event.delivery))
    return replace(state, deliveries=deliveries)


def breach_established(state: State, event: e.BreachEstablished) -> State:
    return replace(state, breaches=(*state.breaches, (event.round, event.clause)))


def acted(state: State, event: e.Acted) -> State:
    act = Act(round=event.round, seat=event.seat, name=event.choice.action, force=event.force)
    acts = (*state.acts, act) if event.counts else state.acts
    mine = f"{event.seat}:{event.choice.action}"
    once = (*state.done_once, mine) if event.once else state.done_once
    return replace(state, acts=acts, done_once=once)


def walked_out(state: State, event: e.WalkedOut) -> State:
    return seated(
        state,
        event.seat,
        walked_out=event.ground,
        walked_out_round=event.round,
        walked_out_freely=event.freely,
    )


def came_back(state: State, event: e.CameBack) -> State:
    returns = state.seats[event.seat].returns + 1
    return seated(
        state,
        event.seat,
        walked_out=None,
        walked_out_round=None,
        walked_out_freely=False,
        returns=returns,
        returned_round=state.round,
    )


def grounds_set(state: State, event: e.GroundsSet) -> State:
    return replace(state, open_grounds=event.open)


def assurance_set(state: State, event: e.AssuranceSet) -> State:
    return replace(
        state,
        assurance_level=event.level,
        assurance_ceiling=event.ceiling,
        assurance_text=event.ceiling_text,
    )


def told(state: State, event: e.Told) -> State:
    lines = (*state.tellings.get(event.round, ()), event.telling)
    return replace(state, tellings=put(state.tellings, event.round, lines))


def round_closed(state: State, event: e.RoundClosed) -> State:
    sheets = {seat: state.sealed.get(seat, Instructions()) for seat in SEATS}
    meters = {
        name: replace(meter, history=(*meter.history, meter.value))
        for name, meter in state.meters.items()
    }
    rooms = put(state.rooms, event.round, {s: d.latitude for s, d in state.seats.items()})
    return replace(
        state,
        concluded_at=put(state.concluded_at, event.round, event.standing),
        you_first=put(state.you_first, event.round, event.you_first),
        drifting=event.drifting,
        past_sheets=put(state.past_sheets, event.round, sheets),
        sealed={},
        meters=meters,
        rooms=rooms,
    )


FOLDS: Mapping[type[Any], Callable[[State, Any], State]] = {
    e.PhaseBegan: phase_began,
    e.Paused: paused,
    e.Resumed: resumed,
    e.DeadlineMoved: deadline_moved,
    e.SeatReadied: seat_readied,
    e.PersonArrived: person_arrived,
    e.PersonLeft: person_left,
    e.Reseated: reseated,
    e.ChannelOpened: channel_opened,
    e.MessageSaid: message_said,
    e.DocumentDrafted: document_drafted,
    e.DraftSigned: draft_signed,
    e.DraftUnsigned: draft_unsigned,
    e.DocumentTabled: document_tabled,
    e.DocumentWithdrawn: document_withdrawn,
    e.DocumentDenounced: document_denounced,
    e.DocumentDisclosed: document_disclosed,
    e.InstructionsSealed: instructions_sealed,
    e.NewsTold: news_told,
    e.MeterMoved: meter_moved,
    e.LatitudeChanged: latitude_changed,
    e.BandChanged: band_changed,
    e.OnusChanged: onus_changed,
    e.SupportChanged: support_changed,
    e.ObligationMet: obligation_met,
    e.BreachEstablished: breach_established,
    e.Acted: acted,
    e.WalkedOut: walked_out,
    e.CameBack: came_back,
    e.AnswerKept: answer_kept,
    e.DocumentSettled: document_settled,
    e.ClauseStands: clause_stands,
    e.GroundsSet: grounds_set,
    e.AssuranceSet: assurance_set,
    e.Told: told,
    e.RoundClosed: round_closed,
    e.GameEnded: game_ended,
}
"""How each event type changes the state: a table, so that one lookup replaces a long match."""

assert set(FOLDS) == set(e.EVENTS) - {e.TableOpened}
