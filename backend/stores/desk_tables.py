"""What reviewers arranged for themselves."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, String, Table

from backend.stores.columns import Name, Words
from backend.stores.tables import metadata

saved_views = Table(
    "saved_views",
    metadata,
    Column("id", Name, primary_key=True),  # in the order they were saved (UUID version 7)
    Column("person", Name, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("name", Words, nullable=False),
    Column("asked", String, nullable=False),  # of an address: ASCII
)

VIEWS_OF = Index(None, saved_views.c.person)

reckonings = Table(
    "reckonings",
    metadata,
    Column("what", Name, primary_key=True),
    Column("mark", Name, nullable=False),  # of the calendar
    Column("after", Name),  # id of the last report that was brought up to it; null: all are
)

digests = Table(
    "digests",
    metadata,
    Column("person", Name, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("is_on", Boolean, nullable=False),
    Column("email", Words, nullable=False),
    Column("language", Name, nullable=False),
    Column("last_day", Name, nullable=False),  # of the last digest, ISO 8601; empty before the first
)
