"""What is thrown at the door: frames, streams, bodies and files that are wrong in every way.

Nothing of it may go uncaught: each is refused with a code, or closes its own connection; what is
refused changes nothing; no log line speaks of it; the server lives and does not grow.
"""

import asyncio
import multiprocessing
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.asking import Asker
from tests.fuzz.breaking import Breaker
from tests.fuzz.describing import tried
from tests.fuzz.filing import Filer
from tests.fuzz.house import House, house
from tests.fuzz.talking import Talk


class Share(NamedTuple):
    """One way of throwing, and its part of a thousand."""

    throw: Callable[[House, int, int], Awaitable[object]]
    permille: int


async def commands(here: House, seed: int, count: int) -> None:
    await Talk(here, seed).throw(count)


async def streams(here: House, seed: int, count: int) -> None:
    await Breaker(here, seed).throw(count)


async def sockets(here: House, seed: int, count: int) -> None:
    await Breaker(here, seed).throw_for_real(count)


async def bodies(here: House, seed: int, count: int) -> None:
    await Asker(here, seed).throw(count)


async def files(here: House, seed: int, count: int) -> None:
    table = here.table
    path, control = f"{table.path}/export", table.bearer("control")
    export = await here.here.http.get(path, headers=control)
    with tempfile.TemporaryDirectory() as folder:
        filer = Filer(Path(folder), seed, export.content)
        await asyncio.to_thread(filer.throw, count)
    here.thrown.frames += filer.files


SHARES: dict[str, Share] = {
    "commands": Share(commands, 490),
    "files": Share(files, 10),
    "OpenAPI": Share(tried, 10),
    "bodies": Share(bodies, 50),
    "streams": Share(streams, 380),
    "sockets": Share(sockets, 60),
}


class Came(NamedTuple):
    """What came of one share."""

    name: str
    count: int
    answers: dict[str, int]


def fuzz(seed: int, count: int) -> str:
    """Throw all that there is, on two cores; each share at a house of its own."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        came = [*pool.map(thrown, SHARES, [seed] * len(SHARES), [count] * len(SHARES))]
    total = sum(each.count for each in came)
    assert total >= count * 0.99, total
    answers = sum((Counter(each.answers) for each in came), Counter[str]())
    codes = len({each.split()[-1] for each in answers} - {"done"})
    done = answers["done"] + answers["200"]
    shares = ", ".join(f"{each.count} {each.name}" for each in came)
    return (
        f"nothing uncaught in {total} ({shares}): {done} were right and obeyed, the rest refused"
        f" with one of {codes} codes or closed upon, and changed nothing"
    )


def thrown(name: str, seed: int, count: int) -> Came:
    """Throw one share of so many at a house of its own."""
    return asyncio.run(_thrown(name, seed, count * SHARES[name].permille // 1000))


async def _thrown(name: str, seed: int, count: int) -> Came:
    with tempfile.TemporaryDirectory(prefix="hextable-fuzz-") as var:
        async with house(Path(var)) as here:
            await SHARES[name].throw(here, seed, count)
            return Came(name, here.thrown.frames, here.thrown.answers)
