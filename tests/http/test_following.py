"""What residents see follows the city register, whoever changed it and whenever somebody looks."""

from datetime import timedelta
from typing import Any

import pytest
from tinydb import TinyDB, where

from backend.city.edition import KNOWN_AFTER
from backend.following import follow
from backend.people.person import Grant, Role
from backend.reports.ports import Kind
from backend.tasks import tasks_over
from media import keys
from tests.http.house import House, Visitor, a_parcel
from tests.people.builders import TELIHAN


def works(house: House) -> list[Kind]:
    """All work that is due now, and what kinds it was."""
    tasks, done = tasks_over(house.parts), list[Kind]()
    while leases := house.parts.outbox.claim(50, lease_s=60, now=house.time()):
        for lease in leases:
            tasks[lease.work.kind](lease)
            done.append(lease.work.kind)
    return done


def marks(house: House, sensitive: str) -> None:
    def edit(tables: TinyDB) -> None:
        tables.table("categories").update({"sensitive": sensitive}, where("code") == "SMP-01")

    house.parts.city.change(edit)


@pytest.fixture
def published(phone: Visitor, house: House) -> str:
    """A report of SMP-01 that residents see within a square of the grid."""
    house.parts.city.ensure()
    parcel = a_parcel()
    phone.sends(parcel)
    staff = house.staff(Grant(Role.REVIEWER, TELIHAN))
    staff.posts(f"/api/v1/reports/{parcel.id}/decisions", {"verdict": "verify", "version": 1})
    works(house)
    return parcel.id


def told(house: House, report_id: str) -> Any:
    pack = house.stranger().gets(f"/api/v1/kelurahan/{TELIHAN}/pack").json
    return next(report for report in pack["reports"] if report["id"] == report_id)


def test_a_kind_that_is_marked_sensitive_is_told_coarsely_as_soon_as_everybody_knows(
    house: House, published: str
) -> None:
    before = told(house, published)["cell"]
    marks(house, "kelurahan")

    follow(house.parts)
    early = works(house)
    house.time.now += KNOWN_AFTER
    follow(house.parts)
    works(house)

    assert before is not None
    assert Kind.PUBLISH not in early
    assert told(house, published)["cell"] is None


def test_what_was_followed_is_not_followed_again(house: House, published: str) -> None:  # noqa: ARG001 - there is one
    marks(house, "rt")
    house.time.now += KNOWN_AFTER
    follow(house.parts)
    works(house)

    follow(house.parts)
    house.time.now += timedelta(minutes=1)

    assert works(house) == []


def test_a_change_nobody_followed_is_found_later_whatever_was_changed_since(
    house: House, published: str
) -> None:
    marks(house, "rt")
    house.parts.city.change(lambda tables: tables.drop_table("templates"))

    house.time.now += KNOWN_AFTER
    follow(house.parts)

    assert Kind.PUBLISH in works(house)
    assert told(house, published)["cell"] is None
    assert keys.REGISTER_FOLLOWED in house.bucket.kept


def test_a_change_of_words_draws_nothing_anew(house: House, published: str) -> None:  # noqa: ARG001 - there is one
    house.parts.city.change(lambda tables: tables.drop_table("templates"))

    house.time.now += KNOWN_AFTER
    follow(house.parts)

    assert works(house) == []
