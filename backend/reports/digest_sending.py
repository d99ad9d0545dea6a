"""One reviewer's digest leaves by one way: to the phones on which they asked to be told, or by e-mail."""

from collections.abc import Callable
from datetime import datetime, timedelta

from backend.reports.digest import Digest, day_of
from backend.reports.digest_ports import PUSH, Choice, Mailman, Refused
from backend.reports.notice_ports import Gone, Postman, Subscription, Subscriptions, Undelivered
from backend.reports.notices import FIRST_WAIT_S, TRIES, topic
from backend.reports.ports import Calendar, Clock, Lease, Outbox

TTL_S = 8 * 3600
"""In the evening it is of no use any more."""

STILL_TO_TELL = timedelta(days=1)
"""An address that takes digests is in use, which its `told_at` says; what is new may be still to tell."""

Push = Callable[[Subscription, Digest], str]
Mail = Callable[[str, Digest], tuple[str, str]]
"""Subject and text, in a language."""


def send(
    lease: Lease,
    *,
    choice: Choice,
    compose: Callable[[], Digest | None],
    outbox: Outbox,
    subscriptions: Subscriptions,
    postman: Postman,
    mailman: Mailman,
    push: Push,
    mail: Mail,
    calendar: Calendar,
    clock: Clock,
) -> None:
    """The body of a task. `compose` gives None when the person reviews nothing any more."""
    if not choice.is_on or day_of(clock(), calendar) is None:  # it was turned off, or the day has passed
        return outbox.finish(lease)
    try:
        if lease.work.photo == PUSH:
            _push(lease.work.report, compose, subscriptions, postman, push, now=clock())
        elif choice.email and mailman.is_there and (digest := compose()):
            mailman.deliver(choice.email, *mail(choice.language, digest))
    except Refused:
        outbox.finish(lease)
    except Undelivered as cause:
        _later(lease, outbox, clock(), cause)
    else:
        outbox.finish(lease)
    return None


def _push(
    person: str,
    compose: Callable[[], Digest | None],
    subscriptions: Subscriptions,
    postman: Postman,
    write: Push,
    *,
    now: datetime,
) -> None:
    """To each phone; those that were told are not told again, as the topic takes the place of the former."""
    found = subscriptions.of(person) if postman.key else ()
    digest = compose() if found else None
    if digest is None:
        return
    for subscription in found:
        try:
            postman.deliver(
                subscription, write(subscription, digest), topic=topic(f"{person} digest"), ttl_s=TTL_S
            )
            subscriptions.told(subscription.device, now - STILL_TO_TELL)
        except Gone:
            subscriptions.remove(subscription.device)


def _later(lease: Lease, outbox: Outbox, now: datetime, cause: Undelivered) -> None:
    if lease.attempt >= TRIES:
        return outbox.finish(lease)  # tomorrow there is another
    wait = max(FIRST_WAIT_S * 2.0 ** (lease.attempt - 1), cause.retry_after_s)
    return outbox.postpone(lease, due=now + timedelta(seconds=wait), error=str(cause))
