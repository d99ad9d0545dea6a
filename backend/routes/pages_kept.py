"""Residents' pages: read from snapshots only, kept by browsers, asked about each time."""

from typing import Any

from flask import Response, render_template, request

from backend.reports.ports import NotFound
from backend.wiring import parts

SOON = "public, no-cache"
"""A decision is seen at the next look; an unchanged page costs a 304."""


def snapshot(name: str) -> dict[str, Any]:
    """The document of that name; empty where nothing was drawn yet."""
    try:
        return parts().snapshots.get(name).document
    except NotFound:
        return {}


def kept(template: str, **facts: Any) -> Response:
    """The page, the same for all who read its language; its ETag is that of its bytes."""
    answer = Response(render_template(template, **facts), mimetype="text/html")
    answer.headers["Cache-Control"] = SOON
    answer.vary.update(["Accept-Language", "Cookie"])
    answer.add_etag()
    answer.make_conditional(request)
    return answer
