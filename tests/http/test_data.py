"""Somebody asks what is kept about them: sees it, takes it along, corrects it, has it deleted."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.app import create_app
from backend.bench.parcel import seal
from backend.people import devices, sessions
from backend.people.person import Grant, Passkey, Person, Role, Stage
from backend.privacy.erasing import SETTLES
from backend.privacy.ports import GRACE
from backend.reports import saved_views
from backend.reports.digest_ports import Choice
from backend.reports.ports import NotFound
from backend.routes.cookies import DEVICE, SESSION
from backend.tasks import tasks_over
from backend.wiring import Parts
from tests.engine.house import a_house, do_all_work, hand_in
from tests.http.house import Visitor
from tests.media.drawing import encoded, scene

HOME = "64.74.03.1002"
PAGE = {"Accept": "text/html"}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Parts]:
    parts = a_house(tmp_path / "data", bucket=tmp_path / "bucket")
    yield parts
    assert parts.database
    parts.database.close()


@pytest.fixture
def phone(house: Parts) -> Visitor:
    """The phone of a volunteer, with a label of its own."""
    budi = Person("person-1", "Budi Santoso", (Grant(Role.VOLUNTEER, HOME),), house.clock())
    house.people.add(budi)
    return with_cookie(house, DEVICE, introduced(house, budi.id))


def introduced(house: Parts, person: str | None) -> str:
    device, token = devices.make(now=house.clock(), person=person, label="HP di dapur")
    house.people.add_device(device)
    return token


def with_cookie(house: Parts, name: str, token: str) -> Visitor:
    client = create_app(house).test_client()
    client.set_cookie(name, token)
    return Visitor(client)


def sees(visitor: Visitor, path: str = "/data-saya") -> str:
    return str(visitor.gets(path, headers=PAGE).text)


def test_a_volunteer_sees_what_is_kept(house: Parts, phone: Visitor) -> None:
    hand_in(house, seal())

    page = sees(phone)

    assert all(words in page for words in ("Budi Santoso", "HP di dapur", "1 laporan"))


def test_a_phone_of_nobody_sees_its_own_and_nobody_else_anything(house: Parts) -> None:
    page = with_cookie(house, DEVICE, introduced(house, None)).gets("/data-saya", headers=PAGE)
    stranger = with_cookie(house, "x", "y").gets("/data-saya", headers=PAGE)

    assert (page.status_code, stranger.status_code) == (200, 401)
    assert page.headers["Cache-Control"] == "no-store"


def test_everything_can_be_taken_along(house: Parts, phone: Visitor) -> None:
    picture = encoded(scene(), "JPEG")
    parcel = seal([picture], note="Menumpuk")
    hand_in(house, parcel)
    do_all_work(house)
    number = house.reports.get(parcel.id).number

    answer = phone.gets("/data-saya/unduh")

    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    folder = f"laporan/{number}"
    assert archive.testzip() is None
    assert archive.read(f"{folder}/foto-1.jpg") == picture
    assert json.loads(archive.read(f"{folder}/laporan.json"))["sealed"]["note"] == "Menumpuk"
    assert json.loads(archive.read(f"{folder}/bukti.json"))["signature"]
    assert json.loads(archive.read("akun.json"))["name"] == "Budi Santoso"
    assert b"token" not in archive.read("akun.json")


def test_a_name_is_corrected(house: Parts, phone: Visitor) -> None:
    assert phone.asks("POST", "/data-saya/nama", data={"nama": " Budi  S. "}).status_code == 303
    assert phone.asks("POST", "/data-saya/nama", data={"nama": " "}, headers=PAGE).status_code == 422

    assert house.people.get("person-1").name == "Budi S."


def test_a_name_that_was_withdrawn_stands_beside_no_report(house: Parts, phone: Visitor) -> None:
    parcel = seal()
    hand_in(house, parcel)
    house.people.add(Person("rani", "Rani", (Grant(Role.REVIEWER, HOME),), house.clock(), "rani"))
    session = sessions.begin(house.people.get("rani"), people=house.people, now=house.clock())
    rani = with_cookie(house, SESSION, session)
    assert "Budi Santoso" in sees(rani, f"/tinjau/{parcel.id}")

    phone.asks("POST", "/data-saya/persetujuan", data={"pilihan": "tarik"})
    assert "Budi Santoso" not in sees(rani, f"/tinjau/{parcel.id}")

    phone.asks("POST", "/data-saya/persetujuan", data={"pilihan": "beri"})
    assert "Budi Santoso" in sees(rani, f"/tinjau/{parcel.id}")


def test_deletion_is_asked_for_deliberately_followed_and_taken_back(phone: Visitor) -> None:
    assert phone.asks("POST", "/data-saya/hapus", headers=PAGE).status_code == 422
    asked = phone.asks("POST", "/data-saya/hapus", data={"mengerti": "1"})
    address = asked.headers["Location"]

    assert "paling lambat" in sees(phone, address)
    assert phone.asks("POST", "/data-saya/hapus/batal").status_code == 303
    assert "Dibatalkan" in sees(phone, address)
    assert phone.asks("POST", "/data-saya/hapus/batal", headers=PAGE).status_code == 409


def test_a_phone_that_was_deleted_is_nobody_and_reads_that_it_is_done(house: Parts, phone: Visitor) -> None:
    parcel = seal()
    hand_in(house, parcel)
    address = phone.asks("POST", "/data-saya/hapus", data={"mengerti": "1"}).headers["Location"]

    for wait in (GRACE, GRACE + SETTLES):
        due = house.outbox.claim(9, lease_s=60, now=house.clock() + wait)
        (lease,) = [one for one in due if one.work.kind == "erase"]
        tasks_over(house)[lease.work.kind](lease)

    line = house.audit.lines()[0].entry
    assert (line.action, line.kind, line.detail) == ("forget", "request", {"removed": "1", "kept": "0"})
    assert phone.gets("/data-saya", headers=PAGE).status_code == 401
    assert "Selesai" in sees(phone, address)
    with pytest.raises(NotFound):
        house.reports.get(parcel.id)


def test_who_is_signed_in_may_look_at_the_phone_instead(house: Parts) -> None:
    house.people.add(Person("rani", "Rani", (Grant(Role.REVIEWER, HOME),), house.clock(), "rani"))
    session = sessions.begin(house.people.get("rani"), people=house.people, now=house.clock())
    rani = with_cookie(house, SESSION, session)
    rani.client.set_cookie(DEVICE, introduced(house, None))

    assert "tentang Rani" in sees(rani)
    assert "tentang HP ini" in sees(rani, "/data-saya?hp=1")


def test_the_menu_of_the_staff_leads_back_from_their_own_data(house: Parts, phone: Visitor) -> None:
    house.people.add(Person("rani", "Rani", (Grant(Role.REVIEWER, HOME),), house.clock(), "rani"))
    session = sessions.begin(house.people.get("rani"), people=house.people, now=house.clock())
    rani = with_cookie(house, SESSION, session)

    assert '<a href="/tinjau">' in sees(rani)
    assert '<a href="/tinjau">' not in sees(phone)


@pytest.fixture
def desk(house: Parts) -> Visitor:
    """A browser that bears a reviewer's name, and where nobody is signed in."""
    rani = Person("rani", "Rani", (Grant(Role.REVIEWER, HOME),), house.clock(), "rani")
    house.people.add(rani)
    return with_cookie(house, DEVICE, introduced(house, rani.id))


