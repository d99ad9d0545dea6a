"""Who joined in on a report."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Instant, Name, Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "echoes",
        sa.Column("report", Name, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("owner", Words(), primary_key=True),
        sa.Column("device", Words(), nullable=False),
        sa.Column("person", Words()),
        sa.Column("at", Instant(), nullable=False),
        sqlite_with_rowid=False,
    )
