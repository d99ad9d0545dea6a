"""Steps say more than a state: another category or kelurahan, an agency, a report it is merged into."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Name, Words

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("steps", sa.Column("detail", sa.String()))
    for column in (sa.Column("came_to", Words()), sa.Column("opd", Words()), sa.Column("head", Name)):
        op.add_column("reports", column)
    merged = sa.text("head IS NOT NULL")
    op.create_index("ix_reports_head", "reports", ["head"], sqlite_where=merged, postgresql_where=merged)
