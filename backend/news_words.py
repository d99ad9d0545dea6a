"""What followers are told: states, kinds, places, and nothing anybody wrote."""

import json
from collections.abc import Iterator, Sequence

from backend.residents.changes import Change
from backend.residents.follows import Follow, Follower
from backend.residents.tokens import token
from backend.residents.topic import Topic
from backend.topic_words import became, category, kelurahan, named, shown
from backend.wiring import Parts
from backend.words import said

PUSH_NAMED, MAIL_NAMED = 3, 20
"""Reports named in one message."""


def push(parts: Parts, to: Follower, news: Sequence[Change]) -> str:
    """In the form of Declarative Web Push, like the notices to senders (notice_words.py)."""
    tongue, lines = to.language, [_line(parts, to.language, change) for change in news[:PUSH_NAMED]]
    title = said(tongue, "resident-follow.news", n=len(news))
    alone = len(news) == 1
    return json.dumps(
        {
            "web_push": 8030,
            "notification": {
                "title": _became(parts, tongue, news[0]) if alone else title,
                "body": _what(parts, tongue, news[0]) if alone else "\n".join(lines),
                "lang": tongue,
                "tag": "masdarling-follow",
                "navigate": f"{parts.settings.base_url}{_where(news)}",
            },
            "mutable": True,
        },
        ensure_ascii=False,
    )


def mail(parts: Parts, to: Follower, news: Sequence[Change], topics: Sequence[Topic]) -> tuple[str, str]:
    """Subject and text."""
    tongue = to.language
    subject = said(tongue, "resident-follow.news", n=len(news))
    if len(news) == 1:
        subject = _line(parts, tongue, news[0])
    return subject, "\n".join(_letter(parts, to, news, topics))


def confirmation(parts: Parts, to: Follower, waiting: Sequence[Follow]) -> tuple[str, str]:
    """Asks whether it is true. Names what is to be followed, and nothing the asker wrote."""
    tongue, names = to.language, [named(parts, to.language, follow.topic) for follow in waiting]
    lines = (
        said(tongue, "resident-follow.mail.hello"),
        "",
        said(tongue, "resident-follow.mail.asked"),
        *(f"- {name}" for name in names),
        "",
        said(tongue, "resident-follow.mail.confirm", address=letters_address(parts, to)),
        "",
        said(tongue, "resident-follow.mail.not_you"),
    )
    return said(tongue, "resident-follow.mail.subject"), "\n".join(lines)


def letters_address(parts: Parts, to: Follower) -> str:
    """Where whoever reads the letters changes what they tell, or ends them."""
    secret = parts.settings.secret_key.get_secret_value()
    return f"{parts.settings.base_url}/ikuti/surel/{token(to.id, secret)}"


def _letter(parts: Parts, to: Follower, news: Sequence[Change], topics: Sequence[Topic]) -> Iterator[str]:
    tongue, base = to.language, parts.settings.base_url
    yield from (said(tongue, "resident-follow.mail.hello"), "")
    yield from (said(tongue, "resident-follow.mail.changed", n=len(news)), "")
    for change in news[:MAIL_NAMED]:
        yield from (f"- {_line(parts, tongue, change)}", f"  {base}/laporan/{change.report}")
    if len(news) > MAIL_NAMED:
        yield said(tongue, "resident-follow.mail.more", n=len(news) - MAIL_NAMED, address=f"{base}/")
    names = "; ".join(named(parts, tongue, topic) for topic in topics)
    yield from ("", said(tongue, "resident-follow.mail.why", what=names))
    yield said(tongue, "resident-follow.mail.stop", address=letters_address(parts, to))


def _line(parts: Parts, tongue: str, change: Change) -> str:
    return f"{_became(parts, tongue, change)}: {_what(parts, tongue, change)}"


def _became(parts: Parts, tongue: str, change: Change) -> str:
    return became(tongue, change.state, shown(parts, change.report))


def _what(parts: Parts, tongue: str, change: Change) -> str:
    kind, place = category(parts, tongue, change.category), kelurahan(parts, change.kelurahan)
    return said(tongue, "resident-follow.what", category=kind, place=place)


def _where(news: Sequence[Change]) -> str:
    """The page that tells it all: of the report, of the kelurahan, or of the city."""
    reports, places = {change.report for change in news}, {change.kelurahan for change in news}
    if len(reports) == 1:
        return f"/laporan/{news[0].report}"
    return f"/kelurahan/{news[0].kelurahan}" if len(places) == 1 else "/"
