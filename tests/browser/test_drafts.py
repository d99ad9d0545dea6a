"""Every key and every step is a draft: left, killed or doubled, the page goes on where it was."""

import pytest
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import expect

from tests.browser.conftest import Phones
from tests.browser.edits import two_tabs_lose
from tests.browser.phone import Phone, a_photo

pytestmark = pytest.mark.browser


def killed(phone: Phone) -> Phone:
    """The renderer dies as it does when Android wants its memory; then the app is opened again."""
    with pytest.raises(BrowserError):
        phone.page.goto("chrome://crash")
    phone.page.close()
    phone.page = phone.context.new_page()
    return phone.opens()


def test_two_tabs_editing_the_same_and_different_drafts_lose_none_of_200_edits(phone: Phone) -> None:
    assert two_tabs_lose(phone, 200) == 0

    assert len(phone.drafts()) == 2


def test_two_tabs_answer_different_questions_of_one_draft_and_each_sees_the_other(phone: Phone) -> None:
    phone.fills()
    other = Phone.on(phone.context, phone.url).opens()

    other.page.get_by_text("2 pertanyaan lagi").click()
    other.page.get_by_label("sering", exact=True).check()
    phone.page.get_by_label("1 truk atau lebih").check()

    phone.page.get_by_text("juga terbuka di tab lain").wait_for()
    phone.until(lambda: other.page.get_by_label("1 truk atau lebih").is_checked())
    phone.saves()
    assert phone.rows()[0]["form"]["answers"] == {"volume": "1 truk atau lebih", "berulang": "sering"}


def test_a_draft_saved_in_another_tab_is_let_go_here_with_a_word(phone: Phone) -> None:
    phone.fills("dari tab pertama")
    other = Phone.on(phone.context, phone.url).opens()

    other.saves()

    phone.page.get_by_text("sudah disimpan atau dihapus di tab lain").wait_for()
    expect(phone.page.get_by_label("Keterangan")).to_have_value("")
    assert len(phone.rows()) == 1


def test_a_page_left_in_the_very_moment_of_typing_has_lost_nothing(phone: Phone) -> None:
    phone.fills("dekat ")
    words = phone.page.get_by_label("Keterangan")
    words.press("End")

    for letter in "jembatan":
        words.evaluate(
            "(field, c) => { field.value += c; field.dispatchEvent(new Event('input', { bubbles: true })) }",
            letter,
        )
    with phone.page.expect_navigation():
        phone.page.evaluate("location.reload()")

    phone.stands()
    expect(phone.page.get_by_label("Keterangan")).to_have_value("dekat jembatan")


def test_the_last_key_before_the_page_goes_is_kept_even_when_the_database_never_answers(phone: Phone) -> None:
    phone.fills("dekat")
    phone.until(lambda: phone.drafts()[0]["form"]["note"] == "dekat")
    phone.page.evaluate(
        "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('', 'AbortError') } }"
    )

    phone.page.get_by_label("Keterangan").fill("dekat jembatan")
    phone.page.reload()

    phone.stands()
    expect(phone.page.get_by_label("Keterangan")).to_have_value("dekat jembatan")


def test_a_killed_page_opens_at_the_same_group_the_same_search_and_the_same_place(phone: Phone) -> None:
    page = phone.page
    phone.takes(a_photo(1))
    page.locator(".album-photo img").wait_for()
    page.get_by_role("button", name="Air, sungai").click()
    page.locator("identity-field summary").click()
    page.evaluate("scrollTo(0, 300)")
    phone.until(lambda: phone.drafts()[0]["spot"]["y"] == 300)

    killed(phone)

    phone.page.get_by_role("button", name="Banjir").wait_for()
    expect(phone.page.get_by_label("Rahasia")).to_be_visible()
    phone.until(lambda: phone.page.evaluate("scrollY") == 300)
    phone.page.get_by_label("Cari").fill("parit")
    phone.until(lambda: phone.drafts()[0]["spot"]["words"] == "parit")
    killed(phone)
    expect(phone.page.get_by_label("Cari")).to_have_value("parit")


def test_several_drafts_wait_in_the_list_and_each_goes_on_by_itself(phone: Phone) -> None:
    phone.page.get_by_label("Keterangan").fill("yang pertama")

    phone.lists().page.get_by_role("button", name="Laporan baru").click()
    phone.page.get_by_label("Keterangan").fill("yang kedua")
    phone.lists()

    assert sorted(draft["form"]["note"] for draft in phone.drafts()) == ["yang kedua", "yang pertama"]
    phone.page.get_by_role("button", name="Lanjutkan").last.click()
    phone.page.get_by_role("heading", name="Laporan baru").wait_for()
    expect(phone.page.get_by_label("Keterangan")).to_have_value("yang pertama")


def test_a_draft_thrown_away_by_mistake_comes_back_with_its_photos(phone: Phone) -> None:
    phone.takes(a_photo(1)).fills("jangan dibuang")
    phone.page.locator(".album-photo img").wait_for()

    phone.page.get_by_role("button", name="Buang draf ini").click()
    phone.page.get_by_text("Draf dibuang.").wait_for()
    expect(phone.page.get_by_label("Keterangan")).to_have_value("")
    phone.page.get_by_role("button", name="Urungkan").click()

    phone.page.locator(".album-photo img").wait_for()
    expect(phone.page.get_by_label("Keterangan")).to_have_value("jangan dibuang")


def test_a_photo_taken_out_by_mistake_comes_back(phone: Phone) -> None:
    phone.takes(a_photo(1), a_photo(2)).fills()
    phone.page.locator(".album-photo img").nth(1).wait_for()
    before = phone.page.locator(".album-photo img").first.get_attribute("src")

    phone.page.get_by_role("button", name="Hapus foto 1").click()
    phone.until(lambda: phone.page.locator(".album-photo").count() == 1)
    phone.page.get_by_role("button", name="Urungkan").click()

    phone.until(lambda: phone.page.locator(".album-photo img").count() == 2)
    assert phone.page.locator(".album-photo img").first.get_attribute("src") == before
    assert len(phone.saves().sealed().rows()[0]["sealed"]["photos"]) == 2


def test_what_was_chosen_before_is_offered_first_and_the_name_stays_hidden(phones: Phones) -> None:
    phone = phones().opens()
    phone.page.get_by_role("button", name="Satwa").click()
    phone.page.get_by_role("button", name="Ikan mati").click()
    phone.page.get_by_label("10-100").check()
    phone.page.locator("identity-field summary").click()
    phone.page.get_by_label("Rahasia").check()
    phone.saves()

    phone.page.get_by_role("button", name="Buat laporan lagi").click()

    first = phone.page.locator(".pictures button").first
    expect(first).to_have_text("Ikan mati massal")
    expect(phone.page.locator("identity-field summary strong")).to_have_text("Rahasia")
