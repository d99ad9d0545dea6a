"""The form: six taps from the home screen, only what is needed is asked, 112 before everything else."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Phones
from tests.browser.phone import LIKE_A_PHONE, Phone, a_photo

pytestmark = pytest.mark.browser

COMES_UNDER_THE_FINGER = """() => {
  addEventListener('pointerdown', (event) => (window.tappedAt ??= event.timeStamp), true)
  new MutationObserver((_, watch) => {
    if (!document.querySelector('report-saved h1')) return
    watch.disconnect()
    const thing = document.createElement('div')
    thing.style = 'position: fixed; inset: 0; z-index: 9'
    thing.onclick = (event) => (window.heardAfter = event.timeStamp - window.tappedAt)
    document.body.append(thing)
    window.covers = thing
  }).observe(document, { childList: true, subtree: true })
}"""
"""Wherever the second tap comes down, as soon as it is said that the report is saved."""
HEARD_AFTER = "() => (window.covers.remove(), window.heardAfter ?? Infinity)"
"""Milliseconds after the first tap."""

COUNTS_TAPS = """() => {
  window.taps = 0
  addEventListener('pointerdown', () => (window.taps += 1), true)
}"""
HOME_SCREEN, CAMERA = 1, 2
"""Taps outside the page: the app's icon; the camera's own shutter and its *OK*."""

WITH_A_FINGER = {**LIKE_A_PHONE, "has_touch": True, "is_mobile": True}
APART = {"latitude": 0.1406, "longitude": 117.4526, "accuracy": 12}
"""Nobody has reported anything near by."""


def photographs(phone: Phone) -> None:
    with phone.page.expect_file_chooser() as opened:
        phone.page.get_by_text("Ambil foto").tap()
    opened.value.set_files({"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": a_photo(1)})
    phone.page.locator(".album-photo").wait_for()


def test_from_the_home_screen_to_saved_in_six_taps_with_one_photo(phones: Phones) -> None:
    phone = phones(**WITH_A_FINGER | {"geolocation": APART}).opens("/lapor?sumber=layar-utama")
    page = phone.page
    page.evaluate(COUNTS_TAPS)

    photographs(phone)
    page.get_by_role("button", name="Sampah liar").tap()
    page.get_by_label("1 gerobak/motor").tap()
    page.get_by_text("Sudah lengkap").wait_for()
    page.get_by_role("button", name="Simpan laporan").tap()
    page.get_by_role("heading", name="Tersimpan di HP ini").wait_for()

    assert page.evaluate("window.taps") + HOME_SCREEN <= 6
    assert len(phone.sealed().rows()[0]["sealed"]["photos"]) == 1


def test_what_asks_nothing_takes_six_taps_even_with_the_cameras_own(phones: Phones) -> None:
    phone = phones(**WITH_A_FINGER).opens()
    often(phone, group="Pohon, mangrove", category="Pohon rawan")
    page = phone.page
    page.evaluate(COUNTS_TAPS)

    photographs(phone)
    page.get_by_role("button", name="Pohon rawan").tap()
    page.get_by_role("button", name="Simpan laporan").tap()
    page.get_by_role("heading", name="Tersimpan di HP ini").wait_for()

    assert page.evaluate("window.taps") + HOME_SCREEN + CAMERA <= 6


def often(phone: Phone, *, group: str, category: str) -> None:
    """This person has reported it before."""
    phone.page.get_by_role("button", name=group).tap()
    phone.page.get_by_role("button", name=category).tap()
    phone.saves().page.get_by_role("heading", name="Tersimpan").wait_for()
    phone.page.wait_for_timeout(600)
    phone.page.get_by_role("button", name="Buat laporan lagi").tap()
    phone.page.get_by_role("heading", name="Laporan baru").wait_for()


def test_after_the_category_the_page_leads_to_what_it_asks(phone: Phone) -> None:
    phone.page.get_by_role("button", name="Sampah liar").click()

    phone.page.locator("#question-volume").wait_for()
    phone.until(lambda: phone.page.evaluate("document.activeElement.id") == "question-volume")
    phone.until(
        lambda: (
            phone.page.evaluate("document.querySelector('question-list').getBoundingClientRect().top") < 100
        )
    )


def test_a_question_is_asked_when_it_applies_and_its_answer_leaves_with_it(phone: Phone) -> None:
    page = phone.page
    page.get_by_role("button", name="Bakar sampah").click()
    assert page.get_by_text("Dekat rumah/lahan kering?").count() == 0

    page.locator("#question-menyala").get_by_label("Ya").check()
    page.locator("#question-dekat").get_by_label("Ya").check()
    page.locator("#question-menyala").get_by_label("Tidak").check()

    page.locator("#question-dekat").wait_for(state="detached")
    page.get_by_text("Sudah lengkap").wait_for()
    assert phone.saves().rows()[0]["form"]["answers"] == {"menyala": False}


def test_what_is_not_needed_is_folded_away_until_one_wants_it(phone: Phone) -> None:
    page = phone.page
    page.get_by_role("button", name="Sampah liar").click()
    page.get_by_label("1 kantong").check()
    assert not page.get_by_label("plastik").is_visible()

    page.get_by_text("2 pertanyaan lagi").click()
    page.get_by_label("plastik").check()

    page.get_by_text("1 sudah dijawab").wait_for()
    assert phone.saves().rows()[0]["form"]["answers"] == {"volume": "1 kantong", "jenis": ["plastik"]}


def test_what_is_dangerous_by_its_nature_shows_112_first_and_the_report_goes_on(phone: Phone) -> None:
    page = phone.page
    page.get_by_role("button", name="Satwa").click()

    page.get_by_role("button", name="Buaya").click()

    page.get_by_role("heading", name="Ini bisa membahayakan orang").wait_for()
    assert page.locator("dialog").bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 740}
    page.get_by_role("button", name="Lanjutkan laporan").click()
    phone.until(lambda: page.evaluate("document.activeElement.id") == "question-ukuran")
    page.get_by_label("2-3 m").check()
    page.locator("#question-masih").get_by_label("Ya").check()
    form = phone.saves().rows()[0]["form"]
    assert (form["category"], form["danger"]) == ("SAT-01", False)


def test_an_answer_that_speaks_of_people_in_danger_shows_112_and_can_be_taken_back(phone: Phone) -> None:
    page = phone.page
    page.get_by_role("button", name="Banjir, genangan").click()
    page.get_by_label("lutut").check()

    page.locator("#question-butuh_evakuasi").get_by_label("Ya").check()

    page.get_by_role("link", name="Telepon 112").wait_for()
    page.get_by_role("button", name="Lanjutkan laporan").click()
    page.get_by_text("Anda menandai: ada orang dalam bahaya.").wait_for()
    page.get_by_role("button", name="Bukan, hapus tanda ini").click()
    page.get_by_role("button", name="Ada orang dalam bahaya?").wait_for()
    phone.until(lambda: phone.drafts()[0]["form"]["danger"] is False)


def test_f43_tapping_kirim_twice_makes_one_report(phone: Phone) -> None:
    phone.takes(a_photo(1)).fills("dua ketukan")

    save = phone.page.get_by_role("button", name="Simpan laporan").bounding_box()
    assert save
    finger = (save["x"] + save["width"] / 2, save["y"] + save["height"] / 2)
    phone.page.evaluate(COMES_UNDER_THE_FINGER)

    phone.page.mouse.click(*finger)
    phone.page.wait_for_function("() => window.covers")
    phone.page.mouse.click(*finger)

    assert phone.page.evaluate(HEARD_AFTER) >= 500, "so quickly it was meant for what lay there before"
    phone.page.get_by_role("heading", name="Tersimpan di HP ini").wait_for()
    phone.page.wait_for_timeout(600)
    assert phone.page.get_by_role("heading", name="Tersimpan di HP ini").is_visible()
    phone.waits_until("sent", "stored")
    assert len(phone.rows()) == 1


def test_f43_tapping_kirim_in_two_tabs_makes_one_report(phone: Phone) -> None:
    phone.fills("dua tab")
    other = Phone.on(phone.context, phone.url).opens()
    press = "setTimeout(() => document.querySelector('form').requestSubmit(), {}) || 0"

    for page in (phone.page, other.page):
        page.evaluate(press.replace("{}", "50"))

    phone.waits_until("sent", "stored")
    assert len(phone.rows()) == 1
    assert phone.drafts() == []


def test_search_finds_by_every_word_in_either_language(phone: Phone) -> None:
    phone.page.get_by_label("Cari").fill("flood")
    phone.page.get_by_text("7 cocok").wait_for()
    expect(phone.page.locator(".pictures button").first).to_have_text("Banjir, genangan")

    phone.page.get_by_label("Cari").press("Enter")

    assert phone.page.get_by_text("7 cocok").is_visible()
    assert phone.page.get_by_text("Pilih dulu").count() == 0
    phone.page.get_by_label("Cari").fill("xyz")
    phone.page.get_by_text("Tidak ada yang cocok").wait_for()


def test_what_is_searched_for_at_home_is_found_and_seen_above_the_keyboard(phone: Phone) -> None:
    phone.page.set_viewport_size({"width": 360, "height": 740})
    above_keyboard = 420

    phone.page.get_by_label("Cari").press_sequentially("comberan")

    found = phone.page.get_by_role("button", name="Drainase, parit")
    found.wait_for()
    phone.until(lambda: (box := found.bounding_box()) and box["y"] + box["height"] < above_keyboard)
