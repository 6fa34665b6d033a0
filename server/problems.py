"""Errors over HTTP: `application/problem+json` with code, detail and field.

Owns that form and which status a refusal gets. Hidden and non-existent must stay the same here.
"""

import math
from typing import Final

import msgspec
from fastapi import Response

from rules import Refused

HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}
"""Of every answer."""
STATUS: Final = {
    "malformed": 400,
    "unauthorized": 401,
    "revoked": 401,
    "forbidden": 403,
    "id-reused": 409,
    "internal": 500,
}
"""Of refusal codes; what the rules refuse otherwise is 422."""


class Problem(Exception):
    """An answer that is no success."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        field: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.field = field
        self.headers = headers or {}

    def body(self) -> bytes:
        """Return the JSON that says it."""
        return msgspec.json.encode(
            {
                "type": "about:blank",
                "status": self.status,
                "code": self.code,
                "detail": self.detail,
                "field": self.field,
            }
        )

    def response(self) -> Response:
        """Return the answer itself."""
        return Response(
            self.body(),
            status_code=self.status,
            headers={"cache-control": "no-store", **HEADERS, **self.headers},
            media_type="application/problem+json",
        )


def refused(refusal: Refused) -> Problem:
    """Return a refusal of the rules as an HTTP answer."""
    status = STATUS.get(refusal.code, 422)
    return Problem(status, refusal.code, refusal.detail, refusal.field)


def too_fast(wait_s: float) -> Problem:
    """Return the answer to what was asked too often."""
    detail = "That was too fast. Wait a moment."
    return Problem(429, "slow-down", detail, None, {"retry-after": str(math.ceil(wait_s))})
