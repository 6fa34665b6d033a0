"""Many games, on one processor or several: the same games whatever the number of jobs.

Owns who sits where in which game, and the dealing out of games to processes. It must never count.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from time import process_time

from rules.bots.match import play_game
from rules.names import Seat
from rules.scenario import Scenario

from .counting import Counted, count

CHUNK = 4
"""Games a process is given at a time: enough to be worth the way, few enough to end together."""


GARBAGE = 50_000
"""Objects after which a process that only plays looks for garbage: a game leaves little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixture:
    """One game to be played: its seed, who sits where if not the usual, where nobody does."""

    seed: int
    players: Mapping[Seat, str] = field(default_factory=dict)
    silent: Sequence[Seat] = ()


def simulate(
    scenario: Scenario,
    fixtures: Sequence[Fixture],
    jobs: int = 1,
    done: Callable[[], None] = lambda: None,
) -> tuple[Counted, ...]:
    """Play the games and return what each came to, in their order; `done` is told of each."""
    counted = []
    for each in played(scenario, fixtures, jobs):
        counted.append(each)
        done()
    return tuple(counted)


def played(scenario: Scenario, fixtures: Sequence[Fixture], jobs: int) -> Iterator[Counted]:
    if jobs == 1:
        yield from (one(scenario, fixture) for fixture in fixtures)
        return
    # Fresh processes: what other threads of this one hold locked is not carried over.
    context = get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _take_up, (scenario,)) as pool:
        yield from pool.map(_one_here, fixtures, chunksize=CHUNK)


def one(scenario: Scenario, fixture: Fixture) -> Counted:
    begun = process_time()
    players, silent = fixture.players, fixture.silent
    game = play_game(scenario, fixture.seed, silent, players=players, is_terse=True)
    return count(game, (process_time() - begun) * 1000)


def seeded(
    seed: int, games: int, players: Mapping[Seat, str], silent: Sequence[Seat] = ()
) -> tuple[Fixture, ...]:
    """Return games with the same company, seeded `seed`, `seed + 1` and so on."""
    seeds: Iterable[int] = range(seed, seed + games)
    return tuple(Fixture(seed=each, players=players, silent=silent) for each in seeds)


_here: list[Scenario] = []
"""The scenario that this process plays, when it is one of several."""


def _take_up(scenario: Scenario) -> None:
    _here[:] = [scenario]
    gc.freeze()  # what was loaded lives as long as the process: no use in looking for garbage there
    gc.set_threshold(GARBAGE)


def _one_here(fixture: Fixture) -> Counted:
    return one(_here[0], fixture)
