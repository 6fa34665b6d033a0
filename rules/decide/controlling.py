"""Control's commands: always on the record, never behind it (Rulebook 1)."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from .. import casting, legal
from .. import commands as c
from .. import events as e
from ..model import Absence, News, State
from ..names import SEATS
from ..naming import named
from ..reckoning import apply_effects
from ..refusal import Refused
from ..unfolding import Unfolding
from .absences import look_around
from .effects import refuse_odd_effects
from .erasing import erase
from .petitioning import adjudicate
from .phases import advance, begin_round, end_game, end_if_nobody_is_awaited, end_if_ready
from .talking import say, whisper
from .teaming import TEAM


def open_(unfolding: Unfolding, order: c.Order, _command: c.Open) -> None:
    if unfolding.state.phase != "lobby":
        raise Refused("already-open", "The table is open.")
    begin_round(unfolding, 1, order.at_ms)


def playing(state: State) -> None:
    if not legal.is_playing(state):
        raise Refused("not-open", "The table is not open yet.")


def pause(unfolding: Unfolding, order: c.Order, _command: c.Pause) -> None:
    """Stop the clock; a table without one is held as well: no phase ends while paused."""
    state = unfolding.state
    playing(state)
    if state.paused_left_ms is not None:
        raise Refused("already-paused", "The table is paused.")
    left = -1 if state.deadline_ms is None else max(0, state.deadline_ms - order.at_ms)
    unfolding.add(e.Paused(left_ms=left))


def resume(unfolding: Unfolding, order: c.Order, _command: c.Resume) -> None:
    left = unfolding.state.paused_left_ms
    if left is None:
        raise Refused("not-paused", "The table is not paused.")
    unfolding.add(e.Resumed(deadline_ms=None if left < 0 else order.at_ms + left))
    end_if_ready(unfolding, order.at_ms)


def extend(unfolding: Unfolding, order: c.Order, command: c.Extend) -> None:
    """Give the phase more time, paused or not; one without a clock has all there is."""
    state = unfolding.state
    playing(state)
    left = state.paused_left_ms
    if left is not None and left >= 0:
        more = left + command.seconds * 1000
        paused = e.Paused(left_ms=more, awaits=state.awaits, until_ms=state.deadline_ms)
        unfolding.add(paused)
        return
    if state.deadline_ms is None:
        raise Refused("no-deadline", "This phase has no clock: there is nothing to extend.")
    deadline = max(state.deadline_ms, order.at_ms) + command.seconds * 1000
    unfolding.add(e.DeadlineMoved(deadline_ms=deadline))


def advance_(unfolding: Unfolding, order: c.Order, _command: c.Advance) -> None:
    """End the phase now; a table that was paused goes on."""
    playing(unfolding.state)
    if unfolding.state.paused_left_ms is not None:
        unfolding.add(e.Resumed(deadline_ms=None))
    advance(unfolding, order.at_ms)


def inject(unfolding: Unfolding, order: c.Order, command: c.Inject) -> None:
    """Bring a card of the scenario, or control's own news, in the terms of event cards."""
    state = unfolding.state
    playing(state)
    effects = command.effects
    if command.card is not None:
        if command.card not in state.scenario.card:
            raise Refused("unknown-card", "The scenario has no such card.", "card")
        effects = state.scenario.card[command.card].effects
    refuse_odd_effects(state, effects, "effects")
    news_id = named(state.key, "news", order.person, order.id)
    news = News(
        id=news_id,
        round=state.round,
        kind="inject",
        card=command.card,
        title=command.title,
        text=command.text,
        effects=effects,
    )
    unfolding.add(e.NewsTold(id=news_id, news=news))
    apply_effects(unfolding, effects, cause=f"news:{news_id}")


def reseat(unfolding: Unfolding, order: c.Order, command: c.Reseat) -> None:
    """Give the seat to a person anew (old links die) or to a bot; logged and reversible."""
    state = unfolding.state
    if command.seat not in state.sitters:
        raise Refused("unknown-guest", "This table has no such seat.", "seat")
    bot = holder(state, command)
    generation = state.sitters[command.seat].generation + 1
    unfolding.add(e.Reseated(seat=command.seat, bot=bot, generation=generation))
    look_around(unfolding, order.at_ms, left=(command.seat,))
    end_if_nobody_is_awaited(unfolding, order.at_ms)


def absence(unfolding: Unfolding, order: c.Order, command: c.Absence) -> None:
    """Choose beforehand what happens when a delegation is missing; it may be chosen anew."""
    state, bot = unfolding.state, casting.holder_bot(command.then)
    if not casting.is_known(bot):
        raise Refused("unknown-bot", f"Bots here are: {casting.LISTED}.", "then")
    if command.then == "hold" and command.grace_s:
        text = "The table waits without end: leave the grace out."
        raise Refused("grace-without-end", text, "grace")
    chosen = Absence(grace_s=command.grace_s)
    if command.then == "hold":
        chosen = replace(chosen, then="hold")
    elif bot is not None:
        chosen = replace(chosen, then="bot", bot=casting.cast(state.key, command.seat, bot))
    unfolding.add(e.AbsenceChosen(seat=command.seat, absence=chosen))
    look_around(unfolding, order.at_ms, left=(command.seat,))
    end_if_nobody_is_awaited(unfolding, order.at_ms)


def unveil(unfolding: Unfolding, order: c.Order, command: c.Unveil) -> None:
    """Let observers see everything some rounds late, or no more: all are told (Rulebook 1.18)."""
    state, delay = unfolding.state, command.delay
    if delay is not None and delay > state.scenario.limits.unveil:
        most = state.scenario.limits.unveil
        raise Refused("no-such-delay", f"Here it is {most} rounds late at most.", "delay")
    if delay == state.unveiled:
        raise Refused("already-so", "So it is already: nothing would change.", "delay")
    unfolding.add(e.Unveiled(delay=delay))
    news_id = named(state.key, "news", order.person, order.id)
    news = News(id=news_id, round=state.round, kind="unveiled", delay=delay)
    unfolding.add(e.NewsTold(id=news_id, news=news))


def holder(state: State, command: c.Reseat) -> str | None:
    """Return who is to hold a seat: a person, a bot, or of a guest's seat the engine."""
    bot = casting.holder_bot(command.holder)
    if command.seat not in SEATS:
        if bot not in (None, casting.ENGINE):
            raise Refused("unknown-bot", "A person takes this seat, or the engine.", "holder")
        return bot
    if not casting.is_known(bot):
        raise Refused("unknown-bot", f"Bots here are: {casting.LISTED}.", "holder")
    return None if bot is None else casting.cast(state.key, command.seat, bot)


def close(unfolding: Unfolding, _order: c.Order, _command: c.Close) -> None:
    end_game(unfolding)


CONTROL: Mapping[type[Any], Callable[[Unfolding, c.Order, Any], None]] = {
    c.Say: say,
    c.Whisper: whisper,
    c.Open: open_,
    c.Pause: pause,
    c.Resume: resume,
    c.Extend: extend,
    c.Advance: advance_,
    c.Inject: inject,
    c.Adjudicate: adjudicate,
    c.Reseat: reseat,
    c.Absence: absence,
    c.Unveil: unveil,
    c.Erase: erase,
    c.Close: close,
    **TEAM,
}
