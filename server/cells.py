"""Cells: frames of one size, sent to all six at once, whether or not there is anything to say.

Owns how the frames for one connection are cut into cells, and the beat at which they go out. Who
watches the encrypted line of a table with `frames: uniform` sees the same of every seat at every
beat. It must never look into a frame, and never send a cell for a reason.
"""

import base64
import logging
from typing import Final, Protocol

from .errands import again_and_again

logger = logging.getLogger("hextable.cells")
CELL_BYTES: Final = 8192
"""Of every cell, as JSON."""
BEAT_S: Final = 0.25
WAITING_BYTES_MAX: Final = 524_288
"""What may wait for one connection's beats before it is cut off."""
_CELL = b'{"type":"cell","part":"%b","pad":"%b"}'
ROOM: Final = (CELL_BYTES - len(_CELL % (b"", b""))) // 4 * 3
"""How many bytes of frames fit into a cell, in base 64."""


class Cells:
    """What is to be said to one connection, cut into cells."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def put(self, frame: bytes) -> bool:
        """Take a frame; False where too much waits."""
        self._waiting += frame + b"\n"
        return len(self._waiting) <= WAITING_BYTES_MAX

    def next(self) -> bytes:
        """Return the next cell: as much of what waits as fits, padded to the size of all cells."""
        part = base64.b64encode(bytes(self._waiting[:ROOM]))
        del self._waiting[:ROOM]
        padding = CELL_BYTES - len(_CELL % (part, b""))
        return _CELL % (part, b"." * padding)


class Beating(Protocol):
    """A connection that is sent a cell at every beat."""

    def beat(self) -> None: ...


class Beat:
    """The connections of this process that are sent a cell at every beat, all at once."""

    def __init__(self) -> None:
        self._connections: dict[Beating, None] = {}

    def enter(self, connection: Beating) -> None:
        """Send this connection a cell at every beat from now on."""
        self._connections[connection] = None

    def leave(self, connection: Beating) -> None:
        """Send it none any more, if it was sent any."""
        self._connections.pop(connection, None)

    async def run(self) -> None:
        """Beat for ever; one beat that fails does not stop the next."""
        await again_and_again(BEAT_S, self.beat, logger, "a beat failed")

    async def beat(self) -> None:
        """Send every connection its cell."""
        for connection in tuple(self._connections):
            connection.beat()
