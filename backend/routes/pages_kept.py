"""Residents' pages: read from snapshots only, kept by browsers, asked about each time."""

import gzip
from http import HTTPStatus
from typing import Any

from flask import Response, render_template, request

from backend.reports.ports import NotFound
from backend.wiring import parts

SOON = "public, max-age=0, s-maxage=2, must-revalidate"
"""Browsers ask each time, and an unchanged page costs a 304. A cache of many (a CDN) answers by itself for
two seconds: with the second a worker may take, a decision is seen within five.
"""
LEVEL = 6
"""Of gzip: about a millisecond for a page."""


def snapshot(name: str) -> dict[str, Any]:
    """The document of that name; empty where nothing was drawn yet."""
    return kept_drawing(name)[0]


def kept_drawing(name: str) -> tuple[dict[str, Any], str]:
    """The document of that name and its ETag; both empty where nothing was drawn yet."""
    try:
        drawn = parts().public.snapshots.get(name)
    except NotFound:
        return {}, ""
    return drawn.document, drawn.etag


def kept(template: str, **facts: Any) -> Response:
    """The page, the same for all who read its language; its ETag is that of its words."""
    answer = Response(render_template(template, **facts), mimetype="text/html")
    answer.headers["Cache-Control"] = SOON
    answer.vary.update(["Accept-Encoding", "Accept-Language", "Cookie"])
    answer.add_etag(weak=True)
    answer.make_conditional(request)
    return packed(answer)


def packed(answer: Response) -> Response:
    """Compressed where the browser takes it: a fifth of the bytes, on a phone that pays for each.

    Only for pages that are the same for everybody: nothing secret can leak through their length (BREACH).
    """
    if answer.status_code == HTTPStatus.OK and request.accept_encodings["gzip"] > 0:
        answer.set_data(gzip.compress(answer.get_data(), LEVEL, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
    return answer
