"""What residents read: published reports, and the counts made of them; the role their pages read it in."""

import sqlalchemy as sa
from alembic import op

from backend.stores import public_role
from backend.stores.columns import Instant, Name, Words

revision = "0023"
down_revision = "0022"

PUBLIC = ("published", "tallies", "squares", "snapshots")


def upgrade() -> None:
    make_published()
    make_tallies()
    make_squares()
    if op.get_bind().dialect.name == "postgresql":
        op.execute(public_role.MAKE)
        op.execute(public_role.grant(*PUBLIC))


def make_published() -> None:
    op.create_table(
        "published",
        sa.Column("id", Name, primary_key=True),
        *(sa.Column(name, Words, nullable=False) for name in ("kelurahan", "category", "grp")),
        *(sa.Column(name, Name, nullable=False) for name in ("state", "standing")),
        sa.Column("opd", Words, nullable=False),
        *(sa.Column(name, Name, nullable=False) for name in ("reported_on", "published_on", "changed_on")),
        *(sa.Column(name, Name) for name in ("due_on", "settled_on")),
        sa.Column("answered_days", sa.Integer, nullable=False),
        sa.Column("settled_days", sa.Integer),
        sa.Column("good_news", sa.Boolean, nullable=False),
        sa.Column("amounts", sa.String, nullable=False),
        *(sa.Column(name, sa.Integer) for name in ("x", "y")),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("etag", Name, nullable=False),
        sa.Column("drawn_at", Instant, nullable=False),
        sqlite_with_rowid=False,
    )
    for name, columns in (
        ("reported", ["reported_on", "id", "y", "x", "category", "standing", "kelurahan"]),
        ("changed", ["kelurahan", "changed_on", "id", "standing"]),
        ("lately", ["changed_on", "id", "standing"]),
        ("within", ["y", "x"]),
    ):
        op.create_index(f"ix_published_{name}", "published", columns)


def make_tallies() -> None:
    op.create_table(
        "tallies",
        sa.Column("scope", Words, primary_key=True),
        sa.Column("what", Name, primary_key=True),
        sa.Column("day", Name, primary_key=True),
        sa.Column("key", Words, primary_key=True),
        sa.Column("n", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )


def make_squares() -> None:
    op.create_table(
        "squares",
        sa.Column("level", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", Words, primary_key=True),
        sa.Column("month", Name, primary_key=True),
        sa.Column("y", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("x", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("standing", Name, primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("sum_x", "sum_y")),
        sqlite_with_rowid=False,
    )
