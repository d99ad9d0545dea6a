"""When each report should move on, and the queue in that order."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Instant

revision = "0012"
down_revision = "0011"

WAITING = ("received", "needs_info", "verified", "assigned", "in_progress", "reopened")
DAYS = 3
NEVER = {"sqlite": "253402214400000000", "postgresql": "TIMESTAMPTZ '9999-12-31 00:00:00+00'"}
LATER = {
    "sqlite": f"moved_at + {DAYS * 86_400_000_000}",
    "postgresql": f"moved_at + INTERVAL '{DAYS} days'",
}


def upgrade() -> None:
    """What waits already is due three days after its last step; after the next by the calendar."""
    here = op.get_bind().dialect.name
    op.add_column("reports", sa.Column("due_at", Instant()))
    states = ", ".join(f"'{state}'" for state in WAITING)
    op.execute(  # of constants of this file
        f"UPDATE reports SET due_at = CASE WHEN state IN ({states}) THEN {LATER[here]} ELSE {NEVER[here]} END"  # noqa: S608 -- as said
    )
    op.drop_index("ix_reports_state_kelurahan_received_at_id", "reports")
    op.create_index(
        "ix_reports_queue", "reports", ["state", "kelurahan", "due_at", "id", "category", "rt", "photos"]
    )
