"""Who follows what. Private: pages open to all reach none of it."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, UniqueConstraint

from backend.stores.columns import Instant, Name, Words
from backend.stores.tables import metadata

followers = Table(
    "followers",
    metadata,
    Column("id", Name, primary_key=True),
    Column("way", Name, nullable=False),
    Column("address", Words, nullable=False),
    Column("p256dh", Name, nullable=False),
    Column("auth", Name, nullable=False),
    Column("language", Name, nullable=False),
    Column("seen", BigInteger, nullable=False),  # a number of changes
    Column("told_at", Instant),
    Column("asked_at", Instant),
    Column("asks", Integer, nullable=False),
    UniqueConstraint("way", "address"),
)

follows = Table(
    "follows",
    metadata,
    Column("follower", Name, ForeignKey("followers.id", ondelete="CASCADE"), primary_key=True),
    Column("topic", Words, primary_key=True),
    Column("since", BigInteger, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("confirmed_at", Instant),
)
FOLLOWED = Index("ix_follows_topic", *follows.c["topic", "follower"])

announced = Table(
    "announced",
    metadata,
    Column("what", Name, primary_key=True),
    Column("number", BigInteger, nullable=False),  # of the last change that followers were looked for
)
