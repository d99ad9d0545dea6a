"""Open data: what is published, and nothing else, page after page, for programs of any site."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.http.house import House, Visitor
from tests.residents.telling import SHA256, told
from tests.stores.making import NOON
from tests.stores.showing import KANAAN, TELIHAN, TODAY, mended

REPORTS = "/api/v1/public/reports"
SITE = "http://localhost:8000"


@pytest.fixture
def shown(house: House) -> Visitor:
    """Seven reports on three days; one fixed, one elsewhere, one without a place."""
    items = [told(n, reported_on=TODAY - timedelta(days=n // 3)) for n in range(5)]
    items += [mended(told(5)), told(6, kelurahan=KANAAN, category="LMB-02", rt="012", at=None)]
    for item in items:
        house.parts.showcase.put(item, at=NOON)
    return house.stranger()


def ids(answer: Any) -> list[int]:
    return [int(one["id"][-2:]) for one in answer.json["features"]]


def pages(visitor: Visitor, path: str) -> list[Any]:
    """All of them, as a program follows the links."""
    found = [visitor.gets(path)]
    while links := found[-1].json["links"]:
        assert links[0]["rel"] == "next"
        found.append(visitor.gets(links[0]["href"].removeprefix(SITE)))
    return found


def test_a_report_is_told_as_its_page_tells_it(shown: Visitor) -> None:
    answer = shown.gets(f"{REPORTS}?state=fixed")

    assert answer.mimetype == "application/geo+json"
    [feature] = answer.json["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [117.4525, 0.1365]}
    properties = feature["properties"]
    assert properties["kelurahan_name"] == "Gunung Telihan"
    assert properties["url"] == f"{SITE}/laporan/{feature['id']}"
    assert properties["photo"] == f"{SITE}/media/{feature['id']}/{SHA256}/1280.webp"
    assert (properties["state"], properties["settled_on"]) == ("fixed", TODAY.isoformat())


def test_a_report_whose_place_is_kept_back_has_no_geometry(shown: Visitor) -> None:
    [feature] = shown.gets(f"{REPORTS}?kelurahan={KANAAN}").json["features"]

    assert (feature["geometry"], feature["properties"]["rt"]) == (None, "012")


def test_pages_lead_to_every_report_once_while_reports_come(shown: Visitor, house: House) -> None:
    first = shown.gets(f"{REPORTS}?limit=3")
    house.parts.showcase.put(told(99, reported_on=TODAY), at=NOON)

    rest = pages(shown, first.json["links"][0]["href"].removeprefix(SITE))

    assert [len(page.json["features"]) for page in rest] == [3, 1]
    assert sorted(n for page in (first, *rest) for n in ids(page)) == list(range(7))


def test_filters_go_with_the_link_to_the_next_page(shown: Visitor) -> None:
    found = pages(shown, f"{REPORTS}?kelurahan={TELIHAN}&state=open,work&limit=2")

    assert sorted(n for page in found for n in ids(page)) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("category=LMB-02", [6]),
        ("bbox=117.45,0.13,117.46,0.14", [0, 1, 2, 3, 4, 5]),
        ("bbox=117.46,0.13,117.47,0.14", []),
        (f"since={TODAY}", [0, 1, 2]),
        (f"until={date(2026, 11, 20)}", [5, 6]),
    ],
)
def test_filters_narrow_down(shown: Visitor, query: str, expected: list[int]) -> None:
    assert sorted(ids(shown.gets(f"{REPORTS}?{query}"))) == expected


def test_what_has_not_changed_is_not_sent_again(shown: Visitor) -> None:
    first = shown.gets(REPORTS)

    again = shown.gets(REPORTS, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"].startswith("public, max-age=60")


def test_scripts_of_other_sites_may_read_answers_and_errors(shown: Visitor) -> None:
    told_of = [
        shown.gets(REPORTS, headers={"Origin": "https://example.org", "Sec-Fetch-Site": "cross-site"}),
        shown.gets(f"{REPORTS}?limit=x"),
        shown.gets("/api/v1/public/stats"),
    ]

    assert [answer.status_code for answer in told_of] == [200, 400, 200]
    assert {answer.headers["Access-Control-Allow-Origin"] for answer in told_of} == {"*"}
    assert {answer.headers["Cross-Origin-Resource-Policy"] for answer in told_of} == {"cross-origin"}


@pytest.mark.parametrize("query", ["limit=0", "bbox=1", "cursor=x", "sate=open", "since=now"])
def test_a_question_that_is_not_understood_is_refused_by_name(shown: Visitor, query: str) -> None:
    answer = shown.gets(f"{REPORTS}?{query}")

    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.json["fields"][0]["field"] == query.partition("=")[0]


def test_counts_are_told_as_the_pages_read_them(house: House) -> None:
    pulse = {"standing": {"open": 3}}
    house.parts.snapshots.put(f"kelurahan/{TELIHAN}", {"drawn_on": "2026-11-30", "pulse": pulse}, at=NOON)

    answer = house.stranger().gets(f"/api/v1/public/stats?kelurahan={TELIHAN}")

    assert answer.json["pulse"] == pulse
    assert house.stranger().gets("/api/v1/public/stats").json["pulse"] == {}
    assert house.stranger().gets("/api/v1/public/stats?kelurahan=x").status_code == 404
