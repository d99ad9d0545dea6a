"""Merging, moving, handing to an agency and undoing, on the page of a case."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.reports.moves import State
from backend.reports.report import Report
from tests.pages.seed import HOME, STORIES, a_report
from tests.pages.world import NOW, World

KANAAN = "64.74.03.1003"


@pytest.fixture
def rani(world: World) -> FlaskClient:
    return world.visitor("rani")


def decide(visitor: FlaskClient, report: Report, verdict: str, **fields: object) -> TestResponse:
    return visitor.post(
        f"/tinjau/{report.id}", data={"verdict": verdict, "version": report.version, **fields}
    )


def test_a_case_is_merged_by_number_and_parted_again(world: World, rani: FlaskClient) -> None:
    head, copy = a_report(1, now=NOW), a_report(2, now=NOW)
    world.keep([head, copy])

    decide(rani, copy, "merge", head=f" {head.number.lower()} ")
    merged = world.reports.get(copy.id)
    page = rani.get(f"/tinjau/{copy.id}").text
    decide(rani, merged, "undo")

    assert (merged.state, merged.head) == (State.DUPLICATE, head.id)
    assert 'value="undo"' in page
    assert world.reports.get(copy.id).state is State.RECEIVED


def test_a_number_that_is_none_is_said_in_the_form_it_was_typed_in(world: World, rani: FlaskClient) -> None:
    report = a_report(1, now=NOW)
    world.keep([report])

    answer = decide(rani, report, "merge", head="MD-0000-0001")

    assert answer.status_code == 422
    assert "Tidak ada laporan dengan nomor ini yang dapat Anda lihat." in answer.text
    assert re.search(r'<details id="gabung"[^>]* open>', answer.text)
    assert 'value="MD-0000-0001"' in answer.text


def test_what_cannot_stand_for_a_report_is_told_by_its_cause(world: World, rani: FlaskClient) -> None:
    report, settled = a_report(1, now=NOW), a_report(2, now=NOW, state=State.REJECTED)
    world.keep([report, settled])

    told = [told_of(rani, report, head=named) for named in ("MD-0000-0001", report.number, settled.number)]

    assert [why.partition(" ")[0] for why in told] == ["Tidak", "Ini", "Laporan"]
    assert "ditolak" in told[2]


def test_a_decision_about_what_has_left_says_so(world: World, rani: FlaskClient) -> None:
    report = a_report(1, now=NOW, kelurahan=KANAAN)
    world.keep([report])

    assert told_of(rani, report, head=report.number) == "Laporan ini sudah tidak di kelurahan Anda."


def told_of(rani: FlaskClient, report: Report, **form: str) -> str:
    """Why a merge was refused, as the page's script is told."""
    form = {"verdict": "merge", "version": str(report.version), **form}
    answer = rani.post(f"/tinjau/{report.id}", data=form, headers={"Accept": "application/json"})
    why: str = answer.get_json()["why"]
    return why


def test_a_case_moved_to_another_kelurahan_is_not_here_any_more(world: World, rani: FlaskClient) -> None:
    report = a_report(1, now=NOW, kelurahan=HOME)
    world.keep([report])

    answer = decide(rani, report, "move", kelurahan=KANAAN)

    assert answer.status_code == 303
    assert world.reports.get(report.id).kelurahan == KANAAN
    assert rani.get(f"/tinjau/{report.id}").status_code == 404


def test_the_agency_of_the_category_is_proposed_and_says_why(world: World, rani: FlaskClient) -> None:
    report = a_report(2, now=NOW, state=State.VERIFIED)
    world.keep([report])
    lead = world.city.register().categories[report.category].lead_opd

    page = rani.get(f"/tinjau/{report.id}").text
    decide(rani, report, "assign", opd=lead)

    assert re.search(rf'name="opd" value="{lead}" checked', page)
    assert "Penanggung jawab untuk" in page
    assert (world.reports.get(report.id).state, world.reports.get(report.id).opd) == (State.ASSIGNED, lead)
    assert "OPD: " in rani.get(f"/tinjau/{report.id}").text


def test_a_photo_can_be_asked_for_alone_and_the_history_says_so(world: World, rani: FlaskClient) -> None:
    report = a_report(1, now=NOW)
    world.keep([report])

    decide(rani, report, "ask", photo="yes")

    assert "Foto diminta" in rani.get(f"/tinjau/{report.id}").text


def test_the_last_decision_is_undone_within_the_hour_by_whoever_made_it(
    world: World, rani: FlaskClient
) -> None:
    report = a_report(1, now=NOW)
    world.keep([report])
    decide(rani, report, "verify")
    page = f"/tinjau/{report.id}"

    own, colleague = rani.get(page).text, world.visitor("dewi").get(page).text
    world.now = NOW + timedelta(hours=2)

    offered = ['value="undo"' in text for text in (own, colleague, rani.get(page).text)]
    assert offered == [True, False, False]


SPOT = '{"lat": 0.1371, "lon": 117.4529, "accuracy_m": 8, "at": "2026-11-23T11:30:00+08:00"}'


def test_a_decision_made_in_the_field_says_where_and_is_made_once(world: World, rani: FlaskClient) -> None:
    report = a_report(1, now=NOW)
    world.keep([report])
    made = {"id": "01990000-0000-7000-8000-000000000001", "field": SPOT}

    first, again = (decide(rani, report, "verify", **made) for _ in range(2))

    assert (first.status_code, again.status_code) == (303, 303)
    kept = world.reports.get(report.id)
    assert kept.version == 2
    assert '"accuracy_m": 8.0' in kept.steps[-1].detail["field"]
    assert "Diputuskan di lapangan" in rani.get(f"/tinjau/{report.id}").text


@pytest.mark.parametrize("sent", [{"id": "x"}, {"field": "{}"}, {"field": SPOT.replace("0.1371", "NaN")}])
def test_an_id_or_a_place_of_no_sense_is_refused(
    world: World, rani: FlaskClient, sent: dict[str, str]
) -> None:
    report = a_report(1, now=NOW)
    world.keep([report])

    assert decide(rani, report, "verify", **sent).status_code == 422
    assert world.reports.get(report.id).version == 1


def test_reports_near_by_are_proposed_to_be_merged_into(world: World, rani: FlaskClient) -> None:
    report, other = (a_report(n, now=NOW, hours=n, story=STORIES[0]) for n in (1, 2))
    far = a_report(3, now=NOW, story=STORIES[0], at=(117.47, 0.15))
    world.keep([report, other, far])

    page = rani.get(f"/tinjau/{report.id}").text
    decide(rani, report, "merge", head=[other.id, ""])

    assert re.findall(r'type="radio" name="head" value="([^"]+)"', page) == [other.id]
    assert world.reports.get(report.id).head == other.id
