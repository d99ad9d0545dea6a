"""Very many published reports at once, and the counts made of them: written by the database itself.

Counts add up: what some thousand different reports add is taken as often as each of them is there.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.residents import grid, tallies
from backend.residents.grid import NOTHING, Square, Weight
from backend.residents.item import Cell, Item
from backend.residents.showing import item_of
from backend.stores import showcase_tables as tables
from backend.stores.database import Database
from backend.stores.showcase_rows import of_item
from backend.wiring import Parts
from tests.stores.making import a_report, minutes, verified

FIRST = "00000000"
"""How the ids of those begin that are no copies."""
DIFFERENT = 10_000
"""Reports of which no two are alike; the others are copies of them."""
OVER = (State.RESOLVED, State.CLOSED_UNRESOLVED)
STATES = (State.VERIFIED, State.ASSIGNED, State.IN_PROGRESS, State.RESOLVED, *OVER)
WEST, SOUTH, SIDE = 117_400, 80, 110
"""The corner of the city, in cells, and how many lie along it."""
YEAR = 365
OTHERS = ", ".join(name for name in tables.published.c.keys() if name not in {"id", "document"})  # noqa: SIM118
COPY = f"""
INSERT INTO published (id, document, {OTHERS})
SELECT :copy || substr(id, 9), replace(document, '"id":"00000000', :document), {OTHERS}
FROM published WHERE id LIKE '00000000-%'
"""
CHANGED = """
INSERT INTO changes (report, kelurahan, rt, category, y, x, state, day, drawn_at)
SELECT id, kelurahan, coalesce(rt, ''), category, y, x, state, changed_on, drawn_at FROM published
WHERE id LIKE :copy || '-%'
"""


def fill(parts: Parts, database: Database, count: int, today: date) -> str:
    """So many into an empty showcase; the id of one of them. `count` is a multiple of the different ones."""
    different = min(count, DIFFERENT)
    times, items = count // different, list(_items(parts, different, today))
    database.write(lambda tx: tx.execute(insert(tables.published), list(map(_row, items))))
    for copy in range(times):
        database.write(partial(_copy, copy=f"{copy:08x}"))
    database.write(partial(_counts, items=items, times=times))
    database.write(lambda tx: tx.exec_driver_sql("ANALYZE"))
    return items[0].id


def _items(parts: Parts, n: int, today: date) -> Iterator[Item]:
    """Spread over the city, its categories, states and the last year."""
    register = parts.city.register()
    places, kinds = list(register.kelurahan), list(register.categories.values())
    first = item_of(verified(a_report()), parts.city)
    for i in range(n):
        kind, day = kinds[i % len(kinds)], today - timedelta(days=i * 31 % YEAR)
        at = Cell(WEST + i * 7919 % SIDE, SOUTH + i * 104_729 % SIDE)
        stands = STATES[i % len(STATES)]
        one = replace(
            first, category=kind.code, group=kind.group, kelurahan=places[i % len(places)], state=stands
        )
        yield _told(_on(one, day, i % 9), f"00000000-{i:04x}-7000-8000-000000000000", at)


def _on(item: Item, day: date, waited: int) -> Item:
    """Everything happened on that day; what is over took so many days."""
    days = replace(item, reported_on=day, published_on=day, changed_on=day)
    if item.state in OVER:
        return replace(days, opd="", due_on=None, settled_on=day, settled_days=waited)
    return replace(days, opd="DLH", due_on=day + timedelta(days=3), settled_on=None, settled_days=None)


def _told(item: Item, report_id: str, at: Cell) -> Item:
    """With a document that says the same."""
    words = {"category": item.category, "kelurahan": item.kelurahan, "state": item.state.value}
    days = {"reported_on": item.reported_on.isoformat(), "changed_on": item.changed_on.isoformat()}
    place = {"id": report_id, "cell": grid.lon_lat(at.x, at.y)}
    return replace(item, id=report_id, at=at, document={**item.document, **words, **days, **place})


def _row(item: Item) -> dict[str, Any]:
    document = json.dumps(dict(item.document), sort_keys=True, separators=(",", ":"))
    return {
        **of_item(item),
        "document": document,
        "etag": item.id,
        "drawn_at": minutes(0),
        "counted": tallies.EDITION,
    }


def _copy(tx: Connection, copy: str) -> None:
    """PostgreSQL is asked to end whatever takes longer than half a minute: one copy at a time."""
    if copy != FIRST:
        tx.execute(text(COPY), {"copy": copy, "document": f'"id":"{copy}'})
    tx.execute(text(CHANGED), {"copy": copy})


def _counts(tx: Connection, items: Sequence[Item], times: int) -> None:
    counted: Counter[tallies.Tally] = Counter()
    weights: dict[Square, Weight] = {}
    for item in items:
        counted.update(tallies.of(item))
        for square, weight in grid.of(item).items():
            weights[square] = weights.get(square, NOTHING) + weight
    tx.execute(insert(tables.tallies), [{**one._asdict(), "n": n * times} for one, n in counted.items()])
    rows = [{**one._asdict(), **_so_often(weight, times)} for one, weight in weights.items()]
    tx.execute(insert(tables.squares), rows)


def _so_often(weight: Weight, times: int) -> dict[str, int]:
    return {name: value * times for name, value in asdict(weight).items()}
