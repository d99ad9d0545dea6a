"""Programs that post service requests (Open311), and what they posted under which Idempotency-Key."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Instant, Name, Words

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "clients",
        sa.Column("id", Name, primary_key=True),
        sa.Column("name", Words, nullable=False),
        sa.Column("key_hash", Name, nullable=False, unique=True),
        sa.Column("per_hour", sa.Integer, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("ended_at", Instant),
    )
    op.create_table(
        "posts",
        sa.Column("client", Name, sa.ForeignKey("clients.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("key", Words, primary_key=True),
        sa.Column("digest", Name, nullable=False),
        sa.Column("report", Name, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
    )
    op.create_index("ix_posts_at", "posts", ["at"])
