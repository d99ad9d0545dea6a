"""One's own account: name, password, where one is signed in, and the second factor. Plain forms."""

import re
from datetime import timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient

from backend.people import devices, sessions, totp
from backend.people.person import Stage
from backend.people.throttle import FREE_TRIES
from backend.routes import cookies
from tests.pages.world import NOW, PASSWORD, World

NEW = "sungai yang jernih sekali"


@pytest.fixture
def office(world: World) -> World:
    world.give_passwords()
    return world


def half(world: World, login: str) -> FlaskClient:
    """Who has shown the password, and owes the second factor."""
    visitor = world.visitor()
    person = world.people.by_login(login)
    token = sessions.begin(person, people=world.people, now=world.now, stage=Stage.HALF)
    visitor.set_cookie(cookies.SESSION, token)
    return visitor


def secret_on(page: str) -> str:
    found = re.search(r'name="rahasia" value="([A-Z2-7]{32})"', page)
    assert found
    return found[1]


def sets_an_app_up(world: World, visitor: FlaskClient) -> list[str]:
    """The recovery codes that are shown then."""
    secret = secret_on(visitor.get("/akun/faktor").text)
    answer = visitor.post(
        "/akun/faktor/aplikasi", data={"rahasia": secret, "kode": totp.code_at(secret, world.now)}
    )
    assert answer.headers["Cache-Control"] == "no-store"
    return re.findall(r"<li><code>([a-z0-9-]+)</code>", answer.text)


def test_a_name_is_changed_and_one_that_is_none_is_told_of(office: World) -> None:
    visitor = office.visitor("rani")

    empty = visitor.post("/akun/nama", data={"nama": "  "})
    changed = visitor.post("/akun/nama", data={"nama": "Rani W."}, follow_redirects=True)

    assert (empty.status_code, 'id="nama-salah"' in empty.text) == (422, True)
    assert ("<h1>Rani W.</h1>" in changed.text, 'role="status"' in changed.text) == (True, True)


def test_this_browser_stands_first_and_many_others_are_folded_away(office: World) -> None:
    others = [office.visitor("rani") for _ in range(5)]
    page = office.visitor("rani").get("/akun").text

    first, _, folded = page.partition("<details")
    assert first.index("Perangkat ini") < first.index("/akhiri")
    assert f"{len(others) + 1 - 4} yang lain" in folded


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("bukan ini", NEW, "lama-salah"),
        (PASSWORD, "xyzzy", "baru-salah"),
        (PASSWORD, "password1234", "baru-salah"),
    ],
)
def test_a_password_that_does_not_do_is_told_beside_its_field(
    office: World, old: str, new: str, fault: str
) -> None:
    answer = office.visitor("rani").post("/akun/sandi", data={"lama": old, "baru": new})

    assert (answer.status_code, f'id="{fault}"' in answer.text) == (422, True)
    assert new not in answer.text


def test_with_a_new_password_one_signs_in_and_with_the_old_one_no_more(office: World) -> None:
    office.visitor("rani").post("/akun/sandi", data={"lama": PASSWORD, "baru": NEW})

    tried = [
        office.visitor().post("/masuk", data={"nama": "rani", "sandi": word}).status_code
        for word in (PASSWORD, NEW)
    ]

    assert tried == [401, 303]


def test_another_browser_is_signed_out_from_here_and_nobody_else_s(office: World) -> None:
    here, there, dewi = office.visitor("rani"), office.visitor("rani"), office.visitor("dewi")
    mine = re.findall(r'action="/akun/sesi/([^/"]+)/akhiri"', here.get("/akun").text)
    (hers,) = office.people.sessions_of("p-dewi")

    ended = here.post(f"/akun/sesi/{mine[0]}/akhiri")
    refused = here.post(f"/akun/sesi/{hers.id}/akhiri")

    assert (ended.status_code, refused.status_code) == (303, 404)
    assert [who.get("/tinjau").status_code for who in (here, there, dewi)] == [200, 303, 200]


def test_everywhere_else_is_left_at_once(office: World) -> None:
    here, *others = [office.visitor("rani") for _ in range(3)]

    here.post("/akun/sesi/akhiri")

    assert [who.get("/tinjau").status_code for who in (here, *others)] == [200, 303, 303]


def bears_a_name(world: World, login: str, visitor: FlaskClient | None = None) -> str:
    """The id of a device that is taken for somebody: of the visitor's browser, or of one elsewhere."""
    device, token = devices.make(now=world.now, person=f"p-{login}", label="Chrome/124 Android")
    world.people.add_device(device)
    if visitor:
        visitor.set_cookie(cookies.DEVICE, token)
    return device.id


ENDS_ALL = {
    "/akun/sesi/akhiri": {},
    "/akun/sandi": {"lama": PASSWORD, "baru": NEW},
}


@pytest.mark.parametrize("form", ENDS_ALL)
def test_what_bears_one_s_name_elsewhere_ends_with_the_sign_ins(office: World, form: str) -> None:
    visitor = office.visitor("rani")
    here, _, hers = (bears_a_name(office, *of) for of in (("rani", visitor), ("rani",), ("dewi",)))

    visitor.post(form, data=ENDS_ALL[form])

    assert [one.id for one in office.people.devices_of("p-rani")] == [here]
    assert [one.id for one in office.people.devices_of("p-dewi")] == [hers]


