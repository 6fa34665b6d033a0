"""Folding what persons in friends' seats decide."""

from msgspec.structs import replace

from .. import events as e
from ..model import State
from .changing import Folds, documented, put


def friend_answered(state: State, event: e.FriendAnswered) -> State:
    """Who declines is invited anew, if at all."""
    if event.comes:
        return replace(state, friends=(*state.friends, event.friend))
    return replace(
        state,
        invitations=put(state.invitations, event.friend, ()),
        declined=put(state.declined, event.friend, event.round),
    )


def help_lent(state: State, event: e.HelpLent) -> State:
    lent = put(state.helped.get(event.document, {}), event.friend, event.powers)
    helped = replace(state, helped=put(state.helped, event.document, lent))
    return documented(
        helped,
        event.document,
        prices=event.prices,
        price_parts=event.price_parts,
        goodness=event.goodness,
        goodness_parts=event.goodness_parts,
    )


def rate_set(state: State, event: e.RateSet) -> State:
    rates = put(state.rates.get(event.friend, {}), event.swap, event.pairs)
    return replace(state, rates=put(state.rates, event.friend, rates))


FOLDS: Folds = {
    e.FriendAnswered: friend_answered,
    e.HelpLent: help_lent,
    e.RateSet: rate_set,
}
