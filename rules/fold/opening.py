"""The first state of a table."""

from typing import Any

from rpds import HashTrieMap

from .. import events as e
from ..model import Delegate, GuestSeat, MeterState, State
from ..scenario import Scenario
from ..scenario.presets import played_by


def opened(event: e.TableOpened, written: Scenario) -> State:
    scenario = played_by(written, event.preset)
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
        preset=event.preset,
        clock=event.clock,
        seats=seats,
        guests={guest: GuestSeat(bot=bot) for guest, bot in event.guests.items()},
        fixed_types=event.fixed_types,
        uniform=event.uniform,
        meters={m.id: MeterState(value=m.start, history=(m.start,)) for m in scenario.meters},
        convenor=None if scenario.convenor is None else scenario.convenor.first,
        messages=HashTrieMap(),
    )


def band(latitude: int) -> Any:
    """Return the public band of a delegation's room for manoeuvre (Rulebook 7)."""
    if latitude <= 0:
        return "none"
    return "low" if latitude <= 3 else "middle" if latitude <= 6 else "high"
