"""Who wants the daily digest, and who had which."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Name, Words

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "digests",
        sa.Column("person", Name, sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("email", Words(), nullable=False),
        sa.Column("language", Name, nullable=False),
        sa.Column("last_day", Name, nullable=False),
    )
