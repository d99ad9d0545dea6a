"""One report by a plain form, without a script: kept by the same rules as a phone's."""

import re
from dataclasses import replace
from datetime import datetime, time
from io import BytesIO
from typing import Any

import pytest

from backend.reports.wita import WITA
from tests.http.house import OWN_PAGE, PHOTO, House, Visitor
from tests.stores.showing import TELIHAN, mended
from tests.stores.showing import shown as a_published
from tests.sync.making import moment_in

FORM = {
    "jenis": "SMP-01",
    "jawab-volume": "1 gerobak/motor",
    "kelurahan": "64.74.01.1004",
    "note": "di tikungan",
    "dibuka": "1780272000",
}
PAGE = "/lapor/sederhana"
EARLIER = "01984250-1000-7e4f-8a3b-1c2d3e4f5a6b"
ABOUT = f"{PAGE}?tentang={EARLIER}&jenis=SMP-01&kelurahan={TELIHAN}&rt=019"


def hands_in(visitor: Visitor, photo: bytes = b"", **changes: str) -> Any:
    """Opens the form and sends it as a browser does; an empty value leaves a field out."""
    page = visitor.gets(f"{PAGE}?jenis=SMP-01").text
    hidden = dict(re.findall(r'name="(id|dibuka)" value="([^"]+)"', page))
    return sends(visitor, {**FORM, **hidden, **changes}, photo)


def sends(visitor: Visitor, form: dict[str, str], photo: bytes = b"") -> Any:
    files = {"foto": (BytesIO(photo), "foto.jpg" if photo else "", "image/jpeg")}
    return visitor.asks("POST", PAGE, data={k: v for k, v in form.items() if v} | files)


def number_of(answer: Any) -> str:
    assert answer.status_code == 303, answer.text
    return str(answer.location.rpartition("/")[2])


def test_a_stranger_hands_in_words_and_a_photo_and_is_led_to_the_number(house: House) -> None:
    stranger = house.stranger()

    number = number_of(hands_in(stranger, PHOTO))

    report = house.reports.by_number(number)
    assert (report.envelope.note, report.envelope.identity) == ("di tikungan", "anonymous")
    assert report.envelope.answers == {"volume": "1 gerobak/motor"}
    assert [bool(photo.complete_at) for photo in report.photos] == [True]
    assert report.complete_at is not None
    assert stranger.gets(f"/lacak/{number}").status_code == 200


def test_a_form_sent_twice_is_kept_once(house: House) -> None:
    stranger = house.stranger()
    form = {**FORM, "id": "01990000-0000-7000-8000-000000000001"}

    numbers = {number_of(sends(stranger, form, PHOTO)) for _ in range(2)}

    assert len(numbers) == 1


def test_the_form_tells_when_it_was_shown_and_its_id_only_the_day(house: House) -> None:
    number = number_of(hands_in(house.stranger()))

    report = house.reports.by_number(number)
    assert report.envelope.captured_at == house.time().replace(microsecond=0)
    assert moment_in(report.id) == datetime.combine(house.time().astimezone(WITA), time(), WITA)


@pytest.mark.parametrize("nonsense", ["", "x", "9" * 30])
def test_a_form_of_no_sensible_time_was_shown_now(house: House, nonsense: str) -> None:
    form = {**FORM, "id": "01990000-0000-7000-8000-000000000004", "dibuka": nonsense}

    report = house.reports.by_number(number_of(sends(house.stranger(), form)))

    assert report.envelope.captured_at == house.time().replace(microsecond=0)


def test_a_form_sent_again_with_other_words_is_refused_not_lost_in_silence(house: House) -> None:
    stranger = house.stranger()
    form = {**FORM, "id": "01990000-0000-7000-8000-000000000001"}
    sends(stranger, form)

    answer = sends(stranger, {**form, "note": "lain"})

    assert answer.status_code == 409


@pytest.mark.parametrize("left_out", ["jawab-volume", "kelurahan"])
def test_what_is_missing_is_named_and_the_rest_stays_filled_in(house: House, left_out: str) -> None:
    answer = hands_in(house.stranger(), b"", **{left_out: ""})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "di tikungan" in answer.text


