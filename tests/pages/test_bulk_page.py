"""Many reports of the queue are given one verdict: by a plain form, and as a script asks."""

import re
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.reports.moves import State
from backend.reports.report import Actor, Report, Step
from tests.pages.seed import STORIES, a_report
from tests.pages.world import NOW, World

DEWI = Actor("reviewer", "p-dewi", "Dewi")


@pytest.fixture
def rani(world: World) -> FlaskClient:
    return world.visitor("rani")


@pytest.fixture
def three(world: World) -> list[Report]:
    """The oldest first."""
    reports = [a_report(n, now=NOW, hours=30 - n, story=STORIES[n - 1]) for n in range(1, 4)]
    world.keep(reports)
    return reports


def sends(visitor: FlaskClient, reports: list[Report], verdict: str, **more: Any) -> TestResponse:
    picks = [f"{report.id}_{report.version}" for report in reports]
    form = {"id": str(uuid4()), "verdict": verdict, "pilih": picks, **more}
    return visitor.post("/tinjau/pilihan?keadaan=received&rt=19", data=form)


def asks(visitor: FlaskClient, reports: list[Report], verdict: str, **more: Any) -> Any:
    visitor.environ_base |= {"HTTP_ACCEPT": "application/json"}
    return sends(visitor, reports, verdict, **more).json


def states(world: World, reports: list[Report]) -> list[str]:
    return [world.reports.kept[report.id].state.value for report in reports]


def test_the_list_offers_to_pick_what_many_may_be_given(rani: FlaskClient, world: World) -> None:
    world.keep(a_report(n, now=NOW) for n in range(3))

    page = rani.get("/tinjau").text

    assert page.count('name="pilih"') == 3
    assert re.findall(r'name="verdict" value="(\w+)"', page) == ["verify", "reject", "merge"]


def test_many_are_decided_by_a_plain_form_and_taken_back_by_another(
    world: World, rani: FlaskClient, three: list[Report]
) -> None:
    page = sends(rani, three, "reject", reason="trial", **{"words-reject": "Latihan banjir."}).text

    assert "3 dari 3 laporan selesai diputuskan." in page
    assert states(world, three) == ["rejected"] * 3
    assert {world.reports.kept[one.id].steps[-1].words for one in three} == {"Latihan banjir."}
    assert 'href="/tinjau?keadaan=received&amp;rt=19"' in page

    again = rani.post("/tinjau/pilihan", data=filled(page, "undo")).text

    assert "3 dari 3 laporan kembali seperti semula." in again
    assert states(world, three) == ["received"] * 3


def filled(page: str, verdict: str) -> dict[str, Any]:
    """The form of the summary."""
    picks = re.findall(r'name="pilih" value="([^"]+)"', page)
    [form_id] = re.findall(r'name="id" value="([^"]+)"', page)
    return {"id": form_id, "verdict": verdict, "pilih": picks}


def test_what_a_colleague_decided_first_is_refused_and_told(
    world: World, rani: FlaskClient, three: list[Report]
) -> None:
    world.reports.append(three[1].moved(Step(State.REJECTED, DEWI, NOW, "not_found", "Sudah saya cek")))

    page = sends(rani, three, "verify").text

    assert "2 dari 3 laporan selesai diputuskan." in page
    assert states(world, three) == ["verified", "rejected", "verified"]
    assert f'href="/tinjau/{three[1].id}">{three[1].number}' in page
    assert "Dewi lebih dulu memutuskan laporan ini." in page
    assert "Sudah saya cek" in page


def test_one_and_many_are_counted_in_english_too(rani: FlaskClient, three: list[Report]) -> None:
    rani.environ_base |= {"HTTP_ACCEPT_LANGUAGE": "en"}

    pages = [sends(rani, some, "verify").text for some in (three[:1], three[1:])]

    told = [re.findall("<h1>(.+)</h1>", page) for page in pages]
    assert told == [["1 of 1 report decided"], ["2 of 2 reports decided"]]
    assert 'data-one="1 report" data-many="{n} reports"' in rani.get("/tinjau?keadaan=verified").text


