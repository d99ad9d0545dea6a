"""The picture a link is shared with: from a decision to the picture, and to nothing once it is taken back."""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from backend.reports import review
from backend.reports.choices import Choice, Verdict
from backend.reports.ports import Kind, Work
from backend.sharing_cards import ask_for_today, card_of
from media import poster
from tests.http.house import House
from tests.http.test_public_outputs import HOME, ONE, PUBLISHED, SHA256, SITI, a_city, works

SHARED = re.compile(r'property="og:image" content="http://localhost:8000(/bagikan/[^"]+)"')
PAGES = {"city": "/", HOME: f"/kelurahan/{HOME}", PUBLISHED: f"/laporan/{PUBLISHED}"}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = a_city(tmp_path, ONE, "SMP-01")
    yield house
    house.shuts()


def picture_of(house: House, subject: str) -> str:
    """The path a messenger would fetch."""
    page = house.stranger().gets(PAGES[subject], headers={"Accept": "text/html"})
    [path] = SHARED.findall(page.text)
    return str(path)


def hanging(house: House) -> list[str]:
    return [key for key in house.bucket.list("public/") if "/poster/" in key]


def decides(house: House, choice: Choice) -> None:
    room = house.parts
    review.decide(
        PUBLISHED,
        choice,
        by=SITI,
        reports=house.reports,
        catalogue=room.city,
        clock=room.clock,
        queue=room.queue,
    )
    works(house)


@pytest.mark.parametrize("subject", PAGES)
def test_each_page_names_a_picture_of_its_own(house: House, subject: str) -> None:
    told = house.stranger().gets(picture_of(house, subject))

    assert Image.open(BytesIO(told.data)).size == (1200, 630)
    assert told.data != poster.plain()
    assert len(told.data) <= 150_000
    assert told.headers["Content-Type"] == "image/jpeg"
    assert told.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_page_of_nothing_in_particular_names_the_picture_of_the_site(house: House) -> None:
    page = house.stranger().gets("/tentang", headers={"Accept": "text/html"})
    told = house.stranger().gets(SHARED.findall(page.text)[0])

    assert told.data == poster.plain()
    assert told.headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("subject", PAGES)
def test_a_picture_is_kept_for_a_minute_and_then_asked_for_by_its_version(house: House, subject: str) -> None:
    path = picture_of(house, subject)
    told = house.stranger().gets(path)

    assert told.headers["Cache-Control"] == "public, max-age=60"
    assert house.stranger().gets(path, headers={"If-None-Match": told.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("subject", ["city", HOME])
def test_of_a_report_taken_back_no_dot_is_left_in_pictures_that_were_shared(
    house: House, subject: str
) -> None:
    path = picture_of(house, subject)
    before = house.stranger().gets(path)

    decides(house, Choice(Verdict.REJECT, 2, reason="outside_city"))

    again = house.stranger().gets(path, headers={"If-None-Match": before.headers["ETag"]})
    assert (again.status_code, again.data) == (200, poster.plain())


def test_a_new_state_is_a_new_picture_and_the_old_one_is_gone(house: House) -> None:
    before = picture_of(house, PUBLISHED)

    decides(house, Choice(Verdict.ASSIGN, 2, opd="DLH"))

    after = picture_of(house, PUBLISHED)
    assert after != before
    assert house.stranger().gets(before).data == poster.plain()
    assert len(hanging(house)) == 3


def test_a_photo_covered_anew_is_covered_in_the_picture_too(house: House) -> None:
    before = picture_of(house, PUBLISHED)

    decides(house, Choice(Verdict.SHOW, 2, publish=[SHA256], covers={SHA256: [(0, 0, 1, 1)]}))

    assert picture_of(house, PUBLISHED) != before


def test_of_a_report_taken_back_no_picture_is_left_anywhere(house: House) -> None:
    before = picture_of(house, PUBLISHED)

    decides(house, Choice(Verdict.REJECT, 2, reason="outside_city"))

    assert [key for key in house.bucket.list("public/") if PUBLISHED in key] == []
    assert house.stranger().gets(before).status_code == 404


def test_drawing_again_changes_nothing(house: House) -> None:
    before = [picture_of(house, s) for s in PAGES]
    house.parts.outbox.add([Work(Kind.POSTER, s) for s in PAGES], due=house.time())

    works(house)

    assert [picture_of(house, s) for s in PAGES] == before


def test_each_day_the_counts_tell_the_day_they_are_of(house: House) -> None:
    assert ask_for_today(house.parts) == len(house.parts.city.register().kelurahan) - 1
    works(house)
    before = picture_of(house, "city")

    house.time.passes(timedelta(days=1))
    ask_for_today(house.parts)
    works(house)

    assert picture_of(house, "city") != before
    assert ask_for_today(house.parts) == 0


@pytest.mark.parametrize("path", ["x", "..%2Fcity", "64.74.99.9999", "CITY", PUBLISHED.upper()])
def test_a_picture_of_nothing_is_not_found(house: House, path: str) -> None:
    assert house.stranger().gets(f"/bagikan/{path}/{'0' * 20}.jpg").status_code == 404


@pytest.mark.parametrize("version", ["x", "0" * 19, "A" * 20, "%2e%2e"])
def test_an_odd_version_is_answered_with_the_picture_of_the_site(house: House, version: str) -> None:
    told = house.stranger().gets(f"/bagikan/city/{version}.jpg")

    assert (told.status_code, told.data) == (200, poster.plain())


def test_a_version_does_not_lead_out_of_the_place_where_pictures_hang(house: House) -> None:
    assert house.stranger().gets("/bagikan/city/%2e%2e%2fx.jpg").status_code == 404


def test_a_report_that_was_only_checked_looks_open_on_its_picture(house: House) -> None:
    card = card_of(house.parts, PUBLISHED)

    assert card
    assert card.chip == ("Sudah diperiksa, menunggu ditangani", "sun")
