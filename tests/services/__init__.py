"""PostgreSQL and Redis, started by the tests themselves on private ports, as any user."""
