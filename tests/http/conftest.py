"""A house for each test, and whoever builds one with other settings."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.people.person import Grant, Role
from tests.http.forms import Installation, installed
from tests.http.house import House, Visitor, a_house, a_parcel
from tests.people.builders import TELIHAN
from tests.services.postgres import PostgresServer

Build = Callable[..., House]


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    built: list[House] = []

    def build(**settings: Any) -> House:
        built.append(a_house(tmp_path, **settings))
        return built[-1]

    yield build
    for house in built:
        house.shuts()


@pytest.fixture
def house(build: Build) -> House:
    return build()


@pytest.fixture
def phone(house: House) -> Visitor:
    return house.phone()


@pytest.fixture
def reviewer(house: House) -> Visitor:
    return house.staff(Grant(Role.REVIEWER, TELIHAN))


@pytest.fixture
def sent(phone: Visitor) -> list[str]:
    """Three reports that wait for their reviewer."""
    parcels = [a_parcel() for _ in range(3)]
    for parcel in parcels:
        phone.sends(parcel)
    return [parcel.id for parcel in parcels]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.service)], scope="module")
def installation(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    data = tmp_path_factory.mktemp("installation")
    url = f"sqlite:///{data / 'a.sqlite3'}"
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres_server")
        url = server.make_database()
    made = installed(data, url)
    yield made
    assert made.parts.database
    made.parts.database.close()
