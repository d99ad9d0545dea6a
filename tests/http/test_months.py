"""Months as files, from what is published to what is taken home."""

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from backend.dumping import ask_for_dumps, draw_dump, press
from backend.reports.ports import Kind, Unavailable
from backend.residents.data import dumps
from backend.residents.data.dumps import Press
from media.bucket import Unavailable as Silent
from tests.http.house import House, Visitor, a_house
from tests.http.test_public_outputs import works
from tests.residents.telling import id_of, told
from tests.services.gdal import Gdal

MONTH = "2026-11"
AT = f"/data/bulan/{MONTH}"
TABLE, MAP = f"{AT}/laporan-{MONTH}.csv.gz", f"{AT}/laporan-{MONTH}.geojson.gz"
MANY = 40


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = a_house(tmp_path)
    shows(house, *range(MANY))
    ask_for_dumps(house.parts)
    works(house)
    yield house
    house.shuts()


@pytest.fixture
def visitor(house: House) -> Visitor:
    return house.stranger()


def shows(house: House, *numbers: int) -> None:
    for n in numbers:
        house.parts.showcase.put(told(n), at=house.time())


def lying(house: House) -> set[str]:
    """The versions in the bucket."""
    return {key.split("/")[3] for key in house.bucket.list("public/dumps/")}


