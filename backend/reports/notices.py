"""Senders are told what became of their reports: not at night, not one by one, never in a decision's way."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from backend.reports.moves import State
from backend.reports.notice_ports import Gone, Postman, Subscription, Subscriptions, Undelivered
from backend.reports.ports import Clock, Kind, Lease, Line, Outbox, Reports, Work
from backend.reports.report import Report, Sender
from backend.reports.wita import WITA

NIGHT_FROM, MORNING = 21, 6
"""Hours of the day in Bontang: what happens between is told at the end, in one message."""
TTL_S = 3 * 24 * 3600
"""A push service keeps a message so long for a phone that is off."""
TRIES = 7
"""Fewer than would bury the work: what could not be told is told with the next step."""
FIRST_WAIT_S = 30.0
LONGEST_WAIT = timedelta(hours=1)
LATE = timedelta(minutes=15)
"""A step is stamped when it is asked for and seen when it commits, up to so much later: stores wait and try
again, and clocks of machines differ. The last moment told is no end of what came before it."""

Write = Callable[[Subscription, Sequence[Line]], str]
"""The message about some news, in the language of the subscription."""


def work_for(report: Report, before: Report, *, followers: Sequence[str] = ()) -> list[Work]:
    """The work a move implies; what is only noted calls nobody.

    Keyed by whose report it is, so that many steps become one message. `followers` are the owners of what
    is merged into it.
    """
    moved = report.state not in {before.state, State.RECEIVED}
    if not moved or report.steps[-1].by.kind == "sender":
        return []
    also = followers if report.state is not State.NEEDS_INFO else ()  # the question is its sender's alone
    return [Work(Kind.NOTIFY, owner) for owner in dict.fromkeys([report.sender.owner, *also])]


def tell(
    lease: Lease,
    *,
    reports: Reports,
    outbox: Outbox,
    subscriptions: Subscriptions,
    postman: Postman,
    write: Write,
    clock: Clock,
) -> None:
    """Tell all phones of one sender what is new to each. The body of a task."""
    now = clock()
    found = subscriptions.of(lease.work.report) if postman.key else ()
    if found and (morning := quiet_until(now)):
        outbox.postpone(lease, due=morning, error="", counts=False)
        return
    waits: list[Undelivered] = []
    for subscription in found:
        try:
            _tell_one(subscription, reports, subscriptions, postman, write)
        except Undelivered as cause:
            waits.append(cause)
    if waits and lease.attempt < TRIES:
        outbox.postpone(lease, due=now + wait(lease.attempt, waits), error=str(waits[0]))
    else:
        outbox.finish(lease)


def _tell_one(
    to: Subscription, reports: Reports, subscriptions: Subscriptions, postman: Postman, write: Write
) -> None:
    theirs = Sender(to.device, to.owner, alone=True) if to.alone else Sender(to.owner)
    lines = reports.lines_of(theirs, since=to.told_at)
    news = [line for line in lines if is_new(line, to)]
    if not news:
        return
    try:
        postman.deliver(to, write(to, news), topic=topic(to.owner), ttl_s=TTL_S)
    except Gone:
        subscriptions.remove(to.device)
    else:
        until = max(to.told_at, max(line.moved_at for line in news) - LATE)
        subscriptions.told(to.device, until, known(lines, until))


def is_new(line: Line, to: Subscription) -> bool:
    """Somebody else than the sender has done something it was not told of."""
    is_untold = line.moved_at > to.told_at and _mark(line) not in to.told
    return is_untold and line.state is not State.RECEIVED and line.last_step.by.kind != "sender"


def known(lines: Iterable[Line], until: datetime) -> frozenset[str]:
    """Marks of what a phone that knows these lines need not be told of what happened since then."""
    return frozenset(_mark(line) for line in lines if line.moved_at > until)


def _mark(line: Line) -> str:
    """Of what it tells now. It names no report: an address to be told at outlives some of them."""
    judged = line.head.moved_at.isoformat() if line.head and line.head.is_judged else ""
    return hashlib.sha256(f"{line.id} {line.version} {judged}".encode()).hexdigest()[:16]


def quiet_until(now: datetime) -> datetime | None:
    """The end of the night, when it is night in Bontang."""
    there = now.astimezone(WITA)
    if MORNING <= there.hour < NIGHT_FROM:
        return None
    day = there.date() + timedelta(days=there.hour >= NIGHT_FROM)
    return datetime(day.year, day.month, day.day, MORNING, tzinfo=WITA).astimezone(UTC)


def wait(attempt: int, waits: Sequence[Undelivered]) -> timedelta:
    """Twice as long after each attempt, or what the push service asked for when that is longer."""
    asked = timedelta(seconds=max(cause.retry_after_s for cause in waits))
    return min(LONGEST_WAIT, max(asked, timedelta(seconds=FIRST_WAIT_S * 2.0 ** (attempt - 1))))


def topic(owner: str) -> str:
    """At most 32 characters of base64url (RFC 8030, 5.4) that tell nobody whose it is."""
    return hashlib.sha256(f"masdarling notices {owner}".encode()).hexdigest()[:32]
