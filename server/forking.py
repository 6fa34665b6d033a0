"""How a fork is founded: another table, whose log begins with what has happened at this one.

Owns the request, and which steps and texts come along. How a fork begins is for the rules to say.
It must never write at the table it comes from: nobody there learns of it (Rulebook 1.19).
"""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

import rules
from rules import Refused, State, forking
from rules.forking import Moment

from .entropy import Entropy, spelled
from .founding import NAME_MAX, TRIES_MAX, TimedPhase
from .frames import CommandId
from .library import Library
from .live import Live, erased_by, facts_of, people_of
from .log import GENESIS, Entry, Step, Text
from .play import Lifted
from .seats import Seats
from .store import Store
from .tables import Tables, happened
from .verifying import references

BY = "control.1"


class NewFork(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From where a game is to be played on, as it stood when this phase was about to end."""

    id: CommandId
    """The same id sent again founds no second table."""
    round: Annotated[int, Meta(ge=1, le=99)]
    phase: TimedPhase
    name: Annotated[str, Meta(max_length=NAME_MAX)] | None = None

    @property
    def moment(self) -> Moment:
        return self.round, self.phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A request at the table it comes from, and what tells it from others."""

    origin: str
    asked: NewFork
    hash: bytes

    @property
    def command_id(self) -> str:
        """What the fork's own first step is known by."""
        return f"fork:{self.origin}:{self.asked.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What comes along: the steps up to the moment, and the state after them."""

    state: State
    steps: Sequence[Step]
    erased: frozenset[str]
    """Texts that these steps took back themselves."""


class Forker:
    """Founds tables that go on from a moment of another."""

    def __init__(
        self, store: Store, library: Library, tables: Tables, seats: Seats, entropy: Entropy
    ) -> None:
        self._store = store
        self._library = library
        self._tables = tables
        self._seats = seats
        self._entropy = entropy

    async def fork(self, origin: Live, asked: NewFork) -> Live:
        """Return the new table, or the one that this request founded before; raises Refused."""
        forking.check_moment(origin.state, asked.moment)
        hashed = self._seats.keyed("command", msgspec.json.encode(asked))
        wish = Wish(origin=origin.id, asked=asked, hash=hashed)
        for number in range(TRIES_MAX):
            # The id is the request's own, so that no second table is founded by it.
            named = self._seats.keyed("fork", origin.id, asked.id, str(number))
            table = spelled(named, 10)
            if await self._is_there(table, wish) or await self._founded(table, wish):
                forked = await self._tables.get(table)
                assert forked is not None, table
                return forked
        raise AssertionError("no free id for a fork")

    async def _is_there(self, table: str, wish: Wish) -> bool:
        answered = await self._store.answered(table, BY, wish.command_id)
        if answered is not None and answered.command_hash != wish.hash:
            raise Refused("id-reused", "This id was given to another fork before.", "id")
        return answered is not None

    async def _founded(self, table: str, wish: Wish) -> bool:
        """Store the fork, or find that another process has just done so."""
        card = await self._store.card(wish.origin)
        body = await self._store.scenario(card.scenario) if card else None
        assert card is not None, wish.origin
        assert body is not None, card.scenario
        past = await self._past(wish.origin, card.scenario, wish.asked.moment)
        if any((step.person, step.command_id) == (BY, wish.command_id) for step in past.steps):
            raise Refused("id-reused", "This id was given to another command before.", "id")
        texts = await self._store.texts(wish.origin)
        first, *later, last = self._entries(table, wish, past, texts)
        assert last.facts is not None, table
        made = await self._store.create(card.scenario, body, first, last.facts, (*later, last))
        return made or await self._is_there(table, wish)

    async def _past(self, table: str, digest: str, moment: Moment) -> Past:
        """Read the log of a table up to the step with which a phase ended."""
        scenario = await self._library.stored(digest)
        state: State | None = None
        steps: list[Step] = []
        erased: set[str] = set()
        for step in await self._store.steps(table):
            told = happened(step)
            is_there = state is not None and (state.round, state.phase) == moment
            if state is not None and is_there and forking.ends_a_phase(told):
                return Past(state=state, steps=steps, erased=frozenset(erased))
            events = [each.event for each in told]
            state = rules.replay(events, scenario) if state is None else applied(state, events)
            steps.append(step)
            erased.update(erased_by(told))
            await asyncio.sleep(0)
        raise AssertionError(f"{table}: {moment} never ended")

    def _entries(
        self, table: str, wish: Wish, past: Past, texts: Iterable[Text]
    ) -> tuple[Entry, ...]:
        """Return the origin's steps as the fork's, and then the fork's own first."""
        kept = texts_of(past.steps, texts)
        gone = (text.id for some in kept.values() for text in some if text.body is None)
        lift = Lifted(self._seats, self._entropy, table, BY, wish.command_id)
        name = wish.asked.name
        begun = forking.fork(
            past.state,
            table=table,
            key=self._entropy(32).hex(),
            step=len(past.steps),
            head=past.steps[-1].head.hex(),
            erased=[each for each in gone if each not in past.erased],
            name=lift(name, "name") if name and name.strip() else None,
        )
        after = applied(past.state, (each.event for each in begun))
        copied = tuple(copies(past.steps, table))
        own = Entry(
            step=self._begun(copied[-1], wish, begun),
            texts=lift.texts,
            facts=facts_of(after),
            codes=self._seats.codes(people_of(table, after)),
        )
        return (*(Entry(step=step, texts=kept.get(step.seq, ())) for step in copied), own)

    def _begun(self, last: Step, wish: Wish, begun: Sequence[rules.Happened]) -> Step:
        """Return the fork's own first step: everybody there is told of it."""
        seqs = {viewer: seq + 1 for viewer, seq in last.seat_seqs.items()}
        return Step(
            table=last.table,
            seq=last.seq + 1,
            at_ms=max(self._store.now_ms(), last.at_ms),
            person=BY,
            command_id=wish.command_id,
            command_hash=wish.hash,
            answer={"seq": seqs["control"]},
            events=rules.encode_json(begun),
            seat_seqs=seqs,
        ).chained(last.head)


def applied(state: State, events: Iterable[rules.Event]) -> State:
    for event in events:
        state = rules.apply(state, event)
    return state


def copies(steps: Iterable[Step], table: str) -> Iterator[Step]:
    """Yield the same steps as another table's, chained anew."""
    head = GENESIS
    for step in steps:
        copied = replace(step, table=table).chained(head)
        head = copied.head
        yield copied


def texts_of(steps: Iterable[Step], texts: Iterable[Text]) -> dict[int, list[Text]]:
    """Return the texts that came with each step, as they are now: what is erased stays erased."""
    known = {text.id: text for text in texts}
    brought: dict[int, list[Text]] = {}
    for step in steps:
        for identity, _ in references(msgspec.json.decode(step.events)):
            if identity in known:
                brought.setdefault(step.seq, []).append(known.pop(identity))
    return brought
