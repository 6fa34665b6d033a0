"""What the system itself saw: SQLite's log synced before anybody was told that a command is done.

A server that is killed loses nothing that it handed to the system; only a machine without power
tells whether it was synced. So the order of its system calls is read instead.
"""

import asyncio
import os
import re
import shutil
import signal
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.server.running import Table
from tests.services.process import Process

CALLS = "pwrite64,fdatasync,fsync,write,writev,sendto,sendmsg"
LINE = re.compile(r"^(\d+) +(?:<\.\.\. )?(\w+)(?: resumed>|\((\d+))(.*)$")


class Call(NamedTuple):
    """A call that has returned."""

    name: str
    handle: int
    text: str


def on_sqlite(seed: int, count: int) -> str:
    """Each command is written, then synced, then acknowledged."""
    del seed
    with tempfile.TemporaryDirectory(prefix="hextable-sync-") as folder:
        trace = Path(folder) / "trace"
        asyncio.run(_talk(Path(folder), trace, count))
        text = trace.read_text(encoding="latin-1")
    syncs = check(finished(text.splitlines()), [name(n) for n in range(count)])
    return f"{count} commands, each written, synced and only then acknowledged, in {syncs} syncs"


def name(number: int) -> str:
    return f"sync-{number:05}-x"


async def _talk(folder: Path, trace: Path, count: int) -> None:
    strace = shutil.which("strace")
    assert strace, "this needs strace, which ./start prove installs on Debian"
    words = (strace, "-f", "-qq", "-s", "70000", "-e", f"trace={CALLS}", "-o", str(trace))
    process = Process(words, HEXTABLE_VAR=str(folder / "var"))
    try:
        table = Table(process, await process.found())  # type: ignore[arg-type]
        usa = await table.sits("usa")
        for n in range(count):
            command = {"kind": "say", "channel": "control", "text": "words"}
            await asyncio.sleep(0.21)  # A person may say five things a second.
            await usa.does(command, name(n))
        await usa.leaves()
    finally:
        os.kill(process.served_pid, signal.SIGKILL)
        process.close()


def finished(lines: Iterable[str]) -> Iterator[Call]:
    """Read the calls in the order in which they returned."""
    begun: dict[str, Call] = {}
    for line in lines:
        found = LINE.match(line)
        if found is None:
            continue
        thread, called, handle, rest = found.groups()
        call = begun.pop(thread, None) if handle is None else Call(called, int(handle), rest)
        if call is not None and rest.endswith("<unfinished ...>"):
            begun[thread] = call
        elif call is not None:
            yield call


def check(calls: Iterable[Call], names: list[str]) -> int:
    """Check that each command was written, then synced, then acknowledged; return the syncs."""
    waiting, synced, done = dict.fromkeys(names, -1), set[str](), set[str]()
    syncs = 0
    for call in calls:
        if call.name == "pwrite64":
            for each in mentioned(call, waiting):
                waiting[each] = call.handle
        elif call.name in ("fdatasync", "fsync"):
            syncs += 1
            synced |= {each for each, handle in waiting.items() if handle == call.handle}
        elif '"done"' in call.text.replace("\\", ""):
            for each in mentioned(call, waiting):
                assert each in synced, f"{each} was acknowledged before it was synced"
                done.add(each)
    assert done == set(names), f"{len(names) - len(done)} were never seen to be acknowledged"
    return syncs


def mentioned(call: Call, names: Iterable[str]) -> list[str]:
    return [each for each in names if each in call.text]
