"""An invitation is made in the office and accepted on a phone."""

import re
from datetime import timedelta

import pytest

from backend.people import invitations
from backend.people.person import Grant, Person, Role
from backend.routes import cookies
from tests.pages.seed import HOME
from tests.pages.world import NOW, World

VIEW = "Mozilla/5.0 (Linux; Android 11; CPH2127; wv) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
CHROME = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/125.0.0.0 Mobile Safari/537.36"
CONSENT = {"nama": "Siti Aminah", "setuju": "ya"}


@pytest.fixture
def link(world: World) -> str:
    _, token = invitations.make(
        Grant(Role.VOLUNTEER, HOME), people=world.people, now=NOW, name="Siti", uses=1
    )
    return f"/undangan/{token}"


def test_an_invitation_says_where_and_for_whom(world: World, link: str) -> None:
    page = world.visitor().get(link).text

    assert "Kelurahan Gunung Telihan" in page
    assert 'value="Siti"' in page


@pytest.mark.parametrize(
    ("agent", "said", "way"),
    [
        (f"{VIEW} WhatsApp/2.24.10.85 A", "di dalam aplikasi WhatsApp", 'href="intent://localhost/undangan/'),
        (VIEW, "di dalam aplikasi lain", 'href="intent://localhost/undangan/'),
        (f"{IPHONE} Instagram 331.0.0.29.90", "di dalam aplikasi Instagram", "Buka di Safari"),
    ],
)
def test_inside_another_app_it_leads_to_a_browser_before_it_is_accepted(
    world: World, link: str, agent: str, said: str, way: str
) -> None:
    page = world.visitor().get(link, headers={"User-Agent": agent}).text

    assert said in page
    assert way in page
    assert page.index(way) < page.index('name="setuju"')
    assert f'value="http://localhost{link}"' in page


def test_a_browser_is_not_told_to_open_a_browser(world: World, link: str) -> None:
    page = world.visitor().get(link, headers={"User-Agent": CHROME}).text

    assert "Buka di browser dulu" not in page


def test_looking_at_an_invitation_does_not_use_it(world: World, link: str) -> None:
    visitor = world.visitor()
    visitor.get(link)
    visitor.get(link)

    assert visitor.post(link, data=CONSENT).status_code == 303


def test_accepting_makes_this_phone_somebody_s(world: World, link: str) -> None:
    visitor = world.visitor()

    answer = visitor.post(link, data=CONSENT)

    assert answer.headers["Location"] == "/lapor"
    assert visitor.get_cookie(cookies.DEVICE)
    [device] = world.people.devices.values()
    assert world.people.get(device.person or "").name == "Siti Aminah"


def test_a_used_invitation_is_explained(world: World, link: str) -> None:
    world.visitor().post(link, data=CONSENT)

    answer = world.visitor().get(link)

    assert answer.status_code == 404
    assert "sudah terpakai" in answer.text
    assert 'href="/lapor"' in answer.text


def test_an_expired_invitation_is_explained(world: World, link: str) -> None:
    world.now = NOW + timedelta(days=15)

    assert "sudah lewat waktu" in world.visitor().get(link).text


def test_a_link_that_was_cut_off_is_explained(world: World, link: str) -> None:
    answer = world.visitor().get(link[:-5])

    assert answer.status_code == 404
    assert "tidak lengkap" in answer.text


def test_a_revoked_invitation_is_explained_and_who_came_before_stays(world: World) -> None:
    made, token = invitations.make(Grant(Role.VOLUNTEER, HOME), people=world.people, now=NOW, uses=2)
    world.visitor().post(f"/undangan/{token}", data=CONSENT)

    answer = world.visitor("rani").post(f"/admin/undangan/{made.id}/cabut")

    assert answer.status_code == 303
    assert "sudah dicabut" in world.visitor().get(f"/undangan/{token}").text
    page = world.visitor("rani").get("/admin/undangan").text
    assert "Dicabut" in page
    assert "Siti Aminah, 23 Nov 2026, 11.30 WITA" in page


@pytest.mark.usefixtures("link")
def test_revoking_is_asked_once_more_in_the_page(world: World) -> None:
    page = world.visitor("rani").get("/admin/undangan").text

    [fold] = re.findall(r'<details class="plain">(?:(?!</details>).)*?/cabut".*?</details>', page, re.DOTALL)
    asked, _, form = fold.partition("</summary>")
    assert "Cabut" in asked
    assert "<button" not in asked
    assert "tidak dapat dihidupkan lagi" in form


