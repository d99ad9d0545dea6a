"""Published reports to show: a default for everything."""

from dataclasses import replace
from datetime import date
from typing import Any

from backend.reports.moves import State
from backend.residents.item import Cell, Item

TODAY = date(2026, 11, 30)
TELIHAN, KANAAN = "64.74.03.1002", "64.74.03.1003"
DRAIN = Item(
    id="0198-1",
    kelurahan=TELIHAN,
    rt="019",
    category="SMP-01",
    group="SMP",
    state=State.VERIFIED,
    reported_on=date(2026, 11, 20),
    published_on=date(2026, 11, 21),
    changed_on=date(2026, 11, 21),
    answered_days=1,
    is_good_news=False,
    document={"id": "0198-1", "excerpt": "Menumpuk di belakang pasar"},
    opd="DLH",
    due_on=date(2026, 11, 25),
    at=Cell(117452, 136),
)


def shown(report_id: str = "0198-1", **other: Any) -> Item:
    return replace(DRAIN, id=report_id, document={**DRAIN.document, "id": report_id}, **other)


def mended(item: Item, on: date = TODAY) -> Item:
    settled = (on - item.reported_on).days
    return replace(
        item, state=State.RESOLVED, changed_on=on, due_on=None, opd="", settled_on=on, settled_days=settled
    )
