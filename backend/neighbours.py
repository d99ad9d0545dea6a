"""Followers hear what changed: asked for by the sweep, carried out by a worker."""

from collections.abc import Sequence
from functools import partial

from backend import news_words
from backend.reports.notice_ports import Subscription
from backend.reports.notices import TTL_S, topic
from backend.reports.ports import Lease
from backend.residents import news
from backend.residents.changes import Change
from backend.residents.follows import Follow, Follower, Way
from backend.wiring import Parts


def ask_for_news(parts: Parts) -> int:
    """Those a change concerns; of how many. What nobody confirmed in time is forgotten first."""
    parts.followers.forget_unconfirmed(parts.clock())
    return parts.followers.ask(now=parts.clock())


def send_news(parts: Parts, lease: Lease) -> None:
    """The body of a task; may run twice."""
    news.tell(
        lease,
        followers=parts.followers,
        changes=parts.public.changes,
        outbox=parts.outbox,
        send=partial(_send, parts),
        confirm=partial(_confirm, parts),
        clock=parts.clock,
    )


def _send(parts: Parts, to: Follower, found: Sequence[Change]) -> None:
    if to.way is Way.MAIL:
        topics = [follow.topic for follow in parts.followers.follows(to.id) if follow.confirmed]
        subject, text = news_words.mail(parts, to, found, topics)
        address = news_words.letters_address(parts, to)
        return parts.mailman.deliver(to.address, subject, text, stop_at=address)
    return _push(parts, to, found)


def _push(parts: Parts, to: Follower, found: Sequence[Change]) -> None:
    if not parts.postman.key:
        return
    browser = Subscription(
        to.id, to.id, to.address, to.p256dh, to.auth, to.language, to.told_at or parts.clock()
    )
    message = news_words.push(parts, to, found)
    parts.postman.deliver(browser, message, topic=topic(f"{to.id} follower"), ttl_s=TTL_S)


def _confirm(parts: Parts, to: Follower, waiting: Sequence[Follow]) -> None:
    subject, text = news_words.confirmation(parts, to, waiting)
    parts.mailman.deliver(to.address, subject, text)
