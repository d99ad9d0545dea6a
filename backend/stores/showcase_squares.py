"""Clusters of what is published, from the counters of squares."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import CTE, ColumnElement, Integer, Select, and_, column, func, select, text
from sqlalchemy.engine import Connection

from backend.residents import grid
from backend.residents.grid import Cluster, Weight
from backend.residents.item import Cell, Standing
from backend.residents.ports import Wanted
from backend.stores.showcase_pages import conditions
from backend.stores.showcase_tables import published, squares

Conditions = Iterator[ColumnElement[bool]]


def clusters(tx: Connection, where: Iterable[ColumnElement[bool]]) -> Sequence[Cluster]:
    """`where`: `within` a box, and `of` a kind."""
    found: dict[tuple[int, int], dict[Standing, Weight]] = defaultdict(dict)
    for row in tx.execute(_added(where)):
        sums = (int(total) for total in (row.n, row.sum_x, row.sum_y))  # PostgreSQL adds bigints as numeric
        found[row.y, row.x][Standing(row.standing)] = Weight(*sums)
    return [grid.cluster(weights) for weights in found.values()]


def _added(where: Iterable[ColumnElement[bool]]) -> Select[tuple[int, ...]]:
    added = [func.sum(squares.c[name]).label(name) for name in ("n", "sum_x", "sum_y")]
    by = squares.c["y", "x", "standing"]
    return select(*by, *added).where(squares.c.n > 0, *where).group_by(*by).order_by(*by)


def of(kind: str, months: Sequence[str], standings: Sequence[Standing]) -> Conditions:
    yield squares.c.kind == kind
    yield squares.c.month.in_(months or (grid.ANY,))
    if standings:
        yield squares.c.standing.in_([standing.value for standing in standings])


def groups_at(tx: Connection, cells: Collection[Cell], wanted: Wanted) -> Mapping[Cell, str]:
    """Joined, not asked for with IN: SQLite would look at every report (sqlite.org/rowvalue.html)."""
    here = _listed(cells)
    found = (
        select(*published.c["x", "y", "grp"])
        .join_from(here, published, and_(published.c.y == here.c.column1, published.c.x == here.c.column2))
        .where(*conditions(wanted))
    )
    return {Cell(row.x, row.y): row.grp for row in tx.execute(found)}


def _listed(cells: Collection[Cell]) -> CTE:
    """Whole numbers, written out: a thousand parameters take longer to prepare than the query to run."""
    rows = ",".join(f"({cell.y:d},{cell.x:d})" for cell in cells)
    return text(f"VALUES {rows}").columns(column("column1", Integer), column("column2", Integer)).cte("spots")
