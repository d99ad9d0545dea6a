"""A city that ran before residents had a room of their own: after the upgrade they see all they saw before.

tests/stores/kept_at_0022.json holds the rows that program left behind: reports in every state, one of them
shown and taken back, their photos, who sent them, who decided, who holds one, and what was drawn of them.
"""

import base64
import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, Table
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import Dialect

from backend import sweep
from backend.reports import review
from backend.reports.choices import Choice, Verdict
from backend.reports.moves import PUBLIC, State
from backend.reports.report import Actor
from backend.stores import showcase_tables
from backend.stores.columns import Instant
from backend.stores.database import open_database
from backend.stores.people import SqlPeople
from backend.stores.schema import MIGRATIONS, migrate
from tests.http.house import House, a_house
from tests.http.test_public_outputs import works
from tests.services.postgres import PostgresServer
from tests.source import ROOT

KEPT: dict[str, list[dict[str, Any]]] = json.loads((ROOT / "tests/stores/kept_at_0022.json").read_text())
MONDAY = datetime.fromisoformat("2026-11-23T00:15:00+00:00")
SHOWN = {row["id"]: row for row in KEPT["reports"] if row["state"] in PUBLIC}
HIDDEN = {row["id"]: row for row in KEPT["reports"] if row["state"] not in PUBLIC}
TELIHAN, KANAAN = "64.74.03.1002", "64.74.03.1003"
SHY = next(each for each, row in SHOWN.items() if row["category"] == "HJU-04")


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.service)])
def upgraded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database as that program left it, and this one upgraded it: to be copied."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('old') / 'old.sqlite3'}"
    else:
        url = request.getfixturevalue("postgres_server").make_database()
    database = open_database(url)
    database.alone(_as_it_was)
    migrate(database)
    database.close()
    return url


@pytest.fixture
def house(request: pytest.FixtureRequest, upgraded: str, tmp_path: Path) -> Iterator[House]:
    """The city, once the sweep came by and the workers did what it asked for."""
    if upgraded.startswith("sqlite"):
        url = f"sqlite:///{copy(upgraded.removeprefix('sqlite:///'), tmp_path)}"
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        url = server.make_database(like=upgraded.rpartition("/")[2])
    house = a_house(tmp_path, url=url)
    house.time.now = MONDAY
    sweep.keep_drawn(house.parts)
    works(house)
    yield house
    house.shuts()


def _as_it_was(tx: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = tx
    command.upgrade(config, "0022")
    tables = MetaData()
    tables.reflect(tx)
    for table in tables.sorted_tables:
        if rows := KEPT.get(table.name):
            tx.execute(table.insert(), [_row(row, tx.dialect) for row in rows])


def _row(row: dict[str, Any], dialect: Dialect) -> dict[str, Any]:
    return {name: _value(value, dialect) for name, value in row.items()}


def _value(value: Any, dialect: Dialect) -> Any:
    match value:
        case {"at": moment}:
            return Instant().process_bind_param(datetime.fromisoformat(moment), dialect)
        case {"bytes": coded}:
            return base64.b64decode(coded)
    return value


def page(house: House, path: str) -> tuple[int, str]:
    answer = house.stranger().gets(path, headers={"Accept": "text/html"})
    return answer.status_code, answer.text


def test_every_state_a_report_can_be_in_was_kept() -> None:
    assert {row["state"] for row in KEPT["reports"]} == set(State)


def test_each_report_that_was_public_has_its_page_and_no_other_has_one(house: House) -> None:
    told = {each: page(house, f"/laporan/{each}") for each in (*SHOWN, *HIDDEN)}

    assert {each for each, (status, _) in told.items() if status == 200} == set(SHOWN)
    assert all(SHOWN[each]["note"] in told[each][1] for each in SHOWN)
    assert {status for each, (status, _) in told.items() if each in HIDDEN} == {404}


def test_lists_counts_and_data_tell_of_them_all(house: House) -> None:
    data = house.stranger().gets("/api/v1/public/reports").json
    pulse = house.stranger().gets("/api/v1/public/stats").json["pulse"]
    lists = {code: page(house, f"/kelurahan/{code}")[1] for code in (TELIHAN, KANAAN)}
    everything = [*lists.values(), page(house, "/")[1], page(house, "/peta")[1]]

    assert {feature["id"] for feature in data["features"]} == set(SHOWN)
    assert pulse["standing"] == {"open": 4, "work": 1, "fixed": 1, "closed": 1}
    assert all(f"/laporan/{each}" in lists[row["kelurahan"]] for each, row in SHOWN.items())
    assert not any(each in told for each in HIDDEN for told in everything)


def test_what_is_taken_back_after_the_upgrade_leaves_nothing_behind(house: House) -> None:
    takes_back(house, SHY)
    works(house)

    assert page(house, f"/laporan/{SHY}")[0] == 404
    assert tables_telling(house, SHY, showcase_tables.PUBLIC) == set()


def test_people_and_who_holds_a_case_are_as_they_were(house: House) -> None:
    assert house.parts.database
    siti = SqlPeople(house.parts.database).get("siti")
    [hold] = KEPT["holds"]
    taken = datetime.fromisoformat(hold["until"]["at"]) - timedelta(minutes=1)

    assert (siti.name, siti.login, [grant.scope for grant in siti.grants]) == (
        "Siti Aminah",
        "siti",
        [TELIHAN],
    )
    assert house.parts.holds.of([hold["report"]], now=taken)[hold["report"]].name == "Siti Aminah"


def takes_back(house: House, report_id: str) -> None:
    review.decide(
        report_id,
        Choice(Verdict.REJECT, len(house.reports.get(report_id).steps), reason="outside_city"),
        by=Actor("reviewer", "siti", "Siti Aminah"),
        reports=house.reports,
        catalogue=house.parts.city,
        clock=house.parts.clock,
        queue=house.parts.queue,
    )


def tables_telling(house: House, report_id: str, tables: Sequence[Table]) -> set[str]:
    """In which of them any value names it."""
    assert house.parts.database
    return house.parts.database.read(
        lambda tx: {
            table.name
            for table in tables
            if any(report_id in str(value) for row in tx.execute(table.select()) for value in row)
        }
    )
