"""One command's way: known? answer as before; else decide, append, and only then announce.

Owns that order. Every change of every table passes here, players', bots' and the clock's alike. It
must never send anything itself, and never let a change be heard of before it is stored.
"""

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import replace

import rules
from rules import Happened, Order, Refused, State
from rules.commands import ClockCommand, Command, Erase
from rules.model import TextRef
from rules.names import Role

from .bus import Bus
from .counts import Durations
from .entropy import Entropy, lettered
from .frames import kept_text
from .live import Live, Outlook, erased_by, facts_of, generations, has_facts_of
from .log import Entry, Step, Text
from .seats import Person, Seats, somebody
from .store import Store
from .tables import Tables, is_to_be_kept

logger = logging.getLogger("hextable.play")
TRIES_MAX = 100
Parse: TypeAlias = Callable[["Lifted"], Command]


class NoTable(Exception):
    """There is no table of this id."""


class Asked(Struct, frozen=True, kw_only=True):
    """A command as it was asked for: by whom, under which id, and what it is."""

    by: Role
    person: str
    id: str
    hash: bytes
    parse: Parse


@dataclass(slots=True)
class Lifted:
    """The free texts of one command on their way to the store: rules see ids and digests only."""

    seats: Seats
    entropy: Entropy
    table: str
    person: str
    id: str
    texts: list[Text] = field(default_factory=list)

    def __call__(self, text: str, _: str) -> TextRef:
        """Keep a text and return what stands for it; its id says nothing of any other."""
        origin = self.seats.keyed("text", self.table, self.person, self.id, str(len(self.texts)))
        salt, body = self.entropy(16), kept_text(text)
        kept = Text(id=lettered(origin[:16]), salt=salt, body=body)
        self.texts.append(kept)
        return TextRef(id=kept.id, digest=hashlib.sha256(salt + body.encode()).hexdigest())


