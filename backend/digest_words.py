"""The daily digest in words: numbers and places, and nothing anybody wrote."""

import json
from collections.abc import Iterator

from babel.dates import format_date

from backend.reports.digest import Digest, Place
from backend.reports.notice_ports import Subscription
from backend.reports.wita import WITA
from backend.wiring import Parts
from backend.words import said

QUEUE = "/tinjau"
OVERDUE = f"{QUEUE}?keadaan=received&tenggat=lewat"


def push(parts: Parts, to: Subscription, digest: Digest) -> str:
    """In the form of Declarative Web Push, like the notices to senders (notice_words.py)."""
    return json.dumps(
        {
            "web_push": 8030,
            "notification": {
                "title": said(to.language, "digest.title"),
                "body": _total(to.language, digest),
                "lang": to.language,
                "tag": "masdarling-digest",
                "navigate": f"{parts.settings.base_url}{OVERDUE if digest.overdue else QUEUE}",
            },
            "mutable": True,
            "for": to.owner,
        },
        ensure_ascii=False,
    )


def mail(parts: Parts, tongue: str, digest: Digest) -> tuple[str, str]:
    """Subject and text."""
    day = format_date(digest.day, "EEEE, d MMMM y", locale=tongue)
    return said(tongue, "digest.subject", day=day), "\n".join(_lines(parts, tongue, digest, day))


def _lines(parts: Parts, tongue: str, digest: Digest, day: str) -> Iterator[str]:
    since = format_date(digest.since.astimezone(WITA), "EEEE, d MMMM", locale=tongue)
    yield from (said(tongue, "digest.hello"), "", said(tongue, "digest.lead", day=day), "")
    for place in digest.places:
        known = parts.city.register().kelurahan.get(place.kelurahan)
        yield said(tongue, "shared.kelurahan", name=known.name if known else place.kelurahan)
        yield f"  {_place(tongue, place)}"
    yield from ("", said(tongue, "digest.new_since", since=since), "")
    yield said(tongue, "digest.go", address=f"{parts.settings.base_url}{QUEUE}")
    yield said(tongue, "digest.stop", address=f"{parts.settings.base_url}/akun")


def _total(tongue: str, digest: Digest) -> str:
    return _numbers(tongue, digest.overdue, digest.due_today, digest.new)


def _place(tongue: str, place: Place) -> str:
    return _numbers(tongue, place.overdue, place.due_today, place.new)


def _numbers(tongue: str, overdue: int, due_today: int, new: int) -> str:
    if not (overdue or due_today or new):
        return said(tongue, "digest.nothing")
    return said(tongue, "digest.numbers", overdue=overdue, today=due_today, new=new)
