"""The server as an outsider meets it: a process, a port, a folder, and what it prints.

Owns starting and ending that process, and founding tables there. It must never look inside.
"""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from tests.independent.client import Client

HEXTABLE = Path(__file__).resolve().parents[2] / ".venv" / "bin" / "hextable"
SEATS = ("dprk", "rok", "usa", "prc", "rus", "jpn")
VIEWERS = (*SEATS, "control", "observer")
START_S = 60.0


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@dataclass
class House:
    """One server process on a port and a folder of its own."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    tables: list["Table"] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the server and return when it is ready."""
        ours = {"HOST": "127.0.0.1", "PORT": str(self.port), "HEXTABLE_VAR": f"{self.folder}/var"}
        with (self.folder / "printed.log").open("ab") as log:
            self.process = subprocess.Popen(
                [HEXTABLE, "serve"], env={**os.environ, **ours}, stdout=log, stderr=log
            )
        try:
            self._until_ready(time.monotonic() + START_S)
        except BaseException:
            self.end(signal.SIGKILL)
            raise

    def _until_ready(self, ends_s: float) -> None:
        with httpx2.Client(base_url=self.base) as http:
            while time.monotonic() < ends_s:
                with contextlib.suppress(httpx2.TransportError):
                    assert http.get("/readyz").status_code == 200
                    return
                time.sleep(0.05)  # nothing tells an outsider that a port has opened
        raise AssertionError(self.printed())

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the process, and only this one."""
        assert self.process
        self.process.send_signal(how)
        self.process.wait(30)

    def printed(self) -> str:
        return (self.folder / "printed.log").read_text()

    def close(self) -> None:
        """End, and check that neither token nor code nor any fault reached what was printed."""
        self.end()
        printed = self.printed()
        assert "ERROR" not in printed, printed
        assert not [s for table in self.tables for s in table.secrets() if s in printed]

    async def found(self, **asked: Any) -> "Table":
        """Found a table of first-session, without a clock unless asked otherwise."""
        async with httpx2.AsyncClient(base_url=self.base) as http:
            body = {"scenario": "first-session", "clock": "none", **asked}
            answer = await http.post("/api/tables", json=body)
        assert answer.status_code == 201, answer.text
        self.tables.append(Table(self.base, answer.json()))
        return self.tables[-1]


@dataclass
class Table:
    """A founded table: its tokens, and whoever sits down."""

    base: str
    founded: dict[str, Any]

    def holder(self, role: str) -> dict[str, str]:
        """Return the token, link and code of a role."""
        return self.founded["seats"][role] if role in SEATS else self.founded[role]

    def secrets(self) -> list[str]:
        """Return every token and code there is."""
        holders = [self.holder(role) for role in VIEWERS]
        return [holder[name] for holder in holders for name in ("token", "code") if name in holder]

    def client(self, role: str) -> Client:
        """Return a client of a role that is not connected yet."""
        return Client(self.base, self.founded["table"], role, self.holder(role)["token"])

    @asynccontextmanager
    async def sit(self, *roles: str):
        """Connect clients of these roles, all eight unless named; they leave at the end."""
        clients = {role: self.client(role) for role in roles or VIEWERS}
        try:
            await asyncio.gather(*(client.connect() for client in clients.values()))
            yield clients if len(clients) > 1 else clients[roles[0]]
        finally:
            await asyncio.gather(*(client.leave() for client in clients.values()))
