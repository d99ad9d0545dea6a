"""Which cases the asker may decide or look at, and deciding them."""

from contextlib import AbstractContextManager
from uuid import UUID

from flask import g

from backend.audit.acting import about, unremarkable
from backend.people.roles import Scopes
from backend.reports import review
from backend.reports.choices import Choice, Verdict
from backend.reports.moves import PUBLIC, MoveRefused
from backend.reports.ports import NotFound, Stale
from backend.reports.report import Report
from backend.routes.asker import actor
from backend.routes.auditing import one_of_many
from backend.routes.turning_away import REFUSALS as BEYOND_RIGHTS
from backend.wiring import parts
from sync.envelope import Unreadable

REFUSALS = (NotFound, Stale, MoveRefused, Unreadable)
"""Why a decision may be none; the others of the same list go on."""


def within_reach(report_id: UUID, choice: Choice) -> Report:
    """The report, when the asker may decide about it. Raises NotFound.

    Who moved a case to another kelurahan can still take that back.
    """
    report = parts().reports.get(str(report_id))
    if _covers(report.kelurahan):
        return report
    last = report.steps[-1]
    is_own = last.by.id == g.person.id and any(map(_covers, report.places))
    if is_own and (choice.verdict is Verdict.UNDO or last.detail.get("decision") == choice.id != ""):
        return report
    raise NotFound("nothing here under that name")


def seen(report: Report) -> bool:
    """Whether the asker may know of it: it is, or was, in a kelurahan of theirs, or residents know it too."""
    return report.state in PUBLIC or any(map(_covers, report.places))


def held(report: Report) -> bool:
    """Whether it is in a kelurahan of the asker's: only there they open again what was settled."""
    return _covers(report.kelurahan)


def decided(report: Report, choice: Choice) -> Report:
    """Raises Stale, MoveRefused, Unreadable, NotFound."""
    room = parts()
    about("report", report.id, action=choice.verdict.value)
    after = review.decide(
        report.id,
        choice,
        by=actor(),
        reports=room.reports,
        catalogue=room.city,
        clock=room.clock,
        queue=room.queue,
        sees=seen,
        holds=held,
    )
    unremarkable()  # done now, it is told already; done by an earlier request, it was told then
    return after


def each_by_itself(report_id: UUID, verdict: Verdict) -> AbstractContextManager[None]:
    """Around one decision of many: it is told, or refused, as if it were the only one."""
    return one_of_many("report", str(report_id), verdict.value, BEYOND_RIGHTS)


def _covers(kelurahan: str) -> bool:
    allowed: Scopes = g.scopes
    return allowed.covers(kelurahan)
