"""What a machine saw in a photo, and what its picture is like. Photos drawn before are looked at now."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

BANDS = ("band_0", "band_1", "band_2", "band_3")
LOOK_AT_ALL = """
INSERT INTO outbox (kind, report, photo, status, due_at, wake_at, token, attempt, error)
SELECT 'look', report, sha256, 'due', derived_at, derived_at, '', 0, ''
FROM photos WHERE derived_at IS NOT NULL AND unusable = ''
"""


def upgrade() -> None:
    op.add_column("photos", sa.Column("look", sa.String()))
    for band in BANDS:
        op.add_column("photos", sa.Column(band, sa.Integer()))
        kept = sa.text(f"{band} IS NOT NULL")
        op.create_index(f"ix_photos_{band}", "photos", [band], sqlite_where=kept, postgresql_where=kept)
    op.execute(LOOK_AT_ALL)
