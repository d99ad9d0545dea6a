"""Who has which case before them; and where reports lie, so that their neighbours are found."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Instant, Name, Words
from backend.stores.spots import spot
from sync.envelope import reopen

revision = "0011"
down_revision = "0010"

AT_ONCE = 1_000
READ = sa.text("SELECT report, sealed FROM envelopes WHERE report > :after ORDER BY report LIMIT :most")
WRITE = sa.text("UPDATE reports SET spot = :spot WHERE id = :report")


def upgrade() -> None:
    op.create_table(
        "holds",
        sa.Column("report", Name, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("person", Words(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.add_column("reports", sa.Column("spot", sa.BigInteger()))
    find_spots()
    op.create_index("ix_reports_spot_received_at", "reports", ["spot", "received_at"])


def find_spots() -> None:
    """Of the reports that are there already."""
    after, link = "", op.get_bind()
    while rows := link.execute(READ, {"after": after, "most": AT_ONCE}).all():
        places = [{"report": row.report, "spot": spot(reopen(row.sealed).where)} for row in rows]
        link.execute(WRITE, places)
        after = rows[-1].report
