"""A new build takes the place of an old one while a game is played: nobody forfeits anything."""

import asyncio
import shutil
import signal

import pytest

from tests.cluster.house import SECRET, check_chain
from tests.server.running import Table
from tests.services.process import ROOT, Process

PARTS = ("rules", "server", "client")
COST = {"DeadlineMoved", "PersonLeft", "RoundClosed"}
"""What would be on record had the change of builds cost anybody anything."""
CLOCK = {"corridors": 3_600, "plenary": 3_600, "capitals": 3_600, "reckoning": 3_600}


@pytest.fixture
def other(tmp_path):
    """Another build: the same sources with one more line, and so another name."""
    for part in PARTS:
        shutil.copytree(ROOT / part, tmp_path / part)
    with (tmp_path / "rules" / "__init__.py").open("a", encoding="utf-8") as file:
        file.write("# another build\n")
    return tmp_path


async def sits(process, founded, role, **hello):
    return await Table(process, founded).sits(role, **hello)


def say(text):
    return {"kind": "say", "channel": "control", "text": text}


async def test_a_game_goes_on_when_one_build_takes_the_place_of_another(here, other):
    old = Process(where=other, **at(here))
    try:
        founded = await old.found(clock=CLOCK)
        control = await sits(old, founded, "control")
        await control.does({"kind": "open"})
        usa = await sits(old, founded, "usa")
        for n in range(12):
            await usa.does(say(f"before {n}"), f"b-{n}")
        deadline_ms = usa.records["table/main"]["deadline_ms"]
        new = here.processes[0]
        rok = await sits(new, founded, "rok")
        await rok.does(say("from the new"))
        ending = asyncio.create_task(asyncio.to_thread(old.end, signal.SIGTERM))
        assert await usa.ended() == 1012
        again = await sits(new, founded, "usa", since=usa.seq, epoch=usa.epoch)
        assert again.heard[0]["full"], "what the old build showed is no ground for the new one"
        assert again.records["table/main"]["deadline_ms"] == deadline_ms
        assert again.records["table/main"]["phase"] == "corridors"
        assert (await again.asks(say("before 11"), "b-11"))["type"] == "done"
        await again.does(say("after"))
        assert await ending == 0
        for player in (again, rok):
            await player.leaves()
        steps = await here.log(founded["table"])
    finally:
        old.close()
    check_chain(steps)
    assert [step.command_id for step in steps].count("b-11") == 1
    assert not {name for name in COST for step in steps if f'"{name}"'.encode() in step.events}


def at(here):
    return {"DATABASE_URL": here.url, "REDIS_URL": here.redis.url, "HEXTABLE_SECRET": SECRET}
