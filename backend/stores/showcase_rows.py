"""A published report as a row, and back."""

import json
from datetime import date
from typing import Any

from backend.reports.moves import State
from backend.residents.item import Cell, Item

DAYS = ("reported_on", "published_on", "changed_on", "due_on", "settled_on")
PLAIN = ("id", "kelurahan", "rt", "category", "opd", "answered_days", "settled_days")


def of_item(item: Item) -> dict[str, Any]:
    """All columns but those of the document."""
    return {
        **{name: getattr(item, name) for name in PLAIN},
        **{name: day.isoformat() if (day := getattr(item, name)) else None for name in DAYS},
        "grp": item.group,
        "state": item.state.value,
        "standing": item.standing.value,
        "good_news": item.is_good_news,
        "amounts": json.dumps(dict(item.amounts)),
        "ratings": json.dumps(dict(item.ratings)),
        "x": item.at.x if item.at else None,
        "y": item.at.y if item.at else None,
    }


def to_item(row: Any) -> Item:
    days: dict[str, Any] = {
        name: date.fromisoformat(text) if (text := getattr(row, name)) else None for name in DAYS
    }
    return Item(
        **{name: getattr(row, name) for name in PLAIN},
        **days,
        group=row.grp,
        state=State(row.state),
        is_good_news=row.good_news,
        amounts=json.loads(row.amounts),
        ratings=json.loads(row.ratings),
        at=None if row.x is None else Cell(row.x, row.y),
        document=json.loads(row.document),
    )
