"""A server that is killed in mid-round and started again: nothing acknowledged is lost."""

import asyncio
import contextlib
import itertools
import signal

import pytest
from websockets.exceptions import ConnectionClosed

from server.migrate import migrate
from tests.server.running import Table
from tests.services.process import Process

ENOUGH = 60
"""Commands acknowledged before the server is killed."""
CLOCK = {"corridors": 3_600, "plenary": 60, "capitals": 60, "reckoning": 60}


@contextlib.contextmanager
def served(var):
    process = Process(HEXTABLE_VAR=str(var))
    try:
        yield process
    finally:
        process.close()


async def says(player, acknowledged, enough):
    """Talk until the server is gone; note what it acknowledged."""
    with contextlib.suppress(ConnectionClosed):
        for n in itertools.count():
            text = f"{player.role} {n}"
            command = {"kind": "say", "channel": "control", "text": text}
            answer = await player.asks(command, f"c-{n}")
            if answer["type"] == "done":
                acknowledged[player.role, f"c-{n}"] = text, answer
            else:
                assert answer["code"] == "slow-down", answer
            if len(acknowledged) >= ENOUGH:
                enough.set()


@pytest.fixture
def roles():
    return ("dprk", "rok", "usa", "prc")


async def test_what_was_acknowledged_is_there_after_a_kill_and_clocks_go_on(tmp_path, roles):
    migrate(tmp_path / "hextable.sqlite3")
    acknowledged, enough = {}, asyncio.Event()
    with served(tmp_path) as first:
        founded = await first.found(clock=CLOCK)
        table = Table(first, founded)
        await table.opens()
        players = [await table.sits(role) for role in roles]
        talks = [asyncio.create_task(says(each, acknowledged, enough)) for each in players]
        await enough.wait()
        first.kill()
        await asyncio.gather(*talks)
    with served(tmp_path) as second:
        control = await Table(second, founded).sits("control")
        records = control.records
        texts = {each["text"] for key, each in records.items() if key.startswith("message/")}
        assert {text for text, _ in acknowledged.values()} <= texts
        assert records["table/main"]["phase"] == "corridors"
        assert records["table/main"]["deadline_ms"] > control.heard[0]["now"]
        await same_answers(Table(second, founded), acknowledged)


async def same_answers(table, acknowledged):
    """Send the last of each seat again: it is answered as before the kill."""
    last = {role: (id_, *found) for (role, id_), found in acknowledged.items()}
    for role, (id_, text, answer) in last.items():
        player = await table.sits(role)
        command = {"kind": "say", "channel": "control", "text": text}
        assert await player.asks(command, id_) == answer


async def test_a_polite_end_says_goodbye_and_logs_no_token(tmp_path):
    with served(tmp_path) as process:
        founded = await process.found()
        player = await Table(process, founded).sits("dprk")
        ending = asyncio.create_task(asyncio.to_thread(process.end, signal.SIGTERM))
        await player.ended()
        status = await ending
        log = process.log()
    assert player.heard[-1] == {"type": "bye", "code": "drain"}
    assert status == 0
    assert founded["seats"]["dprk"]["token"].rpartition(".")[2] not in log
    assert "Traceback" not in log


async def test_a_second_process_in_the_same_folder_says_why_it_does_not_start(tmp_path):
    migrate(tmp_path / "hextable.sqlite3")
    with served(tmp_path) as first:
        assert first.address
        with (
            served(tmp_path) as second,
            pytest.raises(AssertionError, match="another process serves the folder"),
        ):
            assert second.address
