"""`hextable serve` as a process of its own, which tests may stop, resume and kill."""

import os
import re
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx2

ROOT = Path(__file__).resolve().parent.parent.parent
START_S = 180
OURS = (
    *("PUBLIC_URL", "HOST", "PORT", "VAR", "HEXTABLE_VAR", "HEXTABLE_SECRET", "METRICS"),
    *("TRUSTED_PROXIES", "DRAIN_S", "LOG_FORMAT", "LOG_LEVEL"),
)
ADDRESS = re.compile(r"Hextable serves on (https?://[a-z0-9.]+:\d+)\n")


class Process:
    """One serving process; where it listens is known once it is made."""

    def __init__(self, under: Sequence[str] = (), where: Path = ROOT, **environment: str) -> None:
        """Start it, under another program where one is named."""
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the process
        self._process = subprocess.Popen(
            [*under, sys.executable, "-m", "server.cli", "serve"],
            cwd=where,
            env={**kept, "PORT": "0", **environment},
            stdout=subprocess.PIPE,
            stderr=self._log,
        )
        self.players: list[Any] = []
        self._address: str | None = None

    @property
    def address(self) -> str:
        """Where it listens; waits for it to say so."""
        if self._address is None:
            assert self._process.stdout is not None
            ready, _, _ = select.select([self._process.stdout], [], [], START_S)
            line = self._process.stdout.readline().decode() if ready else ""
            found = ADDRESS.fullmatch(line)
            assert found, line + self.log()
            self._address = found[1]
        return self._address

    @property
    def metrics(self) -> str:
        """Where its numbers are; it says so in the line after its address."""
        assert self.address
        assert self._process.stdout is not None
        return self._process.stdout.readline().decode().removeprefix("Metrics are at ").strip()

    @property
    def sockets(self) -> str:
        return self.address.replace("http", "ws")

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def served_pid(self) -> int:
        """The process that serves, where another program started it."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return int(children.split()[0])

    def stop(self) -> None:
        """Let it stand still wherever it is."""
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def send(self, how: signal.Signals) -> None:
        """Send a signal and do not wait."""
        self._process.send_signal(how)

    def end(self, how: signal.Signals) -> int:
        """Send a signal that ends it and return the exit status."""
        self._process.send_signal(how)
        return self._process.wait(START_S)

    def kill(self) -> None:
        """End it at once, wherever it is."""
        self.end(signal.SIGKILL)

    async def found(self, **asked: Any) -> dict[str, Any]:
        """Found a table of first-session without a clock, unless asked otherwise."""
        body = {"scenario": "first-session", "clock": "none", **asked}
        async with httpx2.AsyncClient(base_url=self.address, timeout=START_S) as http:
            answer = await http.post("/api/tables", json=body)
        assert answer.status_code == 201, answer.text
        founded: dict[str, Any] = answer.json()
        return founded

    def log(self) -> str:
        """Return what it has logged so far."""
        self._log.seek(0)
        return self._log.read().decode()

    def close(self) -> None:
        if self._process.poll() is None:
            self.kill()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._log.close()
