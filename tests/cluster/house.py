"""A cluster: some serving processes over one PostgreSQL and one Redis, and clients that roam."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from server.log import GENESIS, Step
from server.opening import open_store
from server.settings import Settings
from server.store import Store
from tests.server.running import Player, Table
from tests.services.postgres import Postgres
from tests.services.process import Process
from tests.services.redis import Redis

SECRET = "one secret for all processes"


class Cluster:
    """Processes on shared services; any may be killed and started anew."""

    def __init__(self, postgres: Postgres, redis: Redis, url: str) -> None:
        self.postgres = postgres
        self.redis = redis
        self.url = url
        self.processes: list[Process] = []

    def begin(self) -> Process:
        """Start one more process."""
        process = Process(DATABASE_URL=self.url, REDIS_URL=self.redis.url, HEXTABLE_SECRET=SECRET)
        self.processes.append(process)
        return process

    def end(self, process: Process) -> None:
        """Kill a process and forget it."""
        self.processes.remove(process)
        process.close()

    def any(self, chance: random.Random) -> Process:
        return chance.choice(self.processes)

    @contextlib.asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        """The data base itself, past every process."""
        store = await open_store(Settings(var=Path("unused"), database_url=self.url))
        try:
            yield store
        finally:
            await store.close()

    async def log(self, table: str) -> tuple[Step, ...]:
        async with self.store() as store:
            return await store.steps(table)


@contextlib.contextmanager
def cluster(size: int = 2) -> Iterator[Cluster]:
    """Start everything, and end it."""
    postgres, redis = Postgres(), Redis()
    here = Cluster(postgres, redis, asyncio.run(postgres.new()))
    try:
        for _ in range(size):
            here.begin()
        for process in here.processes:
            assert process.address
        yield here
    finally:
        for process in tuple(here.processes):
            here.end(process)
        redis.close()
        postgres.close()


class Roamer:
    """One person that comes back to a random process, with a cursor of any age."""

    def __init__(self, here: Cluster, founded: dict[str, Any], role: str, chance: random.Random):
        self._here = here
        self._founded = founded
        self._role = role
        self._chance = chance
        self._past: list[tuple[int, dict[str, Any]]] = []
        self.player: Player | None = None
        self.resumed = 0

    async def roam(self) -> Player:
        """Leave, and come back somewhere, from a moment in the past; return the connection."""
        if self.player is not None:
            self._past.append((self.player.seq, self.player.records))
            epoch = self.player.epoch
            await self.player.leaves()
        table = Table(self._here.any(self._chance), self._founded)  # type: ignore[arg-type]
        self.player = await Player.connect(table, self._role)
        hello = {"token": table.token(self._role)}
        if self._past:
            seq, self.player.records = self._chance.choice(self._past)
            self.player.seq = seq
            hello |= {"since": seq, "epoch": epoch}
            self.resumed += 1
        await self.player.hello(**hello)
        await self.player.until("welcome")
        return self.player

    async def catches_up(self, seq: int) -> dict[str, Any]:
        """Hear everything up to a step and return the records."""
        assert self.player is not None
        while self.player.seq < seq:
            await self.player.hear()
        return self.player.records

    async def leaves(self) -> None:
        if self.player is not None:
            await self.player.leaves()


def check_chain(steps: tuple[Step, ...]) -> None:
    """Check that a log is one line without gap, fork or double."""
    head = GENESIS
    for seq, step in enumerate(steps, 1):
        assert step.seq == seq, "a gap"
        assert step.chained(head).head == step.head, "a fork"
        head = step.head
    ids = [(step.person, step.command_id) for step in steps]
    assert len(ids) == len(set(ids)), "a double"
