"""${message}."""

import sqlalchemy as sa
from alembic import op

from backend.stores.columns import Instant, Name, Serial, Words

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    ${upgrades if upgrades else "raise NotImplementedError"}
