"""A run of chaos: a house on one of the engines, clients at its tables, and a killer."""

import asyncio
import contextlib
import random
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from server.opening import open_store
from server.settings import Settings
from tests.chaos.clients import Client
from tests.chaos.history import History
from tests.services.postgres import Postgres, killed_and_back
from tests.services.process import Process
from tests.services.proxy import Proxy, proxied
from tests.services.redis import Redis

TABLES = 12
SEATS = ("usa", "dprk", "rok", "prc", "rus", "jpn")
PROCESSES = 2
HELD_S = 0.05
"""How long answers of the data base are kept back before its line is cut."""


@dataclass
class House:
    """Processes that are killed and begun anew, and the settings of their data base."""

    environment: dict[str, str]
    settings: Settings
    killings: list[tuple[str, Callable[[], Awaitable[None]]]] = field(default_factory=list)
    """What may be killed, and how it is killed and brought back."""
    serving: list[Process] = field(default_factory=list)

    async def begin(self) -> None:
        process = Process(**self.environment)
        try:
            await asyncio.to_thread(lambda: process.address)
        except BaseException:
            process.close()
            raise
        self.serving.append(process)

    async def kill_a_server(self) -> None:
        process = self.serving.pop(0)
        await asyncio.to_thread(process.close)
        await self.begin()

    def close(self) -> None:
        for process in self.serving:
            process.close()


@contextlib.asynccontextmanager
async def on_sqlite() -> AsyncIterator[House]:
    """One process on SQLite."""
    with tempfile.TemporaryDirectory(prefix="hextable-chaos-") as folder:
        house = House({"HEXTABLE_VAR": folder}, Settings(var=Path(folder)))
        house.killings = [("server", house.kill_a_server)]
        try:
            await house.begin()
            yield house
        finally:
            house.close()


@contextlib.asynccontextmanager
async def on_postgres() -> AsyncIterator[House]:
    """Some processes on PostgreSQL, through a line that can be cut, and Redis."""
    postgres, redis = Postgres(), Redis()
    try:
        async with proxied(postgres.port) as line:
            url = await postgres.new()
            through = url.replace(f":{postgres.port}/", f":{line.port}/")
            secret = {"HEXTABLE_SECRET": "chaos", "REDIS_URL": redis.url}
            settings = Settings(var=Path("unused"), database_url=url)  # type: ignore[arg-type]
            house = House({"DATABASE_URL": through, **secret}, settings)
            cutting = ("line", lambda: cut(line))
            house.killings = [
                *(("server", house.kill_a_server), cutting),
                *(("PostgreSQL", lambda: killed_and_back(postgres)), cutting),
                *(("Redis", lambda: asyncio.to_thread(killed, redis)), cutting),
            ]
            try:
                for _ in range(PROCESSES):
                    await house.begin()
                yield house
            finally:
                house.close()
    finally:
        redis.close()
        postgres.close()


def killed(redis: Redis) -> None:
    redis.kill()
    redis.start()


async def cut(line: Proxy) -> None:
    """Cut the line to the data base between commits and their answers."""
    line.hold(answers=True)
    await asyncio.sleep(HELD_S)
    line.cut()


@dataclass
class Outcome:
    """What a run came to."""

    history: History
    kills: Counter[str]
    seconds: float


async def chaos(house: House, acknowledged: int, kills: int, chance: random.Random) -> Outcome:
    """Let clients talk until so much was acknowledged and killed; then hold the logs against it."""
    began_s = time.monotonic()
    history, done = History(), Counter[str]()
    founded = [await house.serving[0].found() for _ in range(TABLES)]

    def is_over() -> bool:
        enough = history.counts["acknowledged"] >= acknowledged
        return enough and done.total() - done["line"] >= kills

    clients = [
        Client(
            history=history,
            chance=random.Random(chance.getrandbits(64)),
            serving=lambda: house.serving,
            table=each["table"],
            role=seat,
            token=each["seats"][seat]["token"],
        )
        for each in founded
        for seat in SEATS
    ]
    async with asyncio.TaskGroup() as group:
        for client in clients:
            group.create_task(client.talk(is_over))
        group.create_task(kill(house, history, done, (acknowledged, kills), is_over))
    await check(house, history, founded)
    return Outcome(history, done, time.monotonic() - began_s)


async def kill(
    house: House,
    history: History,
    done: Counter[str],
    goals: tuple[int, int],
    is_over: Callable[[], bool],
) -> None:
    """Kill one after the other, spread over all that is to be acknowledged."""
    acknowledged, kills = goals
    turn = 0
    while not is_over():
        await asyncio.sleep(0.1)
        killed_so_far = done.total() - done["line"]
        if history.counts["acknowledged"] * kills < killed_so_far * acknowledged:
            continue
        if killed_so_far >= kills:
            continue
        what, strike = house.killings[turn % len(house.killings)]
        await strike()
        done[what] += 1
        turn += 1


async def check(house: House, history: History, founded: list[dict[str, Any]]) -> None:
    """Hold every table's log against the history, past all servers."""
    for process in tuple(house.serving):
        await asyncio.to_thread(process.close)
    house.serving.clear()
    store = await open_store(house.settings)
    try:
        for each in founded:
            table = each["table"]
            texts = [text.body for text in await store.texts(table)]
            history.check(table, await store.steps(table), texts)
    finally:
        await store.close()
