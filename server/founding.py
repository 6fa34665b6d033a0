"""How a table is founded: what may be asked for, and its first step in the store.

Owns the request's shape and the links that come back. What an opened table is like is for the rules
to say.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct

import rules
from rules import Refused, casting
from rules.names import GUESTS, SEATS, Guest, Seat, Sitter, Viewer
from rules.scenario import Scenario

from .entropy import Entropy, spelled
from .library import Library
from .live import facts_of, viewers
from .log import GENESIS, Entry, Step
from .play import Lifted
from .seats import Person, Seats
from .store import Store

TRIES_MAX = 3
NAME_MAX = 120
Seconds: TypeAlias = Annotated[int, Meta(ge=1, le=2_592_000)]
TimedPhase: TypeAlias = Literal["corridors", "plenary", "capitals", "reckoning"]
Holder: TypeAlias = Annotated[str, Meta(pattern="^(open|engine|bot(:[a-z-]{1,32})?)$")]


class NewTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a table may be asked to be like."""

    scenario: Annotated[str, Meta(max_length=64)]
    language: Annotated[str, Meta(max_length=16)] | None = None
    seats: dict[Sitter, Holder] = {}
    """Guests not named have no seat at the table: the engine plays them."""
    clock: Literal["class", "day", "none"] | dict[TimedPhase, Seconds | None] = "class"
    rounds: Annotated[int, Meta(ge=1, le=99)] | None = None
    preset: Annotated[str, Meta(max_length=48)] | None = None
    """One of the scenario's: fewer and simpler rules."""
    name: Annotated[str, Meta(max_length=NAME_MAX)] | None = None
    frames: Literal["plain", "uniform"] = "plain"
    """Whether what the six are sent is all of one size, at one beat (docs/secrecy.md)."""
    types: dict[Seat, Annotated[str, Meta(max_length=48)]] = {}
    """Hidden types chosen instead of drawn."""
    seed: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    """Only with bots in all six seats: the same seed, the same game."""

    @property
    def guests(self) -> dict[Guest, str | None]:
        """Seats besides the six: a person's (None), the engine's, or what cannot be."""
        return {
            guest: casting.holder_bot(self.seats[guest]) for guest in GUESTS if guest in self.seats
        }

    @property
    def bots(self) -> dict[Seat, str | None]:
        """Seat -> the bot that plays it, casting.ANY for any, None for a person."""
        return {seat: casting.holder_bot(self.seats.get(seat, "open")) for seat in SEATS}


class Founder:
    """Founds tables."""

    def __init__(self, store: Store, library: Library, seats: Seats, entropy: Entropy) -> None:
        self._store = store
        self._library = library
        self._seats = seats
        self._entropy = entropy

    async def found(self, asked: NewTable) -> tuple[str, tuple[Person, ...]]:
        """Store a new table; return its id and who may speak there. Raises Refused."""
        scenario = self._checked(asked)
        for _ in range(TRIES_MAX):
            table = spelled(self._entropy(8), 10)
            people = tuple(self._people(table, asked))
            if await self._store_opening(table, asked, scenario, people):
                return table, people
        raise AssertionError("no free id for a table")

    def _checked(self, asked: NewTable) -> Scenario:
        scenario = self._library.shipped(asked.scenario)
        if scenario is None:
            raise Refused("unknown-scenario", "There is no such scenario.", "scenario")
        if asked.language not in (None, scenario.language):
            hint = f"This scenario is written in {scenario.language!r}."
            raise Refused("unknown-language", hint, "language")
        for seat, bot in asked.bots.items():
            if not casting.is_known(bot):
                raise Refused("unknown-bot", f"Bots here are: {casting.LISTED}.", f"seats.{seat}")
        people = None in (*asked.bots.values(), *asked.guests.values())
        if asked.seed is not None and people:
            raise Refused("seed-with-people", "A seed needs bots in all six seats.", "seed")
        return scenario

    def _people(self, table: str, asked: NewTable) -> Iterable[Person]:
        roles: list[Viewer] = ["control", "observer"]
        roles += [seat for seat, bot in asked.bots.items() if bot is None]
        roles += [guest for guest, bot in asked.guests.items() if bot is None]
        return (Person(table=table, role=role, generation=1) for role in roles)

    async def _store_opening(
        self, table: str, asked: NewTable, scenario: Scenario, people: Iterable[Person]
    ) -> bool:
        lift = Lifted(self._seats, self._entropy, table, "control.1", "found")
        happened = rules.open_table(
            scenario,
            table=table,
            key=self._key(asked.seed),
            bots=asked.bots,
            clock=clock_of(asked, scenario),
            language=scenario.language,
            rounds=asked.rounds,
            name=lift(asked.name, "name") if asked.name and asked.name.strip() else None,
            types=asked.types,
            guests=asked.guests,
            preset=asked.preset,
            uniform=asked.frames == "uniform",
        )
        digest, body = self._library.body(scenario)
        state = rules.replay((each.event for each in happened), scenario)
        facts = facts_of(state)
        step = Step(
            table=table,
            seq=1,
            at_ms=self._store.now_ms(),
            person="control.1",
            command_id="found",
            command_hash=self._seats.keyed("command", msgspec.json.encode(asked)),
            answer={"seq": 1},
            events=msgspec.json.encode(rules.encode(happened), order="sorted"),
            seat_seqs=dict.fromkeys(viewers(state), 1),
        ).chained(GENESIS)
        entry = Entry(step=step, texts=lift.texts, codes=self._seats.codes(people))
        return await self._store.create(digest, body, entry, facts)

    def _key(self, seed: str | None) -> str:
        if seed is not None:
            return hashlib.sha256(f"seed {seed}".encode()).hexdigest()
        return self._entropy(32).hex()


def clock_of(asked: NewTable, scenario: Scenario) -> Mapping[str, int | None]:
    """Return phase -> seconds; phases left out have no clock."""
    if not isinstance(asked.clock, str):
        return {str(phase): seconds for phase, seconds in asked.clock.items()}
    if asked.clock == "none":
        return {}
    if asked.clock not in scenario.clocks:
        raise Refused("unknown-clock", "This scenario has no clock of this name.", "clock")
    return dict(scenario.clocks[asked.clock])
