"""What somebody learns who watches the encrypted lines of a table: sizes and times, and no words.

Owns the watching, the guess with whom a delegation talks, and how much the guess tells. Lines are
watched where the server writes frames; encryption adds the same to all of them.
"""

import asyncio
from collections import Counter
from math import log2
from random import Random
from typing import Any, NamedTuple

from rules.names import SEATS

from .inside import Inside, Wire


class Learnt(NamedTuple):
    """How well one guesses to whom somebody spoke who is seen to send something."""

    right: float
    """The share of guesses that are right; chance alone has one in five."""
    bits: float
    """What a guess tells of the truth, the speaker being known: 0 for nothing, 2.3 for all."""
    sizes: int
    """How many different sizes were seen on a line between two words."""


class Lines:
    """The lines of the six to one table."""

    def __init__(self, here: Inside, founded: dict[str, Any]) -> None:
        self.here = here
        self.founded = founded
        self.seen: dict[str, list[int]] = {seat: [] for seat in SEATS}
        self.wires: dict[str, Wire] = {}

    async def open(self) -> None:
        """Let all six come."""
        for seat in SEATS:
            wire = Wire(lambda frame, seat=seat: self.seen[seat].append(len(frame)))  # type: ignore[misc]
            table, token = self.founded["table"], self.founded["seats"][seat]["token"]
            self.wires[seat] = await self.here.connect(table, seat, token, wire, "")
        while not all(self.seen.values()):
            await self.beats()

    async def close(self) -> None:
        for wire in self.wires.values():
            await wire.close()

    async def beats(self, count: int = 1) -> None:
        """Let the server's beat go on."""
        assert self.here.app.house is not None
        for _ in range(count):
            await self.here.app.house.door.beat.beat()
            await asyncio.sleep(0)  # Whoever was let in now hears the next.

    async def says(self, number: int, by: str, to: str, words: str) -> dict[str, tuple[int, ...]]:
        """Let one seat say something to another; return what each line carried till it was told."""
        for sizes in self.seen.values():
            sizes.clear()
        channel = "+".join(seat for seat in SEATS if seat in (by, to))
        say = {"kind": "say", "channel": channel, "text": words}
        body = {"id": f"t-{number}", "command": say}
        path = f"/api/tables/{self.founded['table']}/commands"
        token = self.founded["seats"][by]["token"]
        answer = await self.here.ask("POST", path, body, token)
        assert answer.status == 200, answer.body
        await self.beats(2)
        return {seat: tuple(sizes) for seat, sizes in self.seen.items()}


async def watch(here: Inside, frames: str, seed: int, count: int) -> Learnt:
    """Watch so many words said in private at a table with plain or uniform frames."""
    random = Random(f"{frames}/{seed}")
    lines = Lines(here, await here.found(frames=frames))
    await lines.open()
    pairs: dict[str, Counter[tuple[str, str]]] = {seat: Counter() for seat in SEATS}
    sizes: set[tuple[int, ...]] = set()
    for number in range(count):
        by, to = random.sample(SEATS, 2)
        seen = await lines.says(number, by, to, "x" * random.randint(1, 400))
        sizes |= set(seen.values())
        pairs[by][to, guess(random, by, seen)] += 1
    await lines.close()
    right = sum(each[to, to] for each in pairs.values() for to in SEATS)
    bits = sum(told_by(each) * each.total() for each in pairs.values()) / count
    return Learnt(right / count, bits, len(sizes))


def guess(random: Random, by: str, seen: dict[str, tuple[int, ...]]) -> str:
    """Return whose line carried most, of those who did not speak; one of them if all are alike."""
    most = max(sum(sizes) for seat, sizes in seen.items() if seat != by)
    return random.choice([seat for seat in SEATS if seat != by and sum(seen[seat]) == most])


def told_by(pairs: Counter[tuple[str, str]]) -> float:
    """Return the mutual information of truth and guess in bits, as these counts have it.

    Counts alone make it about (5 - 1)^2 / (2 n ln 2) where there is none.
    """
    total = pairs.total()
    truths: Counter[str] = Counter()
    guesses: Counter[str] = Counter()
    for (truth, guessed), times in pairs.items():
        truths[truth] += times
        guesses[guessed] += times
    return sum(
        times / total * log2(times * total / (truths[truth] * guesses[guessed]))
        for (truth, guessed), times in pairs.items()
    )
