"""Tables of people, the devices and sessions they act through, and invitations."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, false

from backend.stores.columns import Instant, Name, Words
from backend.stores.tables import metadata

people = Table(
    "people",
    metadata,
    Column("id", Name, primary_key=True),
    Column("name", Words, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("login", Words),
    Column("login_key", Words, unique=True),  # the login as it is compared: without case
    Column("password_hash", Name),
    Column("disabled_at", Instant),
    Column("withdrawn_at", Instant),  # of the consent to be named
)

grants = Table(
    "grants",
    metadata,
    Column("person", Name, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", Name, nullable=False),
    Column("scope", Name, nullable=False),
)

devices = Table(
    "devices",
    metadata,
    Column("id", Name, primary_key=True),
    Column("token_hash", Name, nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("person", Name, ForeignKey("people.id")),
    Column("label", Words, nullable=False),
    Column("revoked_at", Instant),
    Column("let_in", Boolean, nullable=False, server_default=false()),  # by a link somebody else made
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Name, primary_key=True),
    Column("token_hash", Name, nullable=False, unique=True),
    Column("person", Name, ForeignKey("people.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("label", Words, nullable=False),
    Column("stage", Name, nullable=False, server_default="plain"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Name, primary_key=True),
    Column("token_hash", Name, nullable=False, unique=True),
    Column("role", Name, nullable=False),
    Column("scope", Name, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("uses_left", Integer, nullable=False),
    Column("name", Words, nullable=False),
    Column("created_by", Words, nullable=False),
    Column("person", Name, ForeignKey("people.id")),
    Column("revoked_at", Instant),
)

invitation_uses = Table(
    "invitation_uses",
    metadata,
    Column("invitation", Name, ForeignKey("invitations.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Name, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("at", Instant, nullable=False),
)

keys = Table(
    "keys",
    metadata,
    Column("name", Name, primary_key=True),
    Column("secret", LargeBinary, nullable=False),
)

vigils = Table(
    "vigils",
    metadata,
    Column("device", Name, ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("waiting", Integer, nullable=False),
    Column("last_saved_at", Instant),
    Column("told_at", Instant, nullable=False),
    Column("lost", Integer, nullable=False),
    Column("loss", Name),  # the last one that was counted
    Column("lost_at", Instant),
)

DEVICES_OF = Index(None, devices.c.person)
SESSIONS_OF = Index(None, sessions.c.person)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column(
        "device", Name, primary_key=True
    ),  # no foreign key: what is sent to a device ends with the push service
    Column("owner", Words, nullable=False),
    Column("endpoint", Name, nullable=False, unique=True),
    Column("p256dh", Name, nullable=False),
    Column("auth", Name, nullable=False),
    Column("language", Name, nullable=False),
    Column("told_at", Instant, nullable=False),
    Column("told", Words, nullable=False, server_default="[]"),  # JSON: marks of what came after and is known
)

USES_OF = Index(None, invitation_uses.c.person)
SUBSCRIPTIONS_OF = Index(None, subscriptions.c.owner)
