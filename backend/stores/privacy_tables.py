"""Requests of people about their own data."""

from sqlalchemy import Boolean, Column, Index, Integer, Table

from backend.stores.columns import Instant, Name
from backend.stores.tables import metadata

privacy_requests = Table(
    "privacy_requests",
    metadata,
    Column("id", Name, primary_key=True),
    Column("owner", Name, nullable=False),  # empty once it is done: nothing of whose it was is kept
    Column("asked_at", Instant, nullable=False),
    Column("begun", Boolean, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("cancelled_at", Instant),
    Column("done_at", Instant),
    Column("removed", Integer, nullable=False),
    Column("kept", Integer, nullable=False),
)

ONE_OPEN = Index(
    "uq_privacy_requests_open",
    privacy_requests.c.owner,
    unique=True,
    sqlite_where=privacy_requests.c.open,
    postgresql_where=privacy_requests.c.open,
)
