"""The HTTP edge: a FastAPI application made of entries, and nothing that is no entry.

Owns which route leads to which handler, and which fault becomes which problem. It must never know
what a handler does; who may ask is a dependency that `access` gives.
"""

import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Annotated, Any, Final

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route

from rules import Refused

from .access import Asking, Entry, Gate
from .door import SlowDown
from .engine import Unreachable
from .frames import Malformed
from .problems import HEADERS, Problem, refused, too_fast

logger = logging.getLogger("hextable.http")
UNTOLD: Final[TelemetryConfig] = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
"""Requests hold tokens and what seats do in secret: no instrument may look at them."""


class Answering(APIRoute):
    """A route whose every answer bears our headers, and whose faults are answered as problems."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                response = await handle(request)
            except Exception as error:
                response = problem_of(error, f"{request.method} {self.path}").response()
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
            return response

        return answer


def edge(gate: Gate, entries: Sequence[Entry]) -> FastAPI:
    """Return the application that answers at the addresses of these entries and at no other."""
    http = FastAPI(
        docs_url=None,
        redoc_url=None,
        # What is on the wire are records and commands: docs/protocol.md describes it whole.
        openapi_url=None,
        redirect_slashes=False,
        telemetry=UNTOLD,
        exception_handlers={HTTPException: nowhere},
    )
    http.router.route_class = Answering
    for entry in entries:
        methods = ["GET", "HEAD"] if entry.method == "GET" else [entry.method]
        http.add_api_route(entry.path, endpoint(gate, entry), methods=methods)
    return http


def endpoint(gate: Gate, entry: Entry) -> Callable[..., Awaitable[Response]]:
    """Return an entry's endpoint; it depends on being let in."""
    let_in = gate.lets_in(entry.who)

    async def answer(asking: Annotated[Asking, Depends(let_in)]) -> Response:
        return await entry.handler(asking)

    return answer


def problem_of(error: Exception, what: str) -> Problem:
    """Return how a fault is answered; those of ours are logged as having happened to `what`."""
    match error:
        case Problem():
            return error
        case Malformed():
            return Problem(400, "malformed", error.detail, error.field)
        case SlowDown():
            return too_fast(error.wait_s)
        case Refused():
            return refused(error)
        case Unreachable():
            return Problem(503, "no-store", "The store does not answer. Send the same again.")
        case RequestValidationError():
            first = error.errors()[0]
            return Problem(400, "malformed", first["msg"], ".".join(map(str, first["loc"][1:])))
        case _:
            logger.error("%s failed", what, exc_info=error)
            return Problem(500, "internal", "The server made a mistake. Try again.")


async def nowhere(request: Request, error: Exception) -> Response:
    """Say that there is nothing at this address, or not with this method."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        allow = {"allow": ", ".join(allowed(request))}
        return Problem(405, "not-allowed", f"{error.detail}.", None, allow).response()
    return Problem(404, "not-found", f"{error.detail}.").response()


def allowed(request: Request) -> list[str]:
    """Return the methods that the address of a request knows, whichever route has them."""
    routes = (route for route in request.app.routes if isinstance(route, Route))
    here = (route for route in routes if route.matches(request.scope)[0] is not Match.NONE)
    return sorted({method for route in here for method in route.methods or ()})
