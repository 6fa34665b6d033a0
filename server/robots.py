"""Bots at live tables: they are shown their seat's records and act by the door of people.

Owns when bots look and under which ids they act. It must never decide what a bot does, nor show it
more than its seat's records and its draws.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import msgspec

from rules import Refused
from rules.bots import play as act
from rules.bots import speak
from rules.bots.table import READ
from rules.chance import draw
from rules.names import SEATS, Seat

from .errands import Errands
from .live import Live
from .play import Play
from .store import Store
from .tables import Tables

logger = logging.getLogger("hextable.robots")
PATIENCE_MS = 1_500
"""How long the process that stored a step has to wake the bots itself."""
WAKINGS_MAX = 24
"""Rounds of wakings at one table, and looks at one waking, after which more to do is a bug."""
Read: TypeAlias = dict[str, tuple[bytes, dict[str, Any]]]
"""Record key -> its bytes and what they say."""


class NoRest(AssertionError):
    """Bots that always find more to do: a mistake of ours."""

    def __init__(self, live: Live, seat: Seat | None = None) -> None:
        who = f"the bot of {seat} finds" if seat else "the bots find"
        super().__init__(f"{who} no rest in the {live.state.phase}")
        self.seq = live.seq


class Robots:
    """Wakes the bots of a table whenever this process moves it on, seat by seat, until all rest."""

    def __init__(self, store: Store, tables: Tables, play: Play) -> None:
        self._store = store
        self._tables = tables
        self._play = play
        self._woken: set[str] = set()
        self._errands = Errands(logger, "the bots of table %s failed")
        self._read: dict[tuple[str, Seat], Read] = {}
        """What each bot saw when it last looked: with nothing new it would do nothing."""

    def heed(self, table: str, _seq: int = 0) -> None:
        """Let the bots of a table look at it soon."""
        live = self._tables.peek(table)
        if live is not None and not bots(live):
            return
        self._woken.add(table)
        if table not in self._errands:
            self._errands.begin(table, self._run(table))

    async def rest(self) -> None:
        """Return when no bot has anything to do any more."""
        await self._errands.rest()

    async def close(self) -> None:
        """Stop where they are; the next process wakes them again."""
        await self._errands.close()

    async def sweep(self) -> None:
        """Wake the bots that nobody woke; forget what was seen at tables not in memory any more."""
        for table in await self._store.restless(self._store.now_ms() - PATIENCE_MS):
            self.heed(table)
        here = {live.id for live in self._tables.live()}
        for table in {table for table, _ in self._read if table not in here}:
            self._forget(table)

    async def _run(self, table: str) -> None:
        """Wake a table's bots as long as it is heeded; who finds no rest is not swept up again."""
        try:
            await self._wake_all(table)
        except NoRest as fault:
            await self._store.rest(table, fault.seq)
            raise

    async def _wake_all(self, table: str) -> None:
        rounds = 0
        while table in self._woken:
            self._woken.discard(table)
            live = await self._tables.get(table)
            if live is None or live.state.phase in ("lobby", "closed"):
                self._forget(table)
                return
            # What others store from here on is for them to wake bots for, or for the next sweep.
            seq = live.seq
            acted = [await self._wake(live, seat) for seat in bots(live)]
            rounds = rounds + 1 if any(acted) else 0
            if rounds > WAKINGS_MAX:
                raise NoRest(live)
            if not any(acted):
                await self._store.rest(table, seq)

    async def _wake(self, live: Live, seat: Seat) -> bool:
        """Let one bot act until it rests, so that what it begins is done before another looks."""
        for looks in range(WAKINGS_MAX):
            if not await self._look(live, seat):
                return looks > 0
        raise NoRest(live, seat)

    def _forget(self, table: str) -> None:
        for seat in SEATS:
            self._read.pop((table, seat), None)

    async def _look(self, live: Live, seat: Seat) -> bool:
        """Let one bot act on what it sees, if that is new; say whether it did."""
        await asyncio.sleep(0)  # People come first: a bot's thinking holds everybody up.
        bot, seq = live.bot(seat), live.shown[seat].seq
        seen = self._seen(live, seat)
        if bot is None or seen is None:
            return False
        key, number = live.state.key, live.state.round
        commands = act(bot, seen, lambda label: draw(key, number, f"bot/{seat}/{label}"))
        commands = commands or speak(bot, seen)
        person = live.holder(seat)
        try:
            for n, command in enumerate(commands):
                command_id = f"bot:{seat}:{seq}" + (f":{n}" if n else "")
                await self._play.act(person, command_id, command)
        except Refused as refused:
            # Somebody was quicker: what the bot saw is no longer so, and it will look again.
            logger.debug("table %s refused the bot of %s: %s", live.id, seat, refused.code)
        return bool(commands)

    def _seen(self, live: Live, seat: Seat) -> Mapping[str, dict[str, Any]] | None:
        """Return the seat's records that bots read; None when none of them is new."""
        before = self._read.get((live.id, seat), {})
        bodies = dict(readable(live.shown[seat].records.items()))
        if len(before) == len(bodies) and all(
            key in before and before[key][0] is body for key, body in bodies.items()
        ):
            return None
        read = {key: known(before, key, body) for key, body in bodies.items()}
        self._read[live.id, seat] = read
        return {key: record for key, (_, record) in read.items()}


def bots(live: Live) -> tuple[Seat, ...]:
    """Return the seats that bots play, in the order in which they act."""
    return tuple(seat for seat in SEATS if live.bot(seat) is not None)


def readable(records: Iterable[tuple[str, bytes]]) -> Iterable[tuple[str, bytes]]:
    return ((key, body) for key, body in records if key.partition("/")[0] in READ)


def known(before: Read, key: str, body: bytes) -> tuple[bytes, dict[str, Any]]:
    """Return a record as it is known already, or read anew."""
    seen = before.get(key)
    return seen if seen is not None and seen[0] is body else (body, msgspec.json.decode(body))
