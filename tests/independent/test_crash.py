"""The server is killed in the middle of a round: what it said is done stays done."""

import asyncio
import signal
from uuid import uuid4

import pytest

from tests.independent.house import SEATS, House

OUT_S = 5.5
"""Longer than the five seconds of rule 2.3, after which deadlines move by the gap."""


@pytest.fixture
def doomed(tmp_path):
    here = House(tmp_path)
    here.start()
    yield here
    here.close()


async def speak(clients, words):
    """Let all speak at once, each word under itself as id; return what was acknowledged."""

    async def says(seat, word):
        say = {"kind": "say", "channel": "control", "text": word}
        return word, (await clients[seat].ask(say, word))["type"]

    spoken = [says(SEATS[number % 6], word) for number, word in enumerate(words)]
    answers = await asyncio.gather(*spoken, return_exceptions=True)
    return {answer[0] for answer in answers if isinstance(answer, tuple) and answer[1] == "done"}


async def killed_while_speaking(doomed, clients, words):
    """Kill the server once a few words are acknowledged; return all that were."""
    control = clients["control"]
    speaking = asyncio.create_task(speak(clients, words))
    await control.until(lambda: len(control.texts()) >= 5)
    doomed.end(signal.SIGKILL)
    acknowledged = await speaking
    await asyncio.gather(*(client.cut() for client in clients.values()))
    return acknowledged


async def test_nothing_acknowledged_is_lost(doomed):
    words = [str(uuid4()) for _ in range(60)]
    founded = await doomed.found(clock={"corridors": 7, "plenary": 600})
    async with founded.sit() as clients:
        control = clients["control"]
        await control.do({"kind": "open"})
        deadline = control.main["deadline_ms"]
        acknowledged = await killed_while_speaking(doomed, clients, words)
        seqs = {role: client.seq for role, client in clients.items()}
        await asyncio.sleep(OUT_S)  # the outage itself
        doomed.start()
        welcomes = await asyncio.gather(*(client.connect() for client in clients.values()))
        assert not any(welcome["full"] for welcome in welcomes)
        assert all(client.seq >= seqs[role] for role, client in clients.items())
        assert acknowledged
        assert acknowledged <= {*control.texts()}
        assert control.main["phase"] == "corridors"
        assert control.main["deadline_ms"] >= deadline + OUT_S * 1000
        assert await speak(clients, words[:12]) == {*words[:12]}
        assert len(control.texts()) == len({*control.texts()})
        await control.until(lambda: control.main["phase"] == "plenary")
        doomed.process.send_signal(signal.SIGTERM)
        assert await control.ended() == "drain"
