"""A phone hands in a report, perhaps not for the first time; or takes back one that is not whole yet."""

import secrets
from datetime import datetime, timedelta

from backend.reports import contesting, remains
from backend.reports.flags import hints
from backend.reports.moves import State
from backend.reports.ports import (
    Catalogue,
    Clock,
    Found,
    Held,
    Kind,
    NotFound,
    NumberTaken,
    Queue,
    Regrouped,
    Reports,
    Stale,
    Taken,
    Unavailable,
    Whereabouts,
    Work,
)
from backend.reports.published import Known
from backend.reports.report import Actor, Report, Sender, Step, expected
from backend.reports.standing_alone import part_from
from sync import number
from sync.envelope import Envelope, Problem, Unreadable
from sync.verdict import Verdict, judge

TRIES = 5
"""How often a report is read again that others are merging into at the same moment."""
AGE_MAX = timedelta(days=3650)
"""A phone that says it waited longer has no clock worth listening to."""


def receive(
    envelope: Envelope,
    *,
    by: Sender,
    age_ms: int | None,
    home: str | None,
    reports: Reports,
    whereabouts: Whereabouts,
    catalogue: Known,
    clock: Clock,
    queue: Queue,
    through: Actor | None = None,
    beside: str = "",
) -> tuple[Verdict, Held]:
    """Keep the report unless it is kept already; what is kept now, so that nobody need ask for it again.

    `age_ms` is how long ago the phone says it was captured, in milliseconds; `home` the kelurahan the sender
    belongs to. Raises NotFound when the id belongs to somebody else (no hint that it exists), Unreadable when
    nothing says which kelurahan it is about. `through` is who handed it in for the sender, if somebody did,
    and `beside` what reviewers alone read.
    """
    try:
        held = reports.held(envelope.id)
    except NotFound:
        place = find(envelope, whereabouts)
        kelurahan = choose(envelope, place, home=home, catalogue=catalogue)
        now = clock()
        captured = estimate(envelope, now, age_ms)
        about = contesting.flags(envelope, captured, reports=reports, calendar=catalogue)
        report = Report(
            envelope=envelope,
            number="",
            sender=by,
            came_to=kelurahan,
            received_at=now,
            captured_estimate=captured,
            steps=(
                Step(State.RECEIVED, through or Actor("sender", by.person or by.device), now, words=beside),
            ),
            photos=tuple(map(expected, envelope.photos)),
            flags=(*about, *hints(envelope, place, catalogue)),
            complete_at=None if envelope.photos else now,
        )
        return _keep(report, reports, queue)
    return repeated(held, envelope, by, reports)


def repeated(held: Held, envelope: Envelope, by: Sender, reports: Reports) -> tuple[Verdict, Held]:
    """The id is kept already: say so to its sender alone. Raises NotFound."""
    if not is_from(held.sender, by, reports):
        raise NotFound(envelope.id)
    return judge(sent=envelope.digest, kept=held.digest), held


def _keep(report: Report, reports: Reports, queue: Queue) -> tuple[Verdict, Held]:
    work = () if report.photos else (Work(Kind.ARCHIVE, report.id),)
    while True:
        report = with_number(report)
        try:
            reports.add(report, work)
        except NumberTaken:
            continue
        except Taken:  # the same report came in beside this one
            return repeated(reports.held(report.id), report.envelope, report.sender, reports)
        if work:
            queue.nudge()
        return Verdict.NEW, _held(report)


def _held(report: Report) -> Held:
    return Held(
        id=report.id,
        digest=report.envelope.digest,
        number=report.number,
        sender=report.sender,
        custody=report.custody,
        photos=report.photos,
    )


def discard(report_id: str, *, by: Sender, reports: Reports, clock: Clock, queue: Queue) -> None:
    """Remove a report that still lacks photos; what was merged into it stands on its own feet again.

    Raises NotFound, Stale when it is whole or already judged.
    """
    for _ in range(TRIES):
        report = reports.get(report_id)
        if not is_from(report.sender, by, reports):
            raise NotFound(report_id)
        if report.complete_at or report.version > 1:
            raise Stale(report)
        try:
            part_from(report.id, report.id, reports=reports, at=clock())
            reports.discard(report_id, remains.work_for(report), at=clock())
        except Regrouped:  # somebody merges into it at this moment
            continue
        return queue.nudge()
    raise Unavailable(f"others are merging into {report_id}")


def is_from(sender: Sender, asker: Sender, reports: Reports) -> bool:
    """Whether it is in the asker's own list; in that of one that stands alone is what it sent itself."""
    if asker.alone or sender.device == asker.device:
        return sender.device == asker.device
    return sender.owner == asker.owner or sender.owner in reports.owners_of(asker)


def with_number(report: Report) -> Report:
    """The report with a number of its own."""
    return report.numbered(number.make(secrets.randbelow))


def find(envelope: Envelope, whereabouts: Whereabouts) -> Found | None:
    where = envelope.where
    return whereabouts.find(where.lat, where.lon) if where else None


def choose(envelope: Envelope, place: Found | None, *, home: str | None, catalogue: Catalogue) -> str:
    """The point decides; without one the phone's proposal, then the sender's own kelurahan.

    A point at sea or beyond the city is a real report too: it belongs to the nearest kelurahan.
    """
    if place:
        return place.kelurahan
    for proposed in (envelope.kelurahan, home):
        if proposed and catalogue.knows_kelurahan(proposed):
            return proposed
    raise Unreadable(Problem("kelurahan", "is needed where there is no point on the map"))


def estimate(envelope: Envelope, now: datetime, age_ms: int | None) -> datetime:
    """When it was captured by the server's clock: the phone's may be years off, what it measures is not."""
    if age_ms is not None and 0 <= age_ms <= AGE_MAX.total_seconds() * 1000:
        return now - timedelta(milliseconds=age_ms)
    return min(envelope.captured_at, now)
