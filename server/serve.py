"""`hextable serve`: one process that listens, says where, and ends politely.

Owns uvicorn's settings and the listening socket. It must hold nothing of the application.
"""

import asyncio
import gc
import signal
import socket
import sys
from types import FrameType
from typing import Any

import uvicorn
from pydantic import ValidationError

from .app import App, create_app
from .carrier import Carrier
from .frames import FRAME_BYTES_MAX
from .logs import set_up
from .settings import Settings

LAST_WORDS_S = 5.0
"""How long what was asked before the end may take to be answered."""
GARBAGE = (20_000, 20, 100)
"""How much comes to be before it is looked through: hardly anything here refers to itself."""
SILENCE_MS = 20_000
"""After this long without a sign from the peer the system drops what waits for it."""


class Server(uvicorn.Server):
    """Says goodbye before it closes the sockets, and says where it listens."""

    def __init__(self, config: uvicorn.Config, app: App, settings: Settings) -> None:
        super().__init__(config)
        self._app = app
        self._settings = settings

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        # What is there now stays: looking through it for garbage would hold everybody up (70 ms).
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GARBAGE)
        if self.started:
            sys.stdout.write(greeting(self._settings))
            sys.stdout.flush()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end; who was asked politely and ends in order has not failed."""
        if sig == signal.SIGTERM:
            self.should_exit = True
        else:
            super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve on until others know, let nobody in, answer what was asked, say goodbye, close."""
        self._app.turn_away()
        await asyncio.sleep(self._settings.drain_s)
        for server in self.servers:
            server.close()
        self._app.drain()
        await self._app.emptied(LAST_WORDS_S)
        await super().shutdown(sockets)


def greeting(settings: Settings) -> str:
    """Return what the person who started the server is told: the address, and who can reach it."""
    hint = "Only this machine reaches it. To let others in, start with HOST=0.0.0.0 ./start\n"
    numbers = f"Metrics are at http://{settings.metrics}/metrics\n" if settings.metrics else ""
    return f"Hextable serves on {settings.address}\n{numbers}" + ("" if settings.shared else hint)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named TCP, so that the event loop turns off the delay of small frames (40 ms each else).
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENCE_MS)
    listener.bind((host, port))
    return listener


def config_of(app: App, settings: Settings) -> uvicorn.Config:
    """Return uvicorn's settings: no compression (it leaks), no log of addresses."""
    return uvicorn.Config(
        app,
        ws=Carrier,
        ws_max_size=FRAME_BYTES_MAX,
        ws_per_message_deflate=False,
        access_log=False,
        log_config=None,
        forwarded_allow_ips=settings.trusted_proxies,
        server_header=False,
        timeout_graceful_shutdown=10,
        backlog=4096,
    )


def serve() -> None:
    """Serve until told to stop; ends the process with a word where it cannot begin."""
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        sys.exit(f"hextable: {'.'.join(map(str, first['loc'])).upper()}: {first['msg']}")
    set_up(settings.log_format, settings.log_level)
    settings, listeners = opened(settings)
    app = create_app(settings)
    Server(config_of(app, settings), app, settings).run(sockets=listeners)


def opened(settings: Settings) -> tuple[Settings, list[socket.socket]]:
    """Listen; return the settings with the ports that were taken where any would do."""
    at = [(settings.host, settings.port)]
    if settings.metrics is not None:
        at.append(settings.metrics_at)
    listeners = []
    for host, port in at:
        try:
            listeners.append(listen(host, port))
        except OSError as error:
            sys.exit(f"hextable: cannot listen on {host}:{port}: {error.strerror}")
    ports = [each.getsockname()[1] for each in listeners]
    taken: dict[str, Any] = {"port": ports[0]}
    if settings.metrics is not None:
        taken["metrics"] = f"{settings.metrics.rpartition(':')[0]}:{ports[1]}"
    return settings.model_copy(update=taken), listeners
