"""Which months of open data there are as files: of what was published before, none is drawn yet."""

import sqlalchemy as sa
from alembic import op

from backend.stores import public_role
from backend.stores.columns import Instant, Name

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    dumps = op.create_table(
        "dumps",
        sa.Column("month", Name, primary_key=True),
        sa.Column("changes", sa.BigInteger, nullable=False),
        sa.Column("losses", sa.BigInteger, nullable=False),
        sa.Column("drawn_of", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("drawn_at", Instant),
        sa.Column("document", sa.String),
        sqlite_with_rowid=False,
    )
    published = sa.table("published", sa.column("reported_on", sa.String))
    month = sa.func.substr(published.c.reported_on, 1, 7)
    found = sa.select(month, sa.literal(1), sa.literal(0)).distinct()
    op.execute(dumps.insert().from_select(["month", "changes", "losses"], found))
    if op.get_bind().dialect.name == "postgresql":
        op.execute(public_role.grant("dumps"))
