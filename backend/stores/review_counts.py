"""How much there is to review, counted no further than somebody reads."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Select, Subquery, func, select
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.reports.ports import Wanted
from backend.stores.review_queue import KEY, LOOKED_THROUGH, looked_through, narrowing, stretches_of
from backend.stores.tables import reports

COUNT_MAX = 1_000
INDEXED = reports.c["category", "rt", "photos"]


def by_state(tx: Connection, kelurahan: Sequence[str] | None) -> dict[State, int]:
    """States without reports are left out."""
    chosen = None if kelurahan is None else tuple(kelurahan)
    return {state: number for state in State if (number := count(tx, Wanted((state,), chosen)))}


def count(tx: Connection, wanted: Wanted) -> int:
    stretches = list(stretches_of(tx, wanted))
    most = looked_through(wanted) // max(1, len(stretches)) if narrowing(wanted) else COUNT_MAX
    found = 0
    for stretch in stretches:
        these = select(*INDEXED, *((reports.c.note,) if wanted.words else ()))
        part = these.where(*stretch).order_by(*KEY).limit(most).subquery()
        found += _number(tx, select(part.c.category).where(*narrowing(wanted, part.c)).limit(COUNT_MAX))
    return min(found, COUNT_MAX)


def by_category(tx: Connection, kelurahan: Sequence[str] | None, state: State) -> dict[str, int]:
    """Empty when there are more reports than could be looked through."""
    stretches = list(stretches_of(tx, Wanted((state,), None if kelurahan is None else tuple(kelurahan))))
    found: Counter[str] = Counter()
    for stretch in stretches:
        left = LOOKED_THROUGH - found.total()
        part = select(reports.c.category).where(*stretch).order_by(*KEY).limit(left + 1).subquery()
        counted = select(part.c.category, func.count()).group_by(part.c.category)
        found.update(Counter({row[0]: row[1] for row in tx.execute(counted)}))
        if found.total() > LOOKED_THROUGH:
            return {}
    return dict(found)


def _number(tx: Connection, these: Select[tuple[str]]) -> int:
    part: Subquery = these.subquery()
    return tx.execute(select(func.count()).select_from(part)).scalar_one()
