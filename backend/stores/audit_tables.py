"""The table of the audit log. Triggers refuse to change or remove a line: see its migration."""

from sqlalchemy import Column, Index, Integer, String, Table

from backend.stores.columns import Instant, Name, Words
from backend.stores.tables import metadata

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("who_kind", Name, nullable=False),
    Column("who", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("roles", String, nullable=False),  # JSON, ASCII only: a list
    Column("action", Name, nullable=False),
    Column("kind", Name, nullable=False),
    Column("object", Words, nullable=False),
    Column("detail", String, nullable=False),  # JSON, ASCII only
    Column("request", Name, nullable=False),
    Column("device", Words, nullable=False),
    Column("prev", Name, nullable=False),
    Column("hash", Name, nullable=False),
)

BY_WHO = Index(None, audit.c.who, audit.c.seq)
BY_ACTION = Index(None, audit.c.action, audit.c.seq)
BY_OBJECT = Index(None, audit.c.object, audit.c.seq)
BY_TIME = Index(None, audit.c.at)
