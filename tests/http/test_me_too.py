"""PUT and DELETE me-too: somebody joins in on a published report."""

from typing import Any

import pytest

from backend.people.person import Grant, Role
from tests.http.house import House, Visitor, a_parcel
from tests.people.builders import TELIHAN


@pytest.fixture
def published(phone: Visitor, house: House) -> str:
    parcel = a_parcel()
    phone.sends(parcel)
    staff = house.staff(Grant(Role.REVIEWER, TELIHAN))
    staff.posts(f"/api/v1/reports/{parcel.id}/decisions", {"verdict": "verify", "version": 1})
    return parcel.id


def joins(who: Visitor, report_id: str, **more: Any) -> Any:
    how = {"data": b"{}", "content_type": "application/json", **more}
    return who.asks("PUT", f"/api/v1/reports/{report_id}/me-too", **how)


def leaves(who: Visitor, report_id: str) -> Any:
    return who.asks("DELETE", f"/api/v1/reports/{report_id}/me-too")


def test_joining_in_is_counted_and_safe_to_repeat(house: House, published: str) -> None:
    other = house.phone()

    first, again = joins(other, published), joins(other, published)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json == {"api": "masdarling/1", "id": published, "me_too": 1}


def test_everyone_counts(house: House, published: str) -> None:
    joins(house.phone(), published)

    assert joins(house.phone(), published).json["me_too"] == 2


def test_the_senders_own_report_is_not_counted(phone: Visitor, published: str) -> None:
    answer = joins(phone, published)

    assert (answer.status_code, answer.json["me_too"]) == (200, 0)


def test_what_is_taken_back_no_longer_counts(house: House, published: str) -> None:
    other = house.phone()
    joins(other, published)

    answers = [leaves(other, published).status_code for _ in range(2)]

    assert answers == [204, 204]
    assert house.reports.get(published).echoes == ()


def test_a_report_residents_do_not_see_is_not_there(phone: Visitor, house: House) -> None:
    parcel = a_parcel()
    phone.sends(parcel)

    hidden = joins(house.phone(), parcel.id)
    unknown = joins(house.phone(), a_parcel().id)

    assert (hidden.status_code, unknown.status_code) == (404, 404)


def test_taking_back_tells_nothing_about_what_is_there(house: House) -> None:
    assert leaves(house.phone(), a_parcel().id).status_code == 204


def test_nobody_joins_in_without_a_device(house: House, published: str) -> None:
    assert joins(house.stranger(), published).status_code == 401


def test_a_form_of_another_site_joins_nobody_in(house: House, published: str) -> None:
    other = house.phone()

    assert joins(other, published, content_type="text/plain").status_code == 415
    assert joins(other, published, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert joins(other, published, data=b"x" * 5000).status_code == 413
    assert house.reports.get(published).echoes == ()
