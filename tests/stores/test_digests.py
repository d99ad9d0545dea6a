"""Who wants the digest, and that nobody has one twice, on every database."""

from datetime import date

import pytest

from backend.people.person import Grant, Person, Role
from backend.reports.digest import work_for
from backend.reports.digest_ports import Choice
from backend.stores.database import Database
from backend.stores.digests import SqlDigests
from backend.stores.outbox import SqlOutbox
from backend.stores.people import SqlPeople
from tests.stores.making import NOON
from tests.stores.together import together

TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def digests(database: Database) -> SqlDigests:
    SqlPeople(database).add(Person("siti", "Siti", (Grant(Role.REVIEWER),), NOON, "siti"))
    return SqlDigests(database)


def asks(digests: SqlDigests, day: date = TODAY) -> bool:
    return digests.ask("siti", day, work_for("siti"), at=NOON)


def test_whoever_chose_nothing_is_told_and_what_was_chosen_stays(digests: SqlDigests) -> None:
    assert digests.choice("siti") == Choice(is_on=True, email="", language="id")
    asks(digests)
    digests.choose("siti", chosen := Choice(is_on=True, email="siti@example.org", language="en"))

    assert digests.choice("siti") == chosen
    assert not asks(digests)


def test_of_many_processes_one_asks_for_the_day(digests: SqlDigests, outbox: SqlOutbox) -> None:
    asked: list[bool] = []

    assert together(6, lambda _: asked.append(asks(digests))) == [None] * 6

    assert sorted(asked) == [False] * 5 + [True]
    assert sorted(lease.work.photo for lease in outbox.claim(9, lease_s=9, now=NOON)) == ["mail", "push"]
    assert asks(digests, TOMORROW)
    assert not asks(digests, TODAY)


def test_whoever_turned_it_off_is_not_asked_for(digests: SqlDigests, outbox: SqlOutbox) -> None:
    digests.choose("siti", Choice(is_on=False))

    assert not asks(digests)
    assert outbox.claim(9, lease_s=9, now=NOON) == ()
