"""What a list is told while somebody looks at it."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from backend.reports.moves import State
from backend.reports.report import Actor, Report, Step
from backend.routes.queue_asked import in_ms
from tests.pages.seed import a_report
from tests.pages.world import NOW, World

DEWI, RANI = Actor("reviewer", "p-dewi", "Dewi"), Actor("reviewer", "p-rani", "Rani Wulandari")
SOON = NOW + timedelta(minutes=5)
ELSEWHERE = "64.74.01.1001"


@pytest.fixture
def rani(world: World) -> FlaskClient:
    return world.visitor("rani")


def news(who: FlaskClient, *shown: Report, more: str = "") -> Any:
    """Asked by a page that was drawn at NOW."""
    rows = "_".join(report.id.replace("-", "") for report in shown)
    return who.get(f"/api/v1/queue/news?since={in_ms(NOW)}&rows={rows}{more}")


def test_what_came_in_since_the_page_was_drawn_is_counted_and_led_to(world: World, rani: FlaskClient) -> None:
    world.keep([shown := a_report(1, now=NOW), a_report(2, now=SOON, hours=0)])
    world.keep([a_report(3, now=SOON, hours=0, kelurahan=ELSEWHERE)])

    told = news(rani, shown).json

    assert (told["count"], told["says"], told["rows"]) == (1, "1 laporan baru", [])
    assert told["href"] == f"/tinjau?keadaan=received&masuk={in_ms(NOW)}"


def test_only_what_fits_the_filters_is_news(world: World, rani: FlaskClient) -> None:
    world.keep([a_report(2, now=SOON, hours=0, photos=0)])

    assert news(rani, more="&foto=1").json["count"] == 0
    assert news(rani, more="&keadaan=verified").json["count"] == 0
    assert news(rani, more="&rt=19").json["count"] == 1


def test_a_row_says_what_a_colleague_or_oneself_decided(world: World, rani: FlaskClient) -> None:
    world.keep(shown := [a_report(n, now=NOW) for n in (1, 2, 3)])
    for report, by in zip(shown, (DEWI, RANI), strict=False):
        world.reports.append(report.moved(Step(State.VERIFIED, by, SOON)))

    rows = news(rani, *shown).json["rows"]

    assert rows == [
        {"id": shown[0].id, "says": "Terverifikasi, oleh Dewi"},
        {"id": shown[1].id, "says": "Terverifikasi, oleh Anda"},
    ]


def test_what_went_elsewhere_is_told_like_what_never_was(world: World, rani: FlaskClient) -> None:
    world.keep([elsewhere := a_report(1, now=NOW, kelurahan=ELSEWHERE)])

    rows = news(rani, elsewhere, never := a_report(2, now=NOW)).json["rows"]

    assert rows == [{"id": one.id, "says": "Tidak ada lagi di antrean Anda"} for one in (elsewhere, never)]


def test_an_unchanged_list_costs_no_body(world: World, rani: FlaskClient) -> None:
    world.keep([shown := a_report(1, now=NOW)])
    etag = news(rani, shown).headers["ETag"]

    again = rani.get(
        f"/api/v1/queue/news?since={in_ms(NOW)}&rows={shown.id.replace('-', '')}",
        headers={"If-None-Match": etag},
    )

    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "asked", ["", "since=x", "since=0", f"since={in_ms(NOW)}&rows=x", "since=" + "9" * 400]
)
def test_what_makes_no_sense_is_refused(rani: FlaskClient, asked: str) -> None:
    assert rani.get(f"/api/v1/queue/news?{asked}").status_code == 422


def test_a_page_of_rows_is_the_most_that_is_asked_about(rani: FlaskClient) -> None:
    rows = "_".join(["0" * 32] * 61)

    assert rani.get(f"/api/v1/queue/news?since={in_ms(NOW)}&rows={rows}").status_code == 422


def test_each_view_is_counted(world: World, rani: FlaskClient) -> None:
    world.arranges()
    world.keep(
        [a_report(1, now=NOW, hours=2), a_report(2, now=NOW, hours=200), a_report(3, now=NOW, photos=0)]
    )

    told: Any = rani.get("/api/v1/queue/counts").json
    counted = [view["count"] for view in told["views"]]

    assert counted == [1, 1, 0, 2]
