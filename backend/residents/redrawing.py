"""Draws anew what changes without a report changing: with the day, and with what a new version tells.

The sweep asks, a worker draws. Done in pieces, each of which may run twice.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from backend.reports.ports import Clock, Kind, Lease, NotFound, Outbox, Reports, Snapshots, Work
from backend.reports.wita import WITA
from backend.residents.atlas import Atlas
from backend.residents.ports import Showcase

EDITION = 2
"""Of what `showing.item_of` makes of a report. The next one when it tells more, or something else."""
REPORTS, COUNTS = "reports", "counts"
"""What to draw: every report that is published, or the documents of the city and its kelurahan."""
ASKED = "asked"
"""The document that says for which edition and which day everything was asked to be drawn."""
AT_ONCE = 100
"""Reports in one piece: about a second."""
COUNTED_AT_ONCE = 1000


def ask(*, showcase: Showcase, snapshots: Snapshots, outbox: Outbox, clock: Clock) -> int:
    """For what is to be drawn anew; how many pieces of work. Asked for first, then marked as asked for."""
    now = clock()
    today = now.astimezone(WITA).date()
    before = _asked(snapshots)
    work = list(_due(before, today, is_counted=showcase.is_counted()))
    outbox.add(work, due=now)
    if (after := {"edition": EDITION, "day": today.isoformat()}) != before:
        snapshots.put(ASKED, after, at=now)
    return len(work)


def everything(outbox: Outbox, clock: Clock) -> None:
    """For all of it, whatever was drawn before."""
    outbox.add([Work(Kind.REDRAW, REPORTS)], due=clock())


def redraw(lease: Lease, *, reports: Reports, outbox: Outbox, atlas: Atlas) -> None:
    """One piece. The body of a task."""
    work = (
        _draw_reports(lease.work.photo, reports, atlas)
        if lease.work.report == REPORTS
        else _draw_counts(atlas)
    )
    outbox.finish(lease, work=work)


def _due(before: dict[str, Any], today: date, *, is_counted: bool) -> Iterator[Work]:
    if before.get("edition") != EDITION:
        yield Work(Kind.REDRAW, REPORTS)
    if before.get("day") != today.isoformat() or not is_counted:
        yield Work(Kind.REDRAW, COUNTS)


def _asked(snapshots: Snapshots) -> dict[str, Any]:
    try:
        return snapshots.get(ASKED).document
    except NotFound:
        return {}


def _draw_reports(after: str, reports: Reports, atlas: Atlas) -> list[Work]:
    """What comes next: `photo` says after which report. A report that was drawn since is not drawn back."""
    ids = reports.published_after(after, AT_ONCE)
    for report_id in ids:
        atlas.draw_report(report_id)
    if len(ids) < AT_ONCE:
        return [Work(Kind.REDRAW, COUNTS)]
    return [Work(Kind.REDRAW, REPORTS, ids[-1])]


def _draw_counts(atlas: Atlas) -> list[Work]:
    if not atlas.showcase.recount(COUNTED_AT_ONCE):
        return [Work(Kind.REDRAW, COUNTS)]
    atlas.draw_satisfaction()
    atlas.draw_counts(atlas.kelurahan())
    return []
