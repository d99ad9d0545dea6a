"""Second factors, tickets and wrong tries; how far a session is proven."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Instant, Name, Words

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("sessions", sa.Column("stage", Name, nullable=False, server_default="plain"))
    _second_factors()
    _tickets_and_tries()


def _second_factors() -> None:
    op.create_table(
        "authenticators",
        _person(primary_key=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
    )
    op.create_table(
        "passkeys",
        sa.Column("id", Name, primary_key=True),
        _person(),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("label", Words(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("used_at", Instant()),
    )
    op.create_index("ix_passkeys_person", "passkeys", ["person"])
    op.create_table(
        "recovery_codes",
        _person(primary_key=True),
        sa.Column("code_hash", Name, primary_key=True),
    )


def _tickets_and_tries() -> None:
    op.create_table(
        "tickets",
        sa.Column("kind", Name, primary_key=True),
        sa.Column("key_hash", Name, primary_key=True),
        sa.Column("expires_at", Instant(), nullable=False),
    )
    op.create_index("ix_tickets_expires_at", "tickets", ["expires_at"])
    op.create_table(
        "tries",
        sa.Column("key", Words(), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
    )
    op.create_index("ix_tries_until", "tries", ["until"])


def _person(*, primary_key: bool = False) -> sa.Column[str]:
    reference = sa.ForeignKey("people.id", ondelete="CASCADE")
    return sa.Column("person", Name, reference, primary_key=primary_key, nullable=False)
