"""Who accepted which invitation, and invitations that are revoked."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Instant, Name

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Of what was accepted before, nobody wrote down by whom: those lists begin empty."""
    op.add_column("invitations", sa.Column("revoked_at", Instant()))
    op.create_table(
        "invitation_uses",
        sa.Column("invitation", Name, sa.ForeignKey("invitations.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("person", Name, sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("at", Instant(), nullable=False),
    )
    op.create_index("ix_invitation_uses_person", "invitation_uses", ["person"])
