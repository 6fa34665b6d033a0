"""What servers do in a second, beside the floor of this machine and in the same run.

Owns what is measured, how often and in which order. Servers and load are processes of their own,
each on its core; floor and server take turns, so that a machine that slows down slows both down.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

from .processes import Server, cores, served
from .talks import Talks, Window

BOTH = ("floor", "hextable")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How much is measured, and for how long."""

    tables: tuple[int, ...] = (1, 10, 100, 300)
    seconds: float = 2.0
    """Of one window."""
    repeats: int = 5
    """Windows of each sort; medians are told."""
    lengths: tuple[int, ...] = (100, 1_000, 10_000)
    sockets: int = 3_000
    paced_tables: int = 60
    joins: int = 300
    shared_tables: int = 100
    batches: int = 40
    """Of actions within one process, whose parts are timed."""
    rest_s: float = 1.0
    """How long a server may settle before its memory is looked at."""


QUICK = Plan(
    tables=(1, 10, 100),
    seconds=0.7,
    repeats=3,
    lengths=(100, 1_000, 2_000),
    sockets=1_000,
    paced_tables=30,
)


@dataclass(frozen=True)
class Row:
    """One server with so many tables."""

    kind: str
    tables: int
    windows: Sequence[Window]
    table_kib: float
    """Memory that a table takes, with its six sockets."""

    @property
    def rate(self) -> float:
        return median(each.rate for each in self.windows)

    @property
    def p50_ms(self) -> float:
        return median(each.p50_ms for each in self.windows)

    @property
    def p99_ms(self) -> float:
        return median(each.p99_ms for each in self.windows)

    @property
    def cpu_ms(self) -> float:
        return median(each.cpu_ms for each in self.windows)

    @property
    def busy(self) -> float:
        """The part of a core that is used, in percent."""
        return median(100 * each.cpu_s / each.took_s for each in self.windows)


async def rows(servers: Mapping[str, Server], tables: int, plan: Plan) -> list[Row]:
    """Measure each server with so many tables, in turns."""
    talks = {kind: Talks(server) for kind, server in servers.items()}
    table_kib: dict[str, float] = {}
    for kind, each in talks.items():
        # What only the first table costs (scenario, code) is no table's.
        await each.seat(1)
        await each.window(0.1)
        before_kib = each.server.memory_kib()
        await each.seat(tables - 1)
        await asyncio.sleep(plan.rest_s)
        table_kib[kind] = (each.server.memory_kib() - before_kib) / max(tables - 1, 1)
    windows: dict[str, list[Window]] = {kind: [] for kind in talks}
    for _ in range(plan.repeats):
        for kind, each in talks.items():
            windows[kind].append(await each.window(plan.seconds))
    for each in talks.values():
        each.leave()
    return [Row(kind, tables, windows[kind], table_kib[kind]) for kind in talks]


def throughput(plan: Plan, run, kinds: Sequence[str] = BOTH) -> Iterator[Row]:
    """Yield a row for each server and each number of tables."""
    for tables in plan.tables:
        with ExitStack() as stack:
            servers = {kind: stack.enter_context(served(kind, cores()[0])) for kind in kinds}
            yield from run(rows(servers, tables, plan))
