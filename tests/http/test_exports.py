"""All that is published as one file, as GDAL reads it and as a spreadsheet is given it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Response

from backend.routes import downloads
from tests.http.data_city import MANY, a_city_of_many
from tests.http.house import House, Visitor
from tests.services.gdal import Gdal
from tests.stores.showing import KANAAN

FEW = f"/data/laporan.csv?kelurahan={KANAAN}"


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


@pytest.fixture
def crowded(house: House, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Readers that take nothing hold every place; what one kelurahan has is small."""
    monkeypatch.setattr(downloads, "SMALL", len(visitor.gets(FEW).data))
    client = house.app.test_client()
    deaf = [client.get("/data/laporan.csv", buffered=False) for _ in range(downloads.AT_ONCE)]
    yield
    for answer in deaf:
        answer.close()
    assert visitor.gets("/data/laporan.csv").status_code == 200


@pytest.mark.usefixtures("crowded")
def test_only_so_many_large_files_are_on_their_way_at_once(visitor: Visitor) -> None:
    """Pages are answered all the same."""
    page = {"Accept": "text/html"}

    refused = visitor.gets("/data/laporan.xlsx")
    shown = visitor.gets("/data/laporan.xlsx", headers=page)

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "30")
    assert refused.json["type"] == "urn:masdarling:problem:crowded"
    assert (shown.status_code, "setengah menit" in shown.text) == (503, True)
    assert visitor.gets("/data", headers=page).status_code == 200


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize(("method", "path"), [("GET", FEW), ("HEAD", "/data/laporan.csv")])
def test_what_is_small_or_has_no_body_takes_no_place(visitor: Visitor, method: str, path: str) -> None:
    assert visitor.asks(method, path).status_code == 200


@pytest.mark.usefixtures("crowded")
def test_what_is_known_already_takes_no_place(house: House) -> None:
    with house.app.test_request_context("/data/laporan.csv"):
        known = Response(b"x" * (downloads.SMALL + 1), status=304)

        assert downloads.one_of_few(known) is known


def test_another_ending_is_nothing_here(visitor: Visitor) -> None:
    assert visitor.gets("/data/laporan.exe").status_code == 404
