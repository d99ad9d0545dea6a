"""What waits on phones, and what their browsers have cleared."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Instant, Name

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "vigils",
        sa.Column("device", Name, sa.ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("last_saved_at", Instant()),
        sa.Column("told_at", Instant(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False),
        sa.Column("loss", Name),
        sa.Column("lost_at", Instant()),
    )