def test_a_question_that_does_not_apply_is_not_answered(house: House) -> None:
    register = house.parts.city.register()
    category = next(c for c in register.categories.values() if any(q.when for q in c.questions))
    hidden = next(q for q in category.questions if q.when)
    value = {"bool": "ya", "choice": (hidden.options or ("x",))[0], "multi": (hidden.options or ("x",))[0]}
    needed = {
        f"jawab-{q.id}": "tidak" if q.type == "bool" else (q.options or ("1",))[-1]
        for q in category.questions
        if q.required and not q.when
    }
    form = {**FORM, "id": "01990000-0000-7000-8000-000000000002", "jenis": category.code, "jawab-volume": ""}
    form[f"jawab-{hidden.id}"] = value.get(hidden.type, "1")

    number = number_of(sends(house.stranger(), {**form, **needed}))

    answers = house.reports.by_number(number).envelope.answers
    parent = answers.get(hidden.when.question) if hidden.when else None
    met = hidden.when and parent in (
        [hidden.when.any_of] if isinstance(hidden.when.any_of, bool) else hidden.when.any_of
    )
    assert (hidden.id in answers) == bool(met)


def test_where_only_invited_people_report_a_stranger_is_refused(house: House) -> None:
    house.closes()

    answer = hands_in(house.stranger())

    assert answer.status_code == 403


def test_a_form_on_another_site_hands_in_nothing(house: House) -> None:
    stranger = Visitor(house.app.test_client(), {**OWN_PAGE, "Sec-Fetch-Site": "cross-site"})

    answer = sends(stranger, {**FORM, "id": "01990000-0000-7000-8000-000000000003"})

    assert answer.status_code == 403


def test_a_photo_that_is_too_large_is_refused(house: House) -> None:
    body, kind = BytesIO(bytes(13 * 1024 * 1024)), "multipart/form-data; boundary=x"

    answer = house.stranger().asks("POST", PAGE, data=body, content_type=kind)

    assert answer.status_code == 413


@pytest.mark.parametrize("nonsense", ["x", "01990000-0000-4000-8000-000000000001"])
def test_an_id_of_no_sense_is_refused_in_words(house: House, nonsense: str) -> None:
    answer = sends(house.stranger(), {**FORM, "id": nonsense})

    assert answer.status_code == 422


def test_every_kind_of_report_has_its_form(house: House) -> None:
    stranger = house.stranger()
    kinds = house.parts.city.register().categories

    listed = stranger.gets(PAGE).text
    pages = [stranger.gets(f"{PAGE}?jenis={code}") for code in kinds]

    assert all(f"?jenis={code}" in listed for code in kinds)
    assert {page.status_code for page in pages} == {200}
    assert all('name="kelurahan"' in page.text for page in pages)


@pytest.fixture
def settled(house: House) -> House:
    item = a_published(EARLIER)
    document = {"id": EARLIER, "category": "SMP-01", "kelurahan": TELIHAN}
    told = mended(replace(item, document=document))
    house.parts.showcase.put(told, at=house.time())
    return house


def test_a_settled_report_is_contradicted_without_a_script(settled: House) -> None:
    stranger = settled.stranger()
    page = stranger.gets(ABOUT).text
    hidden = dict(re.findall(r'name="(id|dibuka|tentang)" value="([^"]+)"', page))

    number = number_of(sends(stranger, {**FORM, **hidden, "kelurahan": TELIHAN}))

    assert f'<option value="{TELIHAN}" selected>' in page
    assert 'name="rt" inputmode="numeric" maxlength="10" value="019"' in page
    assert f'href="/laporan/{EARLIER}"' in page
    assert settled.reports.by_number(number).envelope.about == EARLIER


def test_what_is_mended_is_shown_without_a_script_by_a_photo_alone(settled: House) -> None:
    stranger = settled.stranger()
    page = stranger.gets(f"{ABOUT}&beres=ya").text
    hidden = dict(re.findall(r'name="(id|dibuka|tentang|beres|jenis)" value="([^"]+)"', page))
    form = {**hidden, "kelurahan": TELIHAN}

    without, whole = sends(stranger, form), sends(stranger, form, PHOTO)

    assert 'name="jawab-' not in page
    assert (without.status_code, "Pilih dulu fotonya" in without.text) == (422, True)
    envelope = settled.reports.by_number(number_of(whole)).envelope
    assert (envelope.about, envelope.mended, len(envelope.photos)) == (EARLIER, True, 1)


def test_whoever_chooses_another_kind_still_says_more_of_the_same_report(settled: House) -> None:
    page = settled.stranger().gets(ABOUT.replace("&jenis=SMP-01", "")).text

    assert f"?jenis=SMP-01&amp;tentang={EARLIER}&amp;kelurahan={TELIHAN}&amp;rt=019" in page


@pytest.mark.parametrize("about", ["x", "01984250-1000-7e4f-8a3b-000000000000", "../x", "%00"])
def test_what_is_about_no_published_report_is_a_report_of_its_own(house: House, about: str) -> None:
    page = house.stranger().gets(f"{PAGE}?jenis=SMP-01&tentang={about}")

    assert (page.status_code, 'name="tentang"' in page.text) == (400 if about == "%00" else 200, False)
