"""Tables of programs that post service requests (Open311)."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table

from backend.stores.columns import Instant, Name, Words
from backend.stores.tables import metadata

clients = Table(
    "clients",
    metadata,
    Column("id", Name, primary_key=True),
    Column("name", Words, nullable=False),
    Column("key_hash", Name, nullable=False, unique=True),
    Column("per_hour", Integer, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("ended_at", Instant),
)

posts = Table(
    "posts",
    metadata,
    Column("client", Name, ForeignKey("clients.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Words, primary_key=True),
    Column("digest", Name, nullable=False),
    Column("report", Name, nullable=False),
    Column("at", Instant, nullable=False),
    Column("done", Boolean, nullable=False),
)
POSTED = Index(None, posts.c.at)
