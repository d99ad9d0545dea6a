"""A reviewer's morning, from the sweep to the phone and the letter box."""

from datetime import timedelta
from typing import Any

import pytest

from backend.mailman import SmtpMailman
from backend.mornings import ask_for_digests, send_digest
from backend.people.person import Grant, Role
from backend.postman import WebPushPostman
from backend.reports.digest import work_for
from backend.reports.digest_ports import Choice
from backend.reports.notice_ports import Subscription
from backend.routes.cookies import DEVICE
from tests.http.conftest import Build
from tests.http.house import House, Visitor, a_parcel
from tests.http.test_push import KEY
from tests.people.builders import TELIHAN, a_person
from tests.services.mail_server import mail_server
from tests.services.push_service import push_service

REVIEWER = Grant(Role.REVIEWER, TELIHAN)
SECRETS = ("Pak Amat", "Budi", "0812")


def carried_out(house: House, person: str) -> None:
    house.parts.outbox.add(work_for(person), due=house.time())
    for lease in house.parts.outbox.claim(50, lease_s=60, now=house.time()):
        if lease.work.kind == "digest":
            send_digest(house.parts, lease)


def test_a_morning_is_told_by_phone_and_by_letter_and_names_nobody(build: Build) -> None:
    with push_service() as phones, mail_server() as office:
        mailman = SmtpMailman("127.0.0.1", office.port, "none", "masdarling@example.org")
        house = build(postman=WebPushPostman(KEY, subject="mailto:a@b.c", anywhere=True), mailman=mailman)
        siti = house.knows(a_person(REVIEWER)).id
        house.phone().sends(a_parcel(note="Dekat rumah Pak Amat, telepon 0812 3456 789"))
        keys: Any = phones.subscription()
        house.parts.subscriptions.put(
            Subscription("hp", siti, keys["endpoint"], **keys["keys"], language="id", told_at=house.time())
        )
        house.parts.digests.choose(siti, Choice(email="siti@example.org"))

        carried_out(house, siti)

    [(message, _)] = phones.taken
    assert message["for"] == siti
    assert message["notification"]["body"] == "Lewat tenggat: 0. Jatuh tempo hari ini: 0. Baru: 1."
    assert message["notification"]["navigate"].endswith("/tinjau")
    [letter] = office.taken
    text = letter.get_content()
    assert "Kelurahan Gunung Telihan" in text
    assert "/tinjau" in text
    assert not [secret for secret in SECRETS if secret in text + str(message)]


def test_only_reviewers_are_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    siti = house.knows(a_person(REVIEWER)).id
    house.knows(a_person(Grant(Role.ADMIN)))
    asked: list[str] = []

    def ask(person: str, *_: object, **__: object) -> bool:
        asked.append(person)
        return True

    monkeypatch.setattr(house.parts.digests, "ask", ask)

    assert ask_for_digests(house.parts) == 1
    house.time.passes(timedelta(days=5))  # a Saturday

    assert ask_for_digests(house.parts) == 0
    assert asked == [siti]


@pytest.fixture
def siti(house: House) -> Visitor:
    return house.staff(REVIEWER)


def test_the_digest_is_turned_off_and_on_at_one_s_account(house: House, siti: Visitor) -> None:
    page = siti.gets("/akun").text
    assert 'name="aktif" value="1" checked' in page

    siti.asks("POST", "/akun/ringkasan", data={"surel": "siti@example.org"})
    [(person, choice)] = house.parts.digests.chosen.items()  # type: ignore[attr-defined]  # a fake

    assert person in house.people.persons
    assert choice == Choice(is_on=False, email="siti@example.org", language="id")
    assert "checked" not in siti.gets("/akun").text.split('name="aktif"')[1][:20]


@pytest.mark.parametrize(
    "address", ["siti", "siti@x", "a@b.c,d@e.f", "a@b.c\r\nBcc: d@e.f", "a" * 300 + "@b.cd"]
)
def test_what_is_no_address_is_not_kept(house: House, siti: Visitor, address: str) -> None:
    answer = siti.asks("POST", "/akun/ringkasan", data={"aktif": "1", "surel": address})

    assert answer.location == "/akun?ringkasan=salah#ringkasan"
    assert house.parts.digests.chosen == {}  # type: ignore[attr-defined]  # a fake


def test_who_reviews_nothing_has_no_such_choice(house: House) -> None:
    assert "/akun/ringkasan" not in house.staff(Grant(Role.OFFICER, "DLH")).gets("/akun").text


def test_a_reviewer_is_told_in_the_browser_at_the_desk(build: Build) -> None:
    with push_service() as browsers:
        house = build(postman=WebPushPostman(KEY, subject="mailto:a@b.c", anywhere=True))
        siti = house.staff(REVIEWER)
        keys: Any = browsers.subscription()
        before = siti.gets("/akun").text

        answer = siti.asks("POST", "/akun/peramban")
        siti.asks("PUT", "/api/v1/me/push", json={**keys, "language": "id"})
        [person] = house.people.persons
        carried_out(house, person)

    assert answer.location == "/lapor#setelan"
    assert "Beri tahu juga di browser ini" in before
    assert "Browser ini sudah memakai nama Anda" in siti.gets("/akun").text
    [(message, _)] = browsers.taken
    assert message["for"] == person


def test_a_second_tap_before_the_first_is_answered_does_no_harm(house: House, siti: Visitor) -> None:
    cookie = house.phone().client.get_cookie(DEVICE)
    assert cookie

    answers = []
    for _ in range(2):
        siti.client.set_cookie(DEVICE, cookie.value)
        answers.append(siti.asks("POST", "/akun/peramban"))

    assert [(answer.status_code, answer.location) for answer in answers] == [(303, "/lapor#setelan")] * 2
    assert siti.gets("/api/v1/me").json["person"]


def test_a_browser_that_bears_another_name_keeps_it_for_its_queue(house: House) -> None:
    siti = house.staff(REVIEWER)
    budi = house.knows(a_person(name="Budi")).id
    cookie = house.phone_of(budi).client.get_cookie(DEVICE)
    assert cookie
    siti.client.set_cookie(DEVICE, cookie.value)

    siti.asks("POST", "/akun/peramban")

    owners = [device.person for device in house.people.devices.values()]
    assert (len(owners), owners.count(budi)) == (2, 1)


def test_an_address_that_takes_digests_is_in_use(build: Build) -> None:
    with push_service() as phones:
        house = build(postman=WebPushPostman(KEY, subject="mailto:a@b.c", anywhere=True))
        siti = house.knows(a_person(REVIEWER)).id
        keys: Any = phones.subscription()
        house.parts.subscriptions.put(
            Subscription("hp", siti, keys["endpoint"], **keys["keys"], language="id", told_at=house.time())
        )
        house.time.passes(timedelta(days=28))

        carried_out(house, siti)

    [kept] = house.parts.subscriptions.of(siti)
    assert kept.told_at == house.time() - timedelta(days=1)
