"""People ask for their data to be deleted, or withdraw their consent to be named."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Instant, Name

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("people", sa.Column("withdrawn_at", Instant()))
    op.create_table(
        "privacy_requests",
        sa.Column("id", Name, primary_key=True),
        sa.Column("owner", Name, nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("begun", sa.Boolean(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("cancelled_at", Instant()),
        sa.Column("done_at", Instant()),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
    )
    is_open = sa.text("open")
    op.create_index(
        "uq_privacy_requests_open",
        "privacy_requests",
        ["owner"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
