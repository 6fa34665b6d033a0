"""Where the time of one action goes inside the server: each step of its way, without the network.

Owns the stopwatch that is held to those steps, on the thread that serves. A table is served within
this very process; what is sent goes nowhere.
"""

import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import uvloop

import rules
from rules import SEATS
from server import entropy, frames, live, play
from server.app import create_app
from server.founding import Founder, NewTable
from server.library import Library
from server.limits import Buckets, Rate
from server.seats import Person
from server.settings import Settings

from .games import Stopwatch
from .talks import EVERYBODY

PARTS: Mapping[str, tuple[Any, str]] = {
    "read": (frames, "read_frame"),
    "parse": (rules, "parse_command"),
    "judge": (rules, "judged"),
    "chain": (play, "_step"),
    "show": (live.Live, "outlook"),
    "tell": (live.Live, "announce"),
}
"""Part -> where its function is called by which name."""
BATCH = 25


class Nobody:
    """Somebody who listens, and hears nothing."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def send(self, frame: bytes) -> None:
        pass

    def bye(self, code: str) -> None:
        raise AssertionError(code)


@contextmanager
def held(watch: Stopwatch) -> Iterator[None]:
    """Hold the stopwatch to every part."""
    honest: dict[str, Callable[..., Any]] = {x: getattr(*PARTS[x]) for x in PARTS}
    try:
        for part, (where, name) in PARTS.items():
            setattr(where, name, watch.held_to(part, honest[part]))
        yield
    finally:
        for part, (where, name) in PARTS.items():
            setattr(where, name, honest[part])


async def costs_us(scenario: str, batches: int) -> dict[str, float]:
    """Return what each part of a message to all six takes, the rest last: medians of batches."""
    with tempfile.TemporaryDirectory(prefix="hextable-bench-") as var:
        app = create_app(Settings(var=Path(var)), ticking=False)
        async with app.opened() as house:
            house.door._commands = Buckets(Rate(per_second=1e9, burst=10**9))
            founder = Founder(house.store, Library(house.store), house.door.seats, entropy.system)
            table, people = await founder.found(NewTable(scenario=scenario, clock="none"))
            by = {person.role: person for person in people}
            await house.door.obey(by["control"], "open", {"kind": "open"})
            found = await house.door.tables.get(table)
            for seat in SEATS:
                found.subscribers[seat][Nobody(by[seat])] = None
            return await timed(house.door, by, batches)


async def timed(door: Any, by: Mapping[str, Person], batches: int) -> dict[str, float]:
    spent: dict[str, list[float]] = {part: [] for part in (*PARTS, "rest")}
    for batch in range(batches):
        watch = Stopwatch(time.thread_time)
        said = [saying(batch * BATCH + n) for n in range(BATCH)]
        with held(watch):
            began_s = time.thread_time()
            for n, text in enumerate(said):
                frame = frames.read_frame(text)
                await door.obey(by[SEATS[n % len(SEATS)]], frame.id, frame.command)
            took_s = time.thread_time() - began_s
        watch.spent_s["rest"] = took_s - sum(watch.spent_s.values())
        for part, each in spent.items():
            each.append(watch.spent_s[part])
    return {part: 1e6 * median(each) / BATCH for part, each in spent.items()}


def saying(number: int) -> str:
    command = {"kind": "say", "channel": EVERYBODY, "text": f"the {number}. word"}
    return json.dumps({"type": "do", "id": f"c-{number}", "command": command})


def rows(scenarios: tuple[str, ...], batches: int) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield each scenario with what the parts of an action cost there."""
    for each in scenarios:
        yield each, uvloop.run(costs_us(each, batches))
