"""The city register over HTTP."""

import pytest

from backend.routes.pages_kept import SOON
from tests.http.house import House


@pytest.mark.parametrize("path", ["/api/v1/register", "/api/v1/kelurahan"])
def test_an_unchanged_register_costs_no_bytes(path: str, house: House) -> None:
    first = house.stranger().gets(path)

    again = house.stranger().gets(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    assert first.headers["Cache-Control"] == SOON


def test_a_new_version_is_announced_with_every_answer_and_served(house: House) -> None:
    stranger = house.stranger()
    before = stranger.gets("/api/v1/register")

    house.parts.city.change(lambda _: None, note="nothing but a new version")

    after = stranger.gets("/api/v1/register", headers={"If-None-Match": before.headers["ETag"]})
    assert int(after.headers["Masdarling-Register"]) == int(before.headers["Masdarling-Register"]) + 1
    assert (after.status_code, after.json["version"]) == (200, before.json["version"] + 1)


def test_the_register_holds_what_a_phone_needs_to_ask_its_questions(house: House) -> None:
    told = house.stranger().gets("/api/v1/register").json

    assert (told["api"], len(told["kelurahan"])) == ("masdarling/1", 15)
    assert all(category["questions"] is not None for category in told["categories"])


def test_the_shapes_of_all_kelurahan_are_geojson(house: House) -> None:
    told = house.stranger().gets("/api/v1/kelurahan").json

    assert told["type"] == "FeatureCollection"
    assert len(told["features"]) == 15
