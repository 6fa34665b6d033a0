"""The server's tables, and what is promised of it: printed as they are measured.

Owns the words and the bounds of what is promised. It must never measure.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import uvloop

from . import crowds, long_log, parts, shared
from .printing import fine, line, whole
from .processes import cores, pinned, served
from .serving import Plan, Row, throughput


@dataclass(frozen=True)
class Promise:
    """Something that is promised, and what was found."""

    what: str
    found: str
    holds: bool


SHARE_MIN, P99_MAX, GROWTH_MAX, SOCKET_KIB_MAX, OTHERS_MAX = 0.5, 2.0, 1.3, 40.0, 3.0


def print_all(plan: Plan) -> None:
    """Measure and print everything; promises last."""
    with pinned(cores()[1]):
        print_where()
        print_parts(plan)
        promises = [*print_throughput(plan)]
        print_shared(plan)
        promises += [*print_lengths(plan), *print_crowds(plan)]
    print("\nPromised")
    for each in promises:
        print(f"{each.what:<58}{each.found:>22}   {'holds' if each.holds else 'FAILS'}", flush=True)


def print_where() -> None:
    server, load = cores()
    shared = " (the same: figures are lower)" if server == load else ""
    print(
        f"\nServers on core {server}; load, PostgreSQL and Redis on core {load}{shared}."
        " SQLite syncs before it acknowledges (synchronous=FULL).",
        flush=True,
    )


def print_parts(plan: Plan) -> None:
    """The rest is the store's part on this thread, and the way between the parts."""
    line("A message to six, in microseconds", *parts.PARTS, "rest", "all")
    for scenario, found in parts.rows(("first-session", "korea-2020"), plan.batches):
        line(scenario, *map(whole, found.values()), whole(sum(found.values())))
    print()


def print_throughput(plan: Plan) -> Iterator[Promise]:
    heads = ("tables", "actions/s", "p50 ms", "p99 ms", "CPU ms", "core", "KiB a table")
    line("Durable, and heard by all six", *heads)
    found = []
    for row in throughput(plan, uvloop.run):
        print_row(row)
        found.append(row)
    yield from shares(found)


def print_shared(plan: Plan) -> None:
    """Several processes, on the services that they share."""
    for row in shared.rows(plan, uvloop.run):
        print_row(row)


def print_row(row: Row) -> None:
    times = (f"{row.p50_ms:.1f}", f"{row.p99_ms:.1f}", f"{row.cpu_ms:.3f}")
    line(
        row.kind,
        whole(row.tables),
        whole(row.rate),
        *times,
        f"{row.busy:.0f} %",
        whole(row.table_kib),
    )


def shares(rows: Sequence[Row]) -> Iterator[Promise]:
    """Compare the server with the floor, at each number of tables."""
    by = {(row.kind, row.tables): row for row in rows}
    for tables in dict.fromkeys(row.tables for row in rows):
        floor, own = by["floor", tables], by["hextable", tables]
        share, times = own.rate / floor.rate, own.p99_ms / floor.p99_ms
        what = f"{tables} tables: at least half the floor's actions a second"
        yield Promise(what, f"{share:.2f}", share >= SHARE_MIN)
        what = f"{tables} tables: p99 within twice the floor's"
        yield Promise(what, f"x {times:.2f}", times <= P99_MAX)


def print_lengths(plan: Plan) -> Iterator[Promise]:
    with ExitStack() as stack:
        servers = [stack.enter_context(served("hextable", cores()[0])) for _ in plan.lengths]
        found = uvloop.run(long_log.lengths(servers, plan.lengths, plan.repeats))
    line("\nOne table's action, after steps", *(whole(each.steps) for each in found))
    line("CPU ms", *(f"{each.cpu_ms:.3f}" for each in found))
    line("p50 ms", *(fine(each.p50_ms) for each in found))
    growth = found[-1].cpu_ms / found[0].cpu_ms
    yield Promise(
        "an action costs the same however long the log", f"x {growth:.2f}", growth <= GROWTH_MAX
    )


def print_crowds(plan: Plan) -> Iterator[Promise]:
    print("\nOthers")
    yield from print_sockets(plan)
    with served("with limits", cores()[0]) as server:
        ratio = uvloop.run(crowds.flooded(server, plan))
        yield others("one sends 1,000 messages a second", ratio)
        found = crowds.joined(server, plan.joins)
    print(
        f"{found.let_in} of {found.asked} joined by code from one address in {found.took_s:.1f} s"
    )
    what = f"{found.asked} joins from one address succeed"
    yield Promise(what, str(found.let_in), found.let_in == found.asked)
    with served("hextable", cores()[0]) as server:
        yield others("one client in ten never reads", uvloop.run(crowds.deafened(server, plan)))


def print_sockets(plan: Plan) -> Iterator[Promise]:
    for kind in ("floor", "hextable"):
        with served(kind, cores()[0]) as server:
            kib = uvloop.run(crowds.socket_kib(server, plan))
        print(f"{kind}: {plan.sockets:,} sockets more take {kib:.1f} KiB each", flush=True)
    yield Promise(
        f"{plan.sockets:,} sockets at under 40 KiB each", f"{kib:.1f} KiB", kib < SOCKET_KIB_MAX
    )


def others(what: str, ratio: crowds.Ratio) -> Promise:
    print(f"{what}: p99 {ratio.with_ms:.1f} ms, else {ratio.without_ms:.1f} ms", flush=True)
    return Promise(f"{what}: the others' p99", f"x {ratio.times:.2f}", ratio.times <= OTHERS_MAX)
