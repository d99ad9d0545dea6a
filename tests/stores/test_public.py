"""Pages open to all read what was published through a door behind which nothing else can be reached."""

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import DatabaseError, ProgrammingError

from backend.stores import (  # noqa: F401 -- so that metadata knows every table
    audit_tables,
    desk_tables,
    factor_tables,
    people_tables,
    privacy_tables,
)
from backend.stores.database import Database
from backend.stores.public import TABLES, PublicDatabase
from backend.stores.reports import SqlReports
from backend.stores.showcase import SqlShowcase
from backend.stores.showcase_tables import published
from backend.stores.tables import metadata, reports, snapshots
from tests.stores.making import NOON, a_report
from tests.stores.showing import shown

REFUSED = (DatabaseError, ProgrammingError)
PRIVATE = sorted(set(metadata.tables) - TABLES)


@pytest.fixture
def public(database: Database) -> PublicDatabase:
    return PublicDatabase(database)


def test_what_was_published_is_read(database: Database, public: PublicDatabase) -> None:
    SqlShowcase(database).put(item := shown(), at=NOON)

    assert list(SqlShowcase(public).latest(None, limit=1)) == [item]


@pytest.mark.parametrize("table", [*PRIVATE, "alembic_version"])
def test_no_other_table_is_read(public: PublicDatabase, table: str) -> None:
    with pytest.raises(REFUSED):
        public.read(lambda tx: tx.execute(text(f"SELECT count(*) FROM {table}")).all())


@pytest.mark.parametrize(
    "careless",
    [
        select(published.c.id, reports.c.note).join_from(published, reports, published.c.id == reports.c.id),
        select(published.c.id).where(published.c.id.in_(select(reports.c.id))),
        select(select(func.count()).select_from(reports).scalar_subquery()),
        text("SELECT name FROM published UNION SELECT note FROM reports"),
        text("SELECT sql FROM sqlite_master"),
        text("SELECT rolpassword FROM pg_authid"),
        text("ATTACH DATABASE '/tmp/other' AS other"),
    ],
)
def test_no_way_leads_around_it(public: PublicDatabase, careless: object) -> None:
    with pytest.raises(REFUSED):
        public.read(lambda tx: tx.execute(careless).all())  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "change", [insert(snapshots).values(name="x"), update(published).values(opd=""), delete(published)]
)
def test_nothing_is_written(public: PublicDatabase, change: object) -> None:
    with pytest.raises(REFUSED):
        public.read(lambda tx: tx.execute(change))  # type: ignore[call-overload]
    with pytest.raises(PermissionError):
        public.write(lambda tx: tx.execute(change))  # type: ignore[call-overload]


def test_others_read_on_as_before(database: Database, public: PublicDatabase) -> None:
    SqlReports(database).add(report := a_report())

    with pytest.raises(REFUSED):
        public.read(lambda tx: tx.execute(select(reports)).all())

    assert SqlReports(database).get(report.id) == report
