"""A real server as a process of its own, and a line to it that a test can cut.

Owns processes and sockets of the journeys. It must never reach into the server: journeys know it by
its pages alone.
"""

import contextlib
import os
import select
import socket
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY = "Hextable serves on "
START_S = 90.0


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class House:
    """`hextable serve` on a port of its own; it can be killed and started again where it was."""

    def __init__(self, var: Path, public_port: int | None = None) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{public_port or self.port}"
        self._var = var
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start the server and wait until it says that it serves."""
        environment = {
            **os.environ,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "PUBLIC_URL": self.url,
            "HEXTABLE_VAR": str(self._var),
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "serve"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._await_ready(self._process)

    def _await_ready(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        while select.select([process.stdout], [], [], START_S)[0]:
            line = process.stdout.readline()
            if line.startswith(READY):
                return
            assert line, f"the server ended with {process.wait()}"
        raise AssertionError(f"the server does not serve within {START_S} s")

    def kill(self) -> None:
        """End the server as a power cut would."""
        self._end(hard=True)

    def stop(self) -> None:
        """End the server politely, if it runs."""
        self._end(hard=False)

    def _end(self, *, hard: bool) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill() if hard else process.terminate()
        process.wait(timeout=START_S)
        if process.stdout:
            process.stdout.close()


class Line:
    """A TCP relay to a server. While it is cut it accepts nobody and carries nothing."""

    def __init__(self) -> None:
        self.port = free_port()
        self._target: int | None = None
        self._listener: socket.socket | None = None
        self._pairs: list[socket.socket] = []

    def join(self, target: int | None = None) -> None:
        """Carry connections to `target` (the last one where it is left out)."""
        self._target = target or self._target
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def cut(self) -> None:
        """Drop every connection and accept no new one."""
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        pairs, self._pairs = self._pairs, []
        for each in pairs:
            _hang_up(each)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", self._target or 0))
            except OSError:
                return
            self._pairs += [near, far]
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=_carry, args=(source, sink), daemon=True).start()


def _carry(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)
    _hang_up(source)
    _hang_up(sink)


def _hang_up(each: socket.socket) -> None:
    with contextlib.suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    each.close()
