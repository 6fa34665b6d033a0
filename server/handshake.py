"""How a socket comes about: the address it asks for, where the page is from, and what it speaks.

Owns everything before the first frame, as a raw ASGI endpoint. It must never look at a token: there
is none in any address.
"""

import re
from http.cookies import CookieError, SimpleCookie
from typing import Any

from .door import Door
from .problems import Problem
from .seats import TABLE_ID
from .settings import Settings
from .socket import LONG_WAY, Connection, Message, Receive, Send, Wire

SUBPROTOCOL = "hextable.v1"
WIRE = "hextable.wire"
"""Where the server that carries the socket offers a short way, as `socket.Wire`."""
_PATH = re.compile(f"/ws/({TABLE_ID.pattern})")


class Sockets:
    """Accepts or denies sockets at `/ws/{table}` and serves those accepted."""

    def __init__(self, door: Door, settings: Settings) -> None:
        self._door = door
        self._settings = settings

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        await receive()
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        if problem := self._problem(scope, headers):
            await deny(send, problem)
            return
        spoken = SUBPROTOCOL if SUBPROTOCOL in scope["subprotocols"] else None
        await send({"type": "websocket.accept", "subprotocol": spoken})
        await self._serve(scope, headers, receive, send)

    async def _serve(
        self, scope: Message, headers: dict[bytes, str], receive: Receive, send: Send
    ) -> None:
        found = _PATH.fullmatch(scope["path"])
        assert found is not None
        wire: Wire = scope["extensions"].get(WIRE, LONG_WAY)
        connection = Connection(self._door, found[1], cookies(headers), wire)
        self._door.enter(connection)
        try:
            await connection.run(receive, send)
        finally:
            self._door.leave(connection)

    def _problem(self, scope: Message, headers: dict[bytes, str]) -> Problem | None:
        if _PATH.fullmatch(scope["path"]) is None:
            return Problem(404, "not-found", "Sockets are at /ws/{table}.")
        origin = headers.get(b"origin")
        if origin is not None and not self._settings.allows(origin, scope["server"]):
            return Problem(403, "bad-origin", "Pages from elsewhere may not speak to this server.")
        if scope["subprotocols"] and SUBPROTOCOL not in scope["subprotocols"]:
            return Problem(400, "bad-subprotocol", f"This server speaks {SUBPROTOCOL}.")
        if not self._door.open:
            return Problem(503, "closing", "This server is closing. Come back in a moment.")
        return None


def cookies(headers: dict[bytes, str]) -> dict[str, str]:
    """Return the cookies that came with a request; unreadable ones are none."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(headers.get(b"cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


async def deny(send: Send, problem: Problem) -> None:
    """Answer the handshake with an HTTP error instead of a socket."""
    start: dict[str, Any] = {
        "type": "websocket.http.response.start",
        "status": problem.status,
        "headers": [(b"content-type", b"application/problem+json")],
    }
    await send(start)
    await send({"type": "websocket.http.response.body", "body": problem.body()})
