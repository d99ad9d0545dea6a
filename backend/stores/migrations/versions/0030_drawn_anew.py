"""What was drawn for residents before showcases were is of another shape: a worker draws it anew."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    snapshots = sa.table("snapshots", sa.column("name", sa.String))
    old = sa.or_(snapshots.c.name == "city", snapshots.c.name.like("kelurahan/%"))
    op.execute(sa.delete(snapshots).where(old))