def rows_of(packed: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8-sig"), newline="")))


def test_a_month_holds_its_reports_as_a_table_and_for_maps(visitor: Visitor) -> None:
    table, places = visitor.gets(TABLE), visitor.gets(MAP)

    assert len(rows_of(table.data)) == MANY == len(json.loads(gzip.decompress(places.data))["features"])
    assert table.headers["Content-Type"] == "application/gzip"
    assert table.headers["Access-Control-Allow-Origin"] == "*"
    assert table.headers["Cache-Control"] == "public, max-age=60"
    assert visitor.gets(TABLE, headers={"If-None-Match": table.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "asked",
    [("HEAD", "", 200), ("GET", "If-None-Match", 304), ("HEAD", "If-None-Match", 304)],
)
def test_what_has_no_body_reads_nothing_from_the_bucket(
    house: House, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, str, int]
) -> None:
    method, condition, status = asked
    table = visitor.gets(TABLE)
    monkeypatch.setattr(house.bucket, "get", _silent)

    answer = visitor.asks(method, TABLE, headers={condition: table.headers["ETag"]} if condition else {})

    assert (answer.status_code, answer.data) == (status, b"")
    assert answer.headers["ETag"] == table.headers["ETag"]
    assert answer.headers.get("Content-Length") == (str(len(table.data)) if status == 200 else None)
    assert visitor.gets(TABLE).status_code == 503


def _silent(key: str) -> bytes:
    raise Silent(f"no route to {key}")


def test_who_wants_another_version_is_not_promised_its_bytes(visitor: Visitor) -> None:
    answer = visitor.gets(TABLE, headers={"If-Match": '"another"'})

    assert (answer.status_code, answer.data, answer.headers["Content-Length"]) == (412, b"", "0")


def test_the_sums_are_those_of_the_files(visitor: Visitor) -> None:
    sums = dict(reversed(line.split("  ")) for line in visitor.gets(f"{AT}/SHA256SUMS").text.splitlines())

    found = {name: hashlib.sha256(visitor.gets(f"{AT}/{name}").data).hexdigest() for name in sums}

    assert found == sums
    assert set(sums) == {f"laporan-{MONTH}.csv.gz", f"laporan-{MONTH}.geojson.gz", "README.txt"}


def test_the_readme_says_what_it_is_in_both_languages(visitor: Visitor) -> None:
    told = visitor.gets(f"{AT}/README.txt").text

    said = (f"Isinya {MANY} laporan", f"It holds {MANY} reports", "CC BY 4.0", "111 m", "reported_on: ")
    assert [words for words in said if words not in told] == []
    assert "http://localhost:8000/tentang" in told


def test_gdal_reads_the_file_as_it_comes(visitor: Visitor, gdal: Gdal, tmp_path: Path) -> None:
    file = tmp_path / "laporan.geojson.gz"
    file.write_bytes(visitor.gets(MAP).data)

    assert f"Feature Count: {MANY}" in gdal("ogrinfo", "-ro", "-al", "-so", f"/vsigzip/{file}")


def test_the_page_lists_it_with_its_size_and_day(visitor: Visitor) -> None:
    page = visitor.gets("/data").text

    assert all(f'href="{path}"' in page for path in (TABLE, MAP, f"{AT}/README.txt", f"{AT}/SHA256SUMS"))
    assert f"{MANY} laporan, dibuat" in page
    assert " kB</a>" in page


@pytest.mark.parametrize(
    "path", [f"{AT}/x.csv.gz", "/data/bulan/2026-10/README.txt", "/data/bulan/x/README.txt"]
)
def test_other_files_and_months_are_not_found(visitor: Visitor, path: str) -> None:
    assert visitor.gets(path).status_code == 404


def test_a_report_taken_back_is_gone_at_once_and_the_others_are_there_again_soon(
    house: House, visitor: Visitor
) -> None:
    before, page = lying(house), visitor.gets("/data")
    house.time.passes(timedelta(seconds=1))

    house.parts.showcase.remove(id_of(3), at=house.time())

    assert visitor.gets("/data", headers={"If-None-Match": page.headers["ETag"]}).status_code == 200
    assert visitor.gets(TABLE).status_code == 404
    works(house)
    ids = {row["id"] for row in rows_of(visitor.gets(TABLE).data)}
    assert (len(ids), id_of(3) in ids) == (MANY - 1, False)
    assert not before & lying(house)


class Interrupted:
    """A showcase in which something happens while it is read."""

    def __init__(self, press: Press, happens: Callable[[], None]) -> None:
        self._showcase, self._happens = press.showcase, happens

    def page(self, *asked: object, **more: object) -> object:
        found = self._showcase.page(*asked, **more)  # type: ignore[arg-type]  # as it was asked
        self._happens()
        return found


def test_what_is_taken_back_while_a_month_is_written_is_never_offered(house: House, visitor: Visitor) -> None:
    house.time.passes(timedelta(seconds=1))
    ready = press(house.parts)
    taken_back = Interrupted(ready, lambda: house.parts.showcase.remove(id_of(3), at=house.time()))

    Press(ready.dumps, ready.shelf, taken_back, ready.facts, ready.about, ready.clock).draw(MONTH)  # type: ignore[arg-type]  # reads pages alone

    assert visitor.gets(TABLE).status_code == 404
    assert lying(house) == set()
    house.time.passes(timedelta(seconds=1))
    works(house)
    assert len(rows_of(visitor.gets(TABLE).data)) == MANY - 1


def test_a_silent_bucket_is_asked_again_and_nothing_half_is_offered(house: House, visitor: Visitor) -> None:
    house.time.passes(timedelta(days=1))
    shows(house, MANY)
    ask_for_dumps(house.parts)
    house.bucket.fails = Silent("no route to host")
    [lease] = house.parts.outbox.claim(9, lease_s=60, now=house.time())

    with pytest.raises(Unavailable):
        draw_dump(house.parts, lease)

    assert lease.work.kind is Kind.DUMP
    assert len(rows_of(visitor.gets(TABLE).data)) == MANY
    house.bucket.fails = None
    draw_dump(house.parts, lease)
    assert len(rows_of(visitor.gets(TABLE).data)) == MANY + 1
    assert len(lying(house)) == 1


def test_drawn_twice_it_is_the_same(house: House, visitor: Visitor) -> None:
    before = visitor.gets(TABLE).data
    house.time.passes(timedelta(seconds=1))

    press(house.parts).draw(MONTH)
    press(house.parts).draw(MONTH)

    assert visitor.gets(TABLE).data == before
    assert len(lying(house)) == 1


def test_a_large_file_lies_in_pieces_and_leaves_whole(
    house: House, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = visitor.gets(MAP).data
    monkeypatch.setattr(dumps, "PART", 100)
    house.time.passes(timedelta(seconds=1))

    press(house.parts).draw(MONTH)

    [version] = lying(house)
    pieces = list(house.bucket.list(f"public/dumps/{MONTH}/{version}/laporan-{MONTH}.geojson.gz/"))
    assert len(pieces) == -(-len(before) // 100) > 3
    assert visitor.gets(MAP).data == before
    assert int(visitor.gets(MAP).headers["Content-Length"]) == len(before)


@pytest.mark.parametrize("size", [1, 3, 4, 100])
def test_pieces_are_of_a_size_and_hold_the_same_bytes(size: int) -> None:
    parts = list(dumps.in_parts([b"ab", b"", b"cdefgh"], size))

    assert b"".join(parts) == b"abcdefgh"
    assert all(len(part) == size for part in parts[:-1])
    assert list(dumps.in_parts([], size)) == [b""]
