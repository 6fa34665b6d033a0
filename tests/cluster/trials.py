"""What can go wrong between processes, as trials that may be repeated as often as one likes."""

import asyncio
import random
from dataclasses import dataclass
from typing import Any

from server.store import Store
from tests.cluster.house import Cluster, Roamer, check_chain
from tests.server.running import Player, Table
from tests.services.process import Process

SEATS = ("usa", "dprk", "rok", "prc", "rus", "jpn")
PER_TABLE = 6
"""Trials at one table: nobody says more than the twenty things that are allowed at once."""
GATHERED = 3
"""Commands sent to each process at once."""


@dataclass
class Forks:
    """What trials of forking have found."""

    trials: int = 0
    caught: int = 0
    """Trials in which a process was stopped with commands on their way to the log."""
    commands: int = 0


async def fork(
    here: Cluster, store: Store, founded: dict[str, Any], chance: random.Random, found: Forks
) -> None:
    """Let two processes judge at once and stop one of them in the middle of it."""
    stopped, going = chance.sample(here.processes, 2)
    seats = chance.sample(SEATS, 2)
    far, near = [
        await sits(process, founded, seat)
        for process, seat in zip((stopped, going), seats, strict=True)
    ]
    name = f"{chance.getrandbits(64):x}"
    ids = [[f"{who}-{name}-{n}" for n in range(GATHERED)] for who in ("far", "near")]
    await send(far, ids[0])
    await asyncio.sleep(chance.random() * 0.02)  # Anywhere between reading and acknowledging.
    stopped.stop()
    try:
        done = [await store.answered(founded["table"], f"{far.role}.1", id_) for id_ in ids[0]]
        found.caught += None in done
        await send(near, ids[1])
        await answers(near, ids[1])
    finally:
        stopped.resume()
    await answers(far, ids[0])
    await asyncio.gather(far.leaves(), near.leaves())
    found.trials += 1
    found.commands += 2 * GATHERED


async def sits(process: Process, founded: dict[str, Any], seat: str) -> Player:
    return await Table(process, founded).sits(seat)  # type: ignore[arg-type]


async def send(player: Player, ids: list[str]) -> None:
    for id_ in ids:
        command = {"kind": "say", "channel": "control", "text": id_}
        await player.send({"type": "do", "id": id_, "command": command})


async def answers(player: Player, ids: list[str]) -> None:
    """Hear the answers to all of these commands: each is done."""
    missing = set(ids)
    while missing:
        answer = await player.until("done", "refused")
        assert answer["type"] == "done", answer
        missing.remove(answer["id"])


async def forks(here: Cluster, trials: int, chance: random.Random) -> Forks:
    """Run many trials, a few at each table, and hold every log against what was acknowledged."""
    found = Forks()
    while found.trials < trials:
        founded = await here.processes[0].found()
        before = found.commands
        async with here.store() as store:
            for _ in range(min(PER_TABLE, trials - found.trials)):
                await fork(here, store, founded, chance, found)
            steps = await store.steps(founded["table"])
        check_chain(steps)
        said = [step for step in steps if step.command_id.startswith(("far-", "near-"))]
        assert len(said) == found.commands - before
    return found


async def game(here: Cluster, chance: random.Random, resumes: int) -> tuple[int, int]:
    """Play a whole game with every seat roaming; return its steps and how often one resumed.

    After each phase everybody's records equal those a newcomer gets at another process.
    """
    founded = await here.processes[0].found()
    people = {seat: Roamer(here, founded, seat, chance) for seat in SEATS}
    control = Roamer(here, founded, "control", chance)
    await (await control.roam()).does({"kind": "open"})
    for roamer in people.values():
        await roamer.roam()
    while True:
        for seat in chance.sample(SEATS, len(SEATS)):
            for _ in range(resumes):
                await people[seat].roam()
            player = await people[seat].roam()
            await player.does({"kind": "say", "channel": "control", "text": "I am here."})
            await player.does({"kind": "ready", "on": True})
        await check_alike(here, founded, people, chance)
        main = (await control.roam()).records["table/main"]
        if main["status"] == "ended":
            break
    steps = await here.log(founded["table"])
    check_chain(steps)
    for each in (control, *people.values()):
        await each.leaves()
    return len(steps), sum(each.resumed for each in (control, *people.values()))


async def check_alike(
    here: Cluster, founded: dict[str, Any], people: dict[str, Roamer], chance: random.Random
) -> None:
    for seat, roamer in people.items():
        fresh = await sits(here.any(chance), founded, seat)
        held = await roamer.catches_up(fresh.seq)
        assert roamer.player is not None
        while fresh.seq < roamer.player.seq:
            await fresh.hear()
        assert held == fresh.records, seat
        await fresh.leaves()
