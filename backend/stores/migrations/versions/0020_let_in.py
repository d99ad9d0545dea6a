"""Which phones came by a link somebody else made.

Of those there are already it is not known: whose a return link was is told by invitations, not by devices.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("devices", sa.Column("let_in", sa.Boolean(), nullable=False, server_default=sa.false()))
