"""Views of the queue that reviewers gave names, on every database."""

import pytest

from backend.people.person import Grant, Person, Role
from backend.reports import saved_views
from backend.reports.ports import NotFound
from backend.stores.database import Database
from backend.stores.people import SqlPeople
from backend.stores.saved_views import SqlSavedViews
from tests.stores.making import NOON, minutes
from tests.stores.together import together


@pytest.fixture
def views(database: Database) -> SqlSavedViews:
    for person in ("siti", "rina"):
        SqlPeople(database).add(Person(person, person.title(), (Grant(Role.REVIEWER),), NOON, person))
    return SqlSavedViews(database)


def saved(views: SqlSavedViews, name: str, person: str = "siti", at: float = 0) -> str:
    saved_views.save(name, "keadaan=received&rt=19", person=person, views=views, now=minutes(at))
    return views.of(person)[-1].id


def names(views: SqlSavedViews, person: str = "siti") -> list[str]:
    return [view.name for view in views.of(person)]


def test_views_are_kept_for_whoever_saved_them_in_that_order(views: SqlSavedViews) -> None:
    for minute, name in enumerate(("Sampah", "RT 19", "Banjir")):
        saved(views, name, at=minute)
    saved(views, "Lain", "rina")

    assert names(views) == ["Sampah", "RT 19", "Banjir"]
    assert [view.asked for view in views.of("rina")] == ["keadaan=received&rt=19"]


def test_nobody_has_more_views_than_can_be_overlooked(views: SqlSavedViews) -> None:
    def save_one(number: int) -> None:
        saved_views.save(f"Ke-{number}", "keadaan=received", person="siti", views=views, now=NOON)

    for number in range(saved_views.MOST - 1):
        save_one(number)
    outcomes = together(4, save_one)

    assert len(views.of("siti")) == saved_views.MOST
    assert sum(isinstance(outcome, saved_views.TooMany) for outcome in outcomes) == 3


def test_a_view_is_renamed_and_removed_by_its_owner_only(views: SqlSavedViews) -> None:
    view = saved(views, "Sampah")

    with pytest.raises(NotFound):
        saved_views.rename(view, "Milik saya", person="rina", views=views)
    views.remove("rina", view)
    saved_views.rename(view, " Sampah   liar ", person="siti", views=views)
    assert names(views) == ["Sampah liar"]

    views.remove("siti", view)
    assert names(views) == []


def test_a_view_without_a_name_cannot_be_found_again(views: SqlSavedViews) -> None:
    with pytest.raises(saved_views.NoName):
        saved(views, " \t ")

    saved(views, "a" * 50)
    assert names(views) == ["a" * saved_views.NAME_MAX]
