"""The tables of the data base, for migrations and cold reads.

Owns columns and keys. The running server reads and writes them with SQL of its own in `store`; a
test holds that both, and the migrations, speak of the same tables. Nothing outside `server/` may
see these.
"""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


def _text() -> Column[str]:
    return Column(Text, nullable=False)


def _bytes() -> Column[bytes]:
    return Column(LargeBinary, nullable=False)


def _ms() -> Column[int]:
    return Column(BigInteger, nullable=False)


def _seq() -> Column[int]:
    return Column(BigInteger, nullable=False, server_default="0")


class Game(SQLModel, table=True):
    """A table, with what must be found without replaying it."""

    id: str = Field(primary_key=True)
    scenario: str = Field(foreign_key="scenario.digest")
    created_ms: int = Field(sa_column=_ms())
    name: str | None = None
    """The id of its name's text."""
    round: int
    phase: str
    deadline_ms: int | None = Field(sa_column=Column(BigInteger, nullable=True, index=True))
    people: str = Field(sa_column=_text())
    """Persons connected, as a JSON list."""
    bots: int
    """How many delegations bots play."""
    generations: str = Field(sa_column=_text())
    """Seat -> whose links count, as a JSON object."""
    rested: int = Field(sa_column=_seq())
    """The step up to which its bots have looked and found no more to do."""


class StepRow(SQLModel, table=True):
    """One step: a command that was obeyed, what happened, and the answer it got."""

    __tablename__ = "step"
    __table_args__ = (UniqueConstraint("table_id", "person", "command_id"),)

    table_id: str = Field(primary_key=True, foreign_key="game.id")
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    at_ms: int = Field(sa_column=_ms())
    person: str
    command_id: str
    command_hash: bytes = Field(sa_column=_bytes())
    answer: str = Field(sa_column=_text())
    events: str = Field(sa_column=_text())
    seat_seqs: str = Field(sa_column=_text())
    head: bytes = Field(sa_column=_bytes())
    """SHA-256 over the head before it and this step."""


class TextRow(SQLModel, table=True):
    """One free text. Erasing it deletes salt and body, not the row."""

    __tablename__ = "text"

    table_id: str = Field(primary_key=True, foreign_key="game.id")
    id: str = Field(primary_key=True)
    seq: int = Field(sa_column=_seq())
    """The step that brought it; 0 where nobody wrote that down yet."""
    salt: bytes | None = Field(sa_column=Column(LargeBinary, nullable=True))
    body: str | None = Field(sa_column=Column(Text, nullable=True))


class ScenarioRow(SQLModel, table=True):
    """A scenario as tables began with it, by the digest of its bytes."""

    __tablename__ = "scenario"

    digest: str = Field(primary_key=True)
    body: bytes = Field(sa_column=_bytes())


class SnapshotRow(SQLModel, table=True):
    """The newest folded state of a table, for one build of the rules."""

    __tablename__ = "snapshot"

    table_id: str = Field(primary_key=True, foreign_key="game.id")
    seq: int = Field(sa_column=_ms())
    build: str
    state: bytes = Field(sa_column=_bytes())
    last_changed: bytes = Field(sa_column=_bytes())


class CodeRow(SQLModel, table=True):
    """A join code, found by its keyed hash."""

    __tablename__ = "code"
    __table_args__ = (Index("ix_code_holder", "table_id", "role"),)

    key: bytes = Field(sa_column=Column(LargeBinary, primary_key=True))
    table_id: str = Field(foreign_key="game.id")
    role: str
    generation: int


class HouseRow(SQLModel, table=True):
    """What is true of the whole data base: a name and its value."""

    __tablename__ = "house"

    name: str = Field(primary_key=True)
    value: str = Field(sa_column=_text())


class ConnectedRow(SQLModel, table=True):
    """A person that has a connection to a process, or had one when that process fell silent."""

    __tablename__ = "connected"

    table_id: str = Field(primary_key=True, foreign_key="game.id")
    person: str = Field(primary_key=True)
    process: str = Field(primary_key=True, index=True)


class ProcessRow(SQLModel, table=True):
    """When a serving process was last alive."""

    __tablename__ = "process"

    id: str = Field(primary_key=True)
    alive_ms: int = Field(sa_column=_ms())
