"""Who may speak for which seat: tokens, codes and cookies, all derived and none stored.

Owns the server's secret and what is derived from it. It must never decide what a seat may do, and
never hold a token longer than a request.
"""

import base64
import contextlib
import hashlib
import hmac
import os
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from rules.keyed import keyed
from rules.names import ROLES, SEATS, SITTERS, Seat, Sitter, Viewer
from rules.teams import called

from .entropy import Entropy, spelled

CODE_LENGTH = 8
TABLE_ID = re.compile(r"[0-9a-z]{1,32}")
"""What the id of a table may look like."""
WHO_PATTERN = f"({'|'.join(ROLES)})(?:-([1-9][0-9]?))?"
WHO = re.compile(WHO_PATTERN)
"""What persons at a table are called."""
_LOOKALIKES = str.maketrans("ilo", "110", " -\t\n")


class Person(Struct, frozen=True, kw_only=True, dict=True):
    """One holder of one role at one table; giving the seat away raises the generation."""

    table: str
    role: Viewer
    generation: int
    place: int = 0
    """In a delegation: 0 for its head, another for each of its members and its mentor."""

    @property
    def who(self) -> str:
        """What it is at the table, whatever the generation: `dprk`, or `dprk-2`."""
        return called(self.role, self.place)

    @cached_property
    def name(self) -> str:
        """The person as the rules know it, `dprk.1`."""
        return f"{self.who}.{self.generation}"

    @property
    def cookie(self) -> str:
        """The cookie that holds its token: one for each table and person there."""
        return f"hextable_{self.table}_{self.who}"

    @property
    def seat(self) -> Seat | None:
        """The delegation it speaks for; None for control and observer."""
        return self.role if self.role in SEATS else None

    @property
    def sitter(self) -> Sitter | None:
        """The seat it holds, a delegation's or a guest's; None for control and observer."""
        return self.role if self.role in SITTERS else None


def somebody(table: str, who: str, generation: int) -> Person | None:
    """Return the person called `who` at a table, None where nobody can be called so."""
    named = WHO.fullmatch(who)
    if named is None:
        return None
    role: Viewer = named[1]  # type: ignore[assignment]  # the pattern holds no others
    place = int(named[2] or 0)
    if place and role not in SEATS:
        return None
    return Person(table=table, role=role, generation=generation, place=place)


class Seats:
    """Derives and reads tokens and codes with one secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def keyed(self, purpose: str, *parts: str | bytes) -> bytes:
        """Return a hash that only this server can make; no two lists of parts share one."""
        said = purpose.encode()
        for part in parts:
            body = part.encode() if isinstance(part, str) else part
            said += len(body).to_bytes(8, "big") + body
        return keyed(self._secret, said)

    @property
    def mark(self) -> str:
        """What tells this secret from others and nothing else of it."""
        return self.keyed("mark").hex()

    def token(self, person: Person) -> str:
        """Return the token that proves to be `person`."""
        proof = self.keyed("token", person.table, person.who, str(person.generation))
        spelt = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        return f"{person.table}.{person.name}.{spelt}"

    def read(self, token: str) -> Person | None:
        """Return whom a token proves to be, or None."""
        parts = token.split(".")
        if len(parts) != 4 or not token.isascii():
            return None
        if not parts[2].isdecimal() or len(parts[2]) > 6:
            return None
        person = somebody(parts[0], parts[1], int(parts[2]))
        is_proven = person is not None and hmac.compare_digest(self.token(person), token)
        return person if is_proven else None

    def code(self, person: Person) -> str:
        """Return the eight characters that a person may type instead of following a link."""
        proof = self.keyed("code", person.table, person.who, str(person.generation))
        return spelled(proof, CODE_LENGTH).upper()

    def codes(self, people: Iterable[Person]) -> dict[bytes, tuple[str, int]]:
        """Return what each person's code is looked up by -> who, generation; control has none."""
        return {
            self.code_key(self.code(person)): (person.who, person.generation)
            for person in people
            if person.role != "control"
        }

    def code_key(self, typed: str) -> bytes:
        """Return what a typed code is looked up by, however it was written down."""
        return self.keyed("code-key", typed.lower().translate(_LOOKALIKES))


class OtherSecret(Exception):
    """The data base was begun with another secret."""

    def __init__(self) -> None:
        super().__init__(
            "HEXTABLE_SECRET, or the secret in the folder, is not the one this data base was begun"
            " with: no link, code or cookie given out before would open anything"
        )


def read_secret(folder: Path, given: str | None, entropy: Entropy) -> bytes:
    """Return the server's secret: the one given, else the one in the folder, made if missing."""
    if given:
        return hashlib.sha256(given.encode()).digest()
    path = folder / "secret"
    if not path.exists():
        _write_secret(path, entropy(32).hex())
    return bytes.fromhex(path.read_text(encoding="ascii").strip())


def _write_secret(path: Path, text: str) -> None:
    """Write the secret, whole or not at all, for its owner only; a first writer's stays."""
    draft = path.with_suffix(f".{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    # A link refuses to take the place of a file: of two that start at once both read the first's.
    with contextlib.suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()