@pytest.mark.parametrize("path", ["nama", "persetujuan", "hapus", "hapus/batal", "unduh"])
def test_a_browser_that_bears_a_reviewer_s_name_does_nothing_in_it(
    house: Parts, desk: Visitor, path: str
) -> None:
    method = "GET" if path == "unduh" else "POST"
    data = {"nama": "Palsu", "pilihan": "tarik", "mengerti": "1"}

    answers = [desk.asks(method, f"/data-saya/{path}{hp}", data=data) for hp in ("", "?hp=1")]

    assert [(answer.status_code, answer.location) for answer in answers] == [
        (303, "/masuk?lanjut=%2Fdata-saya"),
        (303, "/masuk?lanjut=%2Fdata-saya%3Fhp%3D1"),
    ]
    kept = house.people.get("rani")
    assert (kept.name, kept.withdrawn_at, house.requests.open_of("rani")) == ("Rani", None, None)
    assert list(house.audit.lines()) == []


def test_it_says_what_it_shows_and_that_one_signs_in_for_more(desk: Visitor) -> None:
    page = sees(desk)

    assert ("tentang Rani" in page, 'href="/masuk?lanjut=%2Fdata-saya"' in page) == (True, True)


def test_signed_in_there_a_reviewer_changes_what_is_kept(house: Parts, desk: Visitor) -> None:
    rani = house.people.get("rani")
    desk.client.set_cookie(SESSION, sessions.begin(rani, people=house.people, now=house.clock()))

    for hp in ("", "?hp=1"):
        assert desk.asks("POST", f"/data-saya/nama{hp}", data={"nama": f"Rani {hp}."}).status_code == 303
        assert desk.gets(f"/data-saya/unduh{hp}").mimetype == "application/zip"
    assert "/masuk?lanjut" not in sees(desk, "/data-saya?hp=1")


