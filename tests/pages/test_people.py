"""Admins look after people; whoever is taken on chooses a password."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from backend.people.person import Grant, Role
from tests.pages.seed import HOME
from tests.pages.world import World

NEW = {"nama": "Wati", "masuk": "wati", "peran": f"reviewer:{HOME}"}
PASSWORD = "pagi hujan di pasar"


@pytest.fixture
def adi(world: World) -> FlaskClient:
    return world.visitor("adi")


def way_in(page: str) -> str:
    [address] = re.findall(r"<code>http://localhost(/sandi/\S+)</code>", page)
    return str(address)


def detail(world: World, action: str) -> dict[str, str]:
    return dict(next(line.entry.detail for line in reversed(world.audit.kept) if line.entry.action == action))


def test_somebody_new_gets_a_link_chooses_a_password_and_signs_in(world: World, adi: FlaskClient) -> None:
    made = adi.post("/admin/orang", data=NEW)
    wati = world.visitor()

    address = way_in(made.text)
    asked = wati.get(address)
    chosen = wati.post(address, data={"baru": PASSWORD})

    assert (made.status_code, 'class="qr"' in made.text) == (201, True)
    assert "Wati, nama masuk Anda wati" in asked.text
    assert chosen.headers["Location"] == "/masuk"
    assert wati.post("/masuk", data={"nama": "wati", "sandi": PASSWORD}).headers["Location"] == "/tinjau"
    assert wati.get(address).status_code == 404
    assert ("add_person" in world.audit.actions, "choose_password" in world.audit.actions) == (True, True)
    assert detail(world, "add_person") == {"roles": f"reviewer:{HOME}"}


def test_a_weak_password_is_refused_and_the_link_stays(world: World, adi: FlaskClient) -> None:
    address = way_in(adi.post("/admin/orang/p-rani/tautan").text)

    answer = world.visitor().post(address, data={"baru": "pendek"})

    assert (answer.status_code, "paling sedikit 12 huruf" in answer.text) == (422, True)
    assert world.visitor().get(address).status_code == 200


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"masuk": "RANI"}, "sudah dipakai"),
        ({"masuk": "dua kata"}, "tanpa spasi"),
        ({"nama": " "}, "Tuliskan nama"),
        ({"peran": ""}, "paling sedikit satu peran"),
        ({"peran": "reviewer:mars"}, "paling sedikit satu peran"),
        ({"peran": "volunteer:*"}, "paling sedikit satu peran"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    adi: FlaskClient, changed: dict[str, str], said: str
) -> None:
    answer = adi.post("/admin/orang", data=NEW | changed)

    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{(NEW | changed)["masuk"]}"' in answer.text


def test_roles_are_given_and_taken(world: World, adi: FlaskClient) -> None:
    form = {"semula": f"reviewer:{HOME}", "peran": [], "tambah": "auditor:*"}

    answer = adi.post("/admin/orang/p-rani/peran", data=form)

    assert answer.headers["Location"] == "/admin/orang/p-rani?jadi=roles"
    assert world.people.get("p-rani").grants == (Grant(Role.AUDITOR),)
    assert detail(world, "change_grants") == {"roles": "auditor:*"}
    again = adi.post("/admin/orang/p-rani/peran", data=form)
    assert "baru saja mengubah perannya" in again.text


def test_one_s_own_roles_are_for_another_admin_to_change(world: World, adi: FlaskClient) -> None:
    answers = [
        adi.post(
            "/admin/orang/p-adi/peran", data={"semula": "admin:*", "tambah": "auditor:*", "peran": "admin:*"}
        ),
        adi.post("/admin/orang/p-adi/tutup", data={"alasan": "libur"}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert world.people.get("p-adi").grants == (Grant(Role.ADMIN),)
    assert "minta admin lain" in adi.get("/admin/orang/p-adi").text


def test_shutting_out_needs_a_reason_ends_sign_ins_and_can_be_undone(world: World, adi: FlaskClient) -> None:
    rani = world.visitor("rani")

    without = adi.post("/admin/orang/p-rani/tutup")
    adi.post("/admin/orang/p-rani/tutup", data={"alasan": "pindah tugas"})

    assert (without.status_code, "Tuliskan alasannya" in without.text) == (422, True)
    assert rani.get("/tinjau").status_code == 303
    assert detail(world, "disable_person") == {"why": "pindah tugas"}
    assert adi.post("/admin/orang/p-rani/buka").status_code == 303
    assert world.people.get("p-rani").disabled_at is None


def test_a_lost_factor_is_removed_for_a_reason_and_sign_ins_end(world: World, adi: FlaskClient) -> None:
    world.factors.set_totp("p-rani", b"sealed")
    rani = world.visitor("rani")
    assert "Lepas pengaman kedua" in adi.get("/admin/orang/p-rani").text

    adi.post("/admin/orang/p-rani/faktor", data={"alasan": "HP hilang, saya telepon"})

    assert not world.factors.of("p-rani")
    assert rani.get("/tinjau").status_code == 303
    assert detail(world, "reset_factor") == {"why": "HP hilang, saya telepon"}


def test_all_sign_ins_of_somebody_are_ended(world: World, adi: FlaskClient) -> None:
    rani = world.visitor("rani")
    world.phone_of("p-rani")

    adi.post("/admin/orang/p-rani/sesi")

    assert rani.get("/tinjau").status_code == 303
    assert world.people.devices_of("p-rani") == []


def test_a_browser_that_bears_a_name_can_be_ended_when_nobody_is_signed_in(
    world: World, adi: FlaskClient
) -> None:
    form = "/admin/orang/p-rani/sesi"
    nowhere = adi.get("/admin/orang/p-rani").text
    world.phone_of("p-rani")

    named = adi.get("/admin/orang/p-rani").text

    assert (form in nowhere, form in named) == (False, True)


def test_people_are_narrowed_down_in_the_address(world: World, adi: FlaskClient) -> None:
    everybody = adi.get("/admin/orang").text
    officers = adi.get("/admin/orang?peran=officer").text
    volunteers = adi.get("/admin/orang?peran=volunteer&q=budi").text

    assert ("Rani Wulandari" in everybody, "Budi Santoso" in everybody) == (True, False)
    assert ("Eko Prasetyo" in officers, "Rani Wulandari" in officers) == (True, False)
    assert "Budi Santoso" in volunteers
    assert world.people.get("p-budi").name == "Budi Santoso"


def test_the_list_is_narrowed_down_in_a_fold_that_is_open_when_it_was_asked_for(adi: FlaskClient) -> None:
    by_name, by_role = (adi.get(f"/admin/orang?{asked}").text for asked in ("q=rani", "peran=officer"))

    assert '<details class="plain">' in by_name
    assert '<details class="plain" open>' in by_role
    assert by_name.index('name="q"') < by_name.index('<details class="plain"') < by_name.index('name="peran"')


def test_a_role_at_an_agency_that_is_no_more_is_kept_until_it_is_taken(
    world: World, adi: FlaskClient
) -> None:
    old = Grant(Role.OFFICER, "DINAS-LAMA")
    world.people.persons["p-eko"] = replace(world.people.get("p-eko"), grants=(old,))

    form = {"semula": "officer:DINAS-LAMA", "peran": "officer:DINAS-LAMA", "tambah": "officer:DLH"}
    adi.post("/admin/orang/p-eko/peran", data=form)

    assert world.people.get("p-eko").grants == (old, Grant(Role.OFFICER, "DLH"))


def test_nobody_but_admins_sees_people(world: World) -> None:
    for login in ("rani", "eko", "audi"):
        assert world.visitor(login).get("/admin/orang").status_code == 404
