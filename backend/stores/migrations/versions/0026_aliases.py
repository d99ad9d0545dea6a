"""The page of a report that was merged leads to what stands for it."""

import sqlalchemy as sa
from alembic import op

from backend.stores import public_role
from backend.stores.columns import Name

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "aliases",
        sa.Column("id", Name, primary_key=True),
        sa.Column("head", Name, nullable=False, index=True),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(public_role.grant("aliases"))
