"""Pages open to all read what was published through a door behind which nothing else can be reached."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import DatabaseError, ProgrammingError

from backend.stores import (  # noqa: F401 -- so that metadata knows every table
    audit_tables,
    desk_tables,
    factor_tables,
    open311_tables,
    people_tables,
    privacy_tables,
)
from backend.stores.database import Database, open_database
from backend.stores.public import TABLES, PublicDatabase
from backend.stores.public_role import ROLE
from backend.stores.reports import SqlReports
from backend.stores.schema import NEWEST, migrate, revision
from backend.stores.showcase import SqlShowcase
from backend.stores.showcase_tables import published
from backend.stores.tables import metadata, reports, snapshots
from tests.services.postgres import USER, PostgresServer
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


def test_nothing_is_lacking_where_this_program_may_make_roles(public: PublicDatabase) -> None:
    assert public.lacking() == ""


@pytest.fixture
def modest(postgres_server: PostgresServer) -> Iterator[Database]:
    """An empty database whose owner may make no roles, and was given none."""
    url = postgres_server.make_database()
    name = url.rpartition("/")[2]
    as_admin(url, f"CREATE ROLE modest LOGIN; ALTER DATABASE {name} OWNER TO modest", *WITHOUT_ROLE)
    opened = open_database(url.replace(f"{USER}@", "modest@"))
    yield opened
    opened.close()
    as_admin(url, f"ALTER ROLE {HIDDEN} RENAME TO {ROLE}", f"REVOKE {ROLE} FROM modest")
    postgres_server.drop_database(url)
    as_admin(postgres_server.url("postgres"), "DROP ROLE modest")


HIDDEN = f"{ROLE}_of_others"
WITHOUT_ROLE = (
    f"DO $$ BEGIN CREATE ROLE {ROLE} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
    f"ALTER ROLE {ROLE} RENAME TO {HIDDEN}",
)


def as_admin(url: str, *statements: str) -> None:
    database = open_database(url)
    for statement in statements:
        database.write(lambda tx: tx.execute(text(statement)))  # noqa: B023 -- run at once
    database.close()


@pytest.mark.service
def test_a_server_that_lets_us_make_no_role_answers_and_says_what_to_run(
    modest: Database, caplog: pytest.LogCaptureFixture
) -> None:
    migrate(modest)
    SqlShowcase(modest).put(item := shown(), at=NOON)
    public = PublicDatabase(modest)

    assert modest.read(revision) == NEWEST
    assert list(SqlShowcase(public).latest(None, limit=1)) == [item]
    assert "masdarling doctor" in caplog.text
    assert public.lacking().startswith(f'CREATE ROLE {ROLE} NOLOGIN; GRANT {ROLE} TO "modest"; GRANT SELECT')
    with pytest.raises(REFUSED):
        public.read(lambda tx: tx.execute(update(published).values(opd="")))


@pytest.mark.service
def test_what_the_doctor_says_makes_the_wall(modest: Database, postgres_server: PostgresServer) -> None:
    migrate(modest)
    name = modest.read(lambda tx: tx.execute(text("SELECT current_database()")).scalar())
    url = postgres_server.url(str(name))

    as_admin(url, PublicDatabase(modest).lacking())

    public = PublicDatabase(modest)
    assert public.lacking() == ""
    with pytest.raises(REFUSED):
        public.read(lambda tx: tx.execute(select(reports)).all())
    as_admin(url, f"DROP OWNED BY {ROLE}", f"DROP ROLE {ROLE}")
