"""A server that is told to stop: it says so, answers what was asked, and ends in order."""

import asyncio
import contextlib
import json
import signal
import sqlite3
import threading
from contextlib import closing

import httpx2
import pytest

from server.migrate import migrate
from tests.server.running import Player, Table
from tests.services.process import Process

SECRET = "a secret that nobody may read anywhere"
WORDS = "words that only the house may read"


@contextlib.contextmanager
def served(var, **environment):
    migrate(var / "hextable.sqlite3")
    process = Process(HEXTABLE_VAR=str(var), **environment)
    try:
        yield process
    finally:
        process.close()


async def until(holds):
    """Let the server go on until something holds."""
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110  # whoever makes it hold knows no event
            await asyncio.sleep(0)


def said(text):
    return {"kind": "say", "channel": "control", "text": text}


async def test_what_was_asked_before_is_answered_before_the_goodbye(table):
    player = await table.sits("dprk")
    holding, free = threading.Event(), threading.Event()

    def hold(_):
        holding.set()
        free.wait()

    writer = table.running.house.store.engine.writer
    held = writer.run(hold)
    await asyncio.to_thread(holding.wait)
    ids = [f"c-{n}" for n in range(3)]
    for id_ in ids:
        await player.send({"type": "do", "id": id_, "command": said(id_)})
    connection = next(iter(table.running.house.door._connections))
    await until(lambda: connection._flying == len(ids))
    table.running.app.drain()
    await player.send({"type": "do", "id": "late", "command": said("late")})
    free.set()
    await held
    assert await player.ended() == 1012
    answers = [each for each in player.heard if each["type"] in ("done", "refused", "bye")]
    assert [each.get("id") for each in answers] == [*ids, None]
    assert answers[-1] == {"type": "bye", "code": "drain"}


async def test_who_does_not_get_done_in_time_is_sent_away_all_the_same(table):
    player = await table.sits("dprk")
    free = threading.Event()
    held = table.running.house.store.engine.writer.run(lambda _: free.wait())
    await player.send({"type": "do", "id": "c-1", "command": said("slow")})
    connection = next(iter(table.running.house.door._connections))
    await until(lambda: connection._flying)
    table.running.app.drain()
    await table.running.app.emptied(0.01)
    assert (await player.until("bye"))["code"] == "drain"
    free.set()
    await held


async def test_a_server_alone_does_not_wait_for_anybody(server):
    server.app.drain()
    async with asyncio.timeout(1):
        await server.app.emptied(60)


async def test_told_to_stop_it_says_that_it_is_not_ready_and_serves_on_until_others_know(tmp_path):
    with served(tmp_path, DRAIN_S="300") as process:
        founded = await process.found()
        player = await Table(process, founded).sits("dprk")
        process.send(signal.SIGTERM)
        async with httpx2.AsyncClient(base_url=process.address) as http:
            while (answer := await http.get("/readyz")).status_code == 200:
                assert answer.json() == {"status": "ready"}
            assert (answer.status_code, answer.json()["code"]) == (503, "closing")
            assert (await http.get("/healthz")).status_code == 200
        await player.does(said("still here"))
        late = await Table(process, founded).sits("rok")
        await late.leaves()
        await player.leaves()


@pytest.mark.parametrize("form", ["text", "json"])
async def test_it_ends_in_order_and_its_log_holds_no_secret(tmp_path, form):
    environment = {"HEXTABLE_SECRET": SECRET, "LOG_FORMAT": form, "LOG_LEVEL": "debug"}
    with served(tmp_path, **environment) as process:
        founded = await process.found()
        table = Table(process, founded)
        player = await table.sits("dprk")
        await player.does(said(WORDS))
        async with httpx2.AsyncClient(base_url=process.address) as http:
            code = founded["seats"]["rok"]["code"]
            assert (await http.post("/api/join", json={"code": code})).status_code == 200
            await http.post(f"{table.path}/session", headers=table.bearer("dprk"))
            break_steps(tmp_path)
            answer = await http.post(
                f"{table.path}/commands",
                json={"id": "c-9", "command": said(WORDS)},
                headers=table.bearer("dprk"),
            )
            assert answer.status_code == 500
        ending = asyncio.create_task(asyncio.to_thread(process.end, signal.SIGTERM))
        await player.ended()
        assert await ending == 0
        log = process.log()
    assert "failed" in log
    assert "OperationalError" in log
    for secret in (SECRET, WORDS, code, *tokens(founded)):
        assert secret not in log
    if form == "json":
        lines = [json.loads(line) for line in log.splitlines()]
        assert all(each.keys() >= {"time", "level", "logger", "message"} for each in lines)


def break_steps(var):
    """Make the next step fail in the data base, past the server."""
    with closing(sqlite3.connect(var / "hextable.sqlite3")) as database, database:
        database.execute("ALTER TABLE step RENAME TO lost")


def tokens(founded):
    """Return the secret parts of all tokens of a table."""
    held = [founded["control"], founded["observer"], *founded["seats"].values()]
    return [each["token"].rpartition(".")[2] for each in held]


async def test_a_socket_that_comes_while_it_ends_is_told_to_come_back(table):
    player = await Player.connect(table, "dprk")
    table.running.app.drain()
    assert await player.ended() == 1012
