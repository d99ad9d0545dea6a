"""Staff find their way in, to where they work, and out."""

import pytest

from backend.routes import cookies
from tests.pages.world import PASSWORD, World


@pytest.fixture
def office(world: World) -> World:
    world.give_passwords()
    return world


@pytest.mark.parametrize(("login", "leads_to"), [("rani", "/tinjau"), ("eko", "/petugas")])
def test_signing_in_leads_to_one_s_work(office: World, login: str, leads_to: str) -> None:
    visitor = office.visitor()

    answer = visitor.post("/masuk", data={"nama": login, "sandi": PASSWORD})

    assert (answer.status_code, answer.headers["Location"]) == (303, leads_to)
    assert visitor.get(leads_to).status_code == 200


def test_signing_in_leads_back_to_where_one_was_going(office: World) -> None:
    visitor = office.visitor()
    asked = visitor.get("/tinjau?keadaan=verified")

    form = visitor.get(asked.headers["Location"]).text
    answer = visitor.post(
        "/masuk", data={"nama": "rani", "sandi": PASSWORD, "lanjut": "/tinjau?keadaan=verified"}
    )

    assert 'value="/tinjau?keadaan=verified"' in form
    assert answer.headers["Location"] == "/tinjau?keadaan=verified"


def test_signing_in_leads_to_no_other_site(office: World) -> None:
    sent = {"nama": "rani", "sandi": PASSWORD, "lanjut": "//evil.example"}

    assert office.visitor().post("/masuk", data=sent).headers["Location"] == "/tinjau"


@pytest.mark.parametrize(
    ("login", "password"), [("rani", "bukan sandinya"), ("tidak ada", PASSWORD), ("", "")]
)
def test_a_wrong_password_and_an_unknown_login_read_the_same(
    office: World, login: str, password: str
) -> None:
    answer = office.visitor().post("/masuk", data={"nama": login, "sandi": password})

    assert answer.status_code == 401
    assert "Nama masuk atau kata sandi tidak cocok" in answer.text
    assert password not in answer.text or not password


def test_guessing_is_slowed_down_in_words(office: World) -> None:
    answers = [office.visitor().post("/masuk", data={"nama": "rani", "sandi": "x"}) for _ in range(7)]

    assert answers[-1].status_code == 429
    assert "Coba lagi dalam" in answers[-1].text
    assert int(answers[-1].headers["Retry-After"]) >= 1


def test_signing_out_takes_a_press_of_a_button(office: World) -> None:
    visitor = office.visitor("rani")

    looked = visitor.get("/keluar")
    still_in = visitor.get("/tinjau").status_code
    left = visitor.post("/keluar")

    assert "Rani Wulandari" in looked.text
    assert still_in == 200
    assert left.headers["Location"] == "/"
    assert not visitor.get_cookie(cookies.SESSION)
    assert visitor.get("/tinjau").status_code == 303


@pytest.mark.parametrize("page", ["/tinjau", "/petugas", "/admin", "/admin/undangan"])
def test_pages_of_the_staff_lead_strangers_to_the_sign_in(world: World, page: str) -> None:
    answer = world.visitor().get(page)

    assert answer.headers["Location"].startswith("/masuk?lanjut=")


@pytest.mark.parametrize(
    ("login", "allowed"),
    [
        ("rani", {"/tinjau", "/admin/undangan"}),
        ("eko", {"/petugas"}),
        ("adi", {"/tinjau", "/admin", "/admin/undangan"}),
    ],
)
def test_everyone_is_shown_the_doors_they_may_pass(world: World, login: str, allowed: set[str]) -> None:
    visitor = world.visitor(login)

    passed = {
        p for p in ("/tinjau", "/petugas", "/admin", "/admin/undangan") if visitor.get(p).status_code == 200
    }
    nav = visitor.get(min(allowed)).text.split("</header>")[0]

    assert passed == allowed
    assert {
        p for p in ("/tinjau", "/petugas", "/admin", "/admin/undangan") if f'href="{p}"' in nav
    } == allowed


def test_an_officer_reads_what_their_agency_leads(week: World) -> None:
    page = week.visitor("eko").get("/petugas").text

    assert "Sampah liar" in page
    assert "Drainase/parit" not in page
    assert "Menunggu diperiksa" not in page


def test_pages_of_the_staff_are_kept_by_nobody(week: World) -> None:
    assert week.visitor("rani").get("/tinjau").headers["Cache-Control"] == "no-store"
