"""What whole games of bots cost, and where it goes.

Owns the stopwatch that is held to the parts of a game. What a part calls of another counts there.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from rules.bots import desk, match
from rules.decide import phases
from rules.scenario import Scenario

PARTS: Mapping[str, tuple[Any, str]] = {
    "judging": (match, "decide"),
    "reckoning": (phases, "reckon"),
    "records": (desk, "record"),
    "thinking": (match, "play"),
}
"""Part -> where its function is called by which name. Reckoning is judged, records are thought of:
each is left out of the other."""


@dataclass(frozen=True)
class Row:
    """What some games of one scenario took."""

    scenario: str
    games: int
    wall_s: float
    cpu_ms: float
    """A game."""
    parts_ms: Mapping[str, float]
    """Of it, by part; "rest" is folding, parsing, and telling bots what was touched."""


class Stopwatch:
    """Processor time by part, each without what it spent in another."""

    def __init__(self, clock: Callable[[], float] = time.process_time) -> None:
        self.clock = clock
        self.spent_s: Counter[str] = Counter()
        self.inner_s = [0.0]

    def held_to(self, part: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            self.inner_s.append(0.0)
            began = self.clock()
            try:
                return work(*given, **named)
            finally:
                took = self.clock() - began
                self.spent_s[part] += took - self.inner_s.pop()
                self.inner_s[-1] += took

        return timed


@contextmanager
def watched(watch: Stopwatch) -> Iterator[None]:
    """Hold the stopwatch to every part."""
    honest = {part: getattr(module, name) for part, (module, name) in PARTS.items()}
    try:
        for part, (module, name) in PARTS.items():
            setattr(module, name, watch.held_to(part, honest[part]))
        yield
    finally:
        for part, (module, name) in PARTS.items():
            setattr(module, name, honest[part])


def played(scenario: Scenario, games_max: int, seconds: float) -> Row:
    """Play seeds 0, 1, ... until there are so many games or the time is up; one at least.

    A game before them warms up what is worked out once for a scenario.
    """
    match.play_game(scenario, "warm")
    watch, games = Stopwatch(), 0
    began_s, cpu_s = time.perf_counter(), time.process_time()
    with watched(watch):
        while games == 0 or (games < games_max and time.perf_counter() - began_s < seconds):
            match.play_game(scenario, games)
            games += 1
    cpu_s, wall_s = time.process_time() - cpu_s, time.perf_counter() - began_s
    parts = {part: 1000 * watch.spent_s[part] / games for part in PARTS}
    cpu_ms = 1000 * cpu_s / games
    rest = cpu_ms - sum(parts.values())
    return Row(scenario.name, games, wall_s, cpu_ms, {**parts, "rest": rest})
