"""The message a phone shows about reports: a number, a category, a state, and nothing anybody wrote.

JSON in the form of Declarative Web Push, which our service worker reads too: where the browser knows that
form it is shown even without the service worker (https://webkit.org/blog/16535/meet-declarative-web-push/).
"""

import json
from collections.abc import Sequence

from backend.reports.moves import State
from backend.reports.notice_ports import Subscription
from backend.reports.ports import Line
from backend.wiring import Parts
from backend.words import said

NAMED_MAX = 3
"""Reports named in one message; more would not be shown."""


def message(parts: Parts, to: Subscription, news: Sequence[Line]) -> str:
    """One notification about all the news. `for` tells a shared phone whose it is."""
    title, body = _one(parts, to.language, news[0]) if len(news) == 1 else _many(to.language, news)
    where = f"/{news[0].id}" if len(news) == 1 else ""
    return json.dumps(
        {
            "web_push": 8030,
            "notification": {
                "title": title,
                "body": body,
                "lang": to.language,
                "tag": "masdarling-reports",
                "navigate": f"{parts.settings.base_url}/lapor#laporan{where}",
            },
            "app_badge": sum(line.state is State.NEEDS_INFO for line in news),
            "mutable": True,
            "for": to.owner,
        },
        ensure_ascii=False,
    )


def _one(parts: Parts, tongue: str, line: Line) -> tuple[str, str]:
    known = parts.city.register().categories.get(line.category)
    category = (known.label.en if tongue == "en" else known.label.id) if known else line.category
    key = "push.ask" if line.state is State.NEEDS_INFO else "push.one"
    state = said(tongue, f"shared.state.{line.stands.value}")
    return state, said(tongue, key, category=category, number=line.number)


def _many(tongue: str, news: Sequence[Line]) -> tuple[str, str]:
    named = [
        f"{line.number}: {said(tongue, f'shared.state.{line.stands.value}')}" for line in news[:NAMED_MAX]
    ]
    return said(tongue, "push.many", n=len(news)), "\n".join(named)
