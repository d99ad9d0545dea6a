"""Who has a case open is said to colleagues, and changes nothing about what they may decide."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from backend.reports.moves import State
from backend.reports.ports import Unavailable
from backend.reports.report import Report
from tests.pages.seed import a_report
from tests.pages.world import NOW, World

OWN = "Kasus ini Anda pegang sampai 11.35."
DEWI_S = "Dewi sedang membuka kasus ini sampai 11.35."


@pytest.fixture
def report(world: World) -> Report:
    report = a_report(1, now=NOW)
    world.keep([report])
    return report


@pytest.fixture
def rani(world: World) -> FlaskClient:
    return world.visitor("rani")


def holder(world: World, report: Report) -> str | None:
    hold = world.holds.of([report.id], now=world.now).get(report.id)
    return hold.name if hold else None


def test_who_opens_a_case_has_it_and_a_colleague_reads_that(
    world: World, report: Report, rani: FlaskClient
) -> None:
    dewi_s = world.visitor("dewi").get(f"/tinjau/{report.id}").text
    rani_s = rani.get(f"/tinjau/{report.id}").text

    assert OWN in dewi_s
    assert DEWI_S not in dewi_s
    assert DEWI_S in rani_s
    assert OWN not in rani_s


def test_a_case_is_taken_over_without_a_script(world: World, report: Report, rani: FlaskClient) -> None:
    world.visitor("dewi").get(f"/tinjau/{report.id}")

    answer = rani.post(f"/tinjau/{report.id}/ambil-alih", follow_redirects=True)

    assert OWN in answer.text
    assert holder(world, report) == "Rani Wulandari"
    assert world.audit.actions == ["take_over"]


def test_the_second_decides_all_the_same_by_the_version_they_saw(
    world: World, report: Report, rani: FlaskClient
) -> None:
    world.visitor("dewi").get(f"/tinjau/{report.id}")
    rani.get(f"/tinjau/{report.id}")

    rani.post(f"/tinjau/{report.id}", data={"verdict": "verify", "version": 1})

    assert world.reports.get(report.id).state is State.VERIFIED


def test_five_minutes_later_it_is_anybody_s(world: World, report: Report, rani: FlaskClient) -> None:
    world.visitor("dewi").get(f"/tinjau/{report.id}")
    world.now += timedelta(minutes=5)

    rani.get(f"/tinjau/{report.id}")

    assert holder(world, report) == "Rani Wulandari"


def test_what_is_fetched_ahead_is_held_by_nobody(world: World, report: Report, rani: FlaskClient) -> None:
    rani.get(f"/tinjau/{report.id}/isi")
    rani.get(f"/tinjau/{report.id}", headers={"Sec-Purpose": "prefetch;prerender"})

    assert holder(world, report) is None


def test_a_case_is_read_although_nothing_can_be_kept(
    world: World, report: Report, rani: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise Unavailable

    monkeypatch.setattr(world.holds, "take", full)

    answer = rani.get(f"/tinjau/{report.id}")

    assert answer.status_code == 200
    assert report.number in answer.text


def test_another_kelurahan_s_case_cannot_be_taken_over(world: World, rani: FlaskClient) -> None:
    elsewhere = a_report(2, now=NOW, kelurahan="64.74.01.1001")
    world.keep([elsewhere])

    assert rani.post(f"/tinjau/{elsewhere.id}/ambil-alih").status_code == 404
    assert holder(world, elsewhere) is None
