"""Tables of reports, their photos, and the work they imply. People have theirs in people_tables.py."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    false,
    text,
)
from sqlalchemy.schema import SchemaItem

from backend.stores.bands import BANDS
from backend.stores.columns import Instant, Name, Serial, Words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)


def clustered(name: str, *items: SchemaItem) -> Table:
    """A table whose rows lie in the order of its primary key: one tree to write instead of two in SQLite."""
    return Table(name, metadata, *items, sqlite_with_rowid=False)


def of_report() -> Column[str]:
    return Column("report", Name, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)


reports = clustered(
    "reports",
    Column("id", Name, primary_key=True),
    Column("number", Name, nullable=False, unique=True),
    Column("digest", Name, nullable=False),
    Column("device", Words, nullable=False),
    Column("person", Words),
    Column("owner", Words, nullable=False),  # whose list it is in: the person's, else the device's
    Column("rt", Words),
    Column("spot", BigInteger),  # the cell of a grid it lies in, see spots.py
    Column("note", Words, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("captured_estimate", Instant, nullable=False),
    Column("flags", String, nullable=False),  # JSON: a list of hints
    Column("photos", Integer, nullable=False),
    Column("first_photo", Name),
    # What changes. Everything but the steps themselves is kept here so that lists need no counting.
    Column("category", Words, nullable=False),
    Column("kelurahan", Words, nullable=False),
    Column("came_to", Words),  # the kelurahan that received it, when it is another
    Column("opd", Words),  # the agency in charge
    Column("head", Name),  # the report that stands for this one
    Column("state", Name, nullable=False),
    Column("version", Integer, nullable=False),
    Column("moved_at", Instant, nullable=False),
    Column("due_at", Instant),  # 9999: nobody is waited for. Never null, which SQLite lets no column become
    Column("public", Boolean, nullable=False),
    Column("photos_complete", Integer, nullable=False),
    Column("complete_at", Instant),
    Column("stored_at", Instant),
    Column("archived", Boolean, nullable=False),  # the archive has it as it stands
)

QUEUE = Index(
    "ix_reports_queue",
    *reports.c["state", "kelurahan", "due_at", "received_at", "id"],
    *reports.c["category", "rt", "photos"],  # to narrow it down without looking into the rows
)
BY_OWNER = Index(None, reports.c.owner, reports.c.received_at)
SEEN = Index(
    None,
    reports.c.moved_at,
    reports.c.kelurahan,
    sqlite_where=reports.c.public,
    postgresql_where=reports.c.public,
)
HANDED = Index(
    "ix_reports_handed",
    *reports.c["opd", "due_at", "received_at", "id"],
    sqlite_where=reports.c.public & reports.c.opd.is_not(None),
    postgresql_where=reports.c.public & reports.c.opd.is_not(None),
)
LED = Index(  # what is handed to nobody is of whoever leads its category
    "ix_reports_led",
    *reports.c["category", "due_at", "received_at", "id"],
    sqlite_where=reports.c.public & reports.c.opd.is_(None),
    postgresql_where=reports.c.public & reports.c.opd.is_(None),
)
MEMBERS = Index(
    None,
    reports.c.head,
    sqlite_where=reports.c.head.is_not(None),
    postgresql_where=reports.c.head.is_not(None),
)
NEAR = Index(None, reports.c.spot, reports.c.received_at)
UNARCHIVED = Index(
    "ix_reports_unarchived",
    reports.c.received_at,
    sqlite_where=reports.c.archived == false(),
    postgresql_where=reports.c.archived == false(),
)

holds = clustered(
    "holds",
    of_report(),
    Column("person", Words, nullable=False),
    Column("name", Words, nullable=False),  # what colleagues read
    Column("until", Instant, nullable=False),
)

envelopes = Table(
    "envelopes",
    metadata,
    of_report(),
    Column("sealed", LargeBinary, nullable=False),  # the very bytes the phone sent; written once
)

steps = clustered(
    "steps",
    of_report(),
    Column("seq", Integer, primary_key=True),  # from 1: the version the report had after it
    Column("state", Name, nullable=False),
    Column("actor", Name, nullable=False),
    Column("actor_id", Words, nullable=False),
    Column("actor_name", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", Words, nullable=False),
    Column("words", Words, nullable=False),
    Column("detail", String),  # JSON: texts by name
)

photos = clustered(
    "photos",
    of_report(),
    Column("sha256", Name, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("type", Words, nullable=False),
    Column("width", Integer),
    Column("height", Integer),
    Column("taken_at", Instant),
    Column("acknowledged", Integer, nullable=False),  # bytes; the offset of the protocol
    Column("complete_at", Instant),
    Column("stored_at", Instant),
    Column("derived_at", Instant),
    Column("unusable", Words, nullable=False),
    Column("public", Boolean, nullable=False),
    Column("reply", Name),  # the one it came with; null for the report's own
    Column("look", String),  # JSON: what a machine saw; null before it looked
    *(Column(band, Integer) for band in BANDS),
)

LIKENESS = [
    Index(
        None,
        photos.c[band],
        sqlite_where=photos.c[band].is_not(None),
        postgresql_where=photos.c[band].is_not(None),
    )
    for band in BANDS
]

replies = Table(
    "replies",
    metadata,
    of_report(),
    Column("id", Name, primary_key=True),
    Column("version", Integer, nullable=False),  # the one its step gave the report
    Column("received_at", Instant, nullable=False),
    Column("stored_at", Instant),
    Column("sealed", LargeBinary, nullable=False),  # the very bytes the phone sent; written once
)

echoes = clustered(
    "echoes",
    of_report(),
    Column("owner", Words, primary_key=True),  # the person, else the device: each counts once
    Column("device", Words, nullable=False),
    Column("person", Words),
    Column("at", Instant, nullable=False),
)

voices = clustered(
    "voices",
    of_report(),
    Column("owner", Words, primary_key=True),
    Column("rated", Boolean, primary_key=True),  # how satisfied they are; or that it is mended
    Column("device", Words, nullable=False),
    Column("person", Words),
    Column("at", Instant, nullable=False),
    Column("rating", Integer, nullable=False),
    Column("words", Words, nullable=False),
)

chunks = clustered(
    "chunks",
    of_report(),
    Column("photo", Name, primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("length", Integer, nullable=False),
    Column("sha256", Name, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("kind", Name, nullable=False),
    Column("report", Name, nullable=False),  # no foreign key: work outlives a discarded report
    Column("photo", Name, nullable=False),
    Column("status", Name, nullable=False),  # due, leased, dead; done rows are removed
    Column("due_at", Instant, nullable=False),
    Column(
        "wake_at", Instant, nullable=False
    ),  # due: due_at; leased: when the lease runs out; dead: when it died
    Column("token", Name, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("error", Words, nullable=False),
)

LIVE_ONLY = text("status IN ('due', 'leased')")
AWAKE = Index("ix_outbox_awake", outbox.c.wake_at, sqlite_where=LIVE_ONLY, postgresql_where=LIVE_ONLY)
SAME_WORK = [outbox.c.report, outbox.c.kind, outbox.c.photo, outbox.c.status]
"""Of the same work at most one is due, one leased, one dead: two workers never do it side by side."""
ONCE = Index("uq_outbox_once", *SAME_WORK, unique=True)

snapshots = Table(
    "snapshots",
    metadata,
    Column("name", Name, primary_key=True),
    Column("document", String, nullable=False),  # JSON, ASCII only: the bytes the ETag is of
    Column("etag", Name, nullable=False),
    Column("drawn_at", Instant, nullable=False),
)
