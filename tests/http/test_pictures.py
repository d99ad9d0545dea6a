"""Pictures: published ones for everyone, the others for people who review."""

import hashlib
from typing import Any

import pytest

from backend.bench.parcel import scene
from backend.people.person import Grant, Role
from media.photo import copies
from tests.http.house import PHOTO, House, Visitor, a_parcel
from tests.people.builders import KUALA, TELIHAN

SHA = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture
def report_id(phone: Visitor, house: House) -> str:
    parcel = a_parcel(PHOTO)
    phone.sends(parcel)
    house.chest.keep_copy(parcel.id, SHA, 320, b"a small copy")
    return parcel.id


def test_who_reviews_the_kelurahan_sees_the_small_copies(house: House, report_id: str) -> None:
    reviewer = house.staff(Grant(Role.REVIEWER, TELIHAN))

    answer = reviewer.gets(f"/api/v1/reports/{report_id}/photos/{SHA}/320")

    assert (answer.status_code, answer.data, answer.mimetype) == (200, b"a small copy", "image/webp")
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_copy_seen_before_costs_no_bytes_but_is_asked_for(house: House, report_id: str) -> None:
    reviewer = house.staff(Grant(Role.REVIEWER, TELIHAN))
    path = f"/api/v1/reports/{report_id}/photos/{SHA}/320"
    etag = reviewer.gets(path).headers["ETag"]

    kept = {"If-None-Match": etag}

    assert reviewer.gets(path, headers=kept).status_code == 304
    assert house.stranger().gets(path, headers=kept).status_code == 401


@pytest.mark.parametrize(
    ("grant", "status"),
    [
        (Grant(Role.REVIEWER, KUALA), 404),
        (Grant(Role.VOLUNTEER, TELIHAN), 404),
        (Grant(Role.OFFICER, "DLH"), 404),
        (Grant(Role.ADMIN), 200),
    ],
)
def test_nobody_else_does(grant: Grant, status: int, house: House, report_id: str) -> None:
    answer = house.staff(grant).gets(f"/api/v1/reports/{report_id}/photos/{SHA}/320")

    assert answer.status_code == status


@pytest.mark.parametrize("what", ["{sha}/1", "{sha}/original", "{other}/320", "..%2f..%2foriginals/320"])
def test_what_is_not_a_small_copy_of_this_report_does_not_exist(
    what: str, house: House, report_id: str
) -> None:
    path = what.format(sha=SHA, other="0" * 64)
    house.chest.keep_copy(report_id, "0" * 64, 320, b"a copy of a photo the report does not name")

    answer = house.staff(Grant(Role.ADMIN)).gets(f"/api/v1/reports/{report_id}/photos/{path}")

    assert answer.status_code == 404


def test_a_thumb_is_drawn_anew_before_anyone_sees_it(house: House, phone: Visitor) -> None:
    photo = scene(640, 480, size=20_000)
    parcel = a_parcel(photo)
    phone.sends(parcel)
    sha = hashlib.sha256(photo).hexdigest()

    answer = house.staff(Grant(Role.REVIEWER, TELIHAN)).gets(
        f"/api/v1/reports/{parcel.id}/photos/{sha}/thumb"
    )

    assert (answer.status_code, answer.data[8:12]) == (200, b"WEBP")


def test_everyone_sees_what_was_published_and_nothing_else(house: House, report_id: str) -> None:
    path = f"/media/{report_id}/{SHA}/320.webp"
    hidden = house.stranger().gets(path)

    house.chest.show(report_id, SHA, 320, b"a blurred copy")
    shown = house.stranger().gets(path)
    house.chest.hide(report_id)

    assert (hidden.status_code, shown.data) == (404, b"a blurred copy")
    assert shown.headers["Cache-Control"] == "public, max-age=60"
    assert house.stranger().gets(path).status_code == 404


@pytest.mark.parametrize("is_kept", [True, False])
def test_the_half_of_a_photo_published_before_there_was_one_is_its_whole(
    is_kept: bool, house: House, report_id: str
) -> None:
    house.chest.show(report_id, SHA, 1280, b"the whole")
    if is_kept:
        house.chest.show(report_id, SHA, 720, b"the half")
    path = f"/media/{report_id}/{SHA}/720.webp"
    shown = house.stranger().gets(path)
    house.chest.hide(report_id)

    assert shown.data == (b"the half" if is_kept else b"the whole")
    assert house.stranger().gets(path).status_code == 404


def covered(visitor: Visitor, report_id: str, *covers: str) -> Any:
    return visitor.gets(f"/api/v1/reports/{report_id}/photos/{SHA}/covered", query_string={"cover": covers})


def test_a_reviewer_sees_what_residents_would_before_it_is_decided(house: House, report_id: str) -> None:
    house.chest.keep_copy(report_id, SHA, 1280, copies(scene(1600, 1200, size=200_000))[1280])
    reviewer = house.staff(Grant(Role.REVIEWER, TELIHAN))

    plain, half, whole = (
        covered(reviewer, report_id, *covers) for covers in ((), ("0 0 1 0.5",), ("0 0 1 0.5", "0 .5 1 .5"))
    )

    assert {answer.headers["Cache-Control"] for answer in (plain, half, whole)} == {"private, no-cache"}
    assert len(plain.data) > len(half.data) > len(whole.data)


@pytest.mark.parametrize("cover", ["", "x", "0 0 1", "0 0 2 2", "nan 0 1 1", "0 0 1e308 1", "-1 0 1 1"])
def test_a_cover_that_is_no_part_of_the_photo_is_refused(cover: str, house: House, report_id: str) -> None:
    house.chest.keep_copy(report_id, SHA, 1280, copies(scene(640, 480, size=20_000))[1280])

    assert covered(house.staff(Grant(Role.ADMIN)), report_id, cover).status_code == 422


def test_who_does_not_review_the_kelurahan_sees_no_preview(house: House, report_id: str) -> None:
    house.chest.keep_copy(report_id, SHA, 1280, copies(scene(640, 480, size=20_000))[1280])

    assert covered(house.staff(Grant(Role.REVIEWER, KUALA)), report_id).status_code == 404
    assert covered(house.stranger(), report_id).status_code == 401


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.COMMAND])
def test_who_only_reads_sees_a_photo_as_it_was_covered_and_none_that_nobody_looked_at(
    role: Role, house: House, report_id: str
) -> None:
    house.chest.keep_copy(report_id, SHA, 1280, copies(scene(1600, 1200, size=200_000))[1280])
    reader, reviewer = house.staff(Grant(role)), house.staff(Grant(Role.REVIEWER, TELIHAN))
    before = covered(reader, report_id)
    whole = {SHA: [[0, 0, 1, 1]]}
    reviewer.posts(
        f"/api/v1/reports/{report_id}/decisions", {"verdict": "verify", "version": 1, "covers": whole}
    )

    assert before.status_code == 404
    assert covered(reader, report_id, "0 0 0.001 0.001").data == covered(reviewer, report_id).data
    assert covered(reviewer, report_id, "0 0 0.001 0.001").data != covered(reviewer, report_id).data
