"""What the script of the case page asks the server: cases ahead, and decisions it sends by itself."""

import re
from collections.abc import Iterable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.reports.moves import State
from backend.reports.report import Actor, Report, Step
from tests.pages.seed import a_report
from tests.pages.world import NOW, World

DEWI = Actor("reviewer", "p-dewi", "Dewi")


@pytest.fixture
def rani(world: World) -> FlaskClient:
    return world.visitor("rani")


def sends(visitor: FlaskClient, report: Report, verdict: str, **fields: object) -> TestResponse:
    sent = {"verdict": verdict, "version": report.version, **fields}
    return visitor.post(f"/tinjau/{report.id}", data=sent, headers={"Accept": "application/json"})


def kept(world: World, reports: Iterable[Report]) -> list[Report]:
    """In the order of the queue."""
    world.keep(reports)
    lines = world.reports.queue(None, [State.RECEIVED])
    return [world.reports.kept[line.id] for line in lines]


def neighbours(page: str) -> list[str]:
    """Ids of the cases after, from the top, and before."""
    return [re.findall(f'data-{side}="([^"]*)"', page)[0] for side in ("after", "again", "before")]


def test_a_case_names_its_neighbours_and_those_at_the_top(world: World, rani: FlaskClient) -> None:
    first, second, third = kept(world, (a_report(n, now=NOW, hours=20 - n) for n in range(1, 4)))

    assert neighbours(rani.get(f"/tinjau/{second.id}").text) == [third.id, first.id, first.id]
    assert neighbours(rani.get(f"/tinjau/{third.id}").text) == [
        "",
        f"{first.id} {second.id}",
        f"{second.id} {first.id}",
    ]


def test_neighbours_are_those_of_the_queue_as_it_was_narrowed_down(world: World, rani: FlaskClient) -> None:
    reports = kept(world, (a_report(n, now=NOW, hours=20 - n, photos=n % 2) for n in range(1, 4)))
    first, last = (report for report in reports if report.photos)

    listed = rani.get("/tinjau?foto=1").text
    page = rani.get(f"/tinjau/{first.id}?foto=1").text
    after = rani.post(f"/tinjau/{first.id}?foto=1", data={"verdict": "verify", "version": 1})

    assert f'href="/tinjau/{first.id}?foto=1"' in listed
    assert neighbours(page) == [last.id, "", ""]
    assert 'href="/tinjau?keadaan=received&amp;foto=1"' in page
    assert after.headers["Location"] == f"/tinjau/{last.id}?foto=1&dari={first.id}"


def test_what_is_fetched_ahead_is_the_case_without_its_page(world: World, rani: FlaskClient) -> None:
    report = a_report(1, now=NOW)
    world.keep([report])

    answer = rani.get(f"/tinjau/{report.id}/isi")
    whole = rani.get(f"/tinjau/{report.id}").text

    assert answer.text.strip().startswith("<article")
    assert "<html" not in answer.text
    assert answer.text.strip() in whole
    assert answer.headers["Cache-Control"] == "no-store"


def test_another_kelurahan_s_case_cannot_be_fetched_ahead(world: World, rani: FlaskClient) -> None:
    report = a_report(1, now=NOW, kelurahan="64.74.01.1001")
    world.keep([report])

    assert rani.get(f"/tinjau/{report.id}/isi").status_code == 404


def test_a_script_is_told_the_outcome_instead_of_led_on(world: World, rani: FlaskClient) -> None:
    report = a_report(1, now=NOW)
    world.keep([report])

    answer = sends(rani, report, "verify")

    assert answer.status_code == 201
    assert answer.json == {"api": "masdarling/1", "id": report.id, "state": "verified", "version": 2}


def test_a_script_is_told_who_was_faster_in_the_reader_s_words(world: World, rani: FlaskClient) -> None:
    report = a_report(1, now=NOW)
    world.keep([report])
    world.reports.append(report.moved(Step(State.REJECTED, DEWI, NOW, "not_found", "Sudah saya cek")))

    answer = sends(rani, report, "verify")

    assert answer.status_code == 409
    assert answer.json is not None
    told = {name: answer.json[name] for name in ("title", "outcome", "reason", "words")}
    assert told == {
        "title": "Dewi lebih dulu memutuskan laporan ini.",
        "outcome": "Ditolak",
        "reason": "Sudah diperiksa di tempat, tidak ditemukan",
        "words": "Sudah saya cek",
    }


def test_a_script_is_told_what_is_missing(world: World, rani: FlaskClient) -> None:
    report = a_report(1, now=NOW)
    world.keep([report])

    answer = sends(rani, report, "reject")

    assert (answer.status_code, answer.json and answer.json["api"]) == (422, "masdarling/1")


def test_a_decision_is_never_taken_as_somebody_else_s(world: World, rani: FlaskClient) -> None:
    report = a_report(1, now=NOW)
    world.keep([report])

    foreign, own = (sends(rani, report, "verify", **{"as": who}) for who in ("p-dewi", "p-rani"))

    assert (foreign.status_code, own.status_code) == (403, 201)
    assert foreign.json is not None
    assert foreign.json["type"].endswith(":other-owner")


def test_what_became_of_the_sender_s_other_reports_is_told_in_numbers(
    world: World, rani: FlaskClient
) -> None:
    states = (State.RECEIVED, State.VERIFIED, State.RESOLVED, State.REJECTED)
    reports = [a_report(n, now=NOW, state=state) for n, state in enumerate(states, start=1)]
    world.keep(reports)

    page = rani.get(f"/tinjau/{reports[0].id}").text

    assert "3 laporan: 2 terverifikasi, 1 ditolak" in page


def test_hints_stand_in_groups_by_their_weight(world: World, rani: FlaskClient) -> None:
    report = a_report(1, now=NOW, flags=("near_border", "outside_city"))
    world.keep([report])

    page = rani.get(f"/tinjau/{report.id}").text

    order = ["Lihat dulu sebelum memutuskan", "Titiknya di laut", "Perlu diketahui", "Kurang dari 200 m"]
    assert re.findall("|".join(order), page) == order
