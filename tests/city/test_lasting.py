"""What was published stays; older editions are read, and come back as new ones."""

from collections.abc import Callable
from datetime import date

import pytest
from tinydb import TinyDB, where

from backend.city.city import City
from backend.city.lasting import LASTING, Returning
from backend.city.reading import Unfit
from backend.reports.ports import NotFound
from tests.city.conftest import FailingBucket, renaming

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("table", LASTING)
def test_what_was_published_cannot_be_removed(city: City, table: str) -> None:
    fresh = dict(city.edition().tables[table]["1"], code="NEW")
    city.change(lambda tables: tables.table(table).insert(fresh))

    with pytest.raises(Unfit, match="NEW was published"):
        city.change(lambda tables: tables.table(table).remove(where("code") == "NEW"))

    assert city.version == 2


def test_words_and_routes_and_holidays_can_be_removed(city: City) -> None:
    def clear(tables: TinyDB) -> None:
        for table in ("templates", "routes", "holidays"):
            tables.drop_table(table)

    assert city.change(clear).templates == {}


def test_who_made_an_edition_and_why_can_be_read_as_long_as_there_are_editions(
    city: City, another_city: Callable[[], City]
) -> None:
    city.change(renaming("DLH", "Dinas Lain"), note="by law", by="Adi")
    city.change(renaming("DLH", "Dinas Ketiga"), by="Sari")

    told = [(past.by, past.note) for past in (another_city().past(number) for number in (1, 2, 3))]

    assert told == [("", "built in"), ("Adi", "by law"), ("Sari", "")]
    with pytest.raises(NotFound):
        city.past(4)
    with pytest.raises(NotFound):
        city.past(0)


def test_trying_a_change_shows_what_would_come_of_it_and_writes_nothing(
    city: City, bucket: FailingBucket
) -> None:
    kept = dict(bucket.kept)

    before, after = city.tried(renaming("DLH", "Dinas Lain"))

    assert (before.version, after.register.opd["DLH"].name) == (1, "Dinas Lain")
    assert (bucket.kept, city.version) == (kept, 1)


def test_an_older_edition_comes_back_as_the_newest(city: City) -> None:
    first = city.edition()
    city.change(renaming("DLH", "Dinas Lain"))
    city.change(lambda tables: tables.drop_table("templates"))

    city.change(Returning(first.tables, TODAY))

    assert (city.version, city.edition().tables) == (4, first.tables)


def test_what_came_since_and_may_be_in_use_stays_and_is_closed(city: City) -> None:
    first = city.edition()
    fresh = dict(first.tables["categories"]["1"], code="SMP-99")
    city.change(lambda tables: tables.table("categories").insert(fresh))
    city.change(lambda tables: tables.table("opd").insert({"code": "NEW", "name": "Dinas Baru"}))

    city.change(Returning(first.tables, TODAY))

    assert city.register().categories["SMP-99"].valid_to == "2026-11-22"
    assert not city.knows_agency("NEW", TODAY)
    assert list(city.register().categories)[:-1] == [
        row["code"] for row in first.tables["categories"].values()
    ]
