"""What has happened, stored: appended with the expected seq, read back, never changed.

Owns the questions of the running server, in SQL that every engine knows. One row a step; its
command's id, the answer and the texts are in the same transaction. It must never judge, fold or
announce.
"""

import asyncio
import json
from collections.abc import Callable, Coroutine, Mapping, Sequence
from time import perf_counter
from typing import Any

from . import rows
from .counts import Durations
from .engine import Change, Engine, Question, Rows, Unreachable
from .log import Answered, Card, Entry, Facts, Log, Snapshot, Step, Text

ANSWER_S = 2.0


class Store:
    """The data base of this server, on whichever engine."""

    def __init__(self, engine: Engine, now_ms: Callable[[], int] | None = None) -> None:
        self.engine = engine
        self.now_ms = now_ms or engine.now_ms
        """The store's time, which every table goes by."""
        self.shared = engine.shared
        """Whether other processes write here too."""
        self.appended = Durations()

    async def close(self) -> None:
        """Finish what waits and let go of the data base."""
        await self.engine.close()

    async def look_at_time(self) -> None:
        """Keep the store's time right."""
        await self.engine.look_at_time()

    # --- writing ---

    async def create(
        self, scenario: str, body: bytes, entry: Entry, facts: Facts, later: Sequence[Entry] = ()
    ) -> bool:
        """Store a table with its first step, and a fork with all `later` ones that it has already.

        False when its id or a code of it is taken.
        """
        entries = (entry, *later)
        changes = rows.opening(scenario, body, entries, facts)
        return await self.engine.change(changes, rows.stored_step(entries[-1].step))

    def append(self, entry: Entry) -> Coroutine[Any, Any, bool]:
        """Begin to store a step and all it brings, or nothing; the answer must be awaited.

        False when its seq or its id is taken.
        """
        begun_s = perf_counter()
        return self.appended.noted(self.engine.append(entry), begun_s)

    async def save(self, snapshot: Snapshot) -> None:
        """Keep a snapshot in place of the table's older one."""
        values = (snapshot.seq, snapshot.build, snapshot.state, snapshot.last_changed)
        await self._do(
            "INSERT INTO snapshot (table_id, seq, build, state, last_changed)"
            " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (table_id) DO UPDATE"
            " SET seq = excluded.seq, build = excluded.build, state = excluded.state,"
            " last_changed = excluded.last_changed",
            (snapshot.table, *values),
        )

    # --- reading a table ---

    async def answered(self, table: str, person: str, command_id: str) -> Answered | None:
        """Return how this command of this person was answered, None when it never was."""
        row = await self._one(
            "SELECT command_hash, answer FROM step"
            " WHERE table_id = $1 AND person = $2 AND command_id = $3",
            (table, person, command_id),
        )
        return Answered(command_hash=row[0], answer=json.loads(row[1])) if row else None

    async def load(self, table: str, build: str) -> Log | None:
        """Return what a table is loaded from; snapshots of another build are left aside."""
        games, snapshots, steps, texts, ids = await self.engine.read(
            Question("SELECT scenario FROM game WHERE id = $1", (table,)),
            Question(
                "SELECT table_id, seq, build, state, last_changed FROM snapshot"
                " WHERE table_id = $1 AND build = $2",
                (table, build),
            ),
            Question(
                f"SELECT {rows.STEP} FROM step WHERE table_id = $1 AND seq >= coalesce("
                "(SELECT seq FROM snapshot WHERE table_id = $1 AND build = $2), 1) ORDER BY seq",
                (table, build),
            ),
            Question("SELECT id, body FROM text WHERE table_id = $1", (table,)),
            Question("SELECT person, command_id FROM step WHERE table_id = $1", (table,)),
        )
        if not games:
            return None
        names = ("table", "seq", "build", "state", "last_changed")
        return Log(
            scenario=games[0][0],
            snapshot=Snapshot(**dict(zip(names, snapshots[0], strict=True))) if snapshots else None,
            steps=tuple(rows.step_of(table, row) for row in steps),
            texts={row[0]: row[1] for row in texts},
            ids=[(row[0], row[1]) for row in ids],
        )

    async def since(self, table: str, seq: int) -> tuple[tuple[Step, ...], Mapping[str, str]]:
        """Return the steps after `seq` and the bodies of the texts they brought."""
        steps, texts = await self.engine.read(
            Question(
                f"SELECT {rows.STEP} FROM step WHERE table_id = $1 AND seq > $2 ORDER BY seq",
                (table, seq),
            ),
            Question("SELECT id, body FROM text WHERE table_id = $1 AND seq > $2", (table, seq)),
        )
        return tuple(rows.step_of(table, row) for row in steps), {row[0]: row[1] for row in texts}

    async def steps(self, table: str, from_seq: int = 1) -> tuple[Step, ...]:
        """Return the log of a table from a step on."""
        return (await self.since(table, from_seq - 1))[0]

    async def texts(self, table: str) -> tuple[Text, ...]:
        """Return the texts of a table with their salts, in the order of their ids."""
        sql = "SELECT id, salt, body FROM text WHERE table_id = $1 ORDER BY id"
        found = await self._all(sql, (table,))
        return tuple(Text(id=row[0], salt=row[1], body=row[2]) for row in found)

    async def written_by(self, table: str, person: str) -> tuple[str, ...]:
        """Return the texts that a person's commands brought, or those of all holders of a role;
        of a delegation's, those of all its people."""
        found = await self._all(
            "SELECT id FROM text JOIN step USING (table_id, seq)"
            " WHERE table_id = $1 AND (person = $2 OR person LIKE $3 OR person LIKE $4)"
            " AND body IS NOT NULL ORDER BY seq, id",
            (table, person, f"{person}.%", f"{person}-%"),
        )
        return tuple(row[0] for row in found)

    async def seqs(self, tables: Sequence[str]) -> dict[str, int]:
        """Return how far each of these tables has come."""
        found = await self._all(
            "SELECT name, (SELECT max(seq) FROM step WHERE table_id = name)"
            f" FROM {self.engine.EACH}",
            (json.dumps(tables),),
        )
        return {row[0]: row[1] or 0 for row in found}

    async def scenario(self, digest: str) -> bytes | None:
        """Return the bytes of a scenario that some table was opened with."""
        row = await self._one("SELECT body FROM scenario WHERE digest = $1", (digest,))
        return bytes(row[0]) if row else None

    # --- finding tables ---

    async def find_code(self, key: bytes) -> tuple[str, str, int] | None:
        """Return table, role and generation of a code."""
        sql = "SELECT table_id, role, generation FROM code WHERE key = $1"
        row = await self._one(sql, (key,))
        return (row[0], row[1], row[2]) if row else None

    async def card(self, table: str) -> Card | None:
        """Return what a list of tables says of one."""
        row = await self._one(
            "SELECT g.scenario, t.body, g.name, g.round, g.phase, g.deadline_ms, g.people, g.bots,"
            " g.generations FROM game g LEFT JOIN text t ON t.table_id = g.id AND t.id = g.name"
            " WHERE g.id = $1",
            (table,),
        )
        if row is None:
            return None
        facts = rows.facts_of_row(row[2:])
        return Card(id=table, scenario=row[0], name=row[1], facts=facts)

    async def due(self, now_ms: int, alive_ms: int) -> tuple[tuple[str, Facts], ...]:
        """Return the tables whose deadline has come, the longest overdue first.

        None where no process was alive since `alive_ms`: then deadlines move before they count.
        """
        return await self._games(
            "deadline_ms <= $1 AND (SELECT max(alive_ms) FROM process) >= $2"
            " ORDER BY deadline_ms, id",
            (now_ms, alive_ms),
        )

    async def timed(self) -> tuple[tuple[str, Facts], ...]:
        """Return the tables with an open deadline."""
        return await self._games("deadline_ms IS NOT NULL ORDER BY id", ())

    async def restless(self, before_ms: int) -> tuple[str, ...]:
        """Return the tables whose bots have not looked at what was stored before then."""
        found = await self._all(
            "SELECT game.id FROM game JOIN step ON step.table_id = game.id"
            " AND step.seq = (SELECT max(seq) FROM step WHERE table_id = game.id)"
            " WHERE game.bots > 0 AND game.phase NOT IN ('lobby', 'closed')"
            " AND step.seq > game.rested AND step.at_ms <= $1 ORDER BY game.id",
            (before_ms,),
        )
        return tuple(row[0] for row in found)

    async def rest(self, table: str, seq: int) -> None:
        """Keep that a table's bots have looked at all that was stored up to `seq`."""
        sql = "UPDATE game SET rested = $2 WHERE id = $1 AND rested < $2"
        await self._do(sql, (table, seq))

    async def left_before(self, before_ms: int) -> tuple[tuple[str, int], ...]:
        """Return tables that still have words, and their last steps, if nothing happened since."""
        found = await self._all(
            "SELECT game.id, step.seq FROM game JOIN step ON step.table_id = game.id"
            " AND step.seq = (SELECT max(seq) FROM step WHERE table_id = game.id)"
            " WHERE step.at_ms <= $1 AND EXISTS"
            " (SELECT 1 FROM text WHERE table_id = game.id AND body IS NOT NULL)"
            " ORDER BY game.id",
            (before_ms,),
        )
        return tuple((row[0], row[1]) for row in found)

    # --- the house ---

    async def mark(self, mark: str) -> str:
        """Return the mark of the secret this data base was begun with: this one, if it is new."""
        await self._do(
            "INSERT INTO house (name, value) VALUES ('secret', $1) ON CONFLICT DO NOTHING", (mark,)
        )
        row = await self._one("SELECT value FROM house WHERE name = 'secret'", ())
        assert row is not None
        return str(row[0])

    # --- processes ---

    async def alive(self, process: str) -> None:
        """Say that a process is alive now."""
        await self._do(
            "INSERT INTO process (id, alive_ms) VALUES ($1, $2)"
            " ON CONFLICT (id) DO UPDATE SET alive_ms = excluded.alive_ms",
            (process, self.now_ms()),
        )

    async def last_alive_ms(self) -> int | None:
        """Return when any process was last alive; None when none ever was."""
        row = await self._one("SELECT max(alive_ms) FROM process", ())
        return row[0] if row else None

    async def connect(self, table: str, person: str, process: str) -> None:
        """Keep that a person has a connection to a process."""
        sql = "INSERT INTO connected (table_id, person, process) VALUES ($1, $2, $3)"
        await self._do(f"{sql} ON CONFLICT DO NOTHING", (table, person, process))

    async def disconnect(self, table: str, person: str, process: str) -> None:
        """Keep that a person has none there any more."""
        sql = "DELETE FROM connected WHERE table_id = $1 AND person = $2 AND process = $3"
        await self._do(sql, (table, person, process))

    async def is_elsewhere(self, table: str, person: str, process: str, alive_ms: int) -> bool:
        """Say whether a person is connected to another process, one alive after `alive_ms`."""
        row = await self._one(
            "SELECT 1 FROM connected JOIN process ON process.id = connected.process"
            " WHERE table_id = $1 AND person = $2 AND process <> $3 AND alive_ms > $4",
            (table, person, process, alive_ms),
        )
        return row is not None

    async def stranded(self, since_ms: int) -> tuple[tuple[str, str, str, int], ...]:
        """Return (table, person, process, alive_ms) for processes silent since."""
        found = await self._all(
            "SELECT table_id, person, process, coalesce(alive_ms, 0) FROM connected"
            " LEFT JOIN process ON process.id = connected.process"
            " WHERE coalesce(alive_ms, 0) <= $1 ORDER BY table_id, person, process",
            (since_ms,),
        )
        return tuple((row[0], row[1], row[2], row[3]) for row in found)

    async def forget_processes_before(self, alive_ms: int) -> None:
        """Drop the rows of processes that are long gone."""
        await self._do("DELETE FROM process WHERE alive_ms < $1", (alive_ms,))

    async def answers(self) -> bool:
        """Say whether the data base answers in good time."""
        try:
            async with asyncio.timeout(ANSWER_S):
                return await self._one("SELECT 1", ()) is not None
        except (TimeoutError, Unreachable):
            return False

    # --- asking ---

    async def _games(self, where: str, values: tuple[Any, ...]) -> tuple[tuple[str, Facts], ...]:
        found = await self._all(f"SELECT id, {rows.FACTS} FROM game WHERE {where}", values)
        return tuple((row[0], rows.facts_of_row(row[1:])) for row in found)

    async def _one(self, sql: str, values: tuple[Any, ...]) -> Any:
        found = await self._all(sql, values)
        return found[0] if found else None

    async def _all(self, sql: str, values: tuple[Any, ...]) -> Rows:
        return await self._ask(Question(sql, values))

    async def _ask(self, question: Question) -> Rows:
        return (await self.engine.read(question))[0]

    async def _do(self, sql: str, values: tuple[Any, ...]) -> None:
        await self.engine.change((Change(sql, (values,)),))
