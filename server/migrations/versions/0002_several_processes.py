"""What several processes need: who is connected where, whence texts come, how far bots are."""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("text", sa.Column("seq", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("game", sa.Column("rested", sa.BigInteger(), nullable=False, server_default="0"))

    op.create_table(
        "connected",
        sa.Column("table_id", AutoString(), sa.ForeignKey("game.id"), primary_key=True),
        sa.Column("person", AutoString(), primary_key=True),
        sa.Column("process", AutoString(), primary_key=True),
    )
    op.create_index("ix_connected_process", "connected", ["process"])
    _connect_people()
    _place_texts()


def _connect_people() -> None:
    """Whoever is said to be present was connected to a process that wrote no name down."""
    found = op.get_bind().execute(sa.text("SELECT id, people FROM game WHERE people <> '[]'"))
    insert = sa.text(
        "INSERT INTO connected (table_id, person, process) VALUES (:table, :person, '')"
    )
    for table, people in found.all():
        for person in json.loads(people):
            op.get_bind().execute(insert, {"table": table, "person": person})


def _place_texts() -> None:
    """A text was brought by the first step that refers to it."""
    steps = op.get_bind().execute(sa.text("SELECT table_id, seq, events FROM step ORDER BY seq"))
    place = sa.text("UPDATE text SET seq = :seq WHERE table_id = :table AND id = :id AND seq = 0")
    for table, seq, events in steps.all():
        for text in _named(json.loads(events)):
            op.get_bind().execute(place, {"table": table, "seq": seq, "id": text})


def _named(value: Any) -> Iterator[str]:
    """Yield the ids of all texts that events refer to, as {id, digest}."""
    if isinstance(value, dict):
        if value.keys() == {"id", "digest"}:
            yield value["id"]
        for inside in value.values():
            yield from _named(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _named(inside)


def downgrade() -> None:
    op.drop_table("connected")
    op.drop_column("game", "rested")
    op.drop_column("text", "seq")
