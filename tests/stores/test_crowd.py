"""What the measurements of the queue are taken from."""

from backend.reports.moves import State
from backend.reports.ports import Wanted
from backend.stores.database import Database
from backend.stores.reports import SqlReports
from tests.bench.crowd import fill
from tests.stores.making import GUNUNG_TELIHAN, KANAAN


def test_a_crowd_of_reports_is_what_a_reviewer_is_shown(database: Database) -> None:
    fill(database, 200, GUNUNG_TELIHAN, [KANAAN])
    reports = SqlReports(database)

    page = reports.page(Wanted((State.RECEIVED,), (GUNUNG_TELIHAN,)), limit=10)

    assert len(page.lines) == 10
    assert [line.turn for line in page.lines] == sorted(line.turn for line in page.lines)
    assert sum(reports.counts([GUNUNG_TELIHAN]).values()) == 60
    assert sum(reports.counts(None).values()) == 200
