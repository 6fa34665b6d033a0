"""One house to throw things at: served in this process, watched for anything uncaught.

Owns the watching. Limits on how fast a person may ask are lifted, so that what is thrown reaches
the rules; every other limit stands.
"""

import asyncio
import contextlib
import logging
import resource
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from rules.names import ROLES, SEATS
from server.log import Step
from tests.server.running import Running, Table, running

NO_REQUEST = ("Invalid HTTP request", "Unsupported upgrade request")
"""What uvicorn logs, without a word of theirs, of bytes that are no request or no upgrade."""
OURS = ("found", "begin")
"""Ids of the commands that begin a table."""
GONE_S = 20
"""Within what a connection that ended must be forgotten."""
GROWN_MAX_MIB = 300
"""How much this process may grow under everything that is thrown at it."""


class Watch(logging.Handler):
    """Hears whatever is logged as gone wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.getMessage().startswith(NO_REQUEST):
            self.heard.append(logging.Formatter("%(name)s: %(message)s").format(record))


@dataclass
class Thrown:
    """What was thrown, and how it was answered."""

    frames: int = 0
    answers: dict[str, int] = field(default_factory=dict)
    done: set[tuple[str, str, str]] = field(default_factory=set)
    """Table, person and id of every command that was obeyed."""

    def count(self, answer: str) -> None:
        self.answers[answer] = self.answers.get(answer, 0) + 1


@dataclass
class House:
    """A running server and the table that is thrown at just now."""

    here: Running
    watch: Watch
    tables: list[Table] = field(default_factory=list)
    thrown: Thrown = field(default_factory=Thrown)

    @property
    def table(self) -> Table:
        return self.tables[-1]

    @property
    def roles(self) -> tuple[str, ...]:
        return (*SEATS, "press", "control", "control", "observer")

    async def renew(self) -> None:
        """Found one more table to throw at."""
        self.tables.append(await self.found())

    async def found(self) -> Table:
        """Found a table and open it."""
        table = await self.here.found(scenario="first-session", seats={"press": "open"})
        body = {"id": "begin", "command": {"kind": "open"}}
        path, headers = f"{table.path}/commands", table.bearer("control")
        answer = await self.here.http.post(path, json=body, headers=headers)
        assert answer.status_code == 200
        return table

    async def check(self) -> None:
        """Nothing went wrong unseen, and nothing is in the logs but what was acknowledged."""
        assert not self.watch.heard, self.watch.heard[:3]
        for table in self.tables:
            steps = await self.here.house.store.steps(table.id)
            obeyed = {(table.id, each.person, each.command_id) for each in steps if is_ours(each)}
            thrown = {each for each in self.thrown.done if each[0] == table.id}
            assert obeyed == thrown, obeyed ^ thrown
        alive = await self.here.http.get("/readyz")
        assert alive.status_code == 200
        for _ in range(GONE_S * 10):
            if self.here.house.door._connections:
                await asyncio.sleep(0.1)
        assert not self.here.house.door._connections, "somebody is thought to be still there"


def is_ours(step: Step) -> bool:
    """Say whether a step was a person's command, and none of those that began the table."""
    role = step.person.partition(".")[0]
    return role in ROLES and step.command_id not in OURS and not step.command_id.startswith("bot:")


@contextlib.asynccontextmanager
async def house(var: Path) -> AsyncIterator[House]:
    """Serve from a folder, watched."""
    watch, faults = Watch(), []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    asyncio.get_running_loop().set_exception_handler(lambda _, context: faults.append(context))
    logging.getLogger().addHandler(watch)
    try:
        async with running(var) as here:
            here.house.door._commands.take = lambda *_: 0.0  # type: ignore[method-assign]
            made = House(here, watch)
            await made.renew()
            yield made
            await made.check()
    finally:
        logging.getLogger().removeHandler(watch)
    assert not faults, faults[:3]
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < GROWN_MAX_MIB, f"{grown:.0f} MiB more than before"
