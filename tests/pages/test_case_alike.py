"""What looks alike is proposed, told, and laid beside the case's own photos."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from backend.reports.look import Look
from backend.reports.report import Report
from tests.pages.seed import a_report
from tests.pages.world import NOW, World

FAR = (117.4561, 0.1500)


@pytest.fixture
def rani(world: World) -> FlaskClient:
    return world.visitor("rani")


def looked_at(report: Report, *likenesses: str) -> Report:
    """Its photos, the last ones first, as a machine saw them."""
    looks = [Look(likeness) for likeness in likenesses]
    photos = [replace(photo, look=look) for photo, look in zip(report.photos, looks, strict=True)]
    return replace(report, photos=tuple(photos))


@pytest.fixture
def case(world: World) -> Report:
    case = looked_at(a_report(1, now=NOW, photos=2), "0" * 16, "f0f0f0f0f0f0f0f0")
    twin = looked_at(a_report(2, now=NOW, hours=400, at=FAR), "f0f0f0f0f0f0f0f7")
    world.keep([case, twin])
    return case


def test_a_picture_seen_in_another_report_makes_that_one_a_candidate(
    world: World, case: Report, rani: FlaskClient
) -> None:
    twin = next(report for report in world.reports.kept.values() if report.id != case.id)

    page = rani.get(f"/tinjau/{case.id}").text
    told = rani.get(f"/api/v1/reports/{case.id}/candidates").json

    assert f'name="head" value="{twin.id}"' in page
    assert "Fotonya mirip: 95%" in page
    assert told
    assert [(one["id"], one["likeness"]) for one in told["candidates"]] == [(twin.id, 0.95)]


def test_the_two_photos_that_look_alike_lie_beside_each_other(
    world: World, case: Report, rani: FlaskClient
) -> None:
    twin = next(report for report in world.reports.kept.values() if report.id != case.id)

    page = rani.get(f"/tinjau/{case.id}").text

    theirs = f"/api/v1/reports/{twin.id}/photos/{twin.photos[0].sha256}/1280"
    links = re.findall(r'<a[^>]*href="([^"]*)" data-compare="([0-9a-f]{64})"', page)
    assert links == [(theirs, case.photos[1].sha256)] * 2, "at the hint, and at the candidate"


def test_what_was_seen_in_a_kelurahan_out_of_reach_is_not_told(world: World, rani: FlaskClient) -> None:
    case = looked_at(a_report(1, now=NOW), "f0f0f0f0f0f0f0f0")
    twin = looked_at(a_report(2, now=NOW, kelurahan="64.74.01.1001", at=FAR), "f0f0f0f0f0f0f0f0")
    world.keep([case, twin])

    assert twin.number not in rani.get(f"/tinjau/{case.id}").text
