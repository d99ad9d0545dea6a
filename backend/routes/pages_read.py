"""Every report, for whoever reads all and changes nothing: a list, a case, a table to take along."""

from collections.abc import Iterator
from uuid import UUID

from flask import Blueprint, Response, g, render_template, request
from flask.typing import ResponseReturnValue

from backend.cells import table
from backend.people.roles import Action
from backend.reports.ports import Line, Page, Turn
from backend.routes.auditing import noted
from backend.routes.doors import may, within
from backend.routes.pages_case_shown import shown
from backend.routes.queue_asked import DUE
from backend.routes.queue_places import turns
from backend.routes.reading_asked import Reading
from backend.wiring import parts

bp = Blueprint("pages_read", __name__, url_prefix="/baca")

PAGE = 50
"""Rows."""
TABLE_MAX = 10_000
"""Rows of a file, read so many at a time."""
AT_ONCE = 500
HEAD = ("number", "category", "kelurahan", "rt", "state", "received_at", "due_at", "photos")


@bp.get("")
@may(Action.READ)
def reports() -> ResponseReturnValue:
    """First due first; `setelah` and `sebelum` are places in the list."""
    asked = Reading.of(request.args)
    page = _page(asked, **turns(request.args))
    return render_template(
        "read.html",
        asked=asked,
        page=page,
        register=parts().city.register(),
        dues=DUE,
        now=parts().clock(),
    )


@bp.get("/<uuid:report_id>")
@may(Action.READ)
def report(report_id: UUID) -> ResponseReturnValue:
    """As a reviewer sees it, with the photos as residents would see them, and nothing to press."""
    found = parts().reports.get(str(report_id))
    within(found.kelurahan)
    return render_template("read_case.html", **shown(found))


@bp.get("/unduh")
@may(Action.READ)
def take_along() -> ResponseReturnValue:
    """CSV of what is listed: no names, no words, no places finer than the RT."""
    asked = Reading.of(request.args)
    lines = list(_lines(asked))
    noted("export", "reports", asked.kelurahan, count=str(len(lines)))
    answer = Response(table(HEAD, map(_cells, lines)), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="laporan.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(
    asked: Reading, *, after: Turn | None = None, before: Turn | None = None, limit: int = PAGE
) -> Page:
    wanted = asked.wanted(g.scopes.filter, parts().clock())
    return parts().reports.page(wanted, after=after, before=before, limit=limit)


def _lines(asked: Reading) -> Iterator[Line]:
    after = None
    for _ in range(TABLE_MAX // AT_ONCE):
        page = _page(asked, after=after, limit=AT_ONCE)
        yield from page.lines
        if not page.after:
            return
        after = page.after


def _cells(line: Line) -> list[str]:
    """In the order of HEAD."""
    due = line.due_at.isoformat() if line.due_at else ""
    where = [line.kelurahan, line.rt or "", line.state.value]
    return [line.number, line.category, *where, line.received_at.isoformat(), due, str(line.photos)]
