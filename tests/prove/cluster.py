"""What is proven of several processes on one PostgreSQL and one Redis."""

import asyncio
import contextlib
import random
import time

import uvloop

from tests.cluster import crowd, trials
from tests.cluster.house import cluster

HINT_LOST_S = 1.5
"""What a lost hint may cost."""
PROCESSES, RETURNS = 4, 20
DEPARTED_S = (9.0, 14.0)
"""When the others log who was at a process that fell silent: after ten seconds, at a tick."""


def forks(seed: int, count: int) -> str:
    """Two processes judge at once, one stopped in the middle and resumed: no table forks."""
    with cluster() as here:
        found = asyncio.run(trials.forks(here, count, random.Random(seed)))
    assert found.caught, "no process was ever stopped in time"
    return (
        f"0 forks, {found.commands} commands each once in their logs; in {found.caught} trials the"
        " stopped process had commands on their way"
    )


def roaming(seed: int, count: int) -> str:
    """Whole games, each seat at random processes, resumed from cursors of any age."""
    chance = random.Random(seed)
    with cluster(3) as here:
        played = [asyncio.run(trials.game(here, chance, resumes=2)) for _ in range(count)]
    steps, resumed = (sum(each) for each in zip(*played, strict=True))
    return f"{steps} steps, {resumed} resumed: no gap, no double, all records alike"


def reconnects(seed: int, count: int) -> str:
    """A thousand sockets, each back twenty times at random processes with cursors of any age."""
    tables = max(1, count // (RETURNS * len(crowd.ROLES)))
    with cluster(PROCESSES) as here, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        played = runner.run(_crowds(here, tables, seed))
    steps, returns = (sum(each) for each in zip(*played, strict=True))
    return (
        f"{tables * len(crowd.ROLES)} sockets at {tables} tables came back {returns} times to"
        f" {PROCESSES} processes while {steps} steps were logged: no gap, no double, all records"
        " as a newcomer is shown them, every command once in its log"
    )


async def _crowds(here: trials.Cluster, tables: int, seed: int) -> list[tuple[int, int]]:
    gate = asyncio.Semaphore(crowd.AT_ONCE)
    async with here.store() as store:
        plays = (crowd.play(here, store, RETURNS, gate, f"{seed}/{n}") for n in range(tables))
        return await asyncio.gather(*plays)


def hints(seed: int, count: int) -> str:
    """How long others take to hear: with Redis, while it is dead, and when it is back."""
    del seed
    with cluster() as here:
        with_it, without, back = asyncio.run(_hints(here, count))
    assert max(without) <= HINT_LOST_S, without
    shown = ((f"{min(each):.3f} to {max(each):.3f} s") for each in (with_it, without, back))
    return "heard after {} with Redis, {} without, {} when it was back".format(*shown)


async def _hints(here: trials.Cluster, count: int) -> list[list[float]]:
    founded = await here.processes[0].found()
    control = await trials.sits(here.processes[0], founded, "control")
    usa = await trials.sits(here.processes[1], founded, "usa")
    took: list[list[float]] = []
    for change in (None, here.redis.kill, here.redis.start):
        if change:
            await asyncio.to_thread(change)
        took.append([await _heard_after(usa, control) for _ in range(count)])
    for player in (control, usa):
        await player.leaves()
    return took


async def _heard_after(usa: trials.Player, control: trials.Player) -> float:
    """Return how long after its answer a message is seen at the other process."""
    await asyncio.sleep(0.3)  # A person may say five things a second.
    text = f"now {usa.seq}"
    await usa.does({"kind": "say", "channel": "control", "text": text})
    since_s = time.monotonic()
    while not any(each.get("text") == text for each in control.records.values()):
        await control.hear()
    return time.monotonic() - since_s


def departures(seed: int, count: int) -> str:
    """A process is killed: who was there is absent ten seconds later, logged once."""
    del seed
    with cluster() as here:
        took = [asyncio.run(_departure(here)) for _ in range(count)]
    least_s, most_s = DEPARTED_S
    assert all(least_s <= each <= most_s for each in took), took
    return f"absent after {', '.join(f'{each:.1f}' for each in took)} s, each logged once"


async def _departure(here: trials.Cluster) -> float:
    founded = await here.processes[0].found()
    table = founded["table"]
    doomed = await asyncio.to_thread(here.begin)
    usa = await trials.sits(doomed, founded, "usa")
    await usa.until("put")
    control = await trials.sits(here.processes[0], founded, "control")
    while not control.records["seat/usa"]["present"]:
        await control.hear()
    await asyncio.to_thread(here.end, doomed)
    since_s = time.monotonic()
    async with asyncio.timeout(30):
        while control.records["seat/usa"]["present"]:
            with contextlib.suppress(TimeoutError):
                await control.hear()
    took_s = time.monotonic() - since_s
    await usa.ended()
    await control.leaves()
    left = [step for step in await here.log(table) if b"PersonLeft" in step.events]
    assert len(left) == 1
    return took_s
