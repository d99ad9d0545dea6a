"""The form: nothing that was filled in or photographed is lost, and danger comes first."""

import hashlib
import time
from io import BytesIO

import pytest
from PIL import Image

from tests.browser.conftest import Phones
from tests.browser.phone import Phone, a_photo

pytestmark = pytest.mark.browser

CAMERA = "input[data-from=camera]"


def test_every_step_is_a_draft_that_goes_on_after_a_reload(phone: Phone) -> None:
    phone.takes(a_photo(1)).fills("dekat jembatan")
    phone.page.locator(".album-photo img").wait_for()

    phone.page.reload()
    phone.stands()

    assert phone.page.get_by_label("Keterangan").input_value() == "dekat jembatan"
    assert phone.page.get_by_label("1 gerobak/motor").is_checked()
    assert phone.page.locator(".album-photo img").count() == 1
    assert phone.saves().rows()[0]["form"]["note"] == "dekat jembatan"


def test_a_page_killed_while_the_camera_was_open_says_that_the_photo_is_missing(phone: Phone) -> None:
    phone.fills("di tikungan")
    with phone.page.expect_file_chooser():  # it opens and never comes back
        phone.page.get_by_text("Ambil foto").click()
    phone.until(lambda: any(draft["awaiting"] for draft in phone.drafts()))

    phone.page.reload()
    phone.stands()

    phone.page.get_by_text("Foto tadi tidak sampai").wait_for()
    assert phone.page.get_by_label("Keterangan").input_value() == "di tikungan"


def test_an_empty_file_is_never_kept_and_the_person_is_told(phone: Phone) -> None:
    phone.takes(b"")

    phone.page.get_by_text("Foto itu kosong").wait_for()
    assert phone.page.locator(".album-photo").count() == 0


def test_something_that_is_no_photo_is_refused_in_words(phone: Phone) -> None:
    phone.takes(b"<svg xmlns='http://www.w3.org/2000/svg'/>", name="foto.jpg")

    phone.page.get_by_text("bukan foto").wait_for()


def test_a_photo_this_browser_cannot_decode_is_sent_as_it_is(phone: Phone) -> None:
    heic = bytes([0, 0, 0, 24]) + b"ftypheic" + bytes(4) + b"mif1heic" + hashlib.sha256(b"x").digest() * 40
    phone.context.set_offline(True)

    phone.takes(heic, name="foto.heic", kind="image/heic").fills().saves().sealed()

    [photo] = phone.rows()[0]["sealed"]["photos"]
    assert photo["sha256"] == hashlib.sha256(heic).hexdigest()


def test_a_photo_on_its_side_is_turned_upright_and_carries_nothing_else(phone: Phone) -> None:
    lying = Image.open(BytesIO(a_photo(2, 1200, 800)))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right
    exif[0x010F] = "a maker"
    out = BytesIO()
    lying.save(out, "JPEG", exif=exif, comment=b"a comment")
    phone.context.set_offline(True)

    phone.takes(out.getvalue()).fills().saves().sealed()

    kept = phone.bytes_of(phone.rows()[0]["sealed"]["photos"][0]["photo"])
    assert kept is not None
    upright = Image.open(BytesIO(kept))
    assert upright.size == (800, 1200)
    assert dict(upright.getexif()) == {}
    assert b"maker" not in kept
    assert b"comment" not in kept


def test_two_photos_of_twelve_megapixels_travel_in_less_than_400_kb(phone: Phone) -> None:
    phone.context.set_offline(True)

    phone.takes(a_photo(3, 4000, 3000), a_photo(4, 4000, 3000)).fills().saves().sealed()

    sealed = phone.rows()[0]["sealed"]
    assert sealed["size"] + sum(photo["size"] for photo in sealed["photos"]) <= 400_000


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


def test_the_phone_is_full_and_everything_but_the_photo_is_kept(phones: Phones) -> None:
    phone = phones()
    link = phone.context.new_cdp_session(phone.page)
    link.send("Storage.overrideQuotaForOrigin", {"origin": phone.url, "quotaSize": 1_500_000})
    phone.opens().fills("di belakang pasar")

    phone.takes(a_photo(5, 4000, 3000, quality=97))

    phone.page.get_by_text("HP ini penuh, foto tidak muat").wait_for()
    assert phone.page.locator(".album-photo").count() == 0
    phone.page.reload()
    phone.stands()
    assert phone.page.get_by_label("Keterangan").input_value() == "di belakang pasar"
    assert phone.page.get_by_label("1 gerobak/motor").is_checked()


def test_two_tabs_filling_in_one_draft_lose_nothing(phone: Phone) -> None:
    phone.fills()
    other = Phone.on(phone.context, phone.url).opens()

    other.page.get_by_label("RT", exact=True).fill("19")
    phone.page.get_by_label("Keterangan").fill("dari tab pertama")
    phone.until(lambda: phone.drafts()[0]["form"]["note"] == "dari tab pertama")

    form = phone.drafts()[0]["form"]
    assert (form["rt"], form["note"], form["category"]) == ("19", "dari tab pertama", "SMP-01")


def test_a_saved_report_can_be_changed_until_it_was_tried(phone: Phone) -> None:
    phone.context.route("**/api/v1/**", lambda route: route.abort())
    phone.reports(note="salah")

    phone.lists().page.get_by_role("button", name="Ubah").click()
    phone.page.get_by_label("Keterangan").fill("benar")
    phone.saves()

    assert [row["form"]["note"] for row in phone.rows()] == ["benar"]


def test_saving_is_quick_on_a_slow_phone(phone: Phone) -> None:
    link = phone.context.new_cdp_session(phone.page)
    phone.fills()
    link.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    script = """() => new Promise((done) => {
      const began = performance.now()
      new MutationObserver(() => document.querySelector('report-saved h1') && done(performance.now() - began))
        .observe(document.body, { childList: true, subtree: true })
      document.querySelector('form [type=submit]').click()
    })"""

    took = phone.page.evaluate(script)

    assert took <= 250  # the goal is 60 ms at rest (P3); this machine is shared
    began = time.monotonic()
    phone.waits_until("sent", "stored")
    assert time.monotonic() - began < 30