def test_where_nobody_was_invited_the_form_is_a_tap_away(world: World) -> None:
    page = world.visitor("rani").get("/admin/undangan").text

    assert 'href="#baru">Buat undangan pertama</a>' in page
    assert 'id="baru"' in page


def test_nobody_revokes_an_invitation_of_another_kelurahan(world: World) -> None:
    made, token = invitations.make(Grant(Role.VOLUNTEER, "64.74.01.1001"), people=world.people, now=NOW)

    answers = [world.visitor("rani").post(f"/admin/undangan/{i}/cabut") for i in (made.id, "i-never")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert world.visitor().get(f"/undangan/{token}").status_code == 200


def test_whoever_accepted_it_on_this_phone_is_told_their_name(world: World, link: str) -> None:
    visitor = world.visitor()
    visitor.post(link, data=CONSENT)

    assert "HP ini sudah dipakai Siti Aminah" in visitor.get(link).text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"nama": "Siti"}, "Centang kalimat persetujuan"),
        ({"nama": "x" * 81, "setuju": "ya"}, "Tuliskan nama"),
    ],
)
def test_without_consent_or_name_nothing_is_used(
    world: World, link: str, sent: dict[str, str], said: str
) -> None:
    answer = world.visitor().post(link, data=sent)

    assert answer.status_code == 422
    assert said in answer.text
    assert world.visitor().post(link, data=CONSENT).status_code == 303


def test_the_office_shows_a_new_link_once(world: World) -> None:
    office = world.visitor("rani")

    made = office.post(
        "/admin/undangan", data={"kelurahan": HOME, "nama": "Pak RT", "kali": "5", "hari": "7"}
    )

    [address] = re.findall(r"<code>(http://localhost/undangan/\S+)</code>", made.text)
    assert made.status_code == 201
    assert 'class="qr"' in made.text
    assert address not in office.get("/admin/undangan").text
    assert world.visitor().get(address.removeprefix("http://localhost")).status_code == 200


def test_a_reviewer_invites_to_the_own_kelurahan_only(world: World) -> None:
    answer = world.visitor("rani").post("/admin/undangan", data={"kelurahan": "64.74.01.1001"})

    assert answer.status_code == 404
    assert world.people.invitations() == []


def test_a_reviewer_sees_the_own_kelurahan_s_invitations_only(world: World) -> None:
    for code, name in ((HOME, "Tetangga"), ("64.74.01.1001", "Orang jauh")):
        invitations.make(Grant(Role.VOLUNTEER, code), people=world.people, now=NOW, name=name)

    page = world.visitor("rani").get("/admin/undangan").text

    assert ("Tetangga" in page, "Orang jauh" in page) == (True, False)


@pytest.mark.parametrize("uses", ["0", "-3", "99999", "banyak"])
def test_uses_out_of_range_are_brought_into_it(world: World, uses: str) -> None:
    world.visitor("adi").post("/admin/undangan", data={"kelurahan": HOME, "kali": uses})

    [offer] = world.people.invitations()
    assert 1 <= offer.uses_left <= 200


def test_the_office_lets_a_volunteer_in_again(world: World) -> None:
    made = world.visitor("rani").post("/admin/undangan/kembali", data={"orang": "p-budi"})

    [address] = re.findall(r"<code>http://localhost(/undangan/\S+)</code>", made.text)
    visitor = world.visitor()
    assert "Selamat datang kembali, Budi Santoso" in visitor.get(address).text
    assert visitor.post(address).status_code == 303
    assert [device.person for device in world.people.devices.values()] == ["p-budi"]


@pytest.mark.parametrize(("person", "status"), [("p-rani", 404), ("p-nobody", 404), ("p-far", 404)])
def test_a_reviewer_lets_in_only_volunteers_of_the_own_kelurahan(
    world: World, person: str, status: int
) -> None:
    world.people.add(Person("p-far", "Jauh", (Grant(Role.VOLUNTEER, "64.74.01.1001"),), NOW))

    answer = world.visitor("rani").post("/admin/undangan/kembali", data={"orang": person})

    assert answer.status_code == status
    assert "Jauh" not in world.visitor("rani").get("/admin/undangan").text
