"""One pair of games after another, of several kinds in turn, for every viewer there can be.

Owns which kind a pair is of and who watches it, from a seed and its number. Raises Differ where a
watcher could tell one game of a pair from the other.
"""

import contextlib
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from rules.names import SEATS
from rules.scenario import Scenario
from server.scenarios import shipped

from . import woven
from .delegations import Delegations
from .inside import unhurried
from .marks import marked
from .pairs import Pair
from .quiet import QUIET
from .served import alike, heard
from .twins import Differ, Houses, Tally, Twins, houses
from .watching import KEY
from .wild import Wild

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # for speed alone
SHIPPED = ("first-session", "korea-2020")
PLANTED_PAIRS_MAX = 60
"""After so many a leak that was not noticed would not have been."""
DEEP, SERVED, WOVEN = 50, 100, 10
"""Each so many pairs one is of that kind; all others are wild."""
ENDED = 6
"""After one in so many the games are ended, to see who then reads what."""
MENTORED = 0.35
"""Of the pairs that a delegation watches, so many its mentor watches as well."""


@dataclass
class Told:
    """What some pairs came to."""

    tally: Tally = field(default_factory=Tally)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Told") -> None:
        self.tally.add(other.tally)
        self.counts += other.counts


@cache
def scenarios() -> Mapping[str, Scenario]:
    """Return what is played: as shipped, but that no secret text leaks by the game's own chance."""
    as_shipped = {name: marked(replace(shipped(name), leak_odds=0)) for name in SHIPPED}
    return {**as_shipped, "quiet": marked(QUIET)}


@contextlib.asynccontextmanager
async def open_houses() -> AsyncIterator[Houses]:
    """Open two servers on folders in memory, if there is memory for folders."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder, unhurried(scenarios()):
        async with houses(Path(folder)) as both:
            yield both


async def play(both: Houses, seed: int, number: int) -> Told:
    """Play pair `number`."""
    if number % SERVED == SERVED // 2:
        return await play_served(seed, number)
    if number % WOVEN == 0:
        return await play_woven(both, seed, number, rounds=3 if number % DEEP == 0 else 1)
    return await play_wild(both, seed, number)


async def caught(plant: Callable[[pytest.MonkeyPatch], None], seed: int, *, deep: bool) -> int:
    """Return how many pairs it took to notice a leak, 0 where all of them did not.

    Games in which nothing differs must not differ either: else a leak is no leak, but a mess.
    """
    with pytest.MonkeyPatch.context() as patch:
        plant(patch)
        async with open_houses() as both:
            await play_wild(both, seed, 1, same=True)
            await play_woven(both, seed, 1, 1, same=True)
            for number in range(1, PLANTED_PAIRS_MAX + 1):
                try:
                    if deep or number % 4 == 0:
                        await play_woven(both, seed, number, 3)
                    else:
                        await play_wild(both, seed, number)
                except Differ:
                    return number
    return 0


async def caught_at_sockets(plant: Callable[[pytest.MonkeyPatch], None], seed: int) -> int:
    """Return how many pairs at real servers it took to notice a leak, 0 where all did not."""
    with pytest.MonkeyPatch.context() as patch:
        plant(patch)
        await play_served(seed, 1, same=True)
        for number in range(1, PLANTED_PAIRS_MAX + 1):
            try:
                await play_served(seed, number)
            except Differ:
                return number
    return 0


async def play_wild(both: Houses, seed: int, number: int, *, same: bool = False) -> Told:
    """Play a scenario as it is shipped; with `same` the secrets are the same in both games."""
    random = Random(f"wild/{seed}/{number}")
    name = SHIPPED[number % 2]
    friends = [each.id for each in scenarios()[name].friends]
    viewer = random.choice((*SEATS, "observer", "press", *friends[:1]))
    asked: dict[str, Any] = {
        "scenario": name,
        "clock": random.choice(("none", "day")),
        "seats": {"press": "open"} if random.random() < 0.3 else {},
    }
    rounds = 2 if random.random() < 0.2 else 1
    mentored = viewer in SEATS and random.random() < MENTORED
    asked |= {"mentored": mentored, "searching": not same}
    async with both.twins(viewer, random.randbytes(32), **asked) as twins:
        offers = random.random() < 0.5
        wild = Wild(twins, name, f"{seed}-{number}", rounds, offers=offers, same=same)
        await wild.play()
        reached = (await twins.one.state()).round
        is_ended = number % ENDED == 0 and not same
        told_after = await wild.ends() if is_ended else 0
    hidden = sum(each.given for each in wild.hidden)
    counts = {"hidden": hidden, "rounds": max(0, reached - 1), "mentored": int(mentored)}
    counts |= {"ended": int(is_ended), "told": told_after}
    return told(twins, "wild", counts)


async def play_woven(
    both: Houses, seed: int, number: int, rounds: int, *, same: bool = False
) -> Told:
    """Play what hides more, in a scenario in which that moves nothing."""
    random = Random(f"woven/{seed}/{number}")
    viewer = random.choice((*SEATS, "observer", "press", "eu"))
    pair = Pair(viewer, random.getrandbits(40), rounds)
    scripts = pair.scripts()
    scripts = (scripts[0], scripts[0]) if same else scripts
    mentored = viewer in SEATS and random.random() < MENTORED
    asked: dict[str, Any] = {"scenario": "quiet", "mentored": mentored, "searching": not same}
    async with both.twins(viewer, bytes.fromhex(KEY), **asked) as twins:
        await woven.play(twins, scripts, f"{seed}/{number}")
    hidden = sum(not move.is_common for script in scripts for move in script)
    counts = {"hidden": hidden, "rounds": rounds, "mentored": int(mentored)}
    return told(twins, "woven", counts)


def told(twins: Twins, kind: str, counts: Mapping[str, int]) -> Told:
    return Told(twins.tally, Counter({kind: 1, **counts}))


async def play_served(seed: int, number: int, *, same: bool = False) -> Told:
    """Play a pair at a real server, over real sockets, with the people of a delegation at it.

    That is the viewer's own, or one from which the same is hidden.
    """
    random = Random(f"served/{seed}/{number}")
    viewer = random.choice((*SEATS, "observer"))
    drawn, home = random.getrandbits(40), random.choice((viewer, *SEATS))
    home = home if home in SEATS else random.choice(SEATS)
    pair = Pair(viewer, drawn, 1, beside=None if home == viewer else home)
    people, scripts = Delegations(pair, home), pair.scripts()
    games = []
    with alike(), tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        for game, script in enumerate(scripts):
            doings = [*people.script(0, scripts[0])] if same else [*people.script(game, script)]
            games.append(await heard(Path(folder) / str(game), doings))
    here, there = games
    tally = Tally()
    for watcher in people.watchers:
        tally.add(alike_to(watcher, here[watcher], there[watcher]))
    hidden = sum(not move.is_common for script in scripts for move in script)
    acted = sum(line.startswith('200 {"team"') for line in here[people.deputy])
    counts = {"served": 1, "hidden": hidden, "rounds": 1, "acted": acted}
    return Told(tally, Counter(counts))


def alike_to(watcher: str, here: Sequence[str], there: Sequence[str]) -> Tally:
    """Return what reached a watcher of both games; raise Differ where that is not the same."""
    for step, (one, other) in enumerate(zip(here, there, strict=False)):
        if one != other:
            raise Differ(f"line {step} for {watcher}: {one[:300]} | {other[:300]}")
    if len(here) != len(there):
        raise Differ(f"{watcher}: {len(here)} lines here, {len(there)} there")
    return Tally(frames=len(here), bytes=sum(map(len, here)))
