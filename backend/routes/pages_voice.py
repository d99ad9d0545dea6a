"""What visitors say of a published report: they see it too, it is mended, how satisfied they are.

Each form leads back to the public page, which is the same for all: its address tells what to thank for.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, g, redirect, request
from flask.typing import ResponseReturnValue

from backend.reports import echoes, voices
from backend.reports.ports import NotFound
from backend.routes.doors import anyone
from backend.routes.visitors import as_visitor, speaks_of
from backend.wiring import parts
from sync import number

bp = Blueprint("pages_voice", __name__)

FORM_MAX = 16 * 1024
"""Bytes."""


@bp.url_value_preprocessor
def bound(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Before anything is read. APIFlask takes a blueprint that runs `before_request` for one of its own."""
    request.max_content_length = FORM_MAX


@bp.post("/laporan/<uuid:report_id>/saya-juga")
@anyone
def join(report_id: UUID) -> ResponseReturnValue:
    """ "I see it too", or with `batal` no longer. Raises NotFound for what residents do not see."""
    act: Callable[..., Any] = echoes.leave if _takes_back() else echoes.join
    return _said(report_id, "juga", lambda: act(str(report_id), **_asked()))


@bp.post("/laporan/<uuid:report_id>/beres")
@anyone
def confirm(report_id: UUID) -> ResponseReturnValue:
    """It is mended; with `batal` that is taken back. Raises NotFound for what is not settled."""
    if _takes_back():
        return _said(report_id, "beres", lambda: _withdraw(report_id, rated=False))
    return _said(report_id, "beres", lambda: voices.confirm(str(report_id), **_asked()))


@bp.post("/laporan/<uuid:report_id>/kepuasan")
@anyone
def rate(report_id: UUID) -> ResponseReturnValue:
    """One of four answers in `nilai`, and words. Raises NotFound for what is not fixed, Unreadable."""
    if _takes_back():
        return _said(report_id, "puas", lambda: _withdraw(report_id, rated=True))
    rating = {"1": 1, "2": 2, "3": 3, "4": 4}.get(request.form.get("nilai", ""), 0)
    words = request.form.get("kata", "").replace("\r\n", "\n")
    return _said(report_id, "puas", lambda: voices.rate(str(report_id), rating, words, **_asked()))


def _said(report_id: UUID, what: str, say: Callable[[], Any]) -> Response:
    def act() -> Response:
        say()
        told = f"{what}-batal" if _takes_back() else what
        answer: Response = redirect(f"{_back(report_id)}?suara={told}#suara", 303)  # type: ignore[assignment]  # Flask's own
        return answer

    return as_visitor(act, check_new=lambda: speaks_of(str(report_id)))


def _back(report_id: UUID) -> str:
    """To the page the form was on: the number's, where the form tells the number of this report."""
    try:
        typed = number.read(request.form.get("nomor", ""))
        report = parts().reports.by_number(typed)
    except (ValueError, NotFound):
        return f"/laporan/{report_id}"
    return f"/lacak/{typed}" if report.id == str(report_id) else f"/laporan/{report_id}"


def _takes_back() -> bool:
    return bool(request.form.get("batal"))


def _asked() -> dict[str, Any]:
    room = parts()
    return {"by": g.sender, "reports": room.reports, "clock": room.clock, "queue": room.queue}


def _withdraw(report_id: UUID, *, rated: bool) -> None:
    voices.withdraw(str(report_id), rated=rated, **_asked())
