"""How far due dates are brought up to which calendar."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Name

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "reckonings",
        sa.Column("what", Name, primary_key=True),
        sa.Column("mark", Name, nullable=False),
        sa.Column("after", Name),
    )
