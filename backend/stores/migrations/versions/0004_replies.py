"""Answers to reviewers' questions, and the photos that come with them."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Instant, Name

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "replies",
        sa.Column("report", Name, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("id", Name, primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("stored_at", Instant()),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    op.add_column("photos", sa.Column("reply", Name))
