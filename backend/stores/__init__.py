"""The ports over SQLite, PostgreSQL and the bucket."""
