"""A resident follows without an account: by the browser, by e-mail once they agreed; one tap ends it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from limits import RateLimitItemPerHour

from backend.mailman import SmtpMailman
from backend.neighbours import ask_for_news
from backend.postman import WebPushPostman
from backend.reports.ports import Kind
from backend.residents.follows import Way
from backend.residents.item import Item
from backend.tasks import tasks_over
from tests.http.conftest import Build
from tests.http.house import House, Visitor
from tests.services.mail_server import MailServer, mail_server
from tests.services.push_service import PushService, push_service
from tests.stores.showing import TELIHAN, mended, shown

KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
REPORT = "01984250-1000-7e4f-8a3b-1c2d3e4f5a6b"
ADDRESS = "ani@contoh.id"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def office() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as running:
        yield running


@pytest.fixture
def house(build: Build, office: MailServer) -> House:
    return build(
        mailman=SmtpMailman("127.0.0.1", office.port, "none", "masdarling@example.org"),
        postman=WebPushPostman(KEY, subject="mailto:a@example.org", anywhere=True),
    )


def drawn(day: date) -> Item:
    listed = {"id": REPORT, "category": "SMP-01", "kelurahan": TELIHAN, "photo": None, "excerpt": "Parit"}
    document = listed | {"me_too": 0, "note": "Parit", "photos": []}
    return replace(shown(REPORT), changed_on=day, document=document)


def happens(house: House, *, mend: bool = False) -> None:
    today = house.time().date()
    item = drawn(today)
    house.parts.showcase.put(mended(item, today) if mend else item, at=house.time())


def works(house: House) -> None:
    ask_for_news(house.parts)
    for lease in house.parts.outbox.claim(20, lease_s=60, now=house.time()):
        if lease.work.kind is Kind.NEWS:
            tasks_over(house.parts)[lease.work.kind](lease)


def follows(visitor: Visitor, address: str = ADDRESS) -> str:
    answer = asks(visitor, address)
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def asks(visitor: Visitor, address: str = ADDRESS) -> Any:
    fields = {"surel": address, "kelurahan": TELIHAN}
    return visitor.asks("POST", "/ikuti/surel", data=fields, headers={"Sec-Fetch-Site": "same-origin"})


def link_in(letter: EmailMessage) -> str:
    found = re.search(r"http://localhost:8000(/ikuti/surel/\S+)", letter.get_content())
    assert found
    return found[1]


def agreed(house: House, office: MailServer) -> str:
    """The link of somebody who agreed."""
    follows(house.stranger())
    works(house)
    link = link_in(office.taken.pop())
    house.stranger().asks("POST", link, data={"apa": "ya"})
    return link


def test_only_who_agreed_gets_news_by_e_mail_and_once_a_day(house: House, office: MailServer) -> None:
    follows(house.stranger())
    happens(house)
    works(house)

    [question] = office.taken
    assert (question["To"], question["List-Unsubscribe"]) == (ADDRESS, None)
    assert "Kelurahan Gunung Telihan" in question.get_content()
    house.stranger().gets(link_in(question))  # looked at by a scanner of letters
    works(house)
    assert len(office.taken) == 1

    house.stranger().asks("POST", link_in(question), data={"apa": "ya"})
    happens(house, mend=True)
    works(house)
    happens(house)
    works(house)

    assert [letter["Subject"].partition(":")[0] for letter in office.taken[1:]] == ["Selesai"]
    assert f"http://localhost:8000/laporan/{REPORT}" in office.taken[1].get_content()
    assert "Parit" not in office.taken[1].get_content()
    house.time.passes(timedelta(days=1))
    works(house)
    assert len(office.taken) == 3


def test_asking_again_tells_nothing_of_an_address_and_floods_nobody(house: House, office: MailServer) -> None:
    link = agreed(house, office)

    told = {follows(house.stranger()), follows(house.stranger(), "other@contoh.id")}
    for _ in range(5):
        follows(house.stranger(), "other@contoh.id")
        works(house)

    assert len(told) == 1
    assert [letter["To"] for letter in office.taken] == ["other@contoh.id"]
    assert house.stranger().gets(link).status_code == 200


def test_a_browser_asks_for_five_letters_an_hour_whatever_is_known_of_the_addresses(
    house: House, office: MailServer
) -> None:
    agreed(house, office)
    visitor = house.stranger()

    answers = [
        asks(visitor, address) for address in [ADDRESS] * 3 + ["a@contoh.id", "b@contoh.id", "c@contoh.id"]
    ]

    assert [answer.status_code for answer in answers] == [303] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert asks(house.stranger(), "c@contoh.id").status_code == 303


def test_who_throws_cookies_away_holds_up_new_browsers_alone(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = house.stranger()
    asks(known)
    monkeypatch.setattr(house.app.extensions["limits"], "typists", RateLimitItemPerHour(2))

    answers = [asks(house.stranger(), f"{n}@contoh.id").status_code for n in range(3)]

    assert answers == [303, 303, 429]
    assert asks(known, "z@contoh.id").status_code == 303


def test_only_letters_that_are_sent_use_up_everybodys_and_then_the_answer_is_the_same(
    house: House, office: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.app.extensions["limits"], "letters", RateLimitItemPerHour(2))

    told = {follows(house.stranger())}
    works(house)
    told |= {follows(house.stranger()) for _ in range(3)}  # one letter an hour is enough
    told |= {follows(house.stranger(), f"{n}@contoh.id") for n in range(2)}
    works(house)

    assert len(told) == 1
    assert [letter["To"] for letter in office.taken] == [ADDRESS, "0@contoh.id"]
    assert house.parts.followers.reached_at(Way.MAIL, "1@contoh.id") is None


def test_stopping_lets_nobody_have_more_letters_sent(house: House, office: MailServer) -> None:
    for _ in range(5):
        follows(house.stranger())
        works(house)
        over = house.stranger().asks("POST", link_in(office.taken[-1]), data={"apa": "semua"})
        assert "7 hari" in over.text
        house.time.passes(timedelta(hours=1))

    assert len(office.taken) == 3


def test_who_agrees_late_reads_that_nothing_waits(house: House, office: MailServer) -> None:
    follows(house.stranger())
    works(house)
    link = link_in(office.taken.pop())
    house.time.passes(timedelta(days=1, minutes=1))
    works(house)

    page = house.stranger().asks("POST", link, data={"apa": "ya"}, follow_redirects=True)

    assert (page.status_code, "Tautan berlaku 24 jam" in page.text) == (200, True)


def test_one_tap_in_a_mail_program_ends_it_and_forgets_the_address(house: House, office: MailServer) -> None:
    agreed(house, office)
    happens(house)
    works(house)
    [letter] = office.taken
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = letter["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")

    answer = house.app.test_client().post(link, data=ONE_CLICK)  # from no page: no Origin, no Sec-Fetch-Site

    assert answer.status_code == 200
    assert house.stranger().gets(link).status_code == 404
    happens(house, mend=True)
    house.time.passes(timedelta(days=2))
    works(house)
    assert len(office.taken) == 1


def test_a_relay_that_denies_everybody_ends_nothing_anybody_follows(house: House, office: MailServer) -> None:
    link = agreed(house, office)
    happens(house)
    office.refuses = "550 5.7.1 relaying denied"
    works(house)
    assert house.stranger().gets(link).status_code == 200

    office.refuses = ""
    house.time.passes(timedelta(minutes=10))
    works(house)

    assert [letter["To"] for letter in office.taken] == [ADDRESS]


def test_one_of_several_is_stopped_by_the_link_alone(house: House, office: MailServer) -> None:
    link, visitor = agreed(house, office), house.stranger()
    visitor.asks("POST", "/ikuti/surel", data={"surel": ADDRESS}, headers={"Sec-Fetch-Site": "same-origin"})
    visitor.asks("POST", link, data={"apa": "ya"})  # before its letter
    assert "Seluruh Kota Bontang" not in visitor.gets(link).text
    works(house)
    visitor.asks("POST", link, data={"apa": "ya"})
    assert "Seluruh Kota Bontang" in visitor.gets(link).text

    assert visitor.asks("POST", link, data={"apa": "city"}).status_code == 303

    page = visitor.gets(link).text
    assert "Seluruh Kota Bontang" not in page
    assert "Kelurahan Gunung Telihan" in page


@pytest.mark.parametrize("path", ["/ikuti/surel/x", "/ikuti/surel/abc.def"])
def test_a_forged_link_opens_nothing(house: House, path: str) -> None:
    assert house.stranger().gets(path).status_code == 404
    assert house.stranger().asks("POST", path, data=ONE_CLICK).status_code == 404


@pytest.mark.parametrize("address", ["", "x", "a@b", "a@b.c\nBcc: d@e.f", "a@" + "b" * 260 + ".id"])
def test_what_is_no_address_is_said_at_once(house: House, office: MailServer, address: str) -> None:
    assert follows(house.stranger(), address).endswith("surel=salah#surat")
    works(house)
    assert office.taken == []


def test_no_other_site_makes_somebody_follow(house: House) -> None:
    fields = {"surel": ADDRESS, "kelurahan": TELIHAN}

    answer = house.stranger().asks(
        "POST", "/ikuti/surel", data=fields, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403


def wish(service: PushService, what: str, topic: str = f"kelurahan/{TELIHAN}") -> dict[str, object]:
    return {**service.subscription(), "language": "id", "what": what, "topic": topic}


def test_a_browser_follows_is_told_once_an_hour_and_stops(house: House, service: PushService) -> None:
    browser = house.stranger()
    followed = browser.posts("/api/v1/follows", json=wish(service, "follow"))
    assert followed.json["follows"] == [{"key": f"kelurahan/{TELIHAN}", "name": "Kelurahan Gunung Telihan"}]

    happens(house)
    works(house)
    happens(house, mend=True)
    works(house)
    [(told, headers)] = service.taken
    assert told["notification"]["navigate"] == f"http://localhost:8000/laporan/{REPORT}"
    assert told["notification"]["title"] == "Terverifikasi"
    assert len(headers["topic"]) == 32

    house.time.passes(timedelta(hours=1))
    works(house)
    assert service.taken[1][0]["notification"]["title"] == "Selesai"

    assert browser.posts("/api/v1/follows", json=wish(service, "stop-all")).json["follows"] == []


def test_two_points_of_one_kelurahan_are_told_apart(house: House, service: PushService) -> None:
    browser, answer = house.stranger(), None
    for topic in ("near/136/117450/500", f"kelurahan/{TELIHAN}", "near/136/117452/500"):
        answer = browser.posts("/api/v1/follows", json=wish(service, "follow", topic))

    assert answer
    names = [one["name"] for one in answer.json["follows"]]
    assert sorted(name[-4:] for name in names if "titik" in name) == [" (1)", " (2)"], names
    assert "Kelurahan Gunung Telihan" in names


def test_who_knows_the_address_of_a_browser_and_not_its_keys_learns_nothing(
    house: House, service: PushService
) -> None:
    house.stranger().posts("/api/v1/follows", json=wish(service, "follow"))
    stolen = wish(service, "look")
    stolen["keys"] = {**service.subscription()["keys"], "auth": "AAAAAAAAAAAAAAAAAAAAAA"}

    assert house.stranger().posts("/api/v1/follows", json=stolen).status_code == 404


@pytest.mark.parametrize(
    "topic",
    [
        "",
        "x",
        "near/a/b/c",
        "kelurahan/nowhere",
        "report/nothing",
        "near/1/2/9",
        "report/\0",
        "rt/64.74.03.1002/x",
    ],
)
def test_what_there_is_not_is_not_followed(house: House, service: PushService, topic: str) -> None:
    answer = house.stranger().posts("/api/v1/follows", json=wish(service, "follow", topic))

    assert answer.status_code in {404, 422}


@pytest.mark.parametrize("point", ["0,0", "0.2,117.0", "-6.2,106.8", "90,180"])
def test_nobody_follows_what_is_around_another_city(house: House, point: str) -> None:
    where = f"titik={point}&radius=3000"

    assert house.stranger().gets(f"/feed.atom?{where}").status_code == 404
    sent_back = house.stranger().gets(f"/ikuti?{where}")
    assert (sent_back.status_code, sent_back.location) == (303, "/ikuti?letak=luar")
    assert "jauh dari Bontang" in house.stranger().gets(sent_back.location).text


@pytest.mark.parametrize("what", ["look", "follow", "stop"])
def test_an_address_or_a_key_with_a_nul_is_refused(house: House, service: PushService, what: str) -> None:
    asked = wish(service, what)
    endpoint = {**asked, "endpoint": f"{asked['endpoint']}\0"}

    answers = [
        house.stranger().posts("/api/v1/follows", json=sent)
        for sent in (endpoint, {**asked, "topic": "report/\0"})
    ]

    assert answers[0].status_code == 422
    assert answers[1].status_code == (200 if what == "look" else 422)


def test_the_page_names_what_is_followed_and_the_ways(house: House) -> None:
    page = house.stranger().gets("/ikuti?titik=0.13612,117.45204&radius=500", headers={"Accept": "text/html"})

    assert "500 meter di sekitar sebuah titik di Gunung Telihan" in page.text
    assert 'href="/peta?@=0.1365,117.4525,15"' in page.text
    assert 'href="/feed.atom?titik=0.1365,117.4525&amp;radius=500"' in page.text
    assert 'name="titik" value="0.1365,117.4525"' in page.text


def test_what_nobody_confirmed_is_forgotten(house: House, office: MailServer) -> None:
    follows(house.stranger())
    works(house)
    link = link_in(office.taken.pop())
    house.time.now += timedelta(days=7, minutes=1)

    works(house)

    assert house.stranger().gets(link).status_code == 404
