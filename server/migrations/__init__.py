"""The history of the schema, run by Alembic when the server starts."""
