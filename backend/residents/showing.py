"""What may be told of a report, as residents' pages and counts take it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from math import floor
from typing import Protocol

from backend.reports import deadlines, published, voices
from backend.reports.coarse import CELL_DEG
from backend.reports.moves import OPEN, PUBLIC, State
from backend.reports.published import Known
from backend.reports.report import Report
from backend.reports.wita import WITA
from backend.residents.item import Cell, Item

SETTLED = {State.RESOLVED, State.CLOSED_UNRESOLVED}


class Register(Known, Protocol):
    """What the city says of categories and of days."""

    def group(self, category: str) -> str:
        """Of a category it does not know: the category itself."""

    def amounts(self, category: str, answers: Mapping[str, object]) -> Mapping[str, int]:
        """What the answers say of kilograms and trees, where the category asks for them."""


def item_of(report: Report, register: Register, members: Sequence[Report] = ()) -> Item:
    """`members` are merged into it. Raises NotPublic."""
    document = published.full(report, register, members)
    received, settled_on = _day(report.received_at), _settled_on(report)
    due = deadlines.due(report, register)
    is_good_news = register.resolve_days(report.category) is None
    return Item(
        id=report.id,
        kelurahan=report.kelurahan,
        category=report.category,
        group=register.group(report.category),
        state=report.state,
        reported_on=_day(report.captured_estimate),
        published_on=(published_on := _published_on(report)),
        changed_on=_day(report.steps[-1].at),
        answered_days=(published_on - received).days,
        is_good_news=is_good_news,
        document=document,
        opd=report.opd if report.state in OPEN else "",
        due_on=_day(due) if due else None,
        settled_on=settled_on,
        settled_days=(settled_on - received).days if settled_on else None,
        at=_cell(document["cell"]),
        rt=document["rt"],
        amounts=register.amounts(report.category, report.envelope.answers) if is_good_news else {},
        ratings=voices.ratings(report),
    )


def _published_on(report: Report) -> date:
    return next(_day(step.at) for step in report.steps if step.state in PUBLIC)


def _settled_on(report: Report) -> date | None:
    return _day(deadlines.since(report)) if report.state in SETTLED else None


def _cell(place: dict[str, float] | None) -> Cell | None:
    """From what is told of its place, so that nothing finer comes this way."""
    return Cell(floor(place["lon"] / CELL_DEG), floor(place["lat"] / CELL_DEG)) if place else None


def _day(moment: datetime) -> date:
    return moment.astimezone(WITA).date()
