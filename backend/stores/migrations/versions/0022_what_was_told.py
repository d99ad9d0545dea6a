"""What each browser was told lately: a step may be stamped before another and commit after it."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.add_column("subscriptions", sa.Column("told", sa.String(), nullable=False, server_default="[]"))
