"""Several real server processes on a real PostgreSQL and a real Redis."""
