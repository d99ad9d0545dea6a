"""GET a kelurahan's pack: outlines and open reports, kept by phones and asked about with its ETag."""

import gzip
import json

import pytest

from backend.residents import pack
from tests.http.house import House
from tests.people.builders import TELIHAN

PATH = f"/api/v1/kelurahan/{TELIHAN}/pack"
ENTRY = {"id": "0198", "category": "SMP-01", "thumb": ""}


@pytest.fixture
def drawn(house: House) -> House:
    house.parts.snapshots.put(pack.name(TELIHAN), {"reports": [ENTRY]}, at=house.time())
    return house


def test_a_pack_holds_the_outlines_of_the_city_and_the_open_reports(drawn: House) -> None:
    told = drawn.stranger().gets(PATH)

    assert (told.status_code, told.json["api"], told.json["kelurahan"]) == (200, "masdarling/1", TELIHAN)
    assert told.json["reports"] == [ENTRY]
    assert len(told.json["outlines"]) == 15
    assert told.json["outlines"][TELIHAN]["type"] in {"Polygon", "MultiPolygon"}


def test_an_unchanged_pack_costs_no_bytes(drawn: House) -> None:
    etag = drawn.stranger().gets(PATH).headers["ETag"]

    again = drawn.stranger().gets(PATH, headers={"If-None-Match": etag})

    assert (again.status_code, again.data) == (304, b"")


def test_a_new_drawing_is_seen_at_once(drawn: House) -> None:
    etag = drawn.stranger().gets(PATH).headers["ETag"]
    drawn.parts.snapshots.put(pack.name(TELIHAN), {"reports": []}, at=drawn.time())

    told = drawn.stranger().gets(PATH, headers={"If-None-Match": etag})

    assert (told.status_code, told.json["reports"]) == (200, [])


def test_it_is_compressed_where_the_phone_takes_it(drawn: House) -> None:
    told = drawn.stranger().gets(PATH, headers={"Accept-Encoding": "gzip"})

    assert told.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in told.headers["Vary"]
    assert json.loads(gzip.decompress(told.data))["reports"] == [ENTRY]


def test_a_kelurahan_without_reports_has_a_pack_all_the_same(house: House) -> None:
    told = house.stranger().gets("/api/v1/kelurahan/64.74.01.1004/pack")

    assert (told.status_code, told.json["reports"]) == (200, [])


def test_there_is_no_pack_of_nowhere(house: House) -> None:
    assert house.stranger().gets("/api/v1/kelurahan/11.11.11.1111/pack").status_code == 404


def test_outlines_and_the_heaviest_reports_stay_within_400_kilobytes(house: House) -> None:
    told = house.stranger().gets(PATH, headers={"Accept-Encoding": "gzip"})

    assert len(told.data) + pack.ROOM <= 400_000