def test_verified_together_no_photo_is_seen(world: World, rani: FlaskClient, three: list[Report]) -> None:
    sends(rani, three, "verify")

    assert not any(photo.public for one in three for photo in world.reports.kept[one.id].photos)


def test_the_same_form_again_does_nothing_twice(world: World, rani: FlaskClient, three: list[Report]) -> None:
    form_id = str(uuid4())
    first = asks(rani, three, "verify", id=form_id)

    assert asks(rani, three, "verify", id=form_id) == first
    assert [world.reports.kept[one.id].version for one in three] == [2, 2, 2]
    assert first["done"] == [f"{one.id}_2" for one in three]


def test_without_a_number_the_oldest_stands_for_all(
    world: World, rani: FlaskClient, three: list[Report]
) -> None:
    told = asks(rani, [three[2], three[0], three[1]], "merge")

    assert (len(told["done"]), told["refused"]) == (2, [])
    assert states(world, three) == ["received", "duplicate", "duplicate"]
    assert {world.reports.kept[one.id].head for one in three[1:]} == {three[0].id}


def test_a_number_says_which_stands_for_all(world: World, rani: FlaskClient, three: list[Report]) -> None:
    asks(rani, three[:2], "merge", head=three[2].number)

    assert states(world, three) == ["duplicate", "duplicate", "received"]


def test_each_goes_to_the_agency_proposed_for_it_or_all_to_one(world: World, rani: FlaskClient) -> None:
    reports = [a_report(n, now=NOW, state=State.VERIFIED, story=STORIES[n]) for n in (0, 1)]
    world.keep(reports)
    categories = world.city.register().categories

    asks(rani, reports, "assign")
    leads = [world.reports.kept[one.id].opd for one in reports]

    assert leads == [categories[one.category].lead_opd for one in reports]
    assert len(set(leads)) == 2


@pytest.mark.parametrize(
    ("verdict", "more", "title"),
    [
        ("reject", {}, "Pilih satu alasan."),
        (
            "merge",
            {"head": "MD-0000-0000"},
            "Tidak ada laporan dengan nomor ini yang dapat Anda lihat. Periksa lagi nomornya.",
        ),
    ],
)
def test_what_is_missing_is_said_of_each(
    rani: FlaskClient, three: list[Report], verdict: str, more: dict[str, str], title: str
) -> None:
    told = asks(rani, three, verdict, **more)

    assert [one["title"] for one in told["refused"]] == [title] * 3
    assert told["done"] == []


def test_nothing_is_told_of_what_is_not_the_asker_s(world: World, rani: FlaskClient) -> None:
    world.keep([elsewhere := a_report(1, now=NOW, kelurahan="64.74.01.1001")])

    [refused] = asks(rani, [elsewhere], "verify")["refused"]

    assert refused == {"id": elsewhere.id, "title": "Laporan ini sudah tidak di kelurahan Anda."}
    assert states(world, [elsewhere]) == ["received"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": "ask"},
        {"id": "x"},
        {"pilih": "x_1"},
        {"pilih": f"{uuid4()}_x"},
        {"pilih": [f"{uuid4()}_1" for _ in range(201)]},
    ],
)
def test_a_form_that_is_none_of_ours_is_refused(rani: FlaskClient, wrong: dict[str, Any]) -> None:
    form = {"id": str(uuid4()), "verdict": "verify", "pilih": [], **wrong}

    assert rani.post("/tinjau/pilihan", data=form).status_code == 422


def test_decisions_are_never_taken_as_somebody_else_s(
    world: World, rani: FlaskClient, three: list[Report]
) -> None:
    assert sends(rani, three, "verify", **{"as": "p-dewi"}).status_code == 403
    assert states(world, three) == ["received"] * 3


def test_the_address_of_the_summary_leads_back_to_the_list(rani: FlaskClient) -> None:
    assert rani.get("/tinjau/pilihan?keadaan=verified&rt=19").location == "/tinjau?keadaan=verified&rt=19"


def test_a_summary_of_nothing_says_so(rani: FlaskClient) -> None:
    assert "Tidak ada laporan yang dipilih." in sends(rani, [], "verify").text
