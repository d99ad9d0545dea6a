"""Followers are told what changed: in one message, not at night, and never one after the other.

A message that is asked for twice, or late, tells the same as one: what is new is read when it is written.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from backend.reports.digest_ports import Refused
from backend.reports.notice_ports import Gone, Undelivered
from backend.reports.notices import TRIES, quiet_until, wait
from backend.reports.ports import Clock, Lease, NotFound, Outbox
from backend.reports.wita import WITA
from backend.residents.changes import Change
from backend.residents.follows import CONFIRM, Follow, Follower, Followers, Way, may_be_asked
from backend.residents.ports import Changes

EVERY = {Way.PUSH: timedelta(hours=1), Way.MAIL: timedelta(days=1)}
"""Between two messages to one follower, whatever happens."""
STALE = timedelta(days=7)
"""What changed longer ago is no news: after a restore everything is shown anew."""
AT_ONCE = 1_000

Send = Callable[[Follower, Sequence[Change]], None]
"""Raises Gone, Refused, Undelivered."""
Confirm = Callable[[Follower, Sequence[Follow]], None]
"""Asks an address whether it is true. Raises Refused, Undelivered."""


def tell(
    lease: Lease,
    *,
    followers: Followers,
    changes: Changes,
    outbox: Outbox,
    send: Send,
    confirm: Confirm,
    clock: Clock,
) -> None:
    """The body of a task; may run twice."""
    try:
        follower = followers.get(lease.work.report)
        if lease.work.photo == CONFIRM:
            _confirm(follower, followers, confirm, clock())
        elif later := _tell(follower, followers, changes, send, clock()):
            return outbox.postpone(lease, due=later, error="", counts=False)
    except NotFound:
        """It follows nothing any more."""
    except (Gone, Refused):
        followers.stop(lease.work.report)
    except Undelivered as cause:
        if lease.attempt < TRIES:
            return outbox.postpone(
                lease, due=clock() + wait(lease.attempt, [cause]), error=type(cause).__name__
            )
    return outbox.finish(lease)


def _confirm(follower: Follower, followers: Followers, confirm: Confirm, now: datetime) -> None:
    waiting = [follow for follow in followers.follows(follower.id) if not follow.confirmed]
    if waiting and may_be_asked(follower, now):
        confirm(follower, waiting)
        followers.asked(follower.id, now)


def _tell(
    follower: Follower, followers: Followers, changes: Changes, send: Send, now: datetime
) -> datetime | None:
    """When to come back; None when it knows everything."""
    news, seen = news_of(follower, followers.follows(follower.id), changes, now)
    if not news:
        followers.told(follower.id, seen, None)
        return None
    if (at := next_at(follower, now)) > now:
        return at
    send(follower, news)
    followers.told(follower.id, seen, now)
    return None


def next_at(follower: Follower, now: datetime) -> datetime:
    """The first moment from now on at which it may be told something."""
    at = max(now, follower.told_at + EVERY[follower.way]) if follower.told_at else now
    return quiet_until(at) or at


def news_of(
    follower: Follower, follows: Sequence[Follow], changes: Changes, now: datetime
) -> tuple[list[Change], int]:
    """Of each report the last change it does not know, the newest first; that is all up to the number."""
    wanted = [follow for follow in follows if follow.confirmed]
    last: dict[str, Change] = {}
    seen, until = follower.seen, changes.newest()
    while page := changes.since(seen, day=oldest(now), limit=AT_ONCE):
        for change in page:
            if any(_tells(follow, change) for follow in wanted):
                last[change.report] = change
        seen = page[-1].number
    return sorted(last.values(), key=lambda change: change.number, reverse=True), max(seen, until)


def oldest(now: datetime) -> date:
    """The first day in Bontang of which anybody is told."""
    return (now - STALE).astimezone(WITA).date()


def _tells(follow: Follow, change: Change) -> bool:
    return change.number > follow.since and follow.topic.tells(change)
