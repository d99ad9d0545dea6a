"""How many reports there are: exactly, or where somebody waits for it no further than they read."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, Subquery, bindparam, func, literal, select, union_all
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.reports.ports import COUNT_MAX, Wanted
from backend.stores.columns import Name, Words
from backend.stores.paging import KEY, Condition
from backend.stores.prepared import Prepared
from backend.stores.review_queue import looked_through, narrowing, stretches_of
from backend.stores.tables import reports

INDEXED = reports.c["category", "rt", "photos"]
WORDED = reports.c["note", "number", "kelurahan"]
"""Read where words are looked for."""
HERE = reports.c.kelurahan == bindparam("kelurahan", type_=Words)
# Along the index, or PostgreSQL would rather look at every row than trust that a state has so many.
ALONG = (reports.c.kelurahan, *KEY)

every = union_all(*(select(literal(state.value, Name).label("state")) for state in State)).cte("every")


def _by_state(*where: ColumnElement[bool], bounded: bool) -> Prepared:
    """One statement for all states: each is a stretch of the index."""
    these = select(reports.c.id).where(reports.c.state == every.c.state, *where).correlate(every)
    if bounded:
        these = these.order_by(*ALONG).limit(bindparam("most"))
    number = select(func.count()).select_from(these.subquery()).scalar_subquery()
    return Prepared(select(every.c.state, number.label("number")))


BY_STATE, BY_STATE_HERE = _by_state(bounded=False), _by_state(HERE, bounded=False)
BOUNDED, BOUNDED_HERE = _by_state(bounded=True), _by_state(HERE, bounded=True)


def by_state(tx: Connection, kelurahan: Sequence[str] | None, most: int | None) -> dict[State, int]:
    """States without reports are left out."""
    found: Counter[State] = Counter()
    bound = {} if most is None else {"most": most}
    if kelurahan is None:
        rows = (BY_STATE if most is None else BOUNDED).rows(tx, **bound)
    else:
        here = BY_STATE_HERE if most is None else BOUNDED_HERE
        rows = [row for code in dict.fromkeys(kelurahan) for row in here.rows(tx, kelurahan=code, **bound)]
    for state, number in rows:
        found[State(state)] += number
    return {state: number if most is None else min(number, most) for state, number in found.items() if number}


def count(tx: Connection, wanted: Wanted) -> int:
    stretches = list(stretches_of(tx, wanted))
    most = looked_through(wanted) // max(1, len(stretches)) if narrowing(wanted) else COUNT_MAX
    order = [column.desc() for column in KEY] if wanted.received_from else KEY  # what came last is due last
    found = 0
    for stretch in stretches:
        part = _read(wanted).where(*stretch).order_by(*order).limit(most).subquery()
        found += _number(tx, select(part.c.category).where(*narrowing(wanted, part.c)).limit(COUNT_MAX))
    return min(found, COUNT_MAX)


def _read(wanted: Wanted) -> Select[tuple[object, ...]]:
    """What narrowing asks about; the fewer columns, the more of it the index alone answers."""
    dated = [reports.c.received_at] if wanted.received_from else []
    return select(*INDEXED, *(WORDED if wanted.words else ()), *dated)


def by_category(tx: Connection, kelurahan: Sequence[str] | None, state: State) -> dict[str, int]:
    """Empty when there are more reports than somebody reads."""
    found: Counter[str] = Counter()
    for where in _places(kelurahan):
        these = select(reports.c.category).where(reports.c.state == state, *where).order_by(*ALONG)
        part = these.limit(COUNT_MAX + 1 - found.total()).subquery()
        counted = select(part.c.category, func.count()).group_by(part.c.category)
        found.update(Counter({row[0]: row[1] for row in tx.execute(counted)}))
        if found.total() > COUNT_MAX:
            return {}
    return dict(found)


def _places(kelurahan: Sequence[str] | None) -> list[Condition]:
    """The conditions of each stretch; the whole city is one."""
    if kelurahan is None:
        return [()]
    return [(reports.c.kelurahan == code,) for code in dict.fromkeys(kelurahan)]


def _number(tx: Connection, these: Select[tuple[str]]) -> int:
    part: Subquery = these.subquery()
    return tx.execute(select(func.count()).select_from(part)).scalar_one()
