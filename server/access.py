"""Who may use which address: every route says so, and what says nothing is for nobody.

Owns what must be true of a request before its handler sees it: origin, seat, size and shape of
the body. It must never know what a handler does.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias, TypeVar

import msgspec
from fastapi import Request, Response

from .door import Door
from .frames import FRAME_BYTES_MAX, read_json, shaped
from .live import Live
from .problems import Problem
from .seats import Person, somebody
from .settings import Settings

SAFE = ("GET", "HEAD")
T = TypeVar("T")


class Who(Enum):
    """Who may use a route."""

    ANYONE = "anyone"
    SEATED = "seated"
    """Whoever speaks for a role at the table in the path."""
    CONTROL = "control"
    """Control of the table in the path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A request that was let in; `person` and `live` are there where the route asks for a seat."""

    request: Request
    _seated: tuple[Person, Live] | None

    @property
    def person(self) -> Person:
        assert self._seated is not None, self.request.url.path
        return self._seated[0]

    @property
    def live(self) -> Live:
        assert self._seated is not None, self.request.url.path
        return self._seated[1]

    async def body(self, kind: type[T]) -> T:
        """Return the JSON body as `kind`, read as strictly as a frame."""
        raw = bytearray()
        async for chunk in self.request.stream():
            raw += chunk
            if len(raw) > FRAME_BYTES_MAX:
                raise Problem(413, "too-large", "A message has at most 64 KiB.")
        body: T = shaped(read_json(bytes(raw)), kind)
        return body


Handler: TypeAlias = Callable[[Asking], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One method of one address, and who may use it."""

    method: str
    path: str
    who: Who
    handler: Handler


class Gate:
    """Lets in whom an entry names: origin and seat are looked at before anything is read."""

    def __init__(self, door: Door, settings: Settings) -> None:
        self._door = door
        self._settings = settings

    def lets_in(self, who: Who) -> Callable[[Request], Awaitable[Asking]]:
        """Return the dependency that lets in whom `who` names; raises a Problem for others."""

        async def let_in(request: Request) -> Asking:
            self._check_origin(request)
            return Asking(request=request, _seated=await self._seated(request, who))

        return let_in

    def _check_origin(self, request: Request) -> None:
        """Refuse what a page from elsewhere would change with a visitor's cookies."""
        origin = request.headers.get("origin")
        if request.method in SAFE or origin is None:
            return
        if self._settings.allows(origin, request.scope["server"]):
            return
        raise Problem(403, "bad-origin", "Pages from elsewhere may not change anything here.")

    async def _seated(self, request: Request, who: Who) -> tuple[Person, Live] | None:
        if who is Who.ANYONE:
            return None
        person = self._proven(request, "control" if who is Who.CONTROL else None)
        live = await self._door.tables.fresh(person.table) if person else None
        if person is None or live is None:
            raise unauthorized("unauthorized", "This needs the token of a seat at this table.")
        if not live.holds(person):
            raise unauthorized("revoked", "This seat has been given to somebody else.")
        if who is Who.CONTROL and person.role != "control":
            raise Problem(403, "forbidden", "Only control may do this.")
        return person, live

    def _proven(self, request: Request, role: str | None) -> Person | None:
        """Return whom the token, or the cookie of the role named by `as`, proves to be here."""
        token = bearer(request)
        role = request.query_params.get("as", role or "")
        table = str(request.path_params["table"])
        named = somebody(table, role, 0)
        if token is None and named is not None:
            token = request.cookies.get(named.cookie)
        person = self._door.seats.read(token) if token else None
        return person if person is not None and person.table == table else None


def bearer(request: Request) -> str | None:
    """Return the token in the Authorization header."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def unauthorized(code: str, detail: str) -> Problem:
    return Problem(401, code, detail, None, {"www-authenticate": "Bearer"})


def as_json(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return a value as an answer that no cache keeps."""

    return Response(
        msgspec.json.encode(value),
        status_code=status,
        headers={"cache-control": "no-store", **(headers or {})},
        media_type="application/json",
    )
