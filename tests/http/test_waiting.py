"""Phones tell what waits on them, and what their browsers have cleared away."""

from typing import Any
from uuid import uuid4

import pytest

from backend.people.person import Grant, Role
from tests.http.house import House, Visitor
from tests.people.builders import KUALA

SAVED = "2026-11-20T08:15:04+00:00"
TOLD = {"count": 2, "last_saved_at": SAVED}


def puts(phone: Visitor, path: str, told: object = TOLD, **how: Any) -> Any:
    more = how or {"json": told}
    return phone.asks("PUT", f"/api/v1/me/{path}", **more)


def test_a_phone_is_told_back_what_it_told(phone: Visitor) -> None:
    before = phone.gets("/api/v1/me").json["waiting"]

    answer = puts(phone, "waiting")

    assert (before, answer.status_code) == (None, 200)
    assert phone.gets("/api/v1/me").json["waiting"] == TOLD


def test_a_loss_is_counted_once_for_prometheus_and_the_office(house: House, phone: Visitor) -> None:
    loss = f"losses/{uuid4()}"

    answers = [puts(phone, loss).status_code for _ in range(3)]

    assert answers == [201, 200, 200]
    assert "masdarling_lost_on_phones 2.0" in house.stranger().gets("/metrics").text
    office = house.staff(Grant(Role.ADMIN)).gets("/admin", headers={"Accept-Language": "id"}).text
    assert "2 laporan hilang sebelum terkirim" in office
    assert phone.gets("/api/v1/me").json["waiting"]["count"] == 0


def test_an_office_without_losses_reads_of_none(house: House) -> None:
    assert "hilang sebelum terkirim" not in house.staff(Grant(Role.ADMIN)).gets("/admin").text


def test_who_may_not_send_tells_nothing(house: House) -> None:
    assert puts(house.stranger(), "waiting").status_code == 401
    assert puts(house.staff(Grant(Role.REVIEWER, KUALA)), f"losses/{uuid4()}").status_code == 401


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"count": -1},
        {"count": 10_001},
        {"count": "2"},
        {"count": 1.5},
        {"count": True},
        {"count": 1, "last_saved_at": "yesterday"},
        {"count": 1, "last_saved_at": "2026-11-20T08:15:04"},
        {"count": 1, "last_saved_at": "9999-12-31T23:59:59-12:00"},
        {"count": 1, "last_saved_at": "0001-01-01T00:00:00+12:00"},
        {"count": 1, "last_saved_at": 1e300},
        {"count": 1, "more": 1},
        [],
    ],
)
def test_what_makes_no_sense_is_refused(told: object, phone: Visitor) -> None:
    assert puts(phone, "waiting", told).status_code == 422


@pytest.mark.parametrize("how", [{"data": "count=1"}, {"data": b"{}", "content_type": "text/plain"}])
def test_a_form_of_another_site_tells_nothing(how: dict[str, Any], phone: Visitor) -> None:
    assert puts(phone, "waiting", **how).status_code == 415


def test_a_long_story_is_not_read(phone: Visitor) -> None:
    assert puts(phone, "waiting", data=b" " * 1025, content_type="application/json").status_code == 413
