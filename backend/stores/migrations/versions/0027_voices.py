"""What residents say of a report that was settled: whether it is mended, and how satisfied they are."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Instant, Name, Words

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "voices",
        sa.Column("report", Name, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("owner", Words(), primary_key=True),
        sa.Column("rated", sa.Boolean, primary_key=True),
        sa.Column("device", Words(), nullable=False),
        sa.Column("person", Words()),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("rating", sa.Integer, nullable=False),
        sa.Column("words", Words(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.add_column("published", sa.Column("ratings", sa.String, nullable=False, server_default="{}"))
