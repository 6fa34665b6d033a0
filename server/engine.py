"""What the store asks of a data base, whichever it is: SQLite for one process, PostgreSQL for many.

Owns the words between `store` and its engines. It must never hold SQL.
"""

import asyncio
from collections.abc import Sequence
from typing import Any, Protocol, TypeAlias

from msgspec import Struct

from .log import Entry


class Unreachable(Exception):
    """The data base did not answer in time: what was asked is not known to have been done."""


class Question(Struct, frozen=True):
    """One SQL text with its values, numbered `$1`, `$2`, ..."""

    sql: str
    values: Sequence[Any] = ()


class Change(Struct, frozen=True):
    """One SQL text and the rows it is run with; where it `must`, each row has to come about."""

    sql: str
    rows: Sequence[Sequence[Any]]
    must: bool = False


Rows: TypeAlias = Sequence[Any]
"""What one question finds; each row is read by the places of its columns."""


class Engine(Protocol):
    """A data base that keeps the tables of `schema`."""

    shared: bool
    """Whether other processes write into it as well."""

    EACH: str
    """SQL for the strings in the JSON list `$1`, each a row of `each` with the column `name`."""

    def now_ms(self) -> int:
        """Return the data base's time in epoch milliseconds."""

    def append(self, entry: Entry) -> "asyncio.Future[bool]":
        """Begin to store a step and all it brings, or nothing.

        What is returned is awaited: False when its seq or its id is taken; it comes only once the
        step cannot be lost, or is known not to be there.
        """

    async def change(self, changes: Sequence[Change], proof: Question | None = None) -> bool:
        """Make all changes or, when one that must came to nothing, none and return False.

        What `proof` finds tells that a try whose answer was lost had made them; what may be made
        twice needs none.
        """

    async def read(self, *questions: Question) -> Sequence[Rows]:
        """Return what each question finds, all of them at one moment."""

    async def look_at_time(self) -> None:
        """Compare this machine's time with the data base's."""

    async def close(self) -> None:
        """Finish what waits, then let go."""
