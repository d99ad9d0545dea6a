"""All that is published as one file, as GDAL reads it and as a spreadsheet is given it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.routes import downloads
from tests.http.data_city import MANY, a_city_of_many
from tests.http.house import House, Visitor
from tests.services.gdal import Gdal
from tests.stores.showing import KANAAN


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house, _ = a_city_of_many(tmp_path_factory.mktemp("exports"))
    yield house
    house.shuts()


@pytest.fixture
def visitor(house: House) -> Visitor:
    return house.stranger()


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson"])
def test_gdal_reads_every_report_of_a_file(visitor: Visitor, gdal: Gdal, tmp_path: Path, ending: str) -> None:
    answer = visitor.gets(f"/data/laporan.{ending}")
    file = tmp_path / f"laporan.{ending}"
    file.write_bytes(answer.data)

    seen = gdal("ogrinfo", "-ro", "-al", "-so", str(file))

    assert f"Feature Count: {MANY}" in seen
    assert "kelurahan_name: String" in seen
    assert answer.headers["Content-Disposition"] == f"attachment; filename=laporan.{ending}"


def test_a_file_is_narrowed_down_as_a_page_is(visitor: Visitor) -> None:
    lines = visitor.gets(f"/data/laporan.csv?kelurahan={KANAAN}").text.splitlines()

    assert len(lines) == 1 + MANY // 10
    assert visitor.gets("/data/laporan.csv?limit=3").status_code == 400
    assert visitor.gets("/data/laporan.csv?state=x").status_code == 400


def test_only_so_many_large_files_are_on_their_way_at_once(
    house: House, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers that take nothing hold their place, and pages are answered all the same."""
    monkeypatch.setattr(downloads, "SMALL", 1000)
    page = {"Accept": "text/html"}
    client = house.app.test_client()
    deaf = [client.get("/data/laporan.csv", buffered=False) for _ in range(downloads.AT_ONCE)]

    refused = visitor.gets("/data/laporan.xlsx")
    shown = visitor.gets("/data/laporan.xlsx", headers=page)
    for answer in deaf:
        answer.close()

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "30")
    assert refused.json["type"] == "urn:masdarling:problem:crowded"
    assert (shown.status_code, "setengah menit" in shown.text) == (503, True)
    assert visitor.gets("/data", headers=page).status_code == 200
    assert visitor.gets("/data/laporan.csv").status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_is_small_or_has_no_body_takes_no_place(house: House, method: str) -> None:
    """An answer is closed a moment after its last byte was taken: who asks for the next one is faster."""
    path = "/data/laporan.csv" + (f"?kelurahan={KANAAN}" if method == "GET" else "")
    client = house.app.test_client()
    taken = [client.open(path, method=method, buffered=False) for _ in range(downloads.AT_ONCE + 1)]

    statuses = {answer.status_code for answer in taken}
    for answer in taken:
        answer.close()

    assert statuses == {200}


def test_another_ending_is_nothing_here(visitor: Visitor) -> None:
    assert visitor.gets("/data/laporan.exe").status_code == 404
