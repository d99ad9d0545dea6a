"""No limit is got round by claiming to come from elsewhere: seventy of seventy tries at each are refused."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from limits import RateLimitItemPerHour, RateLimitItemPerMinute

from backend.people import sessions
from backend.people.person import Grant, Role, Stage
from backend.people.throttle import FREE_TRIES
from backend.routes.cookies import SESSION
from tests.http.conftest import Build
from tests.http.house import House, Visitor, a_parcel
from tests.people.builders import KUALA, PASSWORD, a_reviewer

CLAIMS = (
    "X-Forwarded-For",
    "Forwarded",
    "X-Real-IP",
    "Client-IP",
    "True-Client-IP",
    "CF-Connecting-IP",
    "Via",
)
FORGED = [{claim: f"for=203.0.113.{n}" if claim == "Forwarded" else f"203.0.113.{n}"}
          for claim, n in product(CLAIMS, range(10))]  # fmt: skip
"""Seventy: as many as went through elsewhere."""
Ask = Callable[..., Any]


def new_reports(house: House) -> Ask:
    phone = house.phone()
    return lambda **more: phone.sends(a_parcel(), **more.get("headers", {}))


def new_reports_of_one_person(house: House) -> Ask:
    house.phone(Grant(Role.VOLUNTEER, KUALA))
    (owner,) = house.people.persons
    return lambda **more: house.phone_of(owner).sends(a_parcel(), **more.get("headers", {}))


def requests_of_a_phone(house: House) -> Ask:
    house.app.extensions["limits"].requests = RateLimitItemPerMinute(3)
    phone = house.phone()
    return lambda **more: phone.gets("/api/v1/reports/mine", **more)


def requests_of_staff(house: House) -> Ask:
    house.app.extensions["limits"].requests = RateLimitItemPerMinute(3)
    reviewer = house.staff(Grant(Role.REVIEWER, KUALA))
    return lambda **more: reviewer.gets("/tinjau", **more)


def new_phones(house: House) -> Ask:
    house.app.extensions["limits"].devices = RateLimitItemPerHour(3)
    return lambda **more: house.stranger().posts("/api/v1/devices", **more)


def passwords_of_one_account(house: House) -> Ask:
    house.knows(a_reviewer(login="sari"))
    return lambda **more: signs_in(house.stranger(), "sari", **more)


def passwords_from_one_phone(house: House) -> Ask:
    """Another account each time: what is counted is the phone."""
    phone, accounts = house.phone(), iter(range(1_000))
    return lambda **more: signs_in(phone, f"nobody-{next(accounts)}", **more)


def codes_of_one_person(house: House) -> Ask:
    """With a new session each time, as whoever knows the password gets it."""
    person = house.knows(a_reviewer())
    house.parts.factors.set_totp(person.id, b"sealed")
    return lambda **more: half(house, person.id).asks(
        "POST", "/masuk/bukti", data={"kode": "wrong-code"}, **more
    )


def signs_in(who: Visitor, login: str, **more: Any) -> Any:
    return who.asks("POST", "/masuk", data={"nama": login, "sandi": "x" + PASSWORD}, **more)


def half(house: House, person: str) -> Visitor:
    token = sessions.begin(house.people.get(person), people=house.people, now=house.time(), stage=Stage.HALF)
    visitor = house.stranger()
    visitor.client.set_cookie(SESSION, token)
    return visitor


LIMITS = (
    new_reports, new_reports_of_one_person, requests_of_a_phone, requests_of_staff, new_phones,
    passwords_of_one_account, passwords_from_one_phone, codes_of_one_person,
)  # fmt: skip


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.__name__)
def test_seventy_of_seventy_forged_tries_are_refused(build: Build, limit: Callable[[House], Ask]) -> None:
    asks = limit(build(reports_per_hour=3))
    until_then = [asks().status_code for _ in range(FREE_TRIES)]

    from_elsewhere = [
        asks(headers=claim, environ_overrides={"REMOTE_ADDR": "198.51.100.7"}).status_code for claim in FORGED
    ]

    assert until_then[0] != 429
    assert from_elsewhere == [429] * 70
