"""What has happened, on disk: appended with the expected seq, read back, never changed.

Owns the SQL of the running server and the lock on its folder. One row a step; its command's id, the
answer and the texts are in the same transaction. It must never judge, fold or announce.
"""

import asyncio
import fcntl
import json
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from .log import Answered, Card, Entry, Facts, Log, Snapshot, Step, Text
from .migrate import migrate
from .writer import Writer

ANSWER_S = 2.0


class InUse(Exception):
    """Another process serves this folder."""


def system_ms() -> int:
    """Return the time of this machine in epoch milliseconds."""
    return time.time_ns() // 1_000_000


class Store:
    """The data base of one folder, held by one process."""

    def __init__(self, folder: Path, now_ms: Callable[[], int] = system_ms) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.now_ms = now_ms
        """The store's time, which every table goes by."""
        self._lock = _hold(folder / "lock")
        migrate(folder / "hextable.sqlite3")
        self.writer = Writer(folder / "hextable.sqlite3")

    async def close(self) -> None:
        """Finish what waits and let the next process have the folder."""
        await self.writer.close()
        os.close(self._lock)

    async def create(self, scenario: str, body: bytes, entry: Entry, facts: Facts) -> bool:
        """Store a table with its first step; False when its id or a code of it is taken."""

        def work(db: sqlite3.Connection) -> bool:
            if _taken(db, entry):
                return False
            step = entry.step
            db.execute(
                "INSERT INTO scenario VALUES (?, ?) ON CONFLICT DO NOTHING", (scenario, body)
            )
            db.execute(
                "INSERT INTO game (id, scenario, created_ms, name, round, phase, deadline_ms,"
                " people, bots, generations) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (step.table, scenario, step.at_ms, *_fact_row(facts)),
            )
            return _append(db, entry)

        return await self.writer.run(work)

    async def append(self, entry: Entry) -> bool:
        """Store a step and all it brings, or nothing; False when its seq or its id is taken."""
        return await self.writer.run(lambda db: _append(db, entry))

    async def answered(self, table: str, person: str, command_id: str) -> Answered | None:
        """Return how this command of this person was answered, None when it never was."""
        row = await self._one(
            "SELECT command_hash, answer FROM step"
            " WHERE table_id = ? AND person = ? AND command_id = ?",
            (table, person, command_id),
        )
        return Answered(command_hash=row[0], answer=json.loads(row[1])) if row else None

    async def load(self, table: str, build: str) -> Log | None:
        """Return what a table is loaded from; snapshots of another build are left aside."""
        return await self.writer.run(lambda db: _load(db, table, build))

    async def steps(self, table: str, from_seq: int = 1) -> tuple[Step, ...]:
        """Return the log of a table from a step on."""
        return await self.writer.run(lambda db: _steps(db, table, from_seq))

    async def texts(self, table: str) -> tuple[Text, ...]:
        """Return the texts of a table with their salts, in the order of their ids."""
        sql = "SELECT id, salt, body FROM text WHERE table_id = ? ORDER BY id"
        rows = await self._all(sql, (table,))
        return tuple(Text(id=row[0], salt=row[1], body=row[2]) for row in rows)

    async def scenario(self, digest: str) -> bytes | None:
        """Return the bytes of a scenario that some table was opened with."""
        row = await self._one("SELECT body FROM scenario WHERE digest = ?", (digest,))
        return bytes(row[0]) if row else None

    async def save(self, snapshot: Snapshot) -> None:
        """Keep a snapshot in place of the table's older one."""
        values = (snapshot.seq, snapshot.build, snapshot.state, snapshot.last_changed)
        await self._all(
            "INSERT INTO snapshot VALUES (?, ?, ?, ?, ?) ON CONFLICT (table_id) DO UPDATE"
            " SET seq = excluded.seq, build = excluded.build, state = excluded.state,"
            " last_changed = excluded.last_changed",
            (snapshot.table, *values),
        )

    async def find_code(self, key: bytes) -> tuple[str, str, int] | None:
        """Return table, role and generation of a code."""
        sql = "SELECT table_id, role, generation FROM code WHERE key = ?"
        row = await self._one(sql, (key,))
        return (row[0], row[1], row[2]) if row else None

    async def card(self, table: str) -> Card | None:
        """Return what a list of tables says of one."""
        row = await self._one(
            "SELECT g.scenario, t.body, g.name, g.round, g.phase, g.deadline_ms, g.people, g.bots,"
            " g.generations FROM game g LEFT JOIN text t ON t.table_id = g.id AND t.id = g.name"
            " WHERE g.id = ?",
            (table,),
        )
        return Card(id=table, scenario=row[0], name=row[1], facts=_facts(row[2:])) if row else None

    async def due(self, now_ms: int) -> tuple[tuple[str, Facts], ...]:
        """Return the tables whose deadline has come, the longest overdue first."""
        return await self._games("deadline_ms <= ? ORDER BY deadline_ms, id", (now_ms,))

    async def timed(self) -> tuple[tuple[str, Facts], ...]:
        """Return the tables with an open deadline."""
        return await self._games("deadline_ms IS NOT NULL ORDER BY id", ())

    async def peopled(self) -> tuple[tuple[str, Facts], ...]:
        """Return the tables at which somebody is said to be connected."""
        return await self._games("people <> '[]' ORDER BY id", ())

    async def botted(self) -> tuple[tuple[str, Facts], ...]:
        """Return the tables in play at which bots sit."""
        return await self._games("bots > 0 AND phase NOT IN ('lobby', 'closed') ORDER BY id", ())

    async def alive(self, process: str) -> None:
        """Say that a process is alive now."""
        await self._all(
            "INSERT INTO process VALUES (?, ?)"
            " ON CONFLICT (id) DO UPDATE SET alive_ms = excluded.alive_ms",
            (process, self.now_ms()),
        )

    async def last_alive_ms(self) -> int | None:
        """Return when any process was last alive; None when none ever was."""
        row = await self._one("SELECT max(alive_ms) FROM process", ())
        return row[0] if row else None

    async def forget_processes_before(self, alive_ms: int) -> None:
        """Drop the rows of processes that are long gone."""
        await self._all("DELETE FROM process WHERE alive_ms < ?", (alive_ms,))

    async def answers(self) -> bool:
        """Say whether the data base answers in good time."""
        try:
            async with asyncio.timeout(ANSWER_S):
                return await self._one("SELECT 1", ()) is not None
        except (TimeoutError, sqlite3.Error):
            return False

    async def _games(self, where: str, values: tuple[Any, ...]) -> tuple[tuple[str, Facts], ...]:
        columns = "id, name, round, phase, deadline_ms, people, bots, generations"
        rows = await self._all(f"SELECT {columns} FROM game WHERE {where}", values)
        return tuple((row[0], _facts(row[1:])) for row in rows)

    async def _one(self, sql: str, values: tuple[Any, ...]) -> Any:
        rows = await self._all(sql, values)
        return rows[0] if rows else None

    async def _all(self, sql: str, values: tuple[Any, ...]) -> list[Any]:
        return await self.writer.run(lambda db: db.execute(sql, values).fetchall())


