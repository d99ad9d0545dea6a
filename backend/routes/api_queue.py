"""What changes in a queue that somebody looks at: how much there is, what came in, what colleagues did."""

from datetime import datetime
from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import g, jsonify, request
from flask.typing import ResponseReturnValue

from backend.people.roles import Action
from backend.reports.ports import Line
from backend.routes.described import COUNT, TEXT, answer, many, record, tells
from backend.routes.doors import may
from backend.routes.marker import API
from backend.routes.queue_asked import FILTERS, Asked, moment_of
from backend.routes.queue_views import every
from backend.routes.queue_wanted import wanted_by_asker
from backend.wiring import parts
from backend.words import say
from sync.envelope import Problem, Unreadable

bp = APIBlueprint("api_queue", __name__, url_prefix="/api/v1/queue", tag="review")

ROWS_MAX = 60
"""A page has fewer."""
VIEW = {"type": "object", "properties": {"id": TEXT, "count": COUNT}}
ROW = {"type": "object", "properties": {"id": TEXT, "says": TEXT}}
NEWS = record(count=COUNT, says=TEXT, href=TEXT, rows=many(ROW))


@bp.get("/counts")
@bp.doc(
    **tells({200: answer("Of each view, up to 1,000.", record(views=many(VIEW)))}, refuses=(401, 404, 503))
)
@may(Action.REVIEW)
def get_counts() -> ResponseReturnValue:
    """How many reports each of the asker's views shows."""
    views = every(parts().saved_views.of(g.person.id))
    counted = [{"id": v.id, "count": parts().reports.count(wanted_by_asker(v.asked))} for v in views]
    return {"api": API, "views": counted}, 200, {"Cache-Control": "no-store"}


@bp.get("/news")
@bp.doc(
    **tells(
        {200: answer("In the asker's language.", NEWS), 304: answer("As the ETag says.")},
        refuses=(401, 404, 422, 503),
        headers=("If-None-Match",),
        query=("since", "rows", *FILTERS),
    )
)
@may(Action.REVIEW)
def get_news() -> ResponseReturnValue:
    """What came in since a moment and fits the filters; of the rows shown, those that moved since then.

    `since` is in milliseconds since 1970, `rows` are ids without hyphens, with `_` between them.
    """
    since, asked = _since(), Asked.of(request.args)
    came = asked.coming_since(since)
    count = parts().reports.count(wanted_by_asker(came))
    told = jsonify(
        {
            "api": API,
            "count": count,
            "says": say("live.new", n=count),
            "href": came.address(),
            "rows": _moved(since),
        }
    )
    told.headers["Cache-Control"] = "no-store"  # it says who decided; the page keeps the ETag itself
    told.add_etag()
    return told.make_conditional(request)


def _since() -> datetime:
    """Raises Unreadable."""
    try:
        return moment_of(request.args.get("since", ""))
    except ValueError as cause:
        raise Unreadable(Problem("since", "must be milliseconds since 1970")) from cause


def _moved(since: datetime) -> list[dict[str, Any]]:
    """What is out of the asker's reach by now is not told apart from what is gone."""
    asked = _rows()
    here = {line.id: line for line in parts().reports.lines(asked) if g.scopes.covers(line.kelurahan)}
    gone = [{"id": row, "says": say("live.gone")} for row in asked if row not in here]
    return gone + [
        {"id": line.id, "says": _says(line)} for line in here.values() if line.last_step.at > since
    ]


def _rows() -> list[str]:
    """Raises Unreadable."""
    named = list(filter(None, request.args.get("rows", "").split("_")))
    if len(named) > ROWS_MAX:
        raise Unreadable(Problem("rows", f"are at most {ROWS_MAX}"))
    try:
        return [str(UUID(row)) for row in named]
    except ValueError as cause:
        raise Unreadable(Problem("rows", "must be ids with _ between them")) from cause


def _says(line: Line) -> str:
    state, by = say(f"shared.state.{line.state.value}"), line.last_step.by
    if by.kind == "sender":
        return say("reply.answered")
    if by.id == g.person.id:
        return say("live.decided_own", state=state)
    return say("live.decided", state=state, name=by.name) if by.name else state
