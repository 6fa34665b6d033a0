"""`hextable serve`: one process that listens, says where, and ends politely.

Owns uvicorn's settings and the listening socket. It must hold nothing of the application.
"""

import asyncio
import gc
import logging
import socket
import sys

import uvicorn
from pydantic import ValidationError

from .app import App, create_app
from .carrier import Carrier
from .frames import FRAME_BYTES_MAX
from .settings import Settings

DRAIN_S = 0.2
"""How long the last words may take before sockets are closed under them."""
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

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._app.drain():
            await asyncio.sleep(DRAIN_S)
        await super().shutdown(sockets)


def greeting(settings: Settings) -> str:
    """Return what the person who started the server is told: the address, and who can reach it."""
    hint = "Only this machine reaches it. To let others in, start with HOST=0.0.0.0 ./start\n"
    return f"Hextable serves on {settings.address}\n" + ("" if settings.shared else hint)


def listen(settings: Settings) -> socket.socket:
    """Return a socket that listens at the address of the settings."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Named TCP, so that the event loop turns off the delay of small frames (40 ms each else).
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENCE_MS)
    listener.bind((settings.host, settings.port))
    return listener


def config_of(app: App) -> uvicorn.Config:
    """Return uvicorn's settings: no compression (it leaks), no log of addresses."""
    return uvicorn.Config(
        app,
        ws=Carrier,
        ws_max_size=FRAME_BYTES_MAX,
        ws_per_message_deflate=False,
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=10,
        backlog=4096,
    )


def serve() -> None:
    """Serve until told to stop; ends the process with a word where it cannot begin."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    for name in ("uvicorn", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        settings = Settings()
        listener = listen(settings)
    except ValidationError as error:
        first = error.errors()[0]
        sys.exit(f"hextable: {'.'.join(map(str, first['loc'])).upper()}: {first['msg']}")
    except OSError as error:
        sys.exit(f"hextable: cannot listen on {settings.host}:{settings.port}: {error.strerror}")
    if settings.port == 0:
        settings = settings.model_copy(update={"port": listener.getsockname()[1]})
    app = create_app(settings)
    Server(config_of(app), app, settings).run(sockets=[listener])
