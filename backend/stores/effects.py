"""What finished work has brought about, recorded in the transaction that marks it done."""

from sqlalchemy import bindparam, func, update
from sqlalchemy.engine import Connection

from backend.reports.ports import Effect, PhotoDerived, PhotoLooked, PhotoLost, PhotoStored, ReportArchived
from backend.reports.report import GONE
from backend.stores.archiving import record
from backend.stores.bands import BANDS
from backend.stores.columns import Instant
from backend.stores.prepared import Prepared
from backend.stores.rows import of_look
from backend.stores.tables import photos
from backend.stores.uploads import FORGET, THIS_PHOTO, start_over

STORED = Prepared(
    update(photos)
    .where(*THIS_PHOTO, photos.c.complete_at.is_not(None))
    .values(stored_at=func.coalesce(photos.c.stored_at, bindparam("at", type_=Instant)))
)
# What was going on when a photo went with its sender says nothing of it any more.
STILL_THERE = (*THIS_PHOTO, photos.c.unusable != GONE)
DERIVED = Prepared(
    update(photos).where(*STILL_THERE).values(derived_at=bindparam("at"), unusable=bindparam("why"))
)
LOOKED = Prepared(
    update(photos).where(*STILL_THERE).values({name: bindparam(name) for name in ("look", *BANDS)})
)


def apply(connection: Connection, effect: Effect) -> None:
    """Applied twice is applied once. A report discarded meanwhile is left alone."""
    match effect:
        case PhotoStored(report, photo, at):
            this = {"report_id": report, "photo_id": photo}
            if STORED.count(connection, **this, at=at):
                FORGET.count(connection, **this)
        case PhotoLost(report, photo):
            start_over(connection, report, photo, complete=True)
        case PhotoDerived(report, photo, at, unusable):
            DERIVED.count(connection, report_id=report, photo_id=photo, at=at, why=unusable)
        case PhotoLooked(report, photo, look):
            LOOKED.count(connection, report_id=report, photo_id=photo, **of_look(look))
        case ReportArchived():
            record(connection, effect)
