"""Whole games in memory: bots, and seats where nobody sits, through the door that people use.

Owns the running of a game without a server: orders are parsed, decided and folded, bots are told
what each step touched. A refusal here is our bug: a bot offers nothing that its
menu does not.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..casting import ANY, cast
from ..chance import draw
from ..commands import Advance, Command, Open, Order
from ..decide import decide
from ..events import Happened
from ..fold import apply, replay
from ..model import State, TextRef
from ..names import SEATS, Role, Seat
from ..opening import open_table
from ..parse import parse_command
from ..refusal import Refused
from ..scenario import Scenario
from ..view import touched_by_each
from . import play, speak
from .desk import Desk
from .fixed import POLICIES

WAKINGS_MAX = 24
"""Rounds of wakings in one phase after which bots that still act are a bug."""

Watch = Callable[[Seat, Mapping[str, Any], Mapping[str, Any]], None]
"""Told of each command before it is judged: the seat, its records, the command on the wire."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """A finished game."""

    state: State
    happened: tuple[Happened, ...]
    texts: Mapping[str, str]
    steps: int


def unwatched(_seat: Seat, _records: Mapping[str, Any], _command: Mapping[str, Any]) -> None:
    pass


def play_game(
    scenario: Scenario,
    seed: int | str,
    silent: Collection[Seat] = (),
    watch: Watch = unwatched,
    players: Mapping[Seat, str] = {},
    *,
    is_terse: bool = False,
) -> Game:
    """Play a game to its end with bots in all seats but the silent ones; a seed is one game.

    `players` names the character or the fixed policy that sits where; the key casts the others.
    A terse game is the same but for what bots say besides and the reasons they keep.
    """
    match = Match(scenario, seed, silent, watch, players, is_terse=is_terse)
    match.control(Open())
    while match.state.phase != "closed":
        match.wake_all()
        match.control(Advance())
    return Game(
        state=match.state,
        happened=tuple(match.happened),
        texts=match.texts,
        steps=match.steps,
    )


class Match:
    """A game on its way."""

    def __init__(
        self,
        scenario: Scenario,
        seed: int | str,
        silent: Collection[Seat],
        watch: Watch,
        players: Mapping[Seat, str],
        *,
        is_terse: bool = False,
    ) -> None:
        key = hashlib.sha256(f"hextable/match/{seed}".encode()).hexdigest()
        self.players = {
            seat: cast(key, seat, players.get(seat, ANY)) for seat in SEATS if seat not in silent
        }
        bots: dict[Seat, str | None] = {seat: self.players.get(seat) for seat in SEATS}
        opening = open_table(scenario, table="match", key=key, bots=bots, clock={})
        self.happened = list(opening)
        self.state = replay((each.event for each in opening), scenario)
        self.texts: dict[str, str] = {}
        self.watch = watch
        self.is_terse = is_terse
        self.steps = 0
        self.desks = {seat: Desk(self.state, seat, self.texts) for seat in self.players}

    def control(self, command: Command) -> None:
        self.obey("control", f"control:{self.steps}", command)

    def obey(self, by: Role, command_id: str, command: Command) -> None:
        """Judge a command, fold what happens, and note whose records it touched."""
        order = Order(by=by, person=f"{by}.1", id=command_id, at_ms=self.steps, command=command)
        try:
            step = decide(self.state, order)
        except Refused as refused:
            raise AssertionError(f"{by} was refused {command}: {refused!r}") from refused
        for each in step:
            self.state = apply(self.state, each.event)
        self.happened += step
        self.steps += 1
        for seat, keys in touched_by_each(self.state, self.desks, step).items():
            self.desks[seat].note(self.state, keys)

    def wake_all(self) -> None:
        """Wake the bots in the order of seats, until all of them rest."""
        for _ in range(WAKINGS_MAX):
            if not sum(self.wake(seat) for seat in self.desks):
                return
        raise AssertionError(f"the bots find no rest in the {self.state.phase}")

    def wake(self, seat: Seat) -> int:
        """Let one bot act until it rests, if anything has changed for it; count its commands."""
        desk, given = self.desks[seat], self.desks[seat].given
        while desk.look(self.state):
            self.act(desk)
        return desk.given - given

    def act(self, desk: Desk) -> None:
        """Obey what a bot gives for its records as they are; where that is nothing, let it speak.

        What it says besides has ids of its own, so that it changes nobody's luck.
        """
        seat, name = desk.seat, self.players[desk.seat]
        acts = self.wishes(seat, desk)
        for wire in acts:
            if not (self.is_terse and wire["kind"] == "reason"):
                self.give(desk, wire, f"bot:{seat}:{desk.given}")
            desk.given += 1
        for wire in () if acts or self.is_terse or name in POLICIES else speak(name, desk):
            self.give(desk, wire, f"bot:{seat}:besides:{desk.said}")
            desk.said += 1

    def give(self, desk: Desk, wire: Mapping[str, Any], command_id: str) -> None:
        self.watch(desk.seat, desk, wire)
        self.obey(desk.seat, command_id, parse_command(wire, self.lift))

    def wishes(self, seat: Seat, records: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
        """Return what the character or the policy in a seat would do, as its records are."""
        key, number, name = self.state.key, self.state.round, self.players[seat]

        def luck(label: str) -> int:
            return draw(key, number, f"bot/{seat}/{label}")

        policy = POLICIES.get(name)
        return play(name, records, luck) if policy is None else tuple(policy(records, luck))

    def lift(self, text: str, _field: str) -> TextRef:
        """Keep a free text; its id tells nothing but its place among the texts."""
        identity = f"t{len(self.texts)}"
        self.texts[identity] = text
        return TextRef(id=identity, digest=hashlib.sha256(text.encode()).hexdigest())
