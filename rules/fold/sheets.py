"""Folding what follows from sealed sheets."""

from msgspec.structs import replace

from .. import events as e
from ..model import Act, State
from .changing import Folds, put, seated


def instructions_sealed(state: State, event: e.InstructionsSealed) -> State:
    return replace(state, sealed=put(state.sealed, event.seat, event.instructions))


def sheets_committed(state: State, event: e.SheetsCommitted) -> State:
    return replace(state, commitments=put(state.commitments, event.round, event.commitments))


def obligation_met(state: State, event: e.ObligationMet) -> State:
    """A delivery is told again when an inspection adds to it: the later telling holds."""
    known = state.deliveries.get(event.clause, ())
    others = tuple(d for d in known if d.round != event.delivery.round)
    in_order = sorted((*others, event.delivery), key=lambda each: each.round)
    deliveries = put(state.deliveries, event.clause, tuple(in_order))
    return replace(state, deliveries=deliveries)


def breach_established(state: State, event: e.BreachEstablished) -> State:
    return replace(state, breaches=(*state.breaches, (event.round, event.clause)))


def delivery_made_good(state: State, event: e.DeliveryMadeGood) -> State:
    return replace(state, made_good=(*state.made_good, (event.friend, event.clause)))


def acted(state: State, event: e.Acted) -> State:
    act = Act(round=event.round, seat=event.seat, name=event.choice.action, force=event.force)
    acts = (*state.acts, act) if event.counts else state.acts
    mine = f"{event.seat}:{event.choice.action}"
    once = (*state.done_once, mine) if event.once else state.done_once
    return replace(state, acts=acts, done_once=once)


def overheard(state: State, event: e.Overheard) -> State:
    return replace(state, overheard=(*state.overheard, event.heard))


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


FOLDS: Folds = {
    e.InstructionsSealed: instructions_sealed,
    e.SheetsCommitted: sheets_committed,
    e.ObligationMet: obligation_met,
    e.BreachEstablished: breach_established,
    e.DeliveryMadeGood: delivery_made_good,
    e.Acted: acted,
    e.Overheard: overheard,
    e.WalkedOut: walked_out,
    e.CameBack: came_back,
}
