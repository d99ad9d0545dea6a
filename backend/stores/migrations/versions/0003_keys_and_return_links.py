"""Keys the server keeps for others, and links that let a volunteer in again."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Name

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "keys",
        sa.Column("name", Name, primary_key=True),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
    )
    with op.batch_alter_table("invitations") as invitations:
        invitations.add_column(sa.Column("person", Name, nullable=True))
        invitations.create_foreign_key("fk_invitations_person", "people", ["person"], ["id"])
