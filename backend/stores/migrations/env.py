"""How Alembic runs the migrations: on the connection it is given, inside the transaction that is open."""

from alembic import context

from backend.stores.people_tables import people

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=people.metadata,
    transactional_ddl=True,
    render_as_batch=True,  # SQLite alters a table by copying it
)
context.run_migrations()
