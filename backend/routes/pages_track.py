"""Following a report by its number. The number shows where the report stands, and nobody's secrets."""

from datetime import datetime

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.reports import contesting, deadlines
from backend.reports.moves import PUBLIC
from backend.reports.ports import NotFound
from backend.reports.report import Report, Step
from backend.routes.doors import anyone, holders
from backend.routes.pages_kept import kept
from backend.step_words import beside
from backend.wiring import parts
from backend.words import language
from sync import number

bp = Blueprint("pages_track", __name__)

LENGTHS = (8, 10)
"""Characters of a number without and with its MD."""


class Mistyped(NotFound):
    """It cannot be a number; `nearly` when it has the length of one, so a typing error is likely."""

    def __init__(self, typed: str) -> None:
        super().__init__("not a report number")
        self.typed = typed
        self.nearly = len("".join(c for c in typed if c.isalnum())) in LENGTHS


class NoReport(NotFound):
    """The number is well formed, and no report has it."""

    def __init__(self, typed: str) -> None:
        super().__init__("no report has that number")
        self.typed = typed


@bp.get("/lacak")
@anyone
def ask() -> ResponseReturnValue:
    """The form, or the way to the number typed into it."""
    typed = request.args.get("nomor", "").strip()
    return redirect(f"/lacak/{read(typed)}", 303) if typed else kept("track.html", of=[])


@bp.get("/lacak/<typed>")
@holders("number")
def follow(typed: str) -> ResponseReturnValue:
    """State, receipt and steps. Raises Mistyped, NoReport."""
    canonical = read(typed)
    if canonical != typed:
        return redirect(f"/lacak/{canonical}", 303)
    try:
        report = parts().reports.by_number(canonical)
    except NotFound as cause:
        raise NoReport(canonical) from cause
    city, now = parts().city, parts().clock()
    return render_template(
        "followed.html",
        report=report,
        head=_head(report),
        beside=_beside,
        due=deadlines.due(report, city),
        judged=_judged_at(report),
        reopens=contesting.until(report, now, city),
        heard=request.args.get("suara", ""),
        now=now,
    )


def _judged_at(report: Report) -> datetime | None:
    """When a reviewer decided first; None while it waits for one."""
    return next((step.at for step in report.steps[1:] if step.by.kind != "sender"), None)


def _head(report: Report) -> Report | None:
    """What stands for a merged report, when residents see it: its number is somebody else's to know."""
    try:
        head = parts().reports.get(report.head)
    except NotFound:  # it is merged into nothing, or its sender had that deleted
        return None
    return head if head.state in PUBLIC else None


def _beside(step: Step) -> str:
    told = beside(step, parts().city.register())
    return told[language()] if told else ""


@bp.errorhandler(Mistyped)
@bp.errorhandler(NoReport)
def explain(error: Mistyped | NoReport) -> ResponseReturnValue:
    """What may be wrong with the number, and the form again."""
    return render_template(
        "track.html", typed=error.typed, error=error, nearly=getattr(error, "nearly", None)
    ), 404


def read(typed: str) -> str:
    """The number as it is kept. Raises Mistyped."""
    try:
        return number.read(typed)
    except ValueError as cause:
        raise Mistyped(typed) from cause
