"""Published reports to show: a default for everything."""

from collections.abc import Mapping, Sequence
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


def shown(report_id: str = "0198-1", steps: Sequence[Mapping[str, str]] = (), **other: Any) -> Item:
    document = {**DRAIN.document, "id": report_id, "steps": list(steps)}
    return replace(DRAIN, id=report_id, document=document, **other)


def after(item: Item, *steps: tuple[str, State]) -> Item:
    """As its page tells it: on which day it came to which state."""
    told = [{"state": state.value, "on": on} for on, state in steps]
    return replace(item, state=steps[-1][1], document={**item.document, "steps": told})


def mended(item: Item, on: date = TODAY) -> Item:
    settled = (on - item.reported_on).days
    return replace(
        item, state=State.RESOLVED, changed_on=on, due_on=None, opd="", settled_on=on, settled_days=settled
    )
