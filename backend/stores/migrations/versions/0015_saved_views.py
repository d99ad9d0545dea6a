"""Ways of looking at the queue that reviewers gave names."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Name, Words

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "saved_views",
        sa.Column("id", Name, primary_key=True),
        sa.Column("person", Name, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
    )
    op.create_index("ix_saved_views_person", "saved_views", ["person"])
