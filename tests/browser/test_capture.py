"""The form: nothing that was filled in or photographed is lost, and danger comes first."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Phones
from tests.browser.phone import Phone, a_photo

pytestmark = pytest.mark.browser


def test_every_step_is_a_draft_that_goes_on_after_a_reload(phone: Phone) -> None:
    phone.takes(a_photo(1)).fills("dekat jembatan")
    phone.page.locator(".album-photo img").wait_for()

    phone.page.reload()
    phone.stands()

    expect(phone.page.get_by_label("Keterangan")).to_have_value("dekat jembatan")
    expect(phone.page.get_by_label("1 gerobak/motor")).to_be_checked()
    expect(phone.page.locator(".album-photo img")).to_have_count(1)
    assert phone.saves().rows()[0]["form"]["note"] == "dekat jembatan"


def test_people_in_danger_see_112_before_everything_else_and_the_report_is_kept(phone: Phone) -> None:
    phone.fills("rumah miring")

    phone.page.get_by_role("button", name="Ada orang dalam bahaya?").click()

    call = phone.page.get_by_role("link", name="Telepon 112")
    box = phone.page.locator("dialog").bounding_box()
    assert call.get_attribute("href") == "tel:112"
    assert box == {"x": 0, "y": 0, "width": 360, "height": 740}
    phone.page.get_by_role("button", name="Lanjutkan laporan").click()
    assert phone.saves().rows()[0]["form"]["danger"] is True


def test_what_is_missing_is_named_and_led_to(phone: Phone) -> None:
    page = phone.page
    page.get_by_role("button", name="Simpan laporan").click()
    page.get_by_role("alert").get_by_text("Pilih dulu apa masalahnya").wait_for()

    page.get_by_label("Cari").fill("parit tersumbat")
    page.get_by_role("button", name="Drainase").click()
    page.get_by_role("button", name="Simpan laporan").click()

    page.get_by_role("alert").get_by_text("Sudah meluap?").wait_for()
    assert page.evaluate("document.activeElement.closest('fieldset')?.id") == "question-meluap"


def test_where_the_position_is_refused_the_kelurahan_is_chosen_by_hand(phones: Phones) -> None:
    phone = phones(permissions=[], geolocation=None).opens().installed()
    page = phone.page
    page.get_by_role("button", name="Pakai lokasi saya").click()
    page.get_by_text("Lokasi tidak diizinkan").wait_for()

    page.get_by_role("button", name="Kabar baik").click()
    page.get_by_role("button", name="Gotong royong").click()
    page.get_by_label("Kelurahan").select_option(label="Guntung")
    page.get_by_label("RT", exact=True).fill("07")
    phone.saves()

    form = phone.rows()[0]["form"]
    assert (form["where"], form["kelurahan"], form["rt"]) == (None, "64.74.01.1004", "07")


def test_two_tabs_filling_in_one_draft_lose_nothing(phone: Phone) -> None:
    phone.fills()
    other = Phone.on(phone.context, phone.url).opens()

    other.page.get_by_label("RT", exact=True).fill("19")
    phone.page.get_by_label("Keterangan").fill("dari tab pertama")

    wanted = {"rt": "19", "note": "dari tab pertama", "category": "SMP-01"}
    phone.until(lambda: wanted.items() <= phone.drafts()[0]["form"].items())


def test_a_saved_report_can_be_changed_until_it_was_tried(phone: Phone) -> None:
    phone.meets("**/api/v1/**", lambda route: route.abort())
    phone.reports(note="salah")

    phone.lists().page.get_by_role("button", name="Ubah").click()
    phone.page.get_by_label("Keterangan").fill("benar")
    phone.saves()

    assert [row["form"]["note"] for row in phone.rows()] == ["benar"]
