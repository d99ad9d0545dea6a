"""Pictures that look alike, over SQL, without reading them all.

A likeness lies in four columns of 16 bits. Where two differ in at most 7 bits, one column differs in at most
one: so each is asked for its own value and the 16 values one bit away, which an index answers.
"""

from collections.abc import Iterator

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from backend.reports.look import ALIKE, apart
from backend.reports.moves import State
from backend.reports.ports import Alike
from backend.stores.bands import BANDS, bands_of, likeness_of
from backend.stores.database import Database
from backend.stores.rows import AnyRow
from backend.stores.tables import photos, reports

CANDIDATES = 500
"""Rows looked at for each column: pictures of one wall make one value common."""
FOUND = (
    select(
        *photos.c[("report", "sha256", *BANDS)],
        *reports.c["number", "kelurahan", "state"],
    )
    .join_from(photos, reports)
    .where(photos.c.report != bindparam("but"))
    .limit(CANDIDATES)
)
BY_BAND = [FOUND.where(photos.c[band].in_(bindparam("values", expanding=True))) for band in BANDS]


class SqlLikenesses:
    """See backend.reports.ports.Likenesses."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def alike(self, likeness: str, *, but: str, limit: int = 5) -> tuple[Alike, ...]:
        if not likeness:
            return ()
        found = self._database.read(lambda tx: [_alike(row, likeness) for row in _near(tx, likeness, but)])
        likest: dict[str, Alike] = {}
        for one in sorted(found, key=lambda alike: (alike.apart, alike.report)):
            if one.apart <= ALIKE:
                likest.setdefault(one.report, one)
        return tuple(likest.values())[:limit]


def _near(tx: Connection, likeness: str, but: str) -> Iterator[AnyRow]:
    for statement, value in zip(BY_BAND, bands_of(likeness), strict=True):
        near = [value, *(value ^ 1 << bit for bit in range(16))]
        yield from tx.execute(statement, {"but": but, "values": near})


def _alike(row: AnyRow, likeness: str) -> Alike:
    return Alike(
        row.report,
        row.number,
        row.kelurahan,
        State(row.state),
        row.sha256,
        apart(likeness, likeness_of([getattr(row, band) for band in BANDS])),
    )
