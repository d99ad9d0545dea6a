"""Residents' pages: read from snapshots only, kept by browsers, asked about each time.

What has not changed is answered with a 304 before a template is touched.
"""

import gzip
from collections.abc import Sequence
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from flask import Response, g, render_template, request

from backend.reports.ports import NotFound
from backend.routes.edition import edition
from backend.routes.shared_link import shared_link
from backend.routes.when import today
from backend.wiring import parts
from backend.words import language

SOON = "public, max-age=0, s-maxage=2, must-revalidate"
"""Browsers ask each time, and an unchanged page costs a 304. A cache of many (a CDN) answers by itself for
two seconds: with the second a worker may take, a decision is seen within five.
"""
MARK_CHARS = 32
"""Of an ETag: 128 bits."""
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


def kept(template: str, *, of: Sequence[object], **facts: Any) -> Response:
    """The page, the same for all who read its language; drawn when the browser has another one, or none.

    `of`: what it tells that does not follow from its address, the register and the day: ETags of documents,
    or values whose `repr` says all of them.
    """
    answer = Response(mimetype="text/html")
    answer.headers["Cache-Control"] = SOON
    answer.vary.update(["Accept-Encoding", "Accept-Language", "Cookie"])
    answer.set_etag(_mark(template, of), weak=True)
    answer.make_conditional(request)
    if answer.status_code == HTTPStatus.OK:
        g.draws_icons = (
            True  # who follows a link comes once: one file less to wait for, for a kilobyte or two
        )
        answer.set_data(render_template(template, **facts))
    return packed(answer)


def _mark(template: str, of: Sequence[object]) -> str:
    """The same mark, the same page. Of public things alone: whoever reads a mark may try what it is of."""
    asked = (language(), request.full_path, shared_link())
    made = (edition(), template, parts().city.version, today())
    return sha256(repr((asked, made, of)).encode()).hexdigest()[:MARK_CHARS]


def packed(answer: Response) -> Response:
    """Compressed where the browser takes it: a fifth of the bytes, on a phone that pays for each.

    Only for pages that are the same for everybody: nothing secret can leak through their length (BREACH).
    """
    if answer.status_code == HTTPStatus.OK and request.accept_encodings["gzip"] > 0:
        answer.set_data(gzip.compress(answer.get_data(), LEVEL, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
    return answer
