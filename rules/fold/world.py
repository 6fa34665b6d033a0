"""Folding what moves the world."""

from msgspec.structs import replace

from .. import events as e
from ..model import Instructions, State
from ..names import SEATS
from .changing import Folds, put, seated
from .petitions import lapsed


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


def grounds_set(state: State, event: e.GroundsSet) -> State:
    return replace(state, open_grounds=event.open)


def convenor_set(state: State, event: e.ConvenorSet) -> State:
    return replace(state, convenor=event.seat)


def dialogue_opened(state: State, event: e.DialogueOpened) -> State:
    return replace(state, dialogue_round=event.round)


def agenda_set(state: State, event: e.AgendaSet) -> State:
    return replace(state, agenda=event.documents)


def animosity_set(state: State, event: e.AnimositySet) -> State:
    return replace(state, animosities=put(state.animosities, event.pair, event.value))


def friend_invited(state: State, event: e.FriendInvited) -> State:
    by = (*state.invitations.get(event.friend, ()), event.seat)
    friends = (*state.friends, event.friend) if event.comes else state.friends
    invitations = put(state.invitations, event.friend, by)
    return replace(state, invitations=invitations, friends=friends)


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
        lapsed(state),
        concluded_at=put(state.concluded_at, event.round, event.standing),
        you_first=put(state.you_first, event.round, event.you_first),
        drifting=event.drifting,
        past_sheets=put(state.past_sheets, event.round, sheets),
        sealed={},
        agenda=(),
        meters=meters,
        rooms=rooms,
    )


def succession_decided(state: State, event: e.SuccessionDecided) -> State:
    decided = put(state.successions, event.succession, event.changed)
    after = replace(state, successions=decided)
    return seated(after, event.seat, government=event.succession) if event.changed else after


FOLDS: Folds = {
    e.MeterMoved: meter_moved,
    e.LatitudeChanged: latitude_changed,
    e.BandChanged: band_changed,
    e.OnusChanged: onus_changed,
    e.SupportChanged: support_changed,
    e.GroundsSet: grounds_set,
    e.ConvenorSet: convenor_set,
    e.DialogueOpened: dialogue_opened,
    e.AgendaSet: agenda_set,
    e.AnimositySet: animosity_set,
    e.FriendInvited: friend_invited,
    e.AssuranceSet: assurance_set,
    e.Told: told,
    e.RoundClosed: round_closed,
    e.SuccessionDecided: succession_decided,
}
