"""What changed around a point is found by its place, without reading what changed everywhere."""

from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.create_index("ix_changes_near", "changes", ["y", "x", "day", "number"])
