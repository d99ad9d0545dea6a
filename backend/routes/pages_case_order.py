"""The order in which a reviewer walks through the queue: what lies after a case, and what before it."""

from dataclasses import dataclass, replace

from flask import request

from backend.reports import deadlines
from backend.reports.ports import NEVER, Turn
from backend.reports.report import Report
from backend.routes.queue_asked import Asked
from backend.routes.queue_wanted import wanted_by_asker
from backend.wiring import parts

AHEAD = 6
"""Cases named on a page: the five that are fetched ahead, and one more for when the first of them is gone."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Ids of cases, the nearest first: those `after` and `before`; `again` from the top of the queue.

    After a decision what was passed over is next when nothing comes after; by itself the walk ends there.
    """

    after: list[str]
    again: list[str]
    before: list[str]

    @property
    def onward(self) -> list[str]:
        return [*self.after, *self.again]


def asked_for(report: Report) -> Asked:
    """The queue of the address, of the state the case is in."""
    return replace(Asked.of(request.args), state=report.state)


def neighbours(report: Report, most: int = AHEAD) -> Neighbours:
    wanted, page = wanted_by_asker(asked_for(report)), parts().reports.page
    here = Turn(deadlines.due(report, parts().city) or NEVER, report.received_at, report.id)
    after = page(wanted, after=here, limit=most).lines
    again = page(wanted, limit=most - len(after)).lines if len(after) < most else ()
    before = page(wanted, before=here, limit=most).lines
    return Neighbours(
        [line.id for line in after],
        [line.id for line in again if line.turn < here],
        [line.id for line in reversed(before) if line.turn < here],
    )
