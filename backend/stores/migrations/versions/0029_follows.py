"""Who follows what, and up to which change they were told."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Instant, Name, Words

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.create_table(
        "followers",
        sa.Column("id", Name, primary_key=True),
        sa.Column("way", Name, nullable=False),
        sa.Column("address", Words, nullable=False),
        *(sa.Column(name, Name, nullable=False) for name in ("p256dh", "auth", "language")),
        sa.Column("seen", sa.BigInteger, nullable=False),
        *(sa.Column(name, Instant) for name in ("told_at", "asked_at")),
        sa.Column("asks", sa.Integer, nullable=False),
        sa.UniqueConstraint("way", "address"),
    )
    op.create_table(
        "follows",
        sa.Column("follower", Name, sa.ForeignKey("followers.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("topic", Words, primary_key=True),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("asked_at", Instant, nullable=False),
        sa.Column("confirmed_at", Instant),
    )
    op.create_index("ix_follows_topic", "follows", ["topic", "follower"])
    op.create_table(
        "announced",
        sa.Column("what", Name, primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False),
    )
