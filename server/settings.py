"""What the person who starts the server may set, and all that follows from it.

Owns the environment's words and the one public address: links, QR codes, the Origin check and the
cookie's `Secure` all come from here. It must never read anything but the environment.
"""

import ipaddress
import socket
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

_PORTS = {"http": 80, "https": 443}


def origin_of(url: str) -> str:
    """Return the origin of an address as browsers write it, or raise ValueError."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/"):
        raise ValueError("give scheme, host and port only, as in https://talks.example.org")
    if parts.query or parts.fragment or parts.username or parts.password:
        raise ValueError("give scheme, host and port only, as in https://talks.example.org")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = parts.port or _PORTS[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port != _PORTS[parts.scheme] else "")


def _postgres(url: SecretStr | None) -> SecretStr | None:
    """Return the address of a PostgreSQL, or raise ValueError without repeating its password."""
    if url is not None and not url.get_secret_value().startswith("postgresql+asyncpg://"):
        raise ValueError("give postgresql+asyncpg://user:password@host/name, or leave it out")
    return url


def _redis(url: SecretStr | None) -> SecretStr | None:
    """Return the address of a Redis, or raise ValueError without repeating its password."""
    if url is not None and not url.get_secret_value().startswith(("redis://", "rediss://")):
        raise ValueError("give redis://host:6379/0 or rediss://..., or leave it out")
    return url


def _place(text: str | None) -> str | None:
    """Return host and port as given, or raise ValueError."""
    if text is not None:
        parts = urlsplit(f"//{text}")
        if not parts.hostname or parts.port is None or text != parts.netloc:
            raise ValueError("give host and port, as in 127.0.0.1:9464, or leave it out")
    return text


class Settings(BaseSettings):
    """One server's settings, from the environment."""

    model_config = SettingsConfigDict(
        extra="ignore", frozen=True, populate_by_name=True, hide_input_in_errors=True
    )

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = 8000
    public_url: Annotated[str, AfterValidator(origin_of)] | None = None
    var: Annotated[Path, Field(validation_alias=AliasChoices("HEXTABLE_VAR", "VAR"))] = Path("var")
    """The folder of the secret, and of the data base where no other is named."""
    database_url: Annotated[SecretStr | None, AfterValidator(_postgres)] = None
    """PostgreSQL, which several processes may share; without it SQLite in `var`, for one."""
    redis_url: Annotated[SecretStr | None, AfterValidator(_redis)] = None
    """Where processes hear of each other at once; without it they look once a second."""
    metrics: Annotated[str | None, AfterValidator(_place)] = None
    """Where the numbers for Prometheus are served: away from the game, which none may foresee."""
    trusted_proxies: str = "127.0.0.1"
    """Whose word counts on where a request came from, as uvicorn reads it: addresses, commas."""
    drain_s: Annotated[float, Field(ge=0, le=300)] = 0
    """How long a server that is told to stop serves on, saying that it is not ready."""
    retain_days: Annotated[int | None, Field(ge=1)] = None
    """After how many days without any step a table's words are erased; never without it."""
    log_format: Literal["text", "json"] = "text"
    log_level: Literal["debug", "info", "warning"] = "info"
    secret: Annotated[SecretStr | None, Field(validation_alias="HEXTABLE_SECRET")] = None
    """What tokens are derived from; without it the one in `var/secret` is used."""

    @cached_property
    def address(self) -> str:
        """The address people reach this server at, without a slash at the end."""
        if self.public_url:
            return self.public_url
        return origin_of(f"http://{_named(_reachable(self.host))}:{self.port}")

    def allows(self, origin: str, reached: tuple[str, int] | None) -> bool:
        """Say whether a page of this origin may speak to the server.

        Without PUBLIC_URL a page may also come from the very address of this machine that the
        connection `reached`: a name that somebody else lets point here is none.
        """
        if self.public_url or reached is None:
            return origin == self.address
        names = (_named(reached[0]), *(("localhost",) if _is_loopback(reached[0]) else ()))
        return origin in (self.address, *(origin_of(f"http://{n}:{self.port}") for n in names))

    @property
    def metrics_at(self) -> tuple[str, int]:
        """The host and port of the metrics, where there are any."""
        parts = urlsplit(f"//{self.metrics}")
        assert parts.hostname is not None
        assert parts.port is not None
        return parts.hostname, parts.port

    @property
    def metrics_port(self) -> int:
        """The port of the metrics alone."""
        return self.metrics_at[1]

    @property
    def secure(self) -> bool:
        """Whether cookies travel over TLS only."""
        return self.address.startswith("https:")

    @cached_property
    def shared(self) -> bool:
        """Whether anybody but this machine can follow a link to this server."""
        return not _is_loopback(urlsplit(self.address).hostname or "")


def _named(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _reachable(host: str) -> str:
    """Return an address of this machine that others can reach, when bound to all of them."""
    if host not in ("0.0.0.0", "::", ""):
        return host
    family, far = (
        (socket.AF_INET6, "2001:db8::1") if host == "::" else (socket.AF_INET, "192.0.2.1")
    )
    # Connecting a datagram socket sends nothing; it only asks which way the route would go.
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((far, 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "::1" if host == "::" else "127.0.0.1"