class Play:
    """Judges commands, one at a time at each table."""

    def __init__(
        self, store: Store, tables: Tables, seats: Seats, bus: Bus, entropy: Entropy
    ) -> None:
        self._store = store
        self._tables = tables
        self._seats = seats
        self._bus = bus
        self._entropy = entropy
        self.announced = Durations()

    async def obey(self, person: Person, command_id: str, command: Mapping[str, Any]) -> int:
        """Return the person's seq after its command, once that is durable; raises Refused.

        A command obeyed before is answered as then; raises NoTable where there is none.
        """
        asked = self._asked(person, command_id, command)
        return int((await self._obey(person.table, asked, lambda live: live.holds(person)))["seq"])

    async def act(self, bot: Person, command_id: str, command: Mapping[str, Any]) -> None:
        """Obey a command of the bot that holds a seat; raises Refused as for people."""
        asked = self._asked(bot, command_id, command)
        await self._obey(bot.table, asked, lambda live: live.is_bot(bot))

    async def tell(self, table: str, command_id: str, command: ClockCommand) -> bool:
        """Submit a command of the clock's; False when the table refuses it or knows it already."""
        told = msgspec.to_builtins(command)
        asked = Asked(
            by="clock",
            person="clock",
            id=command_id,
            hash=self._hash({"kind": type(command).__name__, **told}),
            parse=lambda _: command,
        )
        try:
            await self._obey(table, asked, lambda _: True)
        except Refused as refused:
            logger.debug("table %s refused the clock: %s", table, refused.code)
            return False
        return True

    def _hash(self, command: Mapping[str, Any]) -> bytes:
        """Return what tells commands apart; keyed, so that it gives no erased text away."""
        return self._seats.keyed("command", msgspec.json.encode(command, order="sorted"))

    def _asked(self, person: Person, command_id: str, command: Mapping[str, Any]) -> Asked:
        return Asked(
            by=person.role,
            person=person.name,
            id=command_id,
            hash=self._hash(command),
            parse=lambda lift: rules.parse_command(command, lift),
        )

    async def _obey(
        self, table: str, asked: Asked, may: Callable[[Live], bool]
    ) -> Mapping[str, Any]:
        """Judge what was asked by somebody who may still ask it when it is judged."""
        for _ in range(TRIES_MAX):
            live = self._tables.peek(table) or await self._tables.get(table)
            if live is None:
                raise NoTable(table)
            async with live.lock:
                if live.gone:
                    continue
                if answer := await self._known(live, asked):
                    return answer
                try:
                    if not may(live):
                        raise Refused("revoked", "This seat has been given to somebody else.")
                    if answer := await self._try(live, asked):
                        return answer
                except Refused:
                    if not await self._tables.is_behind(live):
                        raise
                # Another process got in first: judge again, against what is true now.
                await self._tables.catch_up(live)
        raise AssertionError(f"{table}: {asked.id} was overtaken {TRIES_MAX} times")

    async def _known(self, live: Live, asked: Asked) -> Mapping[str, Any] | None:
        """Return the answer this id got when it was obeyed."""
        if hash((asked.person, asked.id)) not in live.known:
            return None
        answered = await self._store.answered(live.id, asked.person, asked.id)
        if answered is None:
            return None
        if answered.command_hash != asked.hash:
            raise Refused("id-reused", "This id was given to another command before.", "id")
        return answered.answer

    async def _try(self, live: Live, asked: Asked) -> Mapping[str, Any] | None:
        """Decide, append, announce; None when the step could not be appended where it belongs."""
        lift = Lifted(self._seats, self._entropy, live.id, asked.person, asked.id)
        at_ms = max(self._store.now_ms(), live.at_ms)
        command = await self._worded(live, asked.parse(lift))
        order = Order(by=asked.by, person=asked.person, id=asked.id, at_ms=at_ms, command=command)
        unfolding = rules.judged(live.state, order)
        happened, after = unfolding.happened, unfolding.state
        step = _step(live, asked, at_ms, happened)
        entry = self._entry(live, step, lift.texts, after, erased_by(happened))
        appending = self._store.append(entry)
        try:
            # While the disk is at work; told only once the step is stored.
            said = {text.id: text.body for text in lift.texts}
            outlook = live.outlook(step, happened, after, said)
        except Exception:
            self._tables.forget(live)
            raise
        finally:
            is_stored = await appending
        if not is_stored:
            return None
        await self._fold(live, step, outlook)
        return step.answer

    async def _worded(self, live: Live, command: Command) -> Command:
        """Add to a command to erase a person its texts, which the log alone knows."""
        if not isinstance(command, Erase) or command.person is None:
            return command
        return replace(command, texts=await self._store.written_by(live.id, command.person))

    def _entry(
        self, live: Live, step: Step, texts: Sequence[Text], after: State, erased: Sequence[str]
    ) -> Entry:
        if has_facts_of(after, live.state) or (facts := facts_of(after)) == facts_of(live.state):
            return Entry(step=step, texts=texts, erased=erased)
        before = generations(live.state)
        found = (
            somebody(live.id, who, generation)
            for who, generation in generations(after).items()
            if generation != before.get(who)
        )
        people = (person for person in found if person is not None)
        return Entry(
            step=step, texts=texts, erased=erased, facts=facts, codes=self._seats.codes(people)
        )

    async def _fold(self, live: Live, step: Step, outlook: Outlook) -> None:
        """Take what is stored into memory and tell everybody; a fault costs only the memory."""
        begun_s = perf_counter()
        try:
            live.announce(live.fold(step, outlook))
        except Exception:
            self._tables.forget(live)
            raise
        self.announced.note_since(begun_s)
        self._bus.hint(live.id, live.seq)
        if is_to_be_kept(live.id, live.seq):
            await self._tables.snapshot(live)


def _step(live: Live, asked: Asked, at_ms: int, happened: Sequence[Happened]) -> Step:
    seqs = live.seqs_after(happened)
    return Step(
        table=live.id,
        seq=live.seq + 1,
        at_ms=at_ms,
        person=asked.person,
        command_id=asked.id,
        command_hash=asked.hash,
        answer={"seq": seqs.get(asked.by, live.seq + 1)},
        events=rules.encode_json(happened),
        seat_seqs=seqs,
    ).chained(live.head)
