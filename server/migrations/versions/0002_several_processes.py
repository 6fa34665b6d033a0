"""What several processes need: who is connected where, whence texts come, how far bots are."""

import json

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


def _connect_people() -> None:
    """Whoever is said to be present was connected to a process that wrote no name down."""
    found = op.get_bind().execute(sa.text("SELECT id, people FROM game WHERE people <> '[]'"))
    insert = sa.text(
        "INSERT INTO connected (table_id, person, process) VALUES (:table, :person, '')"
    )
    for table, people in found.all():
        for person in json.loads(people):
            op.get_bind().execute(insert, {"table": table, "person": person})


def downgrade() -> None:
    op.drop_table("connected")
    op.drop_column("game", "rested")
    op.drop_column("text", "seq")