def test_a_colleague_signed_in_at_that_browser_changes_nothing_there(house: Parts, desk: Visitor) -> None:
    dewi = Person("dewi", "Dewi", (Grant(Role.REVIEWER, HOME),), house.clock(), "dewi")
    house.people.add(dewi)
    desk.client.set_cookie(SESSION, sessions.begin(dewi, people=house.people, now=house.clock()))

    desk.asks("POST", "/data-saya/nama?hp=1", data={"nama": "Palsu"})

    assert house.people.get("rani").name == "Rani"


def test_what_the_staff_do_about_their_own_data_leaves_a_line_of_the_audit_log(house: Parts) -> None:
    """A volunteer's own does not: it is no act of the staff."""
    rani = Person("person-9", "Rani", (Grant(Role.REVIEWER, HOME),), house.clock(), "rani")
    house.people.add(rani)
    staff = with_cookie(house, SESSION, sessions.begin(rani, people=house.people, now=house.clock()))

    staff.asks("POST", "/data-saya/nama", data={"nama": "Rani W."})
    staff.asks("POST", "/data-saya/persetujuan", data={"pilihan": "tarik"})
    staff.asks("POST", "/data-saya/hapus", data={"mengerti": "ya"})
    staff.asks("POST", "/data-saya/hapus/batal")

    acts = [(line.entry.who.id, line.entry.action) for line in house.audit.chain()]
    assert acts == [("person-9", act) for act in ("correct", "consent", "delete", "take_back")]


def test_the_last_admin_who_asked_is_told_that_it_waits_for_another(house: Parts) -> None:
    adi, edi = (Person(f"id-{n}", n, (Grant(Role.ADMIN),), house.clock(), n) for n in ("adi", "edi"))
    house.people.add(adi)
    house.people.add(edi)
    session = sessions.begin(adi, people=house.people, now=house.clock(), stage=Stage.STRONG)
    staff = with_cookie(house, SESSION, session)
    address = staff.asks("POST", "/data-saya/hapus", data={"mengerti": "ya"}).headers["Location"]
    assert "tidak ada admin lain" not in sees(staff) + sees(staff, address)

    house.people.disable(edi.id, house.clock())

    assert "tidak ada admin lain" in sees(staff)
    assert "tidak ada admin lain" in sees(staff, address)


def test_what_somebody_of_the_staff_set_and_did_is_seen_and_taken_along(house: Parts) -> None:
    rani = Person("person-9", "Rani", (Grant(Role.REVIEWER, HOME),), house.clock(), "rani")
    house.people.add(rani)
    house.digests.choose(rani.id, Choice(email="rani@example.org"))
    saved_views.save("Pagi", "foto=1", person=rani.id, views=house.saved_views, now=house.clock())
    house.factors.add_passkey(Passkey("key", rani.id, b"secret key", 0, "Kunci di meja", house.clock()))
    staff = with_cookie(house, SESSION, sessions.begin(rani, people=house.people, now=house.clock()))
    staff.asks("POST", "/data-saya/nama", data={"nama": "Rani W."})

    page = sees(staff)
    archive = zipfile.ZipFile(io.BytesIO(staff.gets("/data-saya/unduh").data))

    assert all(words in page for words in ("rani@example.org", "Pagi", "Kunci di meja"))
    kept = json.loads(archive.read("akun.json"))
    assert kept["digest"][0]["email"] == "rani@example.org"
    assert kept["saved_views"] == [{"name": "Pagi", "asked": "foto=1"}]
    assert kept["passkeys"][0]["label"] == "Kunci di meja"
    assert b"secret" not in archive.read("akun.json")
    assert [act["did"] for act in json.loads(archive.read("riwayat-1.json"))] == ["correct"]


def test_the_acts_of_a_volunteer_s_phone_are_no_file(phone: Visitor) -> None:
    archive = zipfile.ZipFile(io.BytesIO(phone.gets("/data-saya/unduh").data))

    assert archive.namelist() == ["baca-saya.txt", "akun.json"]
