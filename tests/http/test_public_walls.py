"""What anybody may read is answered though everything private is out of reach.

Routes are found by walking the application, so that a new one is asked, too.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest

from backend.wiring import Parts
from tests.http.house import House
from tests.http.test_public_outputs import FILLED, ONE, a_city, open_routes

REACHED = {"settings", "public", "city", "clock", "queue", "gallery", "shelf"}
"""What a public route may ask: what was published, what was drawn of it, the register, the time."""
NOT_OF_REPORTS = {
    "/api/v1/me",  # the asker's own credential
    "/api/v1/bundle-key",  # what phones seal for the office
    "/ikuti",  # by which ways one may follow here
    "/api/v1/follows",  # the key to subscribe with
    "/undangan/<token>",  # an invitation
    "/healthz",
    "/readyz",  # looks after the parts themselves
}
"""Open to all, and about something else than what was published."""


class OutOfReach:
    """Stands for a part that must not be asked."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, asked: str) -> Any:
        raise AssertionError(f"a public route asked {self._name}.{asked}")


class PicturesAlone:
    """Of the chest what was published: pictures with the faces covered."""

    def __init__(self, house: House) -> None:
        self.shown = house.chest.shown


class HungAlone:
    """Of the gallery, the pictures of links as they hang."""

    def __init__(self, house: House) -> None:
        self.hung = house.parts.gallery.hung


class FilesAlone:
    """Of the shelf, the files of open data as they lie there."""

    def __init__(self, house: House) -> None:
        self.get = house.parts.shelf.get


def walled(house: House) -> Parts:
    private = {field.name for field in fields(Parts)} - REACHED
    others: dict[str, Any] = {name: OutOfReach(name) for name in private}
    told = {"chest": PicturesAlone(house), "gallery": HungAlone(house), "shelf": FilesAlone(house)}
    return replace(house.parts, **others | told)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = a_city(tmp_path_factory.mktemp("walls"), ONE, "SMP-01")
    house.app.extensions["masdarling"] = walled(house)
    yield house
    house.shuts()


def test_what_anybody_may_read_touches_nothing_private(house: House) -> None:
    visitor, bound = house.stranger(), house.app.url_map.bind("localhost")
    asked = [rule for rule in open_routes(house.app, "anyone") if str(rule) not in NOT_OF_REPORTS]

    answers = {
        str(rule): visitor.gets(bound.build(rule.endpoint, {name: FILLED[name] for name in rule.arguments}))
        for rule in asked
    }

    assert {"/", "/kelurahan/<code>", "/laporan/<uuid:report_id>"} <= set(answers)
    assert {path for path, answer in answers.items() if answer.status_code >= 500} == set()
