"""Reports and their photos, the outbox, snapshots, people."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from backend.stores.columns import Instant, Name, Serial, Words

revision = "0001"
down_revision = None

LIVE = sa.text("status IN ('due', 'leased')")

NEVER_CHANGE = """
CREATE TRIGGER steps_never_change BEFORE UPDATE ON steps
BEGIN SELECT RAISE(ABORT, 'a step is never edited'); END
"""
STAY = """
CREATE TRIGGER steps_stay BEFORE DELETE ON steps WHEN EXISTS (SELECT 1 FROM reports WHERE id = OLD.report)
BEGIN SELECT RAISE(ABORT, 'a step goes only with its whole report'); END
"""
GUARD = """
CREATE FUNCTION steps_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF TG_OP = 'UPDATE' OR EXISTS (SELECT 1 FROM reports WHERE id = OLD.report) THEN
    RAISE integrity_constraint_violation
        USING MESSAGE = 'a step is never edited, and goes only with its whole report';
END IF;
RETURN OLD;
END $$
"""
GUARDED = """
CREATE TRIGGER steps_stay BEFORE UPDATE OR DELETE ON steps FOR EACH ROW EXECUTE FUNCTION steps_stay()
"""
STEPS_STAY = {"sqlite": [NEVER_CHANGE, STAY], "postgresql": [GUARD, GUARDED]}


def upgrade() -> None:
    make_reports()
    make_what_belongs_to_reports()
    make_outbox()
    make_snapshots()
    make_people()
    for statement in STEPS_STAY[op.get_bind().dialect.name]:
        op.execute(statement)


def must(name: str, kind: TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def of_report() -> sa.Column[str]:
    return sa.Column("report", Name, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)


def make_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", Name, primary_key=True),
        must("number", Name),
        must("digest", Name),
        must("device", Words()),
        sa.Column("person", Words()),
        must("owner", Words()),
        must("category", Words()),
        must("kelurahan", Words()),
        sa.Column("rt", Words()),
        must("note", Words()),
        must("received_at", Instant()),
        must("captured_estimate", Instant()),
        must("flags", sa.String()),
        must("photos", sa.Integer()),
        sa.Column("first_photo", Name),
        must("state", Name),
        must("version", sa.Integer()),
        must("moved_at", Instant()),
        must("public", sa.Boolean()),
        must("photos_complete", sa.Integer()),
        sa.Column("complete_at", Instant()),
        sa.Column("stored_at", Instant()),
        must("archived", sa.Boolean()),
        sa.UniqueConstraint("number"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_reports_state_kelurahan_received_at_id", "reports", ["state", "kelurahan", "received_at", "id"]
    )
    op.create_index("ix_reports_owner_received_at", "reports", ["owner", "received_at"])
    partial_index("ix_reports_moved_at_kelurahan", ["moved_at", "kelurahan"], "public = 1", "public")
    partial_index("ix_reports_unarchived", ["received_at"], "archived = 0", "archived = false")


def partial_index(name: str, columns: list[str], sqlite: str, postgresql: str) -> None:
    op.create_index(
        name, "reports", columns, sqlite_where=sa.text(sqlite), postgresql_where=sa.text(postgresql)
    )


def make_what_belongs_to_reports() -> None:
    op.create_table("envelopes", of_report(), must("sealed", sa.LargeBinary()))
    op.create_table(
        "steps",
        of_report(),
        sa.Column("seq", sa.Integer(), primary_key=True),
        must("state", Name),
        must("actor", Name),
        must("actor_id", Words()),
        must("actor_name", Words()),
        must("at", Instant()),
        must("reason", Words()),
        must("words", Words()),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "photos",
        of_report(),
        sa.Column("sha256", Name, primary_key=True),
        must("position", sa.Integer()),
        must("size", sa.Integer()),
        must("type", Words()),
        sa.Column("width", sa.Integer()),
        sa.Column("height", sa.Integer()),
        sa.Column("taken_at", Instant()),
        must("acknowledged", sa.Integer()),
        sa.Column("complete_at", Instant()),
        sa.Column("stored_at", Instant()),
        sa.Column("derived_at", Instant()),
        must("unusable", Words()),
        must("public", sa.Boolean()),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "chunks",
        of_report(),
        sa.Column("photo", Name, primary_key=True),
        sa.Column("start", sa.Integer(), primary_key=True),
        must("length", sa.Integer()),
        must("sha256", Name),
        sqlite_with_rowid=False,
    )


def make_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", Serial, primary_key=True),
        must("kind", Name),
        must("report", Name),
        must("photo", Name),
        must("status", Name),
        must("due_at", Instant()),
        must("wake_at", Instant()),
        must("token", Name),
        must("attempt", sa.Integer()),
        must("error", Words()),
    )
    op.create_index("ix_outbox_awake", "outbox", ["wake_at"], sqlite_where=LIVE, postgresql_where=LIVE)
    op.create_index("uq_outbox_once", "outbox", ["report", "kind", "photo", "status"], unique=True)


def make_snapshots() -> None:
    op.create_table(
        "snapshots",
        sa.Column("name", Name, primary_key=True),
        must("document", sa.String()),
        must("etag", Name),
        must("drawn_at", Instant()),
    )


def make_people() -> None:
    op.create_table(
        "people",
        sa.Column("id", Name, primary_key=True),
        must("name", Words()),
        must("created_at", Instant()),
        sa.Column("login", Words()),
        sa.Column("login_key", Words()),
        sa.Column("password_hash", Name),
        sa.Column("disabled_at", Instant()),
        sa.UniqueConstraint("login_key"),
    )
    op.create_table(
        "grants",
        sa.Column("person", Name, sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        must("role", Name),
        must("scope", Name),
    )
    op.create_table(
        "devices",
        sa.Column("id", Name, primary_key=True),
        must("token_hash", Name),
        must("created_at", Instant()),
        must("seen_at", Instant()),
        sa.Column("person", Name, sa.ForeignKey("people.id")),
        must("label", Words()),
        sa.Column("revoked_at", Instant()),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_table(
        "sessions",
        sa.Column("id", Name, primary_key=True),
        must("token_hash", Name),
        sa.Column("person", Name, sa.ForeignKey("people.id"), nullable=False),
        must("created_at", Instant()),
        must("seen_at", Instant()),
        must("label", Words()),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_table(
        "invitations",
        sa.Column("id", Name, primary_key=True),
        must("token_hash", Name),
        must("role", Name),
        must("scope", Name),
        must("created_at", Instant()),
        must("expires_at", Instant()),
        must("uses_left", sa.Integer()),
        must("name", Words()),
        must("created_by", Words()),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_devices_person", "devices", ["person"])
    op.create_index("ix_sessions_person", "sessions", ["person"])
