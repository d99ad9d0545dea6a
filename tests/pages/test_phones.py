"""A volunteer adds a second phone by six digits, and ends one that is lost."""

import re

import pytest
from flask.testing import FlaskClient

from backend.people import devices
from backend.routes import cookies
from tests.pages.world import NOW, World

CHROME = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/125.0.0.0 Mobile Safari/537.36"


@pytest.fixture
def budi(world: World) -> FlaskClient:
    return phone_of(world, "p-budi")


def phone_of(world: World, person: str | None) -> FlaskClient:
    device, token = devices.make(now=NOW, person=person)
    world.people.add_device(device)
    visitor = world.visitor()
    visitor.set_cookie(cookies.DEVICE, token)
    return visitor


def code_of(page: str) -> str:
    [(first, last)] = re.findall(r'class="pair-code"[^>]*>(\d{3})&nbsp;(\d{3})<', page)
    return str(first + last)


def test_a_new_phone_becomes_the_volunteer_s_and_is_listed_by_name(world: World, budi: FlaskClient) -> None:
    code = code_of(budi.post("/hp-saya/kode").text)
    fresh = world.visitor()

    answer = fresh.post("/pasangkan", data={"kode": code}, headers={"User-Agent": CHROME})

    assert answer.headers["Location"] == "/lapor"
    assert fresh.get_cookie(cookies.DEVICE)
    page = budi.get("/hp-saya").text
    assert "Budi Santoso" in page
    assert ("Chrome, Android" in page, page.count('name="hp"')) == (True, 1)


def test_a_lost_phone_is_ended_and_sends_no_more(world: World, budi: FlaskClient) -> None:
    lost = phone_of(world, "p-budi")
    [device] = re.findall(r'name="hp" value="(\w+)"', budi.get("/hp-saya").text)

    answer = budi.post("/hp-saya/cabut", data={"hp": device})

    assert answer.status_code == 303
    assert lost.get("/hp-saya").status_code == 401
    assert "tidak bisa mengirim lagi" in budi.get(answer.headers["Location"]).text


def test_a_wrong_code_is_explained_and_many_of_them_wait(world: World) -> None:
    guessing = phone_of(world, None)

    answers = [guessing.post("/pasangkan", data={"kode": "x"}) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert "Kode itu tidak cocok" in answers[0].text
    assert answers[5].headers["Retry-After"]


def test_a_phone_without_a_name_is_led_to_pairing(world: World) -> None:
    nobodys = phone_of(world, None)

    assert 'href="/pasangkan"' in nobodys.get("/hp-saya").text
    assert nobodys.post("/hp-saya/kode").status_code == 403


def test_a_phone_of_somebody_else_is_told_whose_reports_stay(budi: FlaskClient) -> None:
    assert "Laporan Budi Santoso di HP ini tetap miliknya" in budi.get("/pasangkan").text
