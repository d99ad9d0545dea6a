"""Reports due together lie in the order of their receipt: in the queue, and in the work of agencies."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

KEY = ["due_at", "received_at", "id"]


def upgrade() -> None:
    again("ix_reports_queue", ["state", "kelurahan", *KEY, "category", "rt", "photos"])
    again("ix_reports_handed", ["opd", *KEY], "opd IS NOT NULL")
    again("ix_reports_led", ["category", *KEY], "opd IS NULL")


def again(name: str, columns: list[str], published: str = "") -> None:
    """`published`: of published reports alone, and of which of them."""
    op.drop_index(name, "reports")
    op.create_index(
        name,
        "reports",
        columns,
        sqlite_where=sa.text(f"public = 1 AND {published}") if published else None,
        postgresql_where=sa.text(f"public AND {published}") if published else None,
    )
