"""Tickets say whose they are, and which phone shows them."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Name

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    with op.batch_alter_table("tickets") as tickets:
        for column, table in (("person", "people"), ("device", "devices")):
            tickets.add_column(sa.Column(column, Name, nullable=True))
            tickets.create_foreign_key(f"fk_tickets_{column}", table, [column], ["id"], ondelete="CASCADE")
    op.create_index("ix_tickets_person_kind", "tickets", ["person", "kind"])
