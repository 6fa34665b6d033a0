"""The pages: shells around the client's modules, and the files these are made of.

Owns the templates' environment, the content security policy and how files are cached. It must never
put game state into a page: that comes over the socket.
"""

import base64
import hashlib
import mimetypes
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from fastapi import Response
from fastapi.responses import FileResponse
from markupsafe import Markup

from .access import Asking, Entry, Who
from .entropy import Entropy
from .problems import Problem
from .seats import TABLE_ID, WHO
from .settings import Settings

if TYPE_CHECKING:
    from jinja2 import Environment

CLIENT = Path(__file__).resolve().parent.parent / "client"
STATIC = CLIENT / "static"
FOR_EVER = "public, max-age=31536000, immutable"
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}';"
    " img-src 'self' data:; font-src 'self'; connect-src 'self' {sockets}; manifest-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
    " require-trusted-types-for 'script'; trusted-types lit-html"
)
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")


class Pages:
    """Renders the templates and serves the client's files."""

    def __init__(self, settings: Settings, entropy: Entropy) -> None:
        self._settings = settings
        self._entropy = entropy
        self._versions: dict[str, tuple[int, str]] = {}
        """Path -> when it was last changed, and its version then."""

    def entries(self) -> tuple[Entry, ...]:
        """Return the pages' routes; anybody may look at a shell."""
        rows = (
            ("/", self.lobby),
            ("/join", self.join),
            ("/t/{table:str}/{role:str}", self.table),
            ("/static/{path:path}", self.file),
        )
        return tuple(
            Entry(method="GET", path=path, who=Who.ANYONE, handler=handler)
            for path, handler in rows
        )

    async def lobby(self, _: Asking) -> Response:
        """Show where to begin."""
        return self._page("index.html", table=None, role=None)

    async def join(self, _: Asking) -> Response:
        """Show the page that trades the token behind # for a cookie."""
        return self._page("join.html", table=None, role=None)

    async def table(self, asking: Asking) -> Response:
        """Show the table as a role sees it; whether it may is for the socket to say."""
        table, role = (str(asking.request.path_params[part]) for part in ("table", "role"))
        if WHO.fullmatch(role) is None or TABLE_ID.fullmatch(table) is None:
            raise Problem(404, "not-found", "There is no such page.")
        return self._page("table.html", table=table, role=role)

    @cached_property
    def _templates(self) -> "Environment":
        """The templates, escaping everything; what they name must be there."""
        from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415  # dear

        templates = Environment(
            loader=FileSystemLoader(CLIENT / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
        )
        templates.globals.update(static=self.static, importmap=self.importmap)
        return templates

    def _page(self, template: str, table: str | None, role: str | None) -> Response:
        nonce = base64.b64encode(self._entropy(18)).decode()
        shell = self._templates.get_template(template)
        body = shell.render(nonce=nonce, table=table, role=role)
        return Response(body, media_type="text/html", headers=self._headers(nonce))

    def _headers(self, nonce: str) -> dict[str, str]:
        sockets = "ws" + self._settings.address.removeprefix("http")
        return {
            "content-security-policy": POLICY.format(nonce=nonce, sockets=sockets),
            "cross-origin-opener-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=()",
            "cache-control": "no-store",
        }

    # --- files ---

    def static(self, path: str) -> str:
        """Return the address of one of the client's files, naming its content."""
        return f"/static/{path}?v={self._version(STATIC / path)}"

    def importmap(self, bare: Mapping[str, str] | None = None) -> Markup:
        """Return an import map that gives every module its version, and bare names their files."""
        paths = sorted(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.js"))
        imports = {f"/static/{path}": self.static(path) for path in paths}
        imports |= {name: self.static(path) for name, path in (bare or {}).items()}
        text = msgspec.json.encode({"imports": imports}).decode()
        return Markup(text.replace("<", "\\u003c"))  # our own file names, as JSON

    async def file(self, asking: Asking) -> Response:
        """Send a file; for ever where the address names its content, else to be asked for again."""
        path = found_in(STATIC, str(asking.request.path_params["path"]))
        if path is None:
            raise Problem(404, "not-found", "There is no such file.")
        version = self._version(path)
        current = asking.request.query_params.get("v") == version
        headers = {"cache-control": FOR_EVER if current else "no-cache", "etag": f'"{version}"'}
        if asking.request.headers.get("if-none-match") == headers["etag"]:
            return Response(status_code=304, headers=headers)
        return FileResponse(path, headers=headers)

    def _version(self, path: Path) -> str:
        """Return a name for a file's content."""
        changed = path.stat().st_mtime_ns
        known = self._versions.get(str(path))
        if known is None or known[0] != changed:
            known = changed, hashlib.sha256(path.read_bytes()).hexdigest()[:12]
            self._versions[str(path)] = known
        return known[1]


def found_in(folder: Path, name: str) -> Path | None:
    """Return the file of this name in a folder, None where no file could be."""
    try:
        path = (folder / name).resolve()
        return path if path.is_relative_to(folder) and path.is_file() else None
    except (OSError, ValueError):
        # Longer than any file's name, or with a byte in it that none can have.
        return None
