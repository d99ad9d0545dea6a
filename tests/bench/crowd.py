"""Very many reports at once, written by the database itself: a million of them in a minute or two.

They have what a list shows and nothing else: no sealed words, no photos. Ids are spread, so that the order of
the queue is not the order in which rows lie.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from sqlalchemy import text
from sqlalchemy.engine import Connection

from backend.stores.database import Database

AT_ONCE = 50_000
"""Rows of one statement: PostgreSQL is asked to end whatever takes longer than half a minute."""
HOME_PERCENT = 30
"""Of all reports; the other kelurahan share the rest evenly."""

HEX = {"sqlite": "printf('%08x', {})", "postgresql": "lpad(to_hex({}), 8, '0')"}
MOMENT = {"sqlite": "({}) * 1000000", "postgresql": "to_timestamp({})"}
SPREAD = "i * 48271 % 2147483647"
"""Modulo a prime: no two numbers below it meet."""
REST_OF_ID = "-0000-7000-8000-000000000000"
AT = "1790000000 + i * 30"
DUE = f"({AT} + (1 + i % 5) * 86400) / 86400 * 86400 + 28800"
"""The end of office hours, as due dates are: more than a thousand of a kelurahan are due together."""

EACH = """
WITH RECURSIVE n(i) AS (
  SELECT CAST(:first AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < :last
), one AS (
  SELECT i, {id} AS id, {at} AS at, {due} AS due, i % 4 AS photos,
    CASE i % 10 WHEN 6 THEN 'needs_info' WHEN 7 THEN 'verified' WHEN 8 THEN 'verified'
      WHEN 9 THEN 'rejected' ELSE 'received' END AS state
  FROM n
)
"""
REPORTS = """
INSERT INTO reports (id, number, digest, device, owner, rt, note, received_at, captured_estimate, flags,
  photos, first_photo, photos_complete, complete_at, stored_at,
  category, kelurahan, state, version, moved_at, due_at, public, archived)
SELECT id, 'M-' || i, '', 'phone', 'phone', CAST(1 + i % 40 AS VARCHAR(3)),
  CASE WHEN i % 101 = 0 THEN 'Lampu jalan padam' ELSE 'Sampah menumpuk di belakang pasar' END, at, at, '[]',
  photos, CASE WHEN photos > 0 THEN :photo END, photos, at, at,
  CASE i % 5 WHEN 0 THEN 'AIR-01' WHEN 1 THEN 'HJU-01' ELSE 'SMP-01' END, :kelurahan, state, 1, at, due,
  state = 'verified', true
FROM one
"""
STEPS = """
INSERT INTO steps (report, seq, state, actor, actor_id, actor_name, at, reason, words)
SELECT id, 1, state, 'sender', '', '', at, '', '' FROM one
"""
PHOTO = "0" * 64


def fill(database: Database, count: int, home: str, others: Sequence[str]) -> None:
    """So many reports into an empty database, most of them in `home`."""
    for kelurahan, numbers in _shares(count, home, others):
        for first in numbers[::AT_ONCE]:
            last = min(first + AT_ONCE, numbers.stop) - 1
            asked = {"first": first, "last": last, "kelurahan": kelurahan, "photo": PHOTO}
            database.write(partial(_write, asked=asked))
    database.write(lambda tx: tx.exec_driver_sql("ANALYZE"))


def _shares(count: int, home: str, others: Sequence[str]) -> Iterator[tuple[str, range]]:
    at_home = count * HOME_PERCENT // 100
    yield home, range(1, at_home + 1)
    ends = [at_home + (count - at_home) * nth // len(others) for nth in range(len(others) + 1)]
    for kelurahan, begin, end in zip(others, ends, ends[1:], strict=False):
        yield kelurahan, range(begin + 1, end + 1)


def _write(tx: Connection, asked: dict[str, object]) -> None:
    here = tx.dialect.name
    each = EACH.format(
        id=f"{HEX[here].format(SPREAD)} || '{REST_OF_ID}'",
        at=MOMENT[here].format(AT),
        due=MOMENT[here].format(DUE),
    )
    for insert in (REPORTS, STEPS):
        tx.execute(text(each + insert), asked)
