"""Scripts played at a table: which delegation does what in which round, from a file of data.

Owns the form of such a file and its playing, through the door that people use: each step is a
command on the wire, parsed, judged and folded. It must never judge what became of a game.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, convert

from rules.model import State
from rules.names import Role
from rules.refusal import Refused
from server.scenarios import shipped
from server.strict_yaml import parse

from .stage import Stage

FOLDER = Path(__file__).parent / "histories"
SCENARIO = "beijing-2005"


class Step(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of `table`, `seal` and `inject`, done by a seat in a round."""

    round: int
    seat: Role
    table: str | None = None
    seal: dict[str, Any] | None = None
    inject: str | None = None


class Script(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`follows` another script up to and with round `until`, and then goes its own way."""

    title: str
    key: str = ""
    outcome: str
    follows: str | None = None
    until: int = 0
    documents: dict[str, dict[str, Any]] = {}
    steps: tuple[Step, ...]


class Replay:
    """A script that has been played: the table as it was after each reckoning, and the papers."""

    def __init__(self, name: str) -> None:
        self.script = read(name)
        key = hashlib.sha256(self.script.key.encode()).hexdigest()
        self.stage = Stage(shipped(SCENARIO), key)
        self.ids: dict[str, str] = {}
        self.after: dict[int, State] = {}
        self.stage.open()
        for step in self.script.steps:
            try:
                self.do(step)
            except Refused as refused:
                refused.add_note(f"{name}: {step}")
                raise
        self.go_on_to(self.script.steps[-1].round, "closed")

    @property
    def state(self) -> State:
        return self.stage.state

    def do(self, step: Step) -> None:
        """Bring the table to where the step belongs, and give its command."""
        if step.table is not None:
            wire = self.named(self.script.documents[step.table])
            phase = "plenary" if wire["audience"] == "public" else "corridors"
            self.go_on_to(step.round, phase)
            self.ids[step.table] = self.stage.table(step.seat, wire)
        elif step.seal is not None:
            self.go_on_to(step.round, "capitals")
            self.stage.seal(step.seat, **self.named(step.seal))
        else:
            self.go_on_to(step.round, "corridors")
            self.stage.give("control", "inject", card=step.inject)

    def go_on_to(self, number: int, phase: str) -> None:
        """Let control advance to a phase, and keep the table as each reckoning leaves it."""
        while self.state.phase != phase or (phase != "closed" and self.state.round != number):
            assert self.state.phase != "closed", f"the game ended in round {self.state.round}"
            self.stage.give("control", "advance")
            if self.state.phase == "reckoning":
                self.after[self.state.round] = self.state

    def named(self, data: Any) -> Any:
        """Return data of the script with the ids of this table in it."""
        if isinstance(data, Mapping):
            return {self.named(key): self.named(value) for key, value in data.items()}
        if isinstance(data, list):
            return [self.named(each) for each in data]
        if isinstance(data, str) and data.startswith("$"):
            name, point, clause = data[1:].partition(".")
            return f"{self.ids[name]}{point}{clause}"
        return data


def read(name: str) -> Script:
    """Return the script of this name, with all that it takes over from the one it follows."""
    own = convert(parse((FOLDER / f"{name}.yaml").read_bytes()).value, Script)
    if own.follows is None:
        return own
    other = read(own.follows)
    shared = tuple(step for step in other.steps if step.round <= own.until)
    return Script(
        title=own.title,
        key=own.key or other.key,
        outcome=own.outcome,
        documents={**other.documents, **own.documents},
        steps=(*shared, *own.steps),
    )


def scripts() -> tuple[str, ...]:
    return tuple(sorted(each.stem for each in FOLDER.glob("*.yaml")))
