"""Browsers that want to hear what becomes of reports."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Instant, Name, Words

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("device", Name, primary_key=True),
        sa.Column("owner", Words(), nullable=False),
        sa.Column("endpoint", Name, nullable=False),
        sa.Column("p256dh", Name, nullable=False),
        sa.Column("auth", Name, nullable=False),
        sa.Column("language", Name, nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.UniqueConstraint("endpoint"),
    )
    op.create_index("ix_subscriptions_owner", "subscriptions", ["owner"])
