"""The tables this process has in memory, found by their ids.

Owns loading from the store, snapshots, and what leaves the memory. It must never judge a command.
"""

import asyncio
from collections.abc import Sequence
from zlib import crc32

import msgspec

import rules
from rules import Happened
from rules.codec import decode_state, encode_state
from rules.names import Viewer
from rules.scenario import Scenario

from . import snapshots
from .library import Library
from .live import Live, show_all, viewers
from .log import Heads, Log, Snapshot, Step
from .records import Delta
from .seats import Seats
from .store import Store

SNAPSHOT_STEPS = 100
"""Folding this many steps of a large scenario anew takes about a second."""
SNAPSHOT_PART = 4
"""A long log is kept whole again after a fourth of it at most: seldom enough that this makes no
action dearer than the first."""
IDLE_MS = 300_000
"""A table nobody listens to or moves leaves the memory after this time."""


class Tables:
    """Finds tables by their ids, in memory or in the store."""

    def __init__(self, store: Store, library: Library, seats: Seats) -> None:
        self._store = store
        self._library = library
        self._seats = seats
        self._tables: dict[str, asyncio.Task[Live | None]] = {}

    async def get(self, table: str) -> Live | None:
        """Return a table, None when there is no such."""
        task = self._tables.get(table)
        if task is None:
            task = asyncio.create_task(self._load(table))
            self._tables[table] = task
        try:
            live = await asyncio.shield(task)
        except Exception:
            self._tables.pop(table, None)
            raise
        if live is None:
            self._tables.pop(table, None)
        return live

    async def fresh(self, table: str) -> Live | None:
        """Return a table as far as it is stored now, whoever stored it; None when there is none."""
        live = await self.get(table)
        if live is not None and await self.is_behind(live):
            async with live.lock:
                if live.gone:
                    return await self.get(table)
                await self.catch_up(live)
        return live

    async def is_behind(self, live: Live) -> bool:
        """Say whether another process has stored more of a table than is in memory here."""
        return self._store.shared and (await self._store.seqs([live.id]))[live.id] > live.seq

    def peek(self, table: str) -> Live | None:
        """Return a table if it is in memory."""
        task = self._tables.get(table)
        return task.result() if task and task.done() and not task.exception() else None

    def live(self) -> tuple[Live, ...]:
        """Return the tables in memory."""
        return tuple(live for table in self._tables if (live := self.peek(table)) is not None)

    def forget(self, live: Live, code: str = "moved") -> None:
        """Drop a table from memory; its connections come back and find it as it is stored."""
        live.gone = True
        self._tables.pop(live.id, None)
        for listening in live.subscribers.values():
            for subscriber in tuple(listening):
                subscriber.bye(code)

    async def sweep(self) -> None:
        """Drop the tables that nobody listens to and nothing has happened at for a while."""
        now_ms = self._store.now_ms()
        for live in self.live():
            if not live.people and not live.lock.locked() and now_ms - live.at_ms > IDLE_MS:
                self.forget(live)

    async def catch_up(self, live: Live) -> None:
        """Fold what others have stored of this table since; its lock must be held."""
        steps, texts = await self._store.since(live.id, live.seq)
        live.texts.update(texts)
        try:
            for step in steps:
                live.announce(_refold(live, step))
        except Exception:
            self.forget(live)
            raise

    async def snapshot(self, live: Live) -> None:
        """Keep the table as it is now."""
        await self._store.save(
            Snapshot(
                table=live.id,
                seq=live.seq,
                build=snapshots.build(),
                state=encode_state(live.state),
                last_changed=snapshots.dump_changes(live.shown),
            )
        )

    def epoch(self, table: str, viewer: Viewer) -> str:
        """Return what a cursor of this viewer is good for: this table, seat and build of views."""
        return self._seats.keyed("epoch", table, viewer, snapshots.build()).hex()[:16]

    async def _load(self, table: str) -> Live | None:
        log = await self._store.load(table, snapshots.build())
        if log is None:
            return None
        scenario = await self._library.stored(log.scenario)
        live = _restored(log, scenario) if log.snapshot else await _opened(log, scenario)
        for step in log.steps[live.seq - log.steps[0].seq + 1 :]:
            _refold(live, step)
            await asyncio.sleep(0)  # Nobody waits for a table that is being loaded but its own.
        live.known.update(map(hash, log.ids))
        return live


def is_to_be_kept(table: str, seq: int) -> bool:
    """Say whether a snapshot is due after this step: the more rarely, the longer the log.

    Each table has its own turn, so that tables of one class do not all come to it at once.
    """
    parts = seq // (SNAPSHOT_STEPS * SNAPSHOT_PART)
    turn = crc32(table.encode()) % SNAPSHOT_STEPS
    return seq % (SNAPSHOT_STEPS << max(parts.bit_length() - 1, 0)) == turn


def happened(step: Step) -> tuple[Happened, ...]:
    """Return what a stored step holds."""
    return rules.decode(msgspec.json.decode(step.events))


def _refold(live: Live, step: Step) -> dict[Viewer, Delta]:
    """Fold a step that was stored earlier; it must count as it did then."""
    events = happened(step)
    deltas = live.fold(step, live.outlook(step, events, live.after(events), {}))
    assert {v: shown.seq for v, shown in live.shown.items()} == step.seat_seqs, step
    return deltas


async def _opened(log: Log, scenario: Scenario) -> Live:
    """Return a table as the step left it from which on it is shown: the first, or its forking.

    Of what a fork was told before nobody there ever saw a step.
    """
    first, *rest = log.steps[: _shown_from(log.steps) + 1]
    state = rules.replay((each.event for each in happened(first)), scenario)
    for step in rest:
        for each in happened(step):
            state = rules.apply(state, each.event)
        await asyncio.sleep(0)
    begun = rest[-1] if rest else first
    live = _live(log, begun, state)
    heads = Heads(state.key, begun.head)
    for viewer, shown in live.shown.items():
        shown.seq = begun.seat_seqs[viewer]
        shown.head = heads.by(viewer, shown.seq)
        shown.changed = dict.fromkeys(shown.records, shown.seq)
    return live


def _shown_from(steps: Sequence[Step]) -> int:
    """Return the place of the step with which the table was founded, or last forked."""
    places = (n for n, step in enumerate(steps) if b'"type":"TableForked"' in step.events)
    return max(places, default=0)


def _restored(log: Log, scenario: Scenario) -> Live:
    """Return a table as its snapshot holds it; the first of the log's steps is the snapshot's."""
    assert log.snapshot is not None
    live = _live(log, log.steps[0], decode_state(log.snapshot.state, scenario))
    changes = snapshots.load_changes(log.snapshot.last_changed)
    for viewer, shown in live.shown.items():
        shown.seq, shown.head, shown.changed = changes[viewer]
    return live


def _live(log: Log, step: Step, state: rules.State) -> Live:
    texts = dict(log.texts)
    return Live(
        id=step.table,
        state=state,
        seq=step.seq,
        at_ms=step.at_ms,
        head=step.head,
        texts=texts,
        known=set(),
        shown=show_all(state, texts),
        subscribers={viewer: {} for viewer in viewers(state)},
    )
