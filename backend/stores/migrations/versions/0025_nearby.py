"""The RT of what is published, and in which edition of counting it is counted."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Name

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("published", sa.Column("rt", Name))
    op.add_column("published", sa.Column("counted", sa.Integer, nullable=False, server_default="1"))
    op.create_index("ix_published_nearby", "published", ["kelurahan", "rt", "changed_on", "id"])
    op.create_index("ix_published_counted", "published", ["counted"])
