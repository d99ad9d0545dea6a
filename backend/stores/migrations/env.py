"""How Alembic runs the migrations: on the connection it is given, inside the transaction that is open."""

from alembic import context

from backend.stores import audit_tables, people_tables  # noqa: F401 -- so that metadata knows every table
from backend.stores.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,  # SQLite alters a table by copying it
)
context.run_migrations()
