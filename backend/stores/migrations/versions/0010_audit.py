"""The audit log: lines that are only appended. The database itself refuses to change or remove one."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Instant, Name, Words

revision = "0010"
down_revision = "0009"

REFUSED = "the audit log is only appended to"
SQLITE = """
CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON audit
BEGIN SELECT RAISE(ABORT, '{refused}'); END
"""
POSTGRESQL = f"""
CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSED}'; END $$;
CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()
"""


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("who_kind", Name, nullable=False),
        sa.Column("who", Words(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("roles", sa.String(), nullable=False),
        sa.Column("action", Name, nullable=False),
        sa.Column("kind", Name, nullable=False),
        sa.Column("object", Words(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("request", Name, nullable=False),
        sa.Column("device", Words(), nullable=False),
        sa.Column("prev", Name, nullable=False),
        sa.Column("hash", Name, nullable=False),
    )
    for column in ("who", "action", "object"):
        op.create_index(f"ix_audit_{column}_seq", "audit", [column, "seq"])
    op.create_index("ix_audit_at", "audit", ["at"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRESQL)
    else:
        for verb in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(verb=verb, refused=REFUSED))
