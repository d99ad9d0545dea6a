"""Visitors without an account say of a published report that they see it too, that it is mended, how well."""

from datetime import timedelta
from typing import Any

import pytest
from limits import RateLimitItemPerHour
from sqlalchemy import func, select

from backend.people.person import Grant, Role
from backend.reports import published, voices
from backend.reports.moves import State
from backend.reports.report import Actor, Step
from backend.stores.people_tables import devices
from tests.http.house import House, Visitor, a_parcel
from tests.people.builders import TELIHAN
from tests.rules.town import Register

FORM = {"headers": {"Sec-Fetch-Site": "same-origin"}, "content_type": "application/x-www-form-urlencoded"}


@pytest.fixture
def shown(phone: Visitor, house: House) -> str:
    parcel = a_parcel()
    phone.sends(parcel)
    staff = house.staff(Grant(Role.REVIEWER, TELIHAN))
    staff.posts(f"/api/v1/reports/{parcel.id}/decisions", {"verdict": "verify", "version": 1})
    return parcel.id


@pytest.fixture
def fixed(house: House, shown: str) -> str:
    moves(house, shown, State.RESOLVED)
    return shown


def moves(house: House, report_id: str, state: State) -> None:
    step = Step(state, Actor("officer", "eko", "Eko"), house.parts.clock())
    house.reports.append(house.reports.get(report_id).moved(step))


def says(who: Visitor, report_id: str, what: str, **form: str) -> Any:
    return who.asks("POST", f"/laporan/{report_id}/{what}", data=form, **FORM)


def devices_of(house: House) -> int:
    assert house.parts.database
    counted = select(func.count()).select_from(devices)
    return house.parts.database.read(lambda tx: tx.scalar(counted) or 0)


def told(house: House, report_id: str) -> dict[str, Any]:
    return published.full(house.reports.get(report_id), Register())


def test_a_stranger_joins_in_and_is_one_device_from_then_on(house: House, shown: str) -> None:
    stranger = house.stranger()

    answers = [says(stranger, shown, "saya-juga") for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == [f"/laporan/{shown}?suara=juga#suara"] * 2
    assert told(house, shown)["me_too"] == 1


def test_what_residents_do_not_see_makes_nobody_a_device(house: House, phone: Visitor) -> None:
    hidden = a_parcel()
    phone.sends(hidden)
    before = devices_of(house)

    answers = [says(house.stranger(), named, "saya-juga") for named in (hidden.id, a_parcel().id)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert devices_of(house) == before


def test_no_crowd_of_strangers_speaks_of_one_report(house: House, shown: str) -> None:
    house.app.extensions["limits"].voices = RateLimitItemPerHour(2)
    known = house.stranger()

    answers = [
        says(who, shown, "saya-juga").status_code for who in (known, house.stranger(), house.stranger())
    ]

    assert answers == [303, 303, 429]
    assert says(known, shown, "saya-juga", batal="1").status_code == 303


@pytest.mark.parametrize("what", ["saya-juga", "beres", "kepuasan"])
def test_a_form_longer_than_any_words_is_not_read(house: House, shown: str, what: str) -> None:
    assert says(house.stranger(), shown, what, kata="x" * 20_000).status_code == 413


def test_joining_in_is_taken_back(house: House, shown: str) -> None:
    stranger = house.stranger()
    says(stranger, shown, "saya-juga")

    answer = says(stranger, shown, "saya-juga", batal="1")

    assert answer.headers["Location"] == f"/laporan/{shown}?suara=juga-batal#suara"
    assert told(house, shown)["me_too"] == 0


def test_each_browser_confirms_a_repair_once(house: House, fixed: str) -> None:
    one, other = house.stranger(), house.stranger()

    for who in (one, one, other):
        says(who, fixed, "beres")

    assert told(house, fixed)["confirmed"] == 2
    says(other, fixed, "beres", batal="1")
    assert told(house, fixed)["confirmed"] == 1


def test_what_is_not_settled_cannot_be_confirmed(house: House, shown: str) -> None:
    answers = [says(house.stranger(), shown, what, nilai="4").status_code for what in ("beres", "kepuasan")]

    assert answers == [404, 404]


def test_a_confirmation_is_of_the_repair_that_was_seen(house: House, fixed: str) -> None:
    says(house.stranger(), fixed, "beres")
    house.time.passes(timedelta(days=1))
    moves(house, fixed, State.REOPENED)
    moves(house, fixed, State.RESOLVED)

    assert told(house, fixed)["confirmed"] == 0


def test_the_last_answer_of_a_browser_counts(house: House, fixed: str) -> None:
    who = house.stranger()

    says(who, fixed, "kepuasan", nilai="1", kata="Masih bau")
    says(who, fixed, "kepuasan", nilai="3")
    says(house.stranger(), fixed, "kepuasan", nilai="4", kata="Cepat")

    report = house.reports.get(fixed)
    assert voices.ratings(report) == {"3": 1, "4": 1}
    assert sorted(voice.words for voice in report.voices) == ["", "Cepat"]


@pytest.mark.parametrize("form", [{}, {"nilai": "5"}, {"nilai": "ya"}, {"nilai": "2", "kata": "x" * 1001}])
def test_an_answer_that_is_none_is_refused(house: House, fixed: str, form: dict[str, str]) -> None:
    assert says(house.stranger(), fixed, "kepuasan", **form).status_code == 422


def test_no_words_and_no_rating_are_told_of_a_report(house: House, fixed: str) -> None:
    says(house.stranger(), fixed, "kepuasan", nilai="1", kata="RAHASIA")

    assert "RAHASIA" not in str(told(house, fixed))
    assert "rating" not in str(told(house, fixed))


def test_who_came_by_the_number_is_led_back_to_it(house: House, fixed: str) -> None:
    number = house.reports.get(fixed).number

    answer = says(house.stranger(), fixed, "kepuasan", nilai="4", nomor=number)

    assert answer.headers["Location"] == f"/lacak/{number}?suara=puas#suara"


def test_another_site_cannot_say_anything(house: House, fixed: str) -> None:
    answer = house.stranger().asks(
        "POST", f"/laporan/{fixed}/beres", headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403
