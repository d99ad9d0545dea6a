"""The schema is brought up to date by whichever process comes first; the others wait and find it done."""

from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from backend.stores.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST = "0034"
"""The last revision in migrations/versions (a test compares). Known here so that a start loads no Alembic."""


def migrate(database: Database) -> None:
    """From any earlier schema, or none, to the newest, all or nothing. Any process may call it any time."""
    if database.read(revision) != NEWEST:
        database.alone(_upgrade)


def revision(connection: Connection) -> str | None:
    """The schema's revision; None when there is none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _upgrade(connection: Connection) -> None:
    # 0.1 s to import, and needed once in the life of a schema.
    from alembic import command  # noqa: PLC0415 -- as said
    from alembic.config import Config  # noqa: PLC0415 -- as said

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
