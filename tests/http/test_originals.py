"""The sealed original of a photo: who opens it, for which reason, and what is left of that."""

import hashlib
from typing import Any

import pytest

from backend.audit.line import Entry
from backend.bench.parcel import Parcel
from backend.people.person import Grant, Role
from backend.reports.ports import Unavailable
from backend.reports.sealed import WORDS_MAX
from tests.http.house import House, Visitor, a_parcel
from tests.media.drawing import decoded, encoded, scene
from tests.media.test_photo import SECRET, telling_exif
from tests.people.builders import KUALA, TELIHAN

PHOTO = encoded(scene(2000, 1500), "JPEG", exif=telling_exif(), comment=SECRET, quality=90)
SHA = hashlib.sha256(PHOTO).hexdigest()
WHY = {"why": "detail", "words": "Nomor tiang tidak terbaca"}


@pytest.fixture
def parcel(phone: Visitor, house: House) -> Parcel:
    parcel = a_parcel(PHOTO)
    phone.sends(parcel)
    report = house.reports.get(parcel.id)
    house.chest.seal(report, report.photos[0], PHOTO)
    return parcel


@pytest.fixture
def reviewer(house: House) -> Visitor:
    return house.staff(Grant(Role.REVIEWER, TELIHAN))


def opens(visitor: Visitor, parcel: Parcel, sha256: str = SHA, **why: str) -> Any:
    path = f"/tinjau/{parcel.id}/foto/{sha256}/asli"
    return visitor.asks("POST", path, data=why or WHY)


def kept(house: House) -> list[Entry]:
    return [line.entry for line in house.parts.audit.lines() if line.entry.action == "open_original"]


def test_who_says_why_sees_the_photo_in_its_full_size(reviewer: Visitor, parcel: Parcel) -> None:
    answer = opens(reviewer, parcel)

    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert decoded(answer.data).size == (2000, 1500)


def test_what_is_opened_says_nothing_of_where_and_with_what_it_was_taken(
    reviewer: Visitor, parcel: Parcel
) -> None:
    shown = opens(reviewer, parcel).data

    assert SECRET.encode() in PHOTO
    assert SECRET.encode() not in shown
    assert not decoded(shown).getexif()


def test_no_browser_may_keep_it(reviewer: Visitor, parcel: Parcel) -> None:
    answer = opens(reviewer, parcel)

    assert answer.headers["Cache-Control"] == "no-store"
    assert not {"ETag", "Last-Modified", "Expires"} & set(answer.headers.keys())


def test_who_opened_which_photo_of_which_report_and_why_is_in_the_audit_log(
    house: House, reviewer: Visitor, parcel: Parcel
) -> None:
    opens(reviewer, parcel)

    [entry] = kept(house)
    assert (entry.kind, entry.object) == ("photo", SHA)
    assert entry.detail == {"report": parcel.id, **WHY}
    assert entry.who.roles == (f"reviewer:{TELIHAN}",)


def test_an_auditor_reads_who_opened_it_and_why(house: House, reviewer: Visitor, parcel: Parcel) -> None:
    opens(reviewer, parcel)

    page = house.staff(Grant(Role.AUDITOR)).gets("/admin/riwayat?tindakan=open_original").text

    assert f"Foto {SHA[:12]}, {house.reports.get(parcel.id).number}" in page
    assert WHY["words"] in page


def test_each_opening_has_a_line_of_its_own(house: House, reviewer: Visitor, parcel: Parcel) -> None:
    for _ in range(3):
        opens(reviewer, parcel)

    assert len(kept(house)) == 3


def test_what_cannot_be_logged_is_not_shown(
    house: House, reviewer: Visitor, parcel: Parcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: Entry) -> None:
        raise Unavailable("no database")

    monkeypatch.setattr(house.parts.audit, "record", away)

    answer = opens(reviewer, parcel)

    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")


@pytest.mark.parametrize(
    "why",
    [
        {"why": "", "words": "Mau lihat"},
        {"why": "curious", "words": "Mau lihat"},
        {"why": "detail", "words": "  "},
        {"why": "detail", "words": "x" * (WORDS_MAX + 1)},
        {"words": "Mau lihat"},
    ],
)
def test_without_a_reason_it_stays_sealed(
    why: dict[str, str], house: House, reviewer: Visitor, parcel: Parcel
) -> None:
    answer = opens(reviewer, parcel, **why)

    assert answer.status_code == 422
    assert kept(house) == []


@pytest.mark.parametrize(
    ("grant", "status"),
    [
        (Grant(Role.REVIEWER, KUALA), 404),
        (Grant(Role.OFFICER, "DLH"), 404),
        (Grant(Role.COMMAND), 404),
        (Grant(Role.AUDITOR), 404),
        (Grant(Role.ADMIN), 200),
    ],
)
def test_only_who_reviews_the_case_opens_it(grant: Grant, status: int, house: House, parcel: Parcel) -> None:
    assert opens(house.staff(grant), parcel).status_code == status


def test_who_tried_beyond_their_rights_is_in_the_audit_log(house: House, parcel: Parcel) -> None:
    opens(house.staff(Grant(Role.REVIEWER, KUALA)), parcel)

    assert [entry.detail for entry in kept(house)] == [{"refused": "yes"}]


def test_a_photo_of_another_report_is_not_there(reviewer: Visitor, parcel: Parcel) -> None:
    assert opens(reviewer, parcel, "0" * 64).status_code == 404


def test_an_original_that_is_no_picture_stays_sealed(house: House, phone: Visitor, reviewer: Visitor) -> None:
    page = b"<html><script>alert(1)</script>" * 20
    parcel = a_parcel(page)
    phone.sends(parcel)
    report = house.reports.get(parcel.id)
    house.chest.seal(report, report.photos[0], page)

    answer = opens(reviewer, parcel, hashlib.sha256(page).hexdigest())

    assert answer.status_code == 404
    assert [entry.detail for entry in kept(house)] == [{"refused": "yes"}]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_it_has_no_address_that_could_be_fetched_ahead_or_shared(
    method: str, reviewer: Visitor, parcel: Parcel
) -> None:
    assert reviewer.asks(method, f"/tinjau/{parcel.id}/foto/{SHA}/asli").status_code == 405
