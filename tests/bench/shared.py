"""The server on PostgreSQL, and two processes that share it and Redis.

Owns those services and how tables are shared out. Each table's sockets go to one process, as a
proxy with affinity would send them; each process has a core of its own, the second the load's.
"""

import asyncio
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from statistics import median

from server.settings import Settings
from tests.services.postgres import Postgres
from tests.services.redis import Redis

from .processes import Server, cores, served
from .serving import Plan, Row
from .talks import Talks, Window

ALONE = {"floor, PostgreSQL": ("floor",), "hextable, PostgreSQL": ("hextable",)}
WITH_REDIS = {
    "hextable, with Redis": ("hextable",),
    "two of them, with Redis": ("hextable", "hextable"),
}


async def row(what: str, servers: Sequence[Server], tables: int, plan: Plan) -> Row:
    """Measure some processes as one, their tables shared out evenly."""
    talks = [Talks(server) for server in servers]
    before_kib = sum(server.memory_kib() for server in servers)
    for each in talks:
        await each.seat(tables // len(talks))
    table_kib = (sum(server.memory_kib() for server in servers) - before_kib) / tables
    windows = [
        together(await asyncio.gather(*(each.window(plan.seconds) for each in talks)))
        for _ in range(plan.repeats)
    ]
    for each in talks:
        each.leave()
    return Row(what, tables, windows, table_kib)


def together(windows: Sequence[Window]) -> Window:
    """Return what they did in the same seconds; latencies are the slower one's."""
    return Window(
        actions=sum(each.actions for each in windows),
        took_s=median(each.took_s for each in windows),
        cpu_s=sum(each.cpu_s for each in windows),
        p50_ms=max(each.p50_ms for each in windows),
        p99_ms=max(each.p99_ms for each in windows),
    )


def rows(plan: Plan, run) -> Iterator[Row]:
    """Yield a row for each way of sharing, on services that end with it."""
    with ExitStack() as stack:
        postgres, redis = Postgres(), Redis()
        stack.callback(postgres.close)
        stack.callback(redis.close)
        secret = {"HEXTABLE_SECRET": secrets.token_hex(32)}
        ways = ALONE | WITH_REDIS if "redis_url" in Settings.model_fields else ALONE
        for what, kinds in ways.items():
            more = {**secret, "DATABASE_URL": run(postgres.new())}
            if what in WITH_REDIS:
                more["REDIS_URL"] = redis.url
            yield run(measured(what, kinds, more, plan))


async def measured(what: str, kinds: Sequence[str], more: Mapping[str, str], plan: Plan) -> Row:
    with ExitStack() as stack:
        places = zip(kinds, cores(), strict=False)
        servers = [stack.enter_context(served(kind, core, more)) for kind, core in places]
        return await row(what, servers, plan.shared_tables, plan)
