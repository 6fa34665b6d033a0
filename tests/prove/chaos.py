"""What is proven while somebody kills: of what was acknowledged nothing is lost or doubled."""

import asyncio
import random
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from tests.chaos import running
from tests.chaos.running import House, Outcome

KILLS_PER_THOUSAND = 3


def on_sqlite(seed: int, count: int) -> str:
    """One process on SQLite, killed again and again."""
    return told(asyncio.run(_run(running.on_sqlite, seed, count)))


def on_postgres(seed: int, count: int) -> str:
    """Two processes, PostgreSQL and Redis killed in turn, and the line to PostgreSQL cut."""
    return told(asyncio.run(_run(running.on_postgres, seed, count)))


async def _run(
    on: Callable[[], AbstractAsyncContextManager[House]], seed: int, count: int
) -> Outcome:
    kills = max(1, count * KILLS_PER_THOUSAND // 1000)
    async with on() as house:
        return await running.chaos(house, count, kills, random.Random(seed))


def told(outcome: Outcome) -> str:
    counts, kills = outcome.history.counts, outcome.kills
    killed = ", ".join(f"{kills[each]} of {each}" for each in kills if each != "line")
    resent = 100 * counts["resent"] / (counts["resent"] + counts["invoked"])
    return (
        f"0 lost, 0 doubled of {counts['acknowledged']} acknowledged under"
        f" {kills.total() - kills['line']} kills ({killed}) and {kills['line']} cuts of the line;"
        f" {resent:.0f} % sent again, {counts['answered again']} answered again alike,"
        f" {counts['unknown']} unknown for a time, {counts['forged and refused']} other bodies"
        f" refused; {counts['acknowledged'] / outcome.seconds:.0f} a second"
    )
