"""Cases taken to the field: what the phone is given, and to whom."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from backend.reports.moves import State
from backend.routes import pages_field
from tests.pages.seed import a_report
from tests.pages.world import NOW, World
from tests.source import ROOT

CASES = "/tinjau/lapangan/kasus"


@pytest.fixture
def rani(world: World) -> FlaskClient:
    client = world.visitor("rani")
    client.environ_base["HTTP_ACCEPT"] = "application/json"
    return client


def test_a_case_is_taken_whole_with_small_pictures_and_its_place(world: World, rani: FlaskClient) -> None:
    report = a_report(1, now=NOW, photos=2, arrived=1)
    world.keep([report])

    answer = rani.get(CASES)

    assert answer.json is not None
    [taken] = answer.json["cases"]
    at = f"/api/v1/reports/{report.id}/photos"
    assert taken["pictures"] == [
        f"{at}/{report.photos[0].sha256}/320",
        f"{at}/{report.photos[1].sha256}/thumb",
    ]
    assert (taken["version"], taken["place"]) == (1, {"lat": 0.1366, "lon": 117.4526})
    assert taken["html"].strip().startswith("<article")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_case_that_came_without_an_account_is_taken_too(world: World, rani: FlaskClient) -> None:
    report = a_report(1, now=NOW)
    world.keep([replace(report, sender=replace(report.sender, person=None))])

    answer = rani.get(CASES)

    assert answer.json is not None
    assert "Pelapor tanpa akun" in answer.json["cases"][0]["html"]


def test_the_queue_comes_in_stretches_to_its_end(world: World, rani: FlaskClient) -> None:
    world.keep(a_report(n, now=NOW, hours=50 - n, photos=0) for n in range(1, 24))

    first = rani.get(CASES).json
    assert first is not None
    rest = rani.get(CASES, query_string={"setelah": first["onward"]}).json

    assert rest is not None
    ids = [case["id"] for case in (*first["cases"], *rest["cases"])]
    assert (len(first["cases"]), len(ids), len(set(ids))) == (pages_field.STRETCH, 23, 23)
    assert rest["onward"] is None


def test_only_the_own_kelurahan_and_the_state_asked_for_are_taken(world: World, rani: FlaskClient) -> None:
    asked = a_report(1, now=NOW, state=State.NEEDS_INFO)
    world.keep([asked, a_report(2, now=NOW), a_report(3, now=NOW, kelurahan="64.74.01.1001")])

    answer = rani.get(CASES, query_string={"keadaan": "needs_info"}).json

    assert answer is not None
    assert [case["id"] for case in answer["cases"]] == [asked.id]


def test_the_page_that_is_kept_holds_no_case(world: World) -> None:
    report = a_report(1, now=NOW)
    world.keep([report])

    page = world.visitor("rani").get("/tinjau/lapangan").text

    assert report.id not in page
    assert report.number not in page
    assert f'data-most="{pages_field.MOST}"' in page


def test_a_script_whose_session_is_over_is_told_so_and_a_person_is_led_to_sign_in(world: World) -> None:
    stranger = world.visitor()

    page, script = stranger.get(CASES), stranger.get(CASES, headers={"Accept": "application/json"})

    assert page.headers["Location"].startswith("/masuk?")
    assert script.status_code == 401
    assert script.json is not None
    assert script.json["api"] == "masdarling/1"


def test_the_page_says_how_long_the_phone_keeps_them() -> None:
    script = (ROOT / "pwa/review/desk.js").read_text()

    assert re.findall(r"const DAYS = (\d+)", script) == [str(pages_field.DAYS)]