def test_with_a_code_app_ends_what_a_password_alone_let_bear_one_s_name(office: World) -> None:
    visitor = office.visitor("rani")
    here = bears_a_name(office, "rani", visitor)
    bears_a_name(office, "rani")

    sets_an_app_up(office, visitor)

    assert [one.id for one in office.people.devices_of("p-rani")] == [here]


def test_what_bears_one_s_name_is_listed_and_each_but_this_one_can_be_ended(office: World) -> None:
    visitor = office.visitor("rani")
    hers = bears_a_name(office, "dewi")
    there = bears_a_name(office, "rani")
    here = bears_a_name(office, "rani", visitor)
    listed = re.findall(r'action="/akun/perangkat/([^/"]+)/akhiri"', visitor.get("/akun").text)

    answers = [visitor.post(f"/akun/perangkat/{one}/akhiri").status_code for one in (there, hers, here)]

    assert (listed, answers) == ([there], [303, 404, 404])
    assert [one.id for one in office.people.devices_of("p-rani")] == [here]
    assert [one.id for one in office.people.devices_of("p-dewi")] == [hers]


def test_many_that_bear_one_s_name_are_folded_away(office: World) -> None:
    for _ in range(6):
        bears_a_name(office, "rani")

    shown, _, folded = office.visitor("rani").get("/akun").text.partition("<details")

    assert (shown.count("/akun/perangkat/"), folded.count("/akun/perangkat/")) == (4, 2)
    assert "2 yang lain" in folded


def test_where_nothing_bears_one_s_name_nothing_is_said_of_it(office: World) -> None:
    assert "memakai nama Anda" not in office.visitor("adi").get("/akun").text


def test_a_code_app_is_kept_once_it_has_shown_a_code(office: World) -> None:
    visitor, elsewhere = office.visitor("rani"), office.visitor("rani")
    secret = secret_on(visitor.get("/akun/faktor").text)

    wrong = visitor.post("/akun/faktor/aplikasi", data={"rahasia": secret, "kode": "000000"})
    kept_then = office.factors.of("p-rani").totp
    codes = sets_an_app_up(office, visitor)

    assert (wrong.status_code, secret_on(wrong.text), kept_then) == (422, secret, None)
    assert len(set(codes)) == 10
    assert office.factors.of("p-rani").totp
    assert "Aplikasi" in visitor.get("/akun/faktor").text
    assert elsewhere.get("/tinjau").status_code == 303, "signed in before it: by a password alone"


def test_an_app_on_the_same_phone_is_opened_by_a_link_with_the_secret_of_the_form(office: World) -> None:
    page = office.visitor("rani").get("/akun/faktor").text

    [link] = re.findall(r'href="(otpauth://[^"]+)"', page)

    assert unescape(link) == totp.address(secret_on(page), "rani")


def test_a_secret_of_somebody_s_own_making_is_not_kept(office: World) -> None:
    answer = office.visitor("rani").post("/akun/faktor/aplikasi", data={"rahasia": "AAAA", "kode": "123456"})

    assert answer.status_code == 422
    assert office.factors.of("p-rani").totp is None


def test_new_codes_make_the_old_ones_worthless_and_the_app_can_be_taken_away(office: World) -> None:
    visitor = office.visitor("rani")
    before = sets_an_app_up(office, visitor)

    visitor.post("/akun/faktor/kode")
    old = half(office, "rani").post("/masuk/bukti", data={"kode": before[0]}).status_code
    visitor.post("/akun/faktor/aplikasi/hapus")

    assert old == 401
    assert office.factors.of("p-rani").totp is None


def test_the_second_factor_is_shown_by_a_code_of_the_app_or_by_a_recovery_code_once(office: World) -> None:
    office.guards()
    office.factors.set_codes("p-adi", [])
    by_code = half(office, "adi")
    shown = by_code.post("/masuk/bukti", data={"kode": totp.code_at(office.secret, NOW), "lanjut": "/admin"})
    codes = re.findall(r"<li><code>([a-z0-9-]+)</code>", by_code.post("/akun/faktor/kode").text)

    again = [half(office, "adi").post("/masuk/bukti", data={"kode": codes[0]}) for _ in range(2)]

    assert (shown.status_code, shown.headers["Location"]) == (303, "/admin")
    assert by_code.get("/admin").status_code == 200
    assert [answer.status_code for answer in again] == [303, 401]


def test_a_code_is_worth_nothing_a_second_time(office: World) -> None:
    office.guards()
    code = {"kode": totp.code_at(office.secret, NOW)}

    answers = [half(office, "adi").post("/masuk/bukti", data=code).status_code for _ in range(2)]

    assert answers == [303, 401]


def test_guessing_at_codes_is_slowed_down_in_words_whichever_browser_guesses(office: World) -> None:
    office.guards()

    answers = [
        half(office, "adi").post("/masuk/bukti", data={"kode": "000000"}) for _ in range(FREE_TRIES + 1)
    ]

    assert [answer.status_code for answer in answers] == [401] * FREE_TRIES + [429]
    assert "Coba lagi dalam" in answers[-1].text


def test_before_what_is_sensitive_it_is_shown_once_more(office: World) -> None:
    """Pages about people and the city take a proof of the last hour."""
    office.guards()
    visitor = office.visitor("adi")
    office.now += timedelta(hours=1, minutes=1)

    queue, people = visitor.get("/tinjau"), visitor.get("/admin")
    asked = visitor.get(people.headers["Location"]).text

    assert (queue.status_code, people.headers["Location"]) == (200, "/masuk/bukti?lanjut=%2Fadmin")
    assert 'name="kode"' in asked
