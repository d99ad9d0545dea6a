"""A link to come back that a reviewer made and opens: it does not tell whose an anonymous report is."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.app import create_app
from backend.bench.parcel import Parcel, seal
from backend.people import devices, invitations
from backend.people.person import Grant, Person, Role
from backend.reports.choices import Choice, Verdict
from backend.reports.report import Actor
from backend.reports.review import decide
from backend.routes.cookies import DEVICE
from backend.wiring import Parts
from tests.engine.house import a_house
from tests.http.house import Visitor

HOME = "64.74.03.1002"
MINE, DATA = "/api/v1/reports/mine", "/data-saya"
RANI = Actor("reviewer", "rani", "Rani")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Parts]:
    parts = a_house(tmp_path / "data", bucket=tmp_path / "bucket")
    parts.people.add(Person("budi", "Budi", (Grant(Role.VOLUNTEER, HOME),), parts.clock()))
    yield parts
    assert parts.database
    parts.database.close()


@pytest.fixture
def own(house: Parts) -> Visitor:
    """The phone Budi came with."""
    device, token = devices.make(now=house.clock(), person="budi")
    house.people.add_device(device)
    return a_browser(house, token)


@pytest.fixture
def secret(own: Visitor) -> Parcel:
    """Budi's anonymous report."""
    return sent(own, identity="anonymous")


def a_browser(house: Parts, token: str = "") -> Visitor:
    client = create_app(house).test_client()
    if token:
        client.set_cookie(DEVICE, token)
    return Visitor(client)


def sent(by: Visitor, **words: str) -> Parcel:
    sealed = seal()
    parcel = Parcel(sealed.id, json.dumps(json.loads(sealed.body) | words).encode())
    assert by.sends(parcel).status_code == 201
    return parcel


def let_in(house: Parts, browser: Visitor | None = None, *, by: str = "rani") -> Visitor:
    """A browser that opened a link to come back."""
    browser = browser or a_browser(house)
    budi = house.people.get("budi")
    _, token = invitations.make_return(budi, people=house.people, now=house.clock(), by=by)
    assert browser.asks("POST", f"/undangan/{token}").status_code == 303
    return browser


def told(browser: Visitor) -> list[str]:
    return [line["id"] for line in browser.gets(MINE).json["reports"]]


def strange(who: Visitor, parcel: Parcel) -> list[int]:
    """What answers whoever asks about a report, one way after the other."""
    answers = (
        who.gets(f"/api/v1/reports/{parcel.id}/receipt"),
        who.sends(parcel),
        who.asks("DELETE", f"/api/v1/reports/{parcel.id}"),
    )
    return [answer.status_code for answer in answers]


def cookie_of(browser: Visitor) -> str:
    kept = browser.client.get_cookie(DEVICE)
    assert kept
    return kept.value


def taken_along(browser: Visitor) -> tuple[int, list[str]]:
    """How many reports are counted, and those that are in the file."""
    archive = zipfile.ZipFile(io.BytesIO(browser.gets(f"{DATA}/unduh").data))
    said = [json.loads(archive.read(name)) for name in archive.namelist() if name.endswith("laporan.json")]
    return json.loads(archive.read("akun.json"))["reports"], [each["sealed"]["id"] for each in said]


def test_a_link_a_reviewer_made_tells_of_what_the_phone_sent_itself(
    house: Parts, own: Visitor, secret: Parcel
) -> None:
    browser = let_in(house)
    later = sent(own, identity="anonymous")
    here = sent(browser)

    assert told(browser) == [here.id]
    assert taken_along(browser) == (1, [here.id])
    number = house.reports.get(secret.id).number
    assert number not in browser.gets(DATA, headers={"Accept": "text/html"}).text
    assert set(told(own)) == {secret.id, later.id, here.id}
    assert house.reports.get(here.id).sender.person == "budi"


def test_nothing_it_asks_tells_whose_a_report_is(house: Parts, secret: Parcel) -> None:
    browser, stranger = let_in(house), a_browser(house)
    stranger.posts("/api/v1/devices", {})

    for who in (browser, stranger):
        assert strange(who, secret) == [404, 404, 404]


def test_joining_in_on_it_counts_as_anybodys(house: Parts, secret: Parcel) -> None:
    browser = let_in(house)
    room = {"reports": house.reports, "catalogue": house.city, "clock": house.clock, "queue": house.queue}
    decide(secret.id, Choice(Verdict.VERIFY, 1), by=RANI, **room)  # type: ignore[arg-type]  # as the routes do

    answer = browser.asks("PUT", f"/api/v1/reports/{secret.id}/me-too", json={})

    [echo] = house.reports.get(secret.id).echoes
    assert (answer.status_code, echo.by.person) == (201, None)


def test_a_phone_that_was_anonymous_keeps_what_it_sent_itself(house: Parts, secret: Parcel) -> None:
    browser = a_browser(house)
    browser.posts("/api/v1/devices", {})
    before = sent(browser, identity="anonymous")

    let_in(house, browser)

    assert told(browser) == [before.id]
    assert secret.id not in told(browser)


def test_its_cookie_from_before_tells_no_more(house: Parts, secret: Parcel) -> None:
    """The app may answer by how it knew the phone a moment ago."""
    browser = a_browser(house)
    browser.posts("/api/v1/devices", {})
    own = sent(browser, identity="anonymous")
    before = cookie_of(browser)
    assert told(browser) == [own.id]

    let_in(house, browser)
    assert cookie_of(browser) != before

    for cookie in (before, cookie_of(browser)):
        browser.client.set_cookie(DEVICE, cookie)
        assert told(browser) == [own.id]
        assert strange(browser, secret) == [404, 404, 404]


def test_a_link_it_makes_itself_tells_no_more(house: Parts, secret: Parcel) -> None:
    link = let_in(house).posts("/api/v1/me/return-link").json["link"]
    third = a_browser(house)

    assert third.asks("POST", f"/undangan/{link.rpartition('/')[2]}").status_code == 303
    assert secret.id not in told(third)


def test_the_way_back_a_volunteer_made_tells_all(house: Parts, own: Visitor, secret: Parcel) -> None:
    link = own.posts("/api/v1/me/return-link").json["link"]
    browser = a_browser(house)

    browser.asks("POST", f"/undangan/{link.rpartition('/')[2]}")

    assert told(browser) == [secret.id]
