"""Run the migrations on the connection that `server.migrate` hands over."""

from alembic import context
from sqlmodel import SQLModel

from server import schema

assert schema.StepRow.metadata is SQLModel.metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