def _hold(path: Path) -> int:
    """Take the folder's lock, or raise InUse; the system lets go of it when the process ends."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise InUse(f"another process serves the folder {path.parent}") from None
    return handle


def _append(db: sqlite3.Connection, entry: Entry) -> bool:
    step = entry.step
    row = (
        step.table,
        step.seq,
        step.at_ms,
        step.person,
        step.command_id,
        step.command_hash,
        msgspec.json.encode(step.answer).decode(),
        step.events.decode(),
        msgspec.json.encode(step.seat_seqs).decode(),
        step.head,
    )
    sql = "INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
    if db.execute(sql, row).rowcount == 0:
        return False
    texts = ((step.table, text.id, text.salt, text.body) for text in entry.texts)
    db.executemany("INSERT INTO text VALUES (?, ?, ?, ?)", texts)
    codes = ((key, step.table, *holder) for key, holder in entry.codes.items())
    db.executemany("INSERT INTO code VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", codes)
    if entry.facts is not None:
        db.execute(
            "UPDATE game SET name = ?, round = ?, phase = ?, deadline_ms = ?, people = ?, bots = ?,"
            " generations = ? WHERE id = ?",
            (*_fact_row(entry.facts), step.table),
        )
    return True


def _taken(db: sqlite3.Connection, entry: Entry) -> bool:
    """Say whether the id of a new table, or one of its codes, is another's already."""
    if db.execute("SELECT 1 FROM game WHERE id = ?", (entry.step.table,)).fetchone():
        return True
    sql = "SELECT 1 FROM code WHERE key = ?"
    return any(db.execute(sql, (key,)).fetchone() for key in entry.codes)


def _load(db: sqlite3.Connection, table: str, build: str) -> Log | None:
    game = db.execute("SELECT scenario FROM game WHERE id = ?", (table,)).fetchone()
    if game is None:
        return None
    sql = "SELECT table_id, seq, build, state, last_changed FROM snapshot"
    found = db.execute(f"{sql} WHERE table_id = ? AND build = ?", (table, build)).fetchone()
    names = ("table", "seq", "build", "state", "last_changed")
    snapshot = Snapshot(**dict(zip(names, found, strict=True))) if found else None
    texts = db.execute("SELECT id, body FROM text WHERE table_id = ?", (table,)).fetchall()
    sql = "SELECT person, command_id FROM step WHERE table_id = ?"
    return Log(
        scenario=game[0],
        snapshot=snapshot,
        steps=_steps(db, table, snapshot.seq if snapshot else 1),
        texts=dict(texts),
        ids=db.execute(sql, (table,)).fetchall(),
    )


def _steps(db: sqlite3.Connection, table: str, from_seq: int) -> tuple[Step, ...]:
    rows = db.execute(
        "SELECT seq, at_ms, person, command_id, command_hash, answer, events, seat_seqs, head"
        " FROM step WHERE table_id = ? AND seq >= ? ORDER BY seq",
        (table, from_seq),
    )
    return tuple(
        Step(
            table=table,
            seq=row[0],
            at_ms=row[1],
            person=row[2],
            command_id=row[3],
            command_hash=row[4],
            answer=json.loads(row[5]),
            events=row[6].encode(),
            seat_seqs=json.loads(row[7]),
            head=row[8],
        )
        for row in rows
    )


def _fact_row(facts: Facts) -> tuple[Any, ...]:
    people = json.dumps(facts.people)
    generations = json.dumps(facts.generations)
    return (
        *(facts.name, facts.round, facts.phase, facts.deadline_ms),
        *(people, facts.bots, generations),
    )


def _facts(row: Sequence[Any]) -> Facts:
    return Facts(
        name=row[0],
        round=row[1],
        phase=row[2],
        deadline_ms=row[3],
        people=tuple(json.loads(row[4])),
        bots=row[5],
        generations=json.loads(row[6]),
    )
