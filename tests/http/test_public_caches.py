"""What is open to all may be kept by a cache of many: it is the same whoever asks, in their language."""

from collections.abc import Iterator

import pytest

from backend.people.person import Grant, Role
from backend.residents.atlas import CITY
from backend.residents.sharing import named
from tests.http.house import House, Visitor
from tests.http.test_public_outputs import FILLED, HOME, ONE, PUBLISHED, a_city, open_routes

LONGEST_S = 60
"""What is withdrawn is gone after a minute at the latest, wherever it was kept."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = a_city(tmp_path_factory.mktemp("caches"), ONE, "SMP-01")
    yield house
    house.shuts()


def pictures(house: House) -> list[str]:
    """Of links: what hangs there now."""
    hanging = {each: named(house.parts.snapshots, each) for each in (CITY, HOME, PUBLISHED)}
    return [f"/bagikan/{subject}/{version}.jpg" for subject, version in hanging.items()]


def kept_by_many(house: House, visitor: Visitor) -> dict[str, tuple[bytes, dict[str, str]]]:
    """Body and headers of each answer that says it is public."""
    bound = house.app.url_map.bind("localhost")
    paths = [
        *(
            bound.build(rule.endpoint, {name: FILLED[name] for name in rule.arguments})
            for rule in open_routes(house.app, "anyone")
        ),
        *pictures(house),
    ]
    answers = {path: visitor.gets(path, headers={"Accept": "text/html"}) for path in paths}
    return {
        path: (answer.data, {name: said for name, said in answer.headers if name != "Date"})
        for path, answer in answers.items()
        if "public" in answer.headers.get("Cache-Control", "")
    }


def test_it_is_the_same_for_a_stranger_a_phone_and_the_office(house: House) -> None:
    asking = [house.stranger(), house.phone(), house.staff(Grant(Role.ADMIN))]

    stranger, phone, office = (kept_by_many(house, visitor) for visitor in asking)

    assert {"/", "/api/v1/register", "/open311/v2/services.json", *pictures(house)} <= set(stranger)
    assert stranger == phone == office
    assert {name for _, headers in stranger.values() for name in headers} & {"Set-Cookie"} == set()


def test_nothing_is_kept_without_asking_for_longer_than_a_minute(house: House) -> None:
    ages = {
        path: _seconds(headers["Cache-Control"])
        for path, (_, headers) in kept_by_many(house, house.stranger()).items()
        if not path.startswith("/aset/")
    }

    assert {path: age for path, age in ages.items() if age > LONGEST_S} == {}


def _seconds(said: str) -> int:
    """As a cache of many counts them."""
    ages = dict(part.strip().partition("=")[::2] for part in said.split(","))
    fresh = int(ages.get("s-maxage") or ages.get("max-age") or 0)
    return fresh + int(ages.get("stale-while-revalidate") or 0)
