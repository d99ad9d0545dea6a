"""OGC API - Features, part 1 (OGC 17-069r4), as its standard wants it and as GDAL reads it."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.http.data_city import MANY, a_city_of_many, served
from tests.http.house import House, Visitor
from tests.residents.telling import id_of
from tests.services.gdal import Gdal
from tests.stores.showing import KANAAN, TELIHAN, TODAY

ITEMS = "/ogc/collections/reports/items"
AREAS = "/ogc/collections/kelurahan/items"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, int]]:
    house, port = a_city_of_many(tmp_path_factory.mktemp("ogc"))
    yield house, port
    house.shuts()


@pytest.fixture(scope="module")
def address(city: tuple[House, int]) -> Iterator[str]:
    with served(*city) as site:
        yield f"{site}/ogc"


@pytest.fixture
def house(city: tuple[House, int]) -> House:
    return city[0]


@pytest.fixture
def visitor(house: House) -> Visitor:
    return house.stranger()


def hrefs(document: Any) -> Iterator[str]:
    """Every link of a document; a page for people has none of them."""
    for each in [document, *document.get("collections", ())] if document else ():
        yield from (link["href"] for link in each.get("links", ()))


def follow(visitor: Visitor, path: str) -> Iterator[Any]:
    """Page after page, as the links lead."""
    while path:
        yield (page := visitor.gets(path).json)
        path = "".join(one["href"] for one in page["links"] if one["rel"] == "next")
        path = path[path.find("/ogc") :] if path else ""


def test_every_document_links_to_documents_that_are_there(visitor: Visitor) -> None:
    seen, waiting = set[str](), ["/ogc"]
    while waiting:
        seen.add(path := waiting.pop())
        answer = visitor.gets(path)
        assert answer.status_code == 200, path
        waiting += {f"/ogc{href.partition('/ogc')[2]}" for href in hrefs(answer.json)} - seen

    assert {"/ogc/api", "/ogc/conformance", "/ogc/collections", f"{ITEMS}?f=html"} <= seen


def test_the_classes_that_are_kept_are_named(visitor: Visitor) -> None:
    classes = visitor.gets("/ogc/conformance").json["conformsTo"]

    assert {each.rpartition("/")[2] for each in classes} == {"core", "geojson", "oas30"}


def test_a_collection_tells_from_when_to_when_its_reports_are(visitor: Visitor) -> None:
    reports, kelurahan = visitor.gets("/ogc/collections").json["collections"]
    first = TODAY - timedelta(days=12)

    told = reports["extent"]["temporal"]["interval"]
    assert told == [[f"{first - timedelta(days=1)}T16:00:00Z", f"{TODAY}T15:59:59Z"]]
    assert kelurahan["extent"]["temporal"]["interval"] == [[None, None]]
    assert visitor.gets("/ogc/collections/reports").json == reports
    assert visitor.gets(f"{ITEMS}?limit=1&datetime={told[0][0]}/{told[0][1]}").json["numberReturned"] == 1


def test_the_description_has_every_route_and_names_its_limits(visitor: Visitor, house: House) -> None:
    answer = visitor.gets("/ogc/api")
    described = {path.replace("{featureId}", "x") for path in answer.json["paths"]}
    routes = {
        rule.rule.removeprefix("/ogc").replace("<uuid:report_id>", "x").replace("<code>", "x")
        for rule in house.app.url_map.iter_rules()
        if rule.rule.startswith("/ogc")
    }

    assert answer.headers["Content-Type"] == "application/vnd.oai.openapi+json;version=3.0"
    assert described - {"/collections/reports", "/collections/kelurahan"} == routes - {
        "/api",
        "/collections/<name>",
    }
    assert answer.json["components"]["parameters"]["limit"]["schema"]["maximum"] == 1000


def test_pages_lead_to_the_end_and_say_how_many_there_are(visitor: Visitor) -> None:
    pages = list(follow(visitor, f"{ITEMS}?limit=50"))

    assert [page["numberReturned"] for page in pages] == [50, 50, 30]
    assert {page["numberMatched"] for page in pages} == {MANY}
    assert len({one["id"] for page in pages for one in page["features"]}) == MANY


@pytest.mark.parametrize(
    ("query", "n"),
    [
        (f"datetime={TODAY}", 10),
        (f"datetime={TODAY - timedelta(days=1)}/..", 20),
        (f"datetime=../{TODAY - timedelta(days=10)}T00:00:00Z", 30),
        ("datetime=0001-01-01T00:00:00%2B14:00/9999-12-31T23:59:59Z", MANY),
        ("bbox=117.4,0.1,117.5,0.2", 117),
        ("bbox=117.4,0.1,0,117.5,0.2,9", 117),
        ("bbox=0,0,1,1", 0),
        (f"kelurahan={KANAAN}", 13),
        ("state=fixed", 26),
        (f"state=fixed&kelurahan={TELIHAN}&datetime={TODAY}", 1),
    ],
)
def test_what_is_asked_for_is_what_comes(visitor: Visitor, query: str, n: int) -> None:
    assert visitor.gets(f"{ITEMS}?limit=1000&{query}").json["numberReturned"] == n


@pytest.mark.parametrize(
    "query", ["limit=0", "bbox=1,2,3", "datetime=soon", "datetime=", "colour=red", "f=xml", "since=2026-11"]
)  # fmt: skip
def test_what_is_not_understood_is_refused(visitor: Visitor, query: str) -> None:
    assert visitor.gets(f"{ITEMS}?{query}").status_code == 400


def test_a_report_and_a_kelurahan_are_found_by_their_ids(visitor: Visitor) -> None:
    report, area = visitor.gets(f"{ITEMS}/{id_of(1)}"), visitor.gets(f"{AREAS}/{TELIHAN}")

    assert {report.mimetype, area.mimetype} == {"application/geo+json"}
    assert (report.json["id"], area.json["properties"]["name"]) == (id_of(1), "Gunung Telihan")
    assert visitor.gets(f"{ITEMS}/{id_of(999)}").status_code == 404
    assert visitor.gets(f"{AREAS}/x").status_code == 404
    assert visitor.gets("/ogc/collections/x").status_code == 404


def test_kelurahan_come_in_pages_and_by_where_they_lie(visitor: Visitor) -> None:
    pages = list(follow(visitor, f"{AREAS}?limit=4"))
    here = visitor.gets(f"{AREAS}?bbox=117.4524,0.1364,117.4526,0.1366").json

    assert [page["numberReturned"] for page in pages] == [4, 4, 4, 3]
    assert [one["id"] for one in here["features"]] == [TELIHAN]


def test_a_browser_is_shown_a_page_and_a_program_is_not(visitor: Visitor) -> None:
    paths = [
        "/ogc/",
        "/ogc/conformance",
        "/ogc/collections",
        ITEMS,
        f"{ITEMS}/{id_of(1)}",
        f"{AREAS}/{TELIHAN}",
    ]

    looked_at = [visitor.gets(path, headers={"Accept": "text/html,*/*;q=0.8"}) for path in paths]
    read = [visitor.gets(path, headers={"Accept": "*/*"}) for path in paths]

    assert {answer.mimetype for answer in looked_at} == {"text/html"}
    assert {answer.mimetype for answer in read} == {"application/json", "application/geo+json"}
    assert all("Accept" in answer.headers["Vary"] for answer in [*looked_at, *read])


@pytest.mark.parametrize(
    ("tongue", "path", "heading"),
    [
        ("en", "/ogc/", "Data for maps (OGC API)"),
        ("en", "/ogc/collections/reports", "Environmental reports"),
        ("id", "/ogc/collections/reports", "Laporan lingkungan"),
        ("en", "/ogc/collections/kelurahan", "The kelurahan of Bontang"),
        ("en", f"{ITEMS}/{id_of(1)}", "Illegal dumping"),
        ("id", f"{ITEMS}?limit=1", "Laporan lingkungan"),
        ("en", "/ogc/conformance", "Standards that are kept"),
    ],
)
def test_a_page_speaks_the_language_of_its_reader(
    visitor: Visitor, tongue: str, path: str, heading: str
) -> None:
    page = visitor.gets(path, headers={"Accept": "text/html", "Accept-Language": tongue}).text

    assert f"<h1>{heading}</h1>" in page
    assert "application/json" not in page


def test_what_is_said_in_indonesian_alone_is_marked_so(visitor: Visitor) -> None:
    page = visitor.gets(f"{ITEMS}/{id_of(1)}?f=html", headers={"Accept-Language": "en"}).text

    assert '<dd><span lang="id">Sampah liar' in page


def test_its_links_lead_on_to_pages_or_say_that_they_are_for_programs(visitor: Visitor) -> None:
    for path in ("/ogc/", "/ogc/collections", "/ogc/collections/reports", f"{ITEMS}?limit=1"):
        page = visitor.gets(path, headers={"Accept": "text/html"}).text.partition("<main")[2]
        links = re.findall(r'<a href="([^"]*/ogc[^"]*)">([^<]+)</a>', page.partition("</main>")[0])
        for href, words in links:
            kind = visitor.gets(unescape(href[href.find("/ogc") :]), headers={"Accept": "*/*"}).mimetype
            assert (kind == "text/html") != ("program" in words), (path, href, words)


def test_gdal_reads_both_collections_to_their_end(address: str, gdal: Gdal) -> None:
    seen = gdal("ogrinfo", "-ro", "-al", "-so", f"OAPIF:{address}")
    every = gdal("ogrinfo", "-ro", "-al", "-oo", "PAGE_SIZE=40", f"OAPIF:{address}", "reports")

    assert "Layer name: reports" in seen
    assert f"Feature Count: {MANY}" in seen
    assert "Layer name: kelurahan" in seen
    assert "Feature Count: 15" in seen
    assert every.count("OGRFeature(reports)") == MANY
    assert every.count("POINT (117.4525 0.1365)") == MANY - 13


@pytest.mark.parametrize(
    ("words", "n"),
    [
        (["-spat", "117.4", "0.1", "117.5", "0.2"], 117),
        (["-where", f"kelurahan = '{KANAAN}'"], 13),
        (["-where", f"reported_on >= '{TODAY - timedelta(days=1):%Y/%m/%d}'"], 20),
        (["-where", "state = 'fixed' AND category = 'SMP-01'"], 26),
    ],
    ids=["by place", "by kelurahan", "by day", "by state and category"],
)
def test_gdal_narrows_reports_down(address: str, gdal: Gdal, words: list[str], n: int) -> None:
    seen = gdal("ogrinfo", "-ro", "-so", *words, f"OAPIF:{address}", "reports")

    assert f"Feature Count: {n}\n" in seen


def test_gdal_takes_it_to_a_file(address: str, gdal: Gdal, tmp_path: Path) -> None:
    out = tmp_path / "reports.geojson"

    gdal("ogr2ogr", str(out), f"OAPIF:{address}", "reports")

    assert len(json.loads(out.read_text())["features"]) == MANY
