"""What is proven of secrets: games that differ in them alone are the same to the byte."""

import asyncio
import gc
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.secrecy import one_pair
from tests.secrecy.leaks import LEAKS
from tests.secrecy.one_pair import Told
from tests.secrecy.people_leaks import PEOPLE_LEAKS, SOCKET_LEAKS
from tests.secrecy.server_leaks import SERVER_LEAKS
from tests.secrecy.traffic import Learnt, watch

AT_ONCE = 50
"""Pairs that are played at the same two servers, one after another."""


def pairs(seed: int, count: int) -> str:
    """Pairs of games for every viewer; the first byte that differs ends it."""
    parts = [range(start, min(count, start + AT_ONCE)) for start in range(0, count, AT_ONCE)]
    total = Told()
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for told in pool.map(played, [seed] * len(parts), parts):
            total.add(told)
    tally, counts = total.tally, total.counts
    return (
        f"0 bytes differ of {tally.bytes:,} in {tally.frames:,} frames and answers to viewers;"
        f" {counts['wild']} pairs nearly legal play of the scenarios as shipped,"
        f" {counts['woven']} of secrets that pass and are broken, {counts['served']} over real"
        f" sockets, at which deputies acted {counts['acted']} times; {counts['hidden']:,} hidden"
        f" commands, {counts['rounds']} rounds reckoned twice;"
        f" a mentor watched {counts['mentored']} as well; {counts['ended']} were ended, and then"
        f" showed their viewers {counts['told']:,} marks that are for them, and no other"
    )


def traffic(seed: int, count: int) -> str:
    """What sizes and times tell of who talks to whom, with plain frames and with uniform ones."""
    plain, uniform = asyncio.run(_watched(seed, count))
    assert uniform.sizes == 1, uniform
    return "; ".join(
        f"{name} frames: {learnt.right:.1%} of guesses with whom one talks are right,"
        f" {learnt.bits:.3f} bits each, {learnt.sizes} sizes seen"
        for name, learnt in (("plain", plain), ("uniform", uniform))
    )


async def _watched(seed: int, count: int) -> tuple[Learnt, Learnt]:
    async with one_pair.open_houses() as both:
        return (
            await watch(both.one, "plain", seed, count),
            await watch(both.other, "uniform", seed, count),
        )


def leaks(seed: int, count: int) -> str:
    """Leaks planted one at a time, in rules, server, logs and pages: the pairs notice each."""
    names = [*LEAKS, *SERVER_LEAKS, *PEOPLE_LEAKS][:count]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        took = dict(zip(names, pool.map(noticed, names, [seed] * len(names)), strict=True))
    if missed := [name for name, pairs in took.items() if not pairs]:
        raise AssertionError(f"not noticed: {', '.join(missed)}")
    slowest = max(took, key=lambda name: took[name])
    return (
        f"all {len(took)} planted leaks noticed, {sum(each in LEAKS for each in took)} in the rules"
        f", {sum(each in SERVER_LEAKS for each in took)} in server, logs, export and pages and"
        f" {sum(each in PEOPLE_LEAKS for each in took)} in teams, briefs, metrics and debrief;"
        f" {sum(took.values())} pairs, most for {slowest} ({took[slowest]})"
    )


def noticed(name: str, seed: int) -> int:
    """Return how many pairs it takes to notice a leak."""
    plant = {**LEAKS, **SERVER_LEAKS, **PEOPLE_LEAKS}[name]
    gc.collect()  # What a leak before this one left behind is not this one's to log.
    try:
        if name in SOCKET_LEAKS:
            return asyncio.run(one_pair.caught_at_sockets(plant, seed))
        return asyncio.run(one_pair.caught(plant, seed, deep=name in LEAKS))
    except Exception as error:
        error.add_note(f"with {name} planted")
        raise


def played(seed: int, numbers: Sequence[int]) -> Told:
    """Play these pairs in a process of its own."""
    return asyncio.run(_played(seed, numbers))


async def _played(seed: int, numbers: Sequence[int]) -> Told:
    total = Told()
    async with one_pair.open_houses() as both:
        for number in numbers:
            try:
                total.add(await one_pair.play(both, seed, number))
            except Exception as error:
                error.add_note(f"in pair {number} of seed {seed}")
                raise
    return total
