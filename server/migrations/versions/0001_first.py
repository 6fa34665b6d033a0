"""The tables of the first version."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _scenario_and_game()
    _step_and_text()
    op.create_table(
        "snapshot",
        sa.Column("table_id", AutoString(), sa.ForeignKey("game.id"), primary_key=True),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("build", AutoString(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("last_changed", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "code",
        sa.Column("key", sa.LargeBinary(), primary_key=True),
        sa.Column("table_id", AutoString(), sa.ForeignKey("game.id"), nullable=False),
        sa.Column("role", AutoString(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
    )
    op.create_index("ix_code_holder", "code", ["table_id", "role"])
    op.create_table(
        "process",
        sa.Column("id", AutoString(), primary_key=True),
        sa.Column("alive_ms", sa.BigInteger(), nullable=False),
    )


def _scenario_and_game() -> None:
    op.create_table(
        "scenario",
        sa.Column("digest", AutoString(), primary_key=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "game",
        sa.Column("id", AutoString(), primary_key=True),
        sa.Column("scenario", AutoString(), sa.ForeignKey("scenario.digest"), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("name", AutoString(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("phase", AutoString(), nullable=False),
        sa.Column("deadline_ms", sa.BigInteger(), nullable=True),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("bots", sa.Integer(), nullable=False),
        sa.Column("generations", sa.Text(), nullable=False),
    )
    op.create_index("ix_game_deadline_ms", "game", ["deadline_ms"])


def _step_and_text() -> None:
    op.create_table(
        "step",
        sa.Column("table_id", AutoString(), sa.ForeignKey("game.id"), primary_key=True),
        sa.Column("seq", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("person", AutoString(), nullable=False),
        sa.Column("command_id", AutoString(), nullable=False),
        sa.Column("command_hash", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("events", sa.Text(), nullable=False),
        sa.Column("seat_seqs", sa.Text(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("table_id", "person", "command_id"),
    )
    op.create_table(
        "text",
        sa.Column("table_id", AutoString(), sa.ForeignKey("game.id"), primary_key=True),
        sa.Column("id", AutoString(), primary_key=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
    )


def downgrade() -> None:
    for table in ("process", "code", "snapshot", "text", "step", "game", "scenario"):
        op.drop_table(table)
