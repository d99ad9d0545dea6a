"""What is published is listed by an index in the order of the list, whatever it is narrowed down by."""

from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.drop_index("ix_published_reported", "published")
    for name, first, others in (
        ("reported", [], ["category", "standing"]),
        ("in", ["kelurahan"], ["category", "standing"]),
        ("of", ["category"], ["standing"]),
        ("standing", ["standing"], ["category"]),
    ):
        op.create_index(f"ix_published_{name}", "published", [*first, "reported_on", "id", "y", "x", *others])
