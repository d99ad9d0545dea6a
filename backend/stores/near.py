"""Reports near a place."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.reports.report import Report
from backend.stores.reading import load
from backend.stores.spots import spots_around
from backend.stores.tables import reports
from sync.envelope import Place


def near(
    connection: Connection, place: Place, since: datetime, states: Collection[State], limit: int
) -> tuple[Report, ...]:
    wanted = (
        select(reports.c.id)
        .where(reports.c.spot.in_(spots_around(place)), reports.c.received_at >= since)
        .where(reports.c.state.in_(sorted(states)))
        .order_by(reports.c.received_at.desc())
        .limit(limit)
    )
    ids = connection.execute(wanted).scalars().all()
    found = load(connection, ids) if ids else {}
    return tuple(found[report_id] for report_id in ids)
