"""Whether what was restored is what was archived, row by row. Plain SQL and plain JSON: nothing of ours."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROWS = {
    "reports": "SELECT * FROM reports ORDER BY id",
    "envelopes": "SELECT * FROM envelopes ORDER BY report",
    "steps": "SELECT * FROM steps ORDER BY report, seq",
    "photos": "SELECT report, sha256, position, size, type, width, height, taken_at, acknowledged,"
    " complete_at, stored_at, unusable, public, reply FROM photos ORDER BY report, position",
    "replies": "SELECT * FROM replies ORDER BY report, id",
    "echoes": "SELECT * FROM echoes ORDER BY report, owner",
}
"""Everything a report is. When small copies of a photo were drawn is not: they are drawn anew."""
Row = tuple[Any, ...]


class Before:
    """What the lost database held, and the documents in the bucket."""

    def __init__(self, database: Path, bucket: Path) -> None:
        self.bucket = bucket
        self.rows = {table: _rows(database, query) for table, query in ROWS.items()}
        self.documents = list(_documents(bucket))


def differences(before: Before, database: Path) -> list[str]:
    """Every row that is missing, too many or other than it was; every document no row tells the same of."""
    found = []
    for table, query in ROWS.items():
        was, now = set(before.rows[table]), set(_rows(database, query))
        found += [f"{table}: lost {row[:2]}" for row in was - now]
        found += [f"{table}: new {row[:2]}" for row in now - was]
    told = set(_told(database))
    archived = set(before.documents)
    return found + [f"document: {one[:2]} is not what the rows say" for one in archived ^ told]


def _rows(database: Path, query: str) -> list[Row]:
    link = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    rows = link.execute(query).fetchall()
    link.close()
    return rows


def _documents(bucket: Path) -> Iterator[Row]:
    """Id, number, digest, the sealed bytes; state and its reason after each step; photos that are kept."""
    for file in (bucket / "reports").rglob("*.json"):
        said = json.loads(file.read_bytes())
        yield (
            said["id"],
            said["number"],
            said["digest"],
            said["sealed"].encode(),
            json.dumps([[step["state"], step["reason"], step["words"]] for step in said["steps"]]),
            json.dumps(sorted(photo["sha256"] for photo in said["photos"] if photo["stored_at"])),
        )


TOLD = """
SELECT id, number, digest, sealed,
  (SELECT json_group_array(json_array(state, reason, words)) FROM
    (SELECT * FROM steps WHERE steps.report = reports.id ORDER BY seq)),
  (SELECT json_group_array(sha256) FROM
    (SELECT * FROM photos WHERE photos.report = reports.id AND stored_at IS NOT NULL ORDER BY sha256))
FROM reports JOIN envelopes ON envelopes.report = reports.id
"""


def _told(database: Path) -> Iterator[Row]:
    """The same of rows."""
    for *plain, steps, photos in _rows(database, TOLD):
        yield (*plain, json.dumps(json.loads(steps)), json.dumps(json.loads(photos)))
