"""Tables of second factors, of short-lived tickets, and of wrong tries."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table

from backend.stores.columns import Instant, Name, Words
from backend.stores.tables import metadata

authenticators = Table(
    "authenticators",
    metadata,
    Column("person", Name, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("last_step", Integer, nullable=False),  # of the newest code that was used
)

passkeys = Table(
    "passkeys",
    metadata,
    Column("id", Name, primary_key=True),
    Column("person", Name, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", Integer, nullable=False),
    Column("label", Words, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("used_at", Instant),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("person", Name, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("code_hash", Name, primary_key=True),
)

tickets = Table(
    "tickets",
    metadata,
    Column("kind", Name, primary_key=True),
    Column("key_hash", Name, primary_key=True),
    Column("expires_at", Instant, nullable=False),
    Column("person", Name, ForeignKey("people.id", ondelete="CASCADE")),
    Column("device", Name, ForeignKey("devices.id", ondelete="CASCADE")),
)

tries = Table(
    "tries",
    metadata,
    Column("key", Words, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("until", Instant, nullable=False),
)

PASSKEYS_OF = Index(None, passkeys.c.person)
TICKETS_OF = Index(None, tickets.c.person, tickets.c.kind)
TICKETS_END = Index(None, tickets.c.expires_at)
TRIES_END = Index(None, tries.c.until)
