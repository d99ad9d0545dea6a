"""Which months there are as files, over every database: never one that tells what was taken back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from backend.reports.ports import Kind, NotFound
from backend.residents.data.ports import Dump, File
from backend.residents.item import Item
from backend.stores.database import Database
from backend.stores.dumps import SqlDumps
from backend.stores.outbox import SqlOutbox
from backend.stores.public import PublicDatabase
from backend.stores.showcase import SqlShowcase
from tests.residents.telling import told
from tests.stores.making import NOON
from tests.stores.showing import KANAAN, TODAY, mended
from tests.stores.together import together

MONTH = "2026-11"
LATER = NOON + timedelta(hours=1)
DAY = NOON + timedelta(days=1)


@pytest.fixture
def showcase(database: Database) -> SqlShowcase:
    return SqlShowcase(database)


@pytest.fixture
def dumps(database: Database) -> SqlDumps:
    return SqlDumps(database)


def a_dump(version: str = "1", month: str = MONTH) -> Dump:
    return Dump(month, version, TODAY, 7, [File("laporan.csv.gz", 1200, "ab" * 32, 1)])


def asked(outbox: SqlOutbox, within: timedelta = timedelta()) -> list[str]:
    """Months that are to be drawn by then."""
    leases = outbox.claim(9, lease_s=1, now=NOON + within)
    return [lease.work.report for lease in leases if lease.work.kind is Kind.DUMP]


def test_what_is_shown_makes_its_month_stale_until_it_is_drawn(
    showcase: SqlShowcase, dumps: SqlDumps, outbox: SqlOutbox
) -> None:
    showcase.put(told(1), at=NOON)
    showcase.put(told(2, reported_on=date(2026, 10, 3)), at=NOON)
    assert dumps.stale(NOON) == ["2026-10", MONTH]

    dumps.offer(MONTH, a_dump(), dumps.known(MONTH), at=NOON)

    assert dumps.stale(DAY) == ["2026-10"]
    assert asked(outbox, LATER - NOON) == []  # the sweep asks


def test_a_month_drawn_today_waits_for_the_next_day(showcase: SqlShowcase, dumps: SqlDumps) -> None:
    showcase.put(told(1), at=NOON)
    dumps.offer(MONTH, a_dump(), dumps.known(MONTH), at=NOON)
    showcase.put(told(2), at=LATER)

    assert (dumps.stale(NOON), dumps.stale(DAY)) == ([], [MONTH])


def test_what_is_offered_comes_back_and_is_public(
    showcase: SqlShowcase, dumps: SqlDumps, database: Database
) -> None:
    showcase.put(told(1), at=NOON)
    showcase.put(told(2, reported_on=date(2026, 10, 3)), at=NOON)
    november, october = a_dump(), a_dump(month="2026-10")
    for dump in (october, november):
        assert dumps.offer(dump.month, dump, dumps.known(dump.month), at=NOON)

    public = SqlDumps(PublicDatabase(database))

    assert public.offered() == [november, october]
    assert public.get(MONTH) == november


@pytest.mark.parametrize(
    "now",
    [
        replace(told(1), at=None),
        replace(told(1), rt=None),
        replace(told(1), kelurahan=KANAAN),
        told(1, note="Tanpa nama"),
        replace(told(1), document={**told(1).document, "photos": []}),
        None,
    ],
    ids=["place", "rt", "kelurahan", "words", "picture", "report"],
)
def test_what_is_told_no_longer_is_offered_no_longer_from_that_moment_on(
    showcase: SqlShowcase, dumps: SqlDumps, outbox: SqlOutbox, now: Item | None
) -> None:
    showcase.put(told(1), at=NOON)
    dumps.offer(MONTH, a_dump(), dumps.known(MONTH), at=NOON)

    showcase.put(now, at=NOON) if now else showcase.remove(told(1).id, at=NOON)

    assert dumps.offered() == []
    with pytest.raises(NotFound):
        dumps.get(MONTH)
    assert asked(outbox) == [MONTH]


@pytest.mark.parametrize(
    "now",
    [mended(told(1)), replace(told(1), document={**told(1).document, "me_too": 3})],
    ids=["step", "me too"],
)
def test_another_change_stays_offered_and_waits_for_the_next_day(
    showcase: SqlShowcase, dumps: SqlDumps, outbox: SqlOutbox, now: Item
) -> None:
    showcase.put(told(1), at=NOON)
    dumps.offer(MONTH, a_dump(), dumps.known(MONTH), at=NOON)

    showcase.put(now, at=NOON)

    assert dumps.offered() == [a_dump()]
    assert asked(outbox, LATER - NOON) == []
    assert (dumps.stale(NOON), dumps.stale(DAY)) == ([], [MONTH])


def test_what_no_file_tells_makes_no_month_stale(showcase: SqlShowcase, dumps: SqlDumps) -> None:
    showcase.put(told(1), at=NOON)
    dumps.offer(MONTH, a_dump(), dumps.known(MONTH), at=NOON)

    showcase.put(replace(told(1), ratings={"4": 1}), at=LATER)

    assert dumps.stale(DAY) == []


def test_a_drawing_that_may_have_read_what_was_taken_back_is_refused(
    showcase: SqlShowcase, dumps: SqlDumps
) -> None:
    showcase.put(told(1), at=NOON)
    showcase.put(told(2), at=NOON)
    known = dumps.known(MONTH)
    showcase.remove(told(1).id, at=NOON)

    assert not dumps.offer(MONTH, a_dump(), known, at=LATER)
    assert dumps.offered() == []
    assert dumps.offer(MONTH, a_dump(), dumps.known(MONTH), at=LATER)


def test_of_two_drawings_the_one_that_began_later_stays(showcase: SqlShowcase, dumps: SqlDumps) -> None:
    showcase.put(told(1), at=NOON)
    known = dumps.known(MONTH)
    dumps.offer(MONTH, a_dump("2"), known, at=LATER)

    assert not dumps.offer(MONTH, a_dump("1"), known, at=NOON)
    assert dumps.get(MONTH).version == "2"


def test_a_month_nothing_is_left_of_is_drawn_once_and_not_offered(
    showcase: SqlShowcase, dumps: SqlDumps
) -> None:
    showcase.put(told(1), at=NOON)
    showcase.remove(told(1).id, at=NOON)

    assert dumps.offer(MONTH, None, dumps.known(MONTH), at=NOON)
    assert (dumps.offered(), dumps.stale(DAY)) == ([], [])


def test_of_many_at_once_every_change_counts(database: Database, dumps: SqlDumps) -> None:
    showcase = SqlShowcase(database)

    outcomes = together(8, lambda n: showcase.put(told(n), at=NOON))

    assert outcomes == [None] * 8
    assert dumps.known(MONTH).changes == 8
