"""The processes that are measured: servers of their own, each pinned to a core.

Owns how they are started, asked over HTTP, looked at and stopped. It must never know what they are
asked for.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

KINDS = {
    "floor": "tests.bench.floor",
    "hextable": "tests.bench.unlimited",
    "with limits": "tests.bench.limited",
}
"""What is served -> the module that serves it."""
STOP_S = 20.0


@dataclass
class Server:
    """One process that serves."""

    kind: str
    process: "subprocess.Popen[str]"
    host: str
    port: int

    def post(self, path: str, body: object, token: str = "") -> tuple[int, dict]:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        headers = {"authorization": f"Bearer {token}"} if token else {}
        connection.request("POST", path, json.dumps(body), headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, json.loads(text)

    def cpu_s(self) -> float:
        """Return the processor time its threads have used."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(each.read_text(encoding="ascii").split()[0]) for each in threads) / 1e9

    def memory_kib(self) -> int:
        """Return what it holds in memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return next(int(x.split()[1]) for x in status.splitlines() if x.startswith("VmRSS"))


@cache
def cores() -> tuple[int, int]:
    """Return the servers' core and the load's: one and the same where there is no other."""
    found = sorted(os.sched_getaffinity(0))
    return found[0], found[-1]


@contextmanager
def pinned(core: int) -> Iterator[None]:
    """Run this process on one core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def served(kind: str, core: int, more: Mapping[str, str] = {}) -> Iterator[Server]:
    """Serve from an empty folder on one core; whatever happens, the process ends.

    `more` are settings besides.
    """
    with tempfile.TemporaryDirectory(prefix="hextable-bench-") as var:
        environment = {**os.environ, "HEXTABLE_VAR": var, "PORT": "0", "HOST": "127.0.0.1", **more}
        process = subprocess.Popen(
            [sys.executable, "-m", KINDS[kind]],
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        try:
            os.sched_setaffinity(process.pid, {core})
            assert process.stdout is not None
            address = urlsplit(process.stdout.readline().split()[-1])
            yield Server(kind, process, str(address.hostname), int(address.port or 0))
        finally:
            stop(process)


def stop(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    assert process.stdout is not None
    process.stdout.close()
