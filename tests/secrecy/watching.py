"""What one viewer gets of a game, byte for byte, as the server would send it.

Owns the stream: each step that holds an event for the viewer, its number, the records it changed
and dropped; and the answer to each of the viewer's own commands. Two games between which nothing
differs but what the viewer may not know have equal streams.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rules.commands import Order
from rules.decide import decide
from rules.events import Happened
from rules.fold import apply, replay
from rules.model import State, TextRef
from rules.opening import open_table
from rules.parse import parse_command
from rules.refusal import Refused
from rules.scenario import Scenario
from rules.view import record, touched, view

KEY = "c0de" * 16
GAME = ""
"""Whose turn it is, where two games are played by turns in one process: mistakes that are planted
keep to the game they are made in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A command at its place in a script. Its name is the command's id, and so its makings' too."""

    by: str
    name: str
    wire: Mapping[str, Any] | Callable[[State], Mapping[str, Any]]
    """The command, or what makes it of the state, for what must fit a menu."""
    at_ms: int = 0
    person: str | None = None
    """Who of a delegation gives it; None for whoever speaks for it."""
    is_common: bool = True
    """Whether both games of a pair have it, and must judge it alike."""


@dataclass(slots=True)
class Watching:
    """A game played by a script, watched by one viewer."""

    scenario: Scenario
    viewer: str
    guests: tuple[str, ...] = ()
    """Seats besides the six."""
    lines: list[str] = field(default_factory=list)
    judged: dict[str, bool] = field(default_factory=dict)
    """Which of the common moves were accepted."""
    texts: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    seq: int = 0
    state: State = field(init=False)

    def __post_init__(self) -> None:
        opening = open_table(
            self.scenario,
            table="t",
            key=KEY,
            bots={},
            clock={"corridors": 300, "capitals": 60},
            guests=dict.fromkeys(self.guests),
        )
        self.state = replay((each.event for each in opening), self.scenario)
        self.shown = written(view(self.state, self.viewer, self.texts))
        self.lines.append(json.dumps(self.shown))

    def play(self, script: Iterable[Move]) -> "Watching":
        for move in script:
            if move.by == "control":
                self.look()
            self.obey(move)
        self.look()
        return self

    def look(self) -> None:
        """Come anew, as after a lost connection, and get everything once more."""
        self.lines.append(json.dumps(written(view(self.state, self.viewer, self.texts))))

    def obey(self, move: Move) -> None:
        try:
            step = self.judge(move)
        except Refused as refused:
            answer = json.dumps([refused.code, refused.detail, refused.field])
        else:
            answer = "done"
            self.show(step)
        if move.by == self.viewer:
            self.lines.append(f"{move.name}: {answer}")
        if move.is_common:
            self.judged[move.name] = answer == "done"

    def judge(self, move: Move) -> tuple[Happened, ...]:
        def lift(text: str, path: str) -> TextRef:
            identity = hashlib.sha256(f"{move.by}/{move.name}/{path}".encode()).hexdigest()[:16]
            self.texts[identity] = text
            return TextRef(id=identity, digest=hashlib.sha256(text.encode()).hexdigest())

        wire = move.wire(self.state) if callable(move.wire) else move.wire
        command = parse_command(dict(wire), lift)
        held = self.state.sitters.get(move.by)
        person = move.person or f"{move.by}.{held.generation if held else 1}"
        order = Order(by=move.by, person=person, id=move.name, at_ms=move.at_ms, command=command)
        step = decide(self.state, order)
        for each in step:
            self.state = apply(self.state, each.event)
        return step

    def show(self, step: tuple[Happened, ...]) -> None:
        """Write down what the step changed for the viewer, if it is told of anything in it."""
        if not any(self.viewer in each.to for each in step):
            return
        self.seq += 1
        keys = touched(self.state, self.viewer, step)
        fresh = {key: record(self.state, self.viewer, key, self.texts) for key in keys}
        put = written({key: value for key, value in fresh.items() if value is not None})
        put = {key: body for key, body in put.items() if self.shown.get(key) != body}
        dropped = [key for key in keys if fresh[key] is None and key in self.shown]
        self.shown |= put
        for key in dropped:
            del self.shown[key]
        self.lines.append(f"{self.seq} {json.dumps(put)} {json.dumps(dropped)}")


HASH = re.compile(r"\b[0-9a-f]{64}\b")


def written(records: Mapping[str, Any]) -> dict[str, str]:
    return {key: opaque(json.dumps(value)) for key, value in records.items()}


def opaque(text: str) -> str:
    """Hide what commitments and heads say, not that they are there (protocol.md 5)."""
    return HASH.sub("(hash)", text)


def difference(one: Watching, other: Watching) -> tuple[str, str] | None:
    """Return the first lines in which two games differ for their viewer, or None."""
    for here, there in zip(one.lines, other.lines, strict=False):
        if here != there:
            return here, there
    if len(one.lines) != len(other.lines):
        return f"{len(one.lines)} lines", f"{len(other.lines)} lines"
    return None
