"""A game that is over, taken up again at another table as it once stood (Rulebook 1.19).

Owns from which moments that may be, and how the fork begins. It must never change the table it
comes from, nor be asked of one that is still being played: the fork's debrief lays open what was
hidden there, and the origin's key lets everybody foresee its draws.
"""

from collections.abc import Iterable, Sequence

from . import events as e
from .decide.erasing import take_back
from .legal import PLAYING, is_over
from .model import State, TextRef
from .names import Phase
from .refusal import Refused
from .unfolding import Unfolding

Moment = tuple[int, Phase]
"""A phase of a round as it was when it was about to end."""


def moments(state: State) -> tuple[Moment, ...]:
    """Return from where a game that is over may be forked, in the order in which it was played."""
    if not is_over(state) or not state.round:
        return ()
    last = PLAYING[: PLAYING.index(state.ended_in) + 1]
    earlier = ((number, phase) for number in range(1, state.round) for phase in PLAYING)
    return (*earlier, *((state.round, phase) for phase in last))


def check_moment(state: State, moment: Moment) -> None:
    """Raise Refused unless the game may be forked from there."""
    if not is_over(state):
        text = "Only a game that is over is forked: its debrief lays open what a fork would tell."
        raise Refused("not-over", text)
    if moment not in moments(state):
        raise Refused("no-such-moment", "No such phase was played here.", "round")


def ends_a_phase(step: Iterable[e.Happened]) -> bool:
    """Whether in this step a phase ended: what was true before it is a moment."""
    return any(isinstance(each.event, e.PhaseBegan | e.GameEnded) for each in step)


def fork(
    then: State,
    *,
    table: str,
    key: str,
    step: int,
    head: str,
    erased: Sequence[str] = (),
    name: TextRef | None = None,
) -> tuple[e.Happened, ...]:
    """Return how a fork begins that follows `then`, the origin's state after its step `step`.

    `key` is 32 fresh random bytes in hex; `erased` are texts told up to there and taken back since.
    """
    unfolding = Unfolding(then)
    seconds = then.clock.get(then.phase)
    forked = e.TableForked(
        table=table,
        key=key,
        origin=then.table,
        step=step,
        head=head,
        left_ms=-1 if seconds is None else seconds * 1000,
        name=name,
    )
    unfolding.add(forked)
    take_back(unfolding, erased)
    return tuple(unfolding.happened)
