"""What an agency is in charge of, in the order in which it is due."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """A published report lies in one of the two, any other in none."""
    partial_index("ix_reports_handed", ["opd", "due_at", "id"], "opd IS NOT NULL")
    partial_index("ix_reports_led", ["category", "due_at", "id"], "opd IS NULL")


def partial_index(name: str, columns: list[str], handed: str) -> None:
    op.create_index(
        name,
        "reports",
        columns,
        sqlite_where=sa.text(f"public = 1 AND {handed}"),
        postgresql_where=sa.text(f"public AND {handed}"),
    )
