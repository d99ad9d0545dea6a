"""Documents of single reports, drawn before showcases were, are read by nobody and taken back by nobody."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    snapshots = sa.table("snapshots", sa.column("name", sa.String))
    op.execute(sa.delete(snapshots).where(snapshots.c.name.like("report/%")))
