"""The counts made of what is published: kept as it changes, made anew when the way of counting changes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from operator import itemgetter

from sqlalchemy import bindparam, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.residents import grid
from backend.residents import tallies as counted
from backend.residents.grid import Square, Weight
from backend.residents.item import Item
from backend.residents.tallies import EDITION, Tally
from backend.stores.prepared import Prepared
from backend.stores.showcase_rows import to_item
from backend.stores.showcase_tables import published, squares, tallies

_COUNT = insert(tallies)
_WEIGH = insert(squares)
COUNT = Prepared(
    _COUNT.on_conflict_do_update(
        index_elements=list(tallies.primary_key), set_={"n": tallies.c.n + _COUNT.excluded.n}
    )
)
WEIGH = Prepared(
    _WEIGH.on_conflict_do_update(
        index_elements=list(squares.primary_key),
        set_={name: squares.c[name] + _WEIGH.excluded[name] for name in ("n", "sum_x", "sum_y")},
    )
)
MARK = Tally("", "edition", "", "")
"""The tally that says in which edition the others are counted."""
MARKED = select(tallies.c.n).where(*(tallies.c[name] == value for name, value in MARK._asdict().items()))
LEFT = select(published.c.id).where(published.c.counted < EDITION).limit(1)
NEXT = (
    select(published)
    .where(published.c.counted < EDITION)
    .order_by(published.c.counted, published.c.id)
    .limit(bindparam("most"))
    .with_for_update()
)
NOT_COUNTED = update(published).where(published.c.counted == EDITION).values(counted=0)
ALONE = text("LOCK TABLE published IN EXCLUSIVE MODE")


def count(tx: Connection, before: Item | None, now: Item | None) -> None:
    """Only what differs is written."""
    changes = Counter(counted.of(now) if now else {})
    changes.subtract(counted.of(before) if before else {})
    was, is_now = (grid.of(item) if item else {} for item in (before, now))
    shifts = {square: -weight for square, weight in was.items()}
    for square, weight in is_now.items():
        shifts[square] = shifts.get(square, grid.NOTHING) + weight
    _add(tx, changes, shifts)


def is_done(tx: Connection) -> bool:
    """Whether everything shown is counted as it is counted now; it is where nothing ever was counted anew."""
    marked = tx.execute(MARKED).scalar()
    return marked in {None, EDITION} and tx.execute(LEFT).first() is None


def recount(tx: Connection, most: int) -> bool:
    """Count up to so many that are not counted yet; whether none is left.

    Counts of another edition are thrown away first; in that same transaction all are said to be not counted.
    """
    if tx.execute(MARKED).scalar() != EDITION:
        begin(tx)
    rows = tx.execute(NEXT, {"most": most}).all()
    items = [to_item(row) for row in rows]
    changes: Counter[Tally] = Counter()
    shifts: dict[Square, Weight] = {}
    for item in items:
        changes.update(counted.of(item))
        for square, weight in grid.of(item).items():
            shifts[square] = shifts.get(square, grid.NOTHING) + weight
    _add(tx, changes, shifts)
    tx.execute(update(published).where(published.c.id.in_([one.id for one in items])).values(counted=EDITION))
    return len(rows) < most


def begin(tx: Connection) -> None:
    """From nothing."""
    if tx.dialect.name != "sqlite":  # there, one writes at a time anyway
        tx.execute(ALONE)
    tx.execute(delete(tallies))
    tx.execute(delete(squares))
    tx.execute(NOT_COUNTED)
    _add(tx, {MARK: EDITION}, {})


def _add(tx: Connection, changes: Mapping[Tally, int], shifts: Mapping[Square, Weight]) -> None:
    """In one order for all, so that two of them never wait for each other."""
    rows = [{**tally._asdict(), "n": n} for tally, n in sorted(changes.items()) if n]
    if rows:
        COUNT.each(tx, rows)
    moved = [(square, weight) for square, weight in shifts.items() if weight != grid.NOTHING]
    if moved:
        in_order = sorted(moved, key=itemgetter(0))
        WEIGH.each(tx, [{**square._asdict(), **asdict(weight)} for square, weight in in_order])
