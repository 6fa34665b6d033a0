"""A server that is killed in mid-round and started again: nothing acknowledged is lost."""

import asyncio
import contextlib
import itertools
import json
import os
import signal
import sys
from pathlib import Path

import httpx2
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from server.migrate import migrate

ROOT = Path(__file__).resolve().parent.parent.parent
ENOUGH = 60
"""Commands acknowledged before the server is killed."""
CLOCK = {"corridors": 3_600, "plenary": 60, "capitals": 60, "reckoning": 60}


class Process:
    """`hextable serve` as a process of its own."""

    def __init__(self, var):
        self.var = var

    async def __aenter__(self):
        environment = {
            **{k: v for k, v in os.environ.items() if k not in ("PUBLIC_URL", "HOST")},
            "HEXTABLE_VAR": str(self.var),
            "PORT": "0",
        }
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "server.cli", "serve"),
            cwd=ROOT,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        line = (await asyncio.wait_for(self.process.stdout.readline(), 30)).decode()
        if not line.startswith("Hextable serves on http://127.0.0.1:"):
            _, log = await self.ends(signal.SIGKILL)
            raise AssertionError(line + log)
        self.address = line.split()[-1]
        self.sockets = []
        return self

    async def __aexit__(self, *_):
        for socket in self.sockets:
            await socket.close()
        await self.ends(signal.SIGKILL)

    async def ends(self, how):
        """Send a signal and return the exit status and what was logged."""
        if self.process.returncode is None:
            self.process.send_signal(how)
        _, log = await asyncio.wait_for(self.process.communicate(), 30)
        return self.process.returncode, log.decode()

    async def found(self):
        body = {"scenario": "first-session", "clock": CLOCK}
        async with httpx2.AsyncClient(base_url=self.address) as http:
            return (await http.post("/api/tables", json=body)).json()

    async def sits(self, founded, role):
        address = self.address.replace("http", "ws")
        socket = await connect(f"{address}/ws/{founded['table']}", compression=None)
        self.sockets.append(socket)
        token = (founded if role == "control" else founded["seats"])[role]["token"]
        await socket.send(json.dumps({"type": "hello", "as": role, "token": token}))
        return socket, json.loads(await socket.recv())


async def says(socket, role, acknowledged, enough):
    """Talk until the server is gone; note what it acknowledged."""
    with contextlib.suppress(ConnectionClosed):
        for n in itertools.count():
            text = f"{role} {n}"
            command = {"kind": "say", "channel": "control", "text": text}
            await socket.send(json.dumps({"type": "do", "id": f"c-{n}", "command": command}))
            while (frame := json.loads(await socket.recv()))["type"] == "put":
                pass
            if frame["type"] == "done":
                acknowledged[role, f"c-{n}"] = text, frame
            else:
                assert frame["code"] == "slow-down", frame
            if len(acknowledged) >= ENOUGH:
                enough.set()


@pytest.fixture
def roles():
    return ("dprk", "rok", "usa", "prc")


async def test_what_was_acknowledged_is_there_after_a_kill_and_clocks_go_on(tmp_path, roles):
    migrate(tmp_path / "hextable.sqlite3")
    acknowledged, enough = {}, asyncio.Event()
    async with Process(tmp_path) as first:
        founded = await first.found()
        control, _ = await first.sits(founded, "control")
        await control.send('{"type": "do", "id": "o", "command": {"kind": "open"}}')
        talks = []
        for role in roles:
            socket, _ = await first.sits(founded, role)
            talks.append(asyncio.create_task(says(socket, role, acknowledged, enough)))
        await enough.wait()
        await first.ends(signal.SIGKILL)
        await asyncio.gather(*talks)
    async with Process(tmp_path) as second:
        _, welcome = await second.sits(founded, "control")
        records = welcome["records"]
        texts = {each["text"] for key, each in records.items() if key.startswith("message/")}
        assert {text for text, _ in acknowledged.values()} <= texts
        assert records["table/main"]["phase"] == "corridors"
        assert records["table/main"]["deadline_ms"] > welcome["now"]
        await same_answers(second, founded, acknowledged)


async def same_answers(process, founded, acknowledged):
    """Send the last of each seat again: it is answered as before the kill."""
    last = {role: (id_, *found) for (role, id_), found in acknowledged.items()}
    for role, (id_, text, answer) in last.items():
        socket, _ = await process.sits(founded, role)
        command = {"kind": "say", "channel": "control", "text": text}
        await socket.send(json.dumps({"type": "do", "id": id_, "command": command}))
        while (frame := json.loads(await socket.recv()))["type"] == "put":
            pass
        assert frame == answer


async def test_a_polite_end_says_goodbye_and_logs_no_token(tmp_path):
    async with Process(tmp_path) as process:
        founded = await process.found()
        socket, _ = await process.sits(founded, "dprk")
        ending = asyncio.create_task(process.ends(signal.SIGTERM))
        frames = []
        with contextlib.suppress(ConnectionClosed):
            while True:
                frames.append(json.loads(await socket.recv()))
        status, log = await ending
    assert frames[-1] == {"type": "bye", "code": "drain"}
    assert status in (0, 143, -signal.SIGTERM)
    assert founded["seats"]["dprk"]["token"].rpartition(".")[2] not in log
    assert "Traceback" not in log


async def test_a_second_process_in_the_same_folder_says_why_it_does_not_start(tmp_path):
    migrate(tmp_path / "hextable.sqlite3")
    async with Process(tmp_path):
        with pytest.raises(AssertionError, match="another process serves the folder"):
            await Process(tmp_path).__aenter__()
