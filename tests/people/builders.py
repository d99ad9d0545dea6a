"""People and moments for tests; every builder has a default for everything."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from backend.people import passwords, tokens
from backend.people.person import Grant, Person, Role

KUALA, TELIHAN = "64.74.01.1001", "64.74.03.1002"
PASSWORD = "sungai bontang jernih"


@dataclass
class Time:
    """A clock that stands until it is moved."""

    now: datetime = datetime(2026, 11, 23, 0, 15, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, by: timedelta) -> None:
        self.now += by


def a_person(*grants: Grant, name: str = "Sari", login: str | None = None, password: str = "") -> Person:
    return Person(
        id=tokens.new_id(),
        name=name,
        grants=grants,
        created_at=Time().now,
        login=login,
        password_hash=passwords.hashed(password) if password else None,
    )


def a_reviewer(of: str = KUALA, login: str = "sari", password: str = PASSWORD) -> Person:
    return a_person(Grant(Role.REVIEWER, of), login=login, password=password)
