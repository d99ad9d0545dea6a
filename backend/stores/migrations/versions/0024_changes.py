"""What became public or changed its state, for those who follow it."""

import sqlalchemy as sa
from alembic import op

from backend.stores import public_role
from backend.stores.columns import Instant, Name, Serial, Words

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "changes",
        sa.Column("number", Serial, primary_key=True),
        sa.Column("report", Name, nullable=False),
        *(sa.Column(name, Words, nullable=False) for name in ("kelurahan", "rt", "category")),
        *(sa.Column(name, sa.Integer) for name in ("y", "x")),
        sa.Column("state", Name, nullable=False),
        sa.Column("was", Name),
        sa.Column("day", Name, nullable=False),
        sa.Column("drawn_at", Instant, nullable=False),
        sqlite_autoincrement=True,
    )
    for name, columns in (
        ("report", ["report", "day", "number"]),
        ("kelurahan", ["kelurahan", "day", "number", "rt"]),
        ("lately", ["day", "number", "y", "x"]),
    ):
        op.create_index(f"ix_changes_{name}", "changes", columns)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(public_role.grant("changes"))
