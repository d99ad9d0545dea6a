"""The order in which a reviewer walks through the queue: what comes after a case."""

from flask import g

from backend.reports import deadlines
from backend.reports.ports import NEVER, Turn
from backend.reports.report import Report
from backend.wiring import parts

AHEAD = 6
"""Cases named on a page: the five that are fetched ahead, and one more for when the first of them is gone."""


def ahead(report: Report, most: int = AHEAD) -> list[str]:
    """Ids of the cases that follow in the same queue, from the top again at its end."""
    reports = parts().reports
    here = Turn(deadlines.due(report, parts().city) or NEVER, report.id)
    after = reports.queue(g.scopes.filter, [report.state], after=here, limit=most)
    again = reports.queue(g.scopes.filter, [report.state], limit=most) if len(after) < most else ()
    ids = dict.fromkeys(line.id for line in (*after, *again) if line.id != report.id)
    return list(ids)[:most]
