"""A stored game gone through once more: what chance and the engine made of it must come out again.

Owns how a step's own part is told from the engine's. It must never be asked while a game is
played: what is stored has happened, whatever a later version would make of it (Rulebook 6.19).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from .. import events as e
from ..decide.petitioning import is_lucky
from ..decide.phases import advance, begin_round, end_game
from ..events import Happened
from ..fold import apply, opened
from ..forking import fork
from ..model import State
from ..names import SEATS
from ..opening import variant
from ..scenario import Scenario
from ..unfolding import Unfolding
from .commitments import commitments

Stored: TypeAlias = tuple[int, Sequence[Happened]]
"""When a step was taken (epoch milliseconds), and what happened in it."""

OF_ORDERS = (
    e.SeatReadied,
    e.PersonArrived,
    e.PersonLeft,
    e.TeammateArrived,
    e.TeammateLeft,
    e.DelegationPresent,
    e.Reseated,
    e.AbsenceChosen,
    e.Resumed,
)
"""What an order that ends a phase may bring itself; all that follows is the engine's."""
OF_PHASES = (e.PhaseBegan, e.GameEnded)
"""What a step holds in which a phase ended."""


def departures(scenario: Scenario, steps: Iterable[Stored]) -> Iterator[tuple[int, str]]:
    """Yield (step, what) wherever the same state and key lead to something else today."""
    rest = iter(steps)
    _, (first,) = next(rest)
    assert isinstance(first.event, e.TableOpened), first
    yield from ((1, text) for text in at_the_opening(scenario, first.event))
    state = opened(first.event, scenario)
    for number, (at_ms, step) in enumerate(rest, 2):
        yield from ((number, text) for text in in_step(state, at_ms, step))
        for each in step:
            state = apply(state, each.event)


def at_the_opening(scenario: Scenario, was: e.TableOpened) -> Iterator[str]:
    """Draw types and sheets once more, apart from the types that were chosen."""
    for seat in SEATS:
        types = {sheet.id: sheet.type for sheet in scenario.sheets[seat]}
        drawn = was.variants.get(seat, "")
        chosen = types.get(drawn) if seat in was.fixed_types else None
        if drawn != variant(scenario, was.key, seat, chosen):
            yield f"the score sheet of {seat} is not the one the key draws"


def in_step(before: State, at_ms: int, step: Sequence[Happened]) -> Iterator[str]:
    state = before
    if any(isinstance(each.event, OF_PHASES) for each in step):
        begun = engines_part(step)
        for each in step[:begun]:
            state = apply(state, each.event)
        yield from first_difference(step[begun:], once_more(state, at_ms, step))
    yield from uncommitted(before, step)
    yield from ill_drawn(before, step)
    yield from ill_forked(before, step)


def engines_part(step: Sequence[Happened]) -> int:
    """Return where in a step the engine's part begins."""
    others = (n for n, each in enumerate(step) if not isinstance(each.event, OF_ORDERS))
    return next(others, len(step))


def once_more(state: State, at_ms: int, step: Sequence[Happened]) -> Sequence[Happened]:
    """Let the engine end the phase as it was ended then."""
    unfolding = Unfolding(state)
    kinds = {type(each.event) for each in step}
    if e.GameEnded in kinds and e.RoundClosed not in kinds:
        end_game(unfolding)
    elif state.phase == "lobby":
        begin_round(unfolding, 1, at_ms)
    else:
        advance(unfolding, at_ms)
    return unfolding.happened


def first_difference(was: Sequence[Happened], now: Sequence[Happened]) -> Iterator[str]:
    for here, there in zip(was, now, strict=False):
        if here != there:
            yield f"{named(here)} is on record, the same sheets and key give {named(there)}"
            return
    if len(was) != len(now):
        yield f"{len(was)} events are on record, the same sheets and key give {len(now)}"


def named(happened: Happened) -> str:
    event: Any = happened.event
    inside = getattr(event, "telling", event)
    said = (getattr(inside, name, None) for name in ("kind", "name", "seat", "phase", "value"))
    return " ".join((type(event).__name__, *(str(each) for each in said if each is not None)))


def uncommitted(state: State, step: Sequence[Happened]) -> Iterator[str]:
    """Yield whose sheet is not the one that was committed to."""
    for each in step:
        if isinstance(each.event, e.SheetsCommitted):
            due = commitments(state)
            published = each.event.commitments
            yield from (
                f"the sheet of {seat} in round {each.event.round} does not open its commitment"
                for seat in due
                if published.get(seat) != due[seat]
            )
        state = apply(state, each.event)


def ill_drawn(state: State, step: Sequence[Happened]) -> Iterator[str]:
    """Yield the petitions on which the key draws otherwise (Rulebook 8.3)."""
    for each in step:
        if isinstance(each.event, e.PetitionRuled) and each.event.ruling.odds is not None:
            ruled, made = each.event.ruling, state.petitions[each.event.id]
            if is_lucky(state, made, each.event.ruling.odds) != ruled.succeeded:
                yield f"the key draws otherwise on petition {each.event.id}"


def ill_forked(state: State, step: Sequence[Happened]) -> Iterator[str]:
    """Begin a fork once more from the same moment (Rulebook 1.19)."""
    begun = step[0].event
    if isinstance(begun, e.TableForked):
        erased = [each.event.text for each in step if isinstance(each.event, e.TextErased)]
        again = fork(
            state,
            table=begun.table,
            key=begun.key,
            step=begun.step,
            head=begun.head,
            erased=erased,
            name=begun.name,
        )
        yield from first_difference(step, again)
