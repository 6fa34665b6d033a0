"""What a server does in a second: durable actions to six seats each, their latency, its memory.

    python -m tests.bench.bench_server [--seconds 5] [--tables 1 10 100] [--sockets 1000]

Server and load are processes of their own. An action is a message to all six, acknowledged only
when it is on the disk; its latency runs from sending it to the last of the six hearing of it. Each
table has one action on its way at a time. The rate of commands a person may give is lifted.
"""

import argparse
import asyncio
import base64
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import uvloop

from rules import SEATS

EVERYBODY = "+".join(SEATS)
ROW = "{:>8} {:>10} {:>8} {:>8} {:>8} {:>10} {:>9}"


def serve_without_limits() -> None:
    """Be the server, with nobody's commands counted."""
    from server import door, serve  # noqa: PLC0415  # in the server's process only
    from server.limits import Rate  # noqa: PLC0415

    door.COMMANDS = Rate(per_second=1e9, burst=10**9)
    serve.serve()


@dataclass
class Server:
    """The process that is measured."""

    process: "subprocess.Popen[str]"
    host: str
    port: int

    def post(self, path: str, body: object) -> dict:
        connection = http.client.HTTPConnection(self.host, self.port)
        connection.request("POST", path, json.dumps(body))
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        assert answer.status == 201, text
        return json.loads(text)

    def cpu_s(self) -> float:
        """Return the processor time the server has used."""
        status = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        user, system = status.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def memory_kib(self) -> int:
        """Return what the server holds in memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return next(int(x.split()[1]) for x in status.splitlines() if x.startswith("VmRSS"))


@contextmanager
def served() -> Iterator[Server]:
    """Run a server on an empty folder of its own."""
    with tempfile.TemporaryDirectory(prefix="hextable-bench-") as var:
        command = [sys.executable, "-m", "tests.bench.bench_server", "--serve"]
        environment = {**os.environ, "HEXTABLE_VAR": var, "PORT": "0", "HOST": "127.0.0.1"}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        try:
            assert process.stdout is not None
            address = urlsplit(process.stdout.readline().split()[-1])
            yield Server(process, str(address.hostname), int(address.port or 0))
        finally:
            process.terminate()
            process.wait()


class Socket(asyncio.Protocol):
    """The least WebSocket client there is: it hands over the text of each whole frame."""

    def __init__(self, path: str, heard) -> None:
        self.path, self.heard = path, heard
        self.buffer = bytearray()
        self.open = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        self.transport.write(
            f"GET {self.path} HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.open.done():
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if not found:
                return
            assert b" 101 " in head, head
            self.buffer = rest
            self.open.set_result(None)
        while (text := self._frame()) is not None:
            self.heard(text)

    def _frame(self) -> bytes | None:
        if len(self.buffer) < 2:
            return None
        length, start = self.buffer[1] & 127, 2
        if length > 125:
            start = 4 if length == 126 else 10
            if len(self.buffer) < start:
                return None
            length = int.from_bytes(self.buffer[2:start], "big")
        if len(self.buffer) < start + length:
            return None
        opcode, text = self.buffer[0] & 15, bytes(self.buffer[start : start + length])
        del self.buffer[: start + length]
        return text if opcode == 1 else b""

    def send(self, frame: object) -> None:
        """Send a text frame; masked with zeros, which is masked enough for a bench."""
        text = json.dumps(frame).encode()
        size = (
            bytes([128 | len(text)]) if len(text) < 126 else b"\xfe" + len(text).to_bytes(2, "big")
        )
        self.transport.write(b"\x81" + size + bytes(4) + text)


async def connect(server: Server, table: str, role: str, token: str, heard) -> Socket:
    loop = asyncio.get_running_loop()
    make = lambda: Socket(f"/ws/{table}", heard)  # noqa: E731
    _, socket = await loop.create_connection(make, server.host, server.port)
    await socket.open
    socket.send({"type": "hello", "as": role, "token": token})
    return socket


@dataclass
class Seats:
    """A table whose six seats talk in turn, one action on its way at a time."""

    server: Server
    latencies: list[float]
    sockets: list[Socket] = field(default_factory=list)
    left: int = 0
    count: int = 0
    sent_s: float = 0.0
    running: bool = True

    async def sit(self) -> None:
        founded = self.server.post("/api/tables", {"scenario": "first-session", "clock": "none"})
        for role in SEATS:
            token = founded["seats"][role]["token"]
            socket = await connect(self.server, founded["table"], role, token, self.hear)
            self.sockets.append(socket)

    def act(self) -> None:
        self.left, self.sent_s = len(SEATS), time.perf_counter()
        self.count += 1
        command = {"kind": "say", "channel": EVERYBODY, "text": f"the {self.count}. word"}
        socket = self.sockets[self.count % len(SEATS)]
        socket.send({"type": "do", "id": f"c-{self.count}", "command": command})

    def hear(self, text: bytes) -> None:
        if text.startswith(b'{"type":"refused"'):
            raise AssertionError(text)
        if not text.startswith(b'{"type":"put"') or b'"message/' not in text:
            return
        self.left -= 1
        if self.left == 0:
            self.latencies.append(time.perf_counter() - self.sent_s)
            if self.running:
                self.act()


async def actions(server: Server, tables: int, seconds: float) -> str:
    """Measure one row: so many tables for so long."""
    latencies: list[float] = []
    seats = [Seats(server, latencies) for _ in range(tables)]
    for each in seats:
        await each.sit()
    await asyncio.sleep(0.5)
    for each in seats:
        each.act()
    await asyncio.sleep(0.5)
    latencies.clear()
    cpu_s, began_s = server.cpu_s(), time.perf_counter()
    await asyncio.sleep(seconds)
    took_s, cpu_s = time.perf_counter() - began_s, server.cpu_s() - cpu_s
    done = sorted(latencies)
    for each in seats:
        each.running = False
    await asyncio.sleep(0.2)
    for each in seats:
        for socket in each.sockets:
            socket.transport.abort()
    p50, p99 = (1000 * done[int(len(done) * part)] for part in (0.5, 0.99))
    rate, cost = len(done) / took_s, 1000 * cpu_s / len(done)
    return ROW.format(
        tables, f"{rate:,.0f}", f"{p50:.1f}", f"{p99:.1f}", f"{cost:.2f}",
        f"{100 * cpu_s / took_s:.0f} %", f"{len(done):,}",
    )  # fmt: skip


async def memory(server: Server, sockets: int) -> str:
    """Measure what a listening connection costs."""
    founded = server.post("/api/tables", {"scenario": "first-session", "clock": "none"})
    table, token = founded["table"], founded["observer"]["token"]
    opened = [await connect(server, table, "observer", token, len) for _ in range(50)]
    await asyncio.sleep(1)
    before = server.memory_kib()
    opened += [await connect(server, table, "observer", token, len) for _ in range(sockets)]
    await asyncio.sleep(2)
    each = (server.memory_kib() - before) / sockets
    for socket in opened:
        socket.transport.abort()
    return f"{sockets} sockets more: {each:.1f} KiB each"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--tables", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--sockets", type=int, default=1000)
    asked = parser.parse_args()
    if asked.serve:
        serve_without_limits()
        return
    print(ROW.format("tables", "actions/s", "p50 ms", "p99 ms", "CPU ms", "server", "n"))
    for tables in asked.tables:
        with served() as server:
            print(uvloop.run(actions(server, tables, asked.seconds)), flush=True)
    with served() as server:
        print(uvloop.run(memory(server, asked.sockets)))


if __name__ == "__main__":
    main()
