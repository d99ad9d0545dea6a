"""What residents read. Their pages reach these tables, and no other (see public.py)."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table

from backend.stores.columns import Instant, Name, Serial, Words
from backend.stores.tables import clustered, metadata, snapshots

published = clustered(
    "published",
    Column("id", Name, primary_key=True),
    Column("kelurahan", Words, nullable=False),
    Column("rt", Name),  # three digits
    Column("category", Words, nullable=False),
    Column("grp", Words, nullable=False),  # the category's group
    Column("state", Name, nullable=False),
    Column("standing", Name, nullable=False),
    Column("opd", Words, nullable=False),
    Column("reported_on", Name, nullable=False),  # days as ISO text: ordered alike by both databases
    Column("published_on", Name, nullable=False),
    Column("changed_on", Name, nullable=False),
    Column("due_on", Name),
    Column("settled_on", Name),
    Column("answered_days", Integer, nullable=False),
    Column("settled_days", Integer),
    Column("good_news", Boolean, nullable=False),
    Column("amounts", String, nullable=False),  # JSON
    Column("ratings", String, nullable=False, server_default="{}"),  # JSON
    Column("x", Integer),  # the coarse cell
    Column("y", Integer),
    Column("document", String, nullable=False),  # JSON, ASCII only: the bytes the ETag is of
    Column("etag", Name, nullable=False),
    Column("drawn_at", Instant, nullable=False),
    Column("counted", Integer, nullable=False, server_default="1"),  # in which edition of tallies.py
)
LISTED = [
    Index(f"ix_published_{name}", *published.c[*first, "reported_on", "id", "y", "x", *others])
    for name, first, others in (
        ("reported", [], ["category", "standing"]),
        ("in", ["kelurahan"], ["category", "standing"]),
        ("of", ["category"], ["standing"]),
        ("standing", ["standing"], ["category"]),
    )
]
"""In the order of lists (showcase_pages.py). Each holds all they are narrowed down by."""
CHANGED = Index("ix_published_changed", *published.c["kelurahan", "changed_on", "id", "standing"])
NEARBY = Index("ix_published_nearby", *published.c["kelurahan", "rt", "changed_on", "id"])
LATELY = Index("ix_published_lately", *published.c["changed_on", "id", "standing"])
COUNTED = Index("ix_published_counted", published.c.counted)
WITHIN = Index("ix_published_within", *published.c["y", "x"])

tallies = clustered(
    "tallies",
    Column("scope", Words, primary_key=True),
    Column("what", Name, primary_key=True),
    Column("day", Name, primary_key=True),
    Column("key", Words, primary_key=True),
    Column("n", BigInteger, nullable=False),
)

squares = clustered(
    "squares",
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("kind", Words, primary_key=True),
    Column("month", Name, primary_key=True),
    Column("y", Integer, primary_key=True, autoincrement=False),
    Column("x", Integer, primary_key=True, autoincrement=False),
    Column("standing", Name, primary_key=True),
    Column("n", Integer, nullable=False),
    Column("sum_x", BigInteger, nullable=False),
    Column("sum_y", BigInteger, nullable=False),
)

changes = Table(
    "changes",
    metadata,
    Column("number", Serial, primary_key=True),
    Column("report", Name, nullable=False),
    Column("kelurahan", Words, nullable=False),  # where the report is by now
    Column("rt", Words, nullable=False),
    Column("category", Words, nullable=False),
    Column("y", Integer),
    Column("x", Integer),
    Column("state", Name, nullable=False),
    Column("was", Name),  # null: it became public
    Column("day", Name, nullable=False),
    Column("drawn_at", Instant, nullable=False),
    sqlite_autoincrement=True,  # a number that was removed is never given again
)
CHANGES_OF = Index("ix_changes_report", *changes.c["report", "day", "number"])
CHANGES_IN = Index("ix_changes_kelurahan", *changes.c["kelurahan", "day", "number", "rt"])
CHANGES_LATELY = Index("ix_changes_lately", *changes.c["day", "number", "y", "x"])
CHANGES_NEAR = Index("ix_changes_near", *changes.c["y", "x", "day", "number"])

aliases = clustered(
    "aliases",
    Column("id", Name, primary_key=True),
    Column("head", Name, nullable=False, index=True),
)
"""What stands for a report that was shown by itself before it was merged."""

dumps = clustered(
    "dumps",
    Column("month", Name, primary_key=True),  # of the report, like 2026-11
    Column("changes", BigInteger, nullable=False),
    Column("losses", BigInteger, nullable=False),  # those by which something is told no longer
    Column("drawn_of", BigInteger, nullable=False, server_default="0"),  # how many changes its files know of
    Column("drawn_at", Instant),
    Column("document", String),  # JSON of the files that are offered; null while there are none
)

PUBLIC: tuple[Table, ...] = (published, tallies, squares, changes, snapshots, aliases, dumps)
