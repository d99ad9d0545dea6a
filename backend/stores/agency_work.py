"""What an agency is in charge of: the same cost for a page, however much the city has published.

What was handed to an agency is one stretch of an index, what is of a kind it leads one of another: a
published report lies in one of the two.
"""

from collections.abc import Iterator

from sqlalchemy.engine import Connection

from backend.reports.ports import Charge, Page, Turn
from backend.stores import paging
from backend.stores.paging import Condition, merged
from backend.stores.tables import reports

NOBODYS = (reports.c.public, reports.c.opd.is_(None))


def page(tx: Connection, charge: Charge, after: Turn | None, before: Turn | None, limit: int) -> Page:
    stretches = list(stretches_of(charge))
    return paging.page(tx, lambda way: (merged(tx, stretches, way), None), after, before, limit)


def stretches_of(charge: Charge) -> Iterator[Condition]:
    for agency in dict.fromkeys(charge.handed):
        yield (reports.c.public, reports.c.opd == agency)
    for category in dict.fromkeys(charge.led):
        yield (*NOBODYS, reports.c.category == category)
