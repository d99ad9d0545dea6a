"""What WhatsApp or the gallery shares with the app becomes a draft, or a clear word (Web Share Target)."""

import base64

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Phones
from tests.browser.phone import Phone, a_photo

pytestmark = pytest.mark.browser

SHARE = """([action, texts, photos, enctype]) => {
  const form = document.createElement('form')
  Object.assign(form, { action, method: 'post', enctype })
  for (const [name, value] of Object.entries(texts)) {
    form.append(Object.assign(document.createElement('input'), { name, value }))
  }
  const files = new DataTransfer()
  for (const photo of photos) {
    const bytes = Uint8Array.from(atob(photo), (c) => c.charCodeAt(0))
    files.items.add(new File([bytes], 'IMG-20261125-WA0001.jpg', { type: 'image/jpeg' }))
  }
  const picker = document.createElement('input')
  Object.assign(picker, { type: 'file', name: 'foto', multiple: true, files: files.files })
  form.append(picker)
  document.body.append(form)
  form.submit()
}"""
"""The very request a system makes of a share: a form sent by a navigation."""
PHOTO = a_photo(4)
FORM = "multipart/form-data"
CHOICES = """new Promise((done) => {
  const opening = indexedDB.open('masdarling')
  opening.onsuccess = () => {
    const facts = opening.result.transaction('facts').objectStore('facts').getAll()
    facts.onsuccess = () => {
      opening.result.close()
      done(facts.result.some(({ name }) => name.startsWith('choices:')))
    }
  }
})"""


def shares(phone: Phone, *photos: bytes, to: str = "", kind: str = FORM, **texts: str) -> Phone:
    encoded = [base64.b64encode(photo).decode() for photo in photos]
    with phone.page.expect_navigation():
        phone.page.evaluate(SHARE, [f"{to or phone.url}/lapor/bagikan", texts, encoded, kind])
    return phone


def test_f37_a_shared_photo_with_words_becomes_a_draft_that_asks_for_the_rest(phone: Phone) -> None:
    phone.context.set_offline(True)

    shares(phone, a_photo(1), teks="Parit mampet di Jalan Zamrud").stands()

    phone.page.get_by_text("sudah jadi draf").wait_for()
    expect(phone.page.locator(".album-photo")).to_have_count(1)
    expect(phone.page.get_by_label("Keterangan")).to_have_value("Parit mampet di Jalan Zamrud")
    phone.fills().saves().sealed()
    [row] = phone.rows()
    assert (row["form"]["note"], len(row["sealed"]["photos"])) == ("Parit mampet di Jalan Zamrud", 1)


def test_f37_a_share_leaves_the_draft_that_is_being_filled_in_alone(phone: Phone) -> None:
    phone.takes(a_photo(2)).page.get_by_label("Keterangan").fill("belum selesai")
    phone.until(lambda: phone.drafts() and phone.drafts()[0]["form"]["note"])

    shares(phone, a_photo(3), teks="dari WhatsApp").stands()

    notes = sorted(draft["form"]["note"] for draft in phone.drafts())
    assert notes == ["belum selesai", "dari WhatsApp"]
    expect(phone.page.get_by_label("Keterangan")).to_have_value("dari WhatsApp")


@pytest.mark.parametrize("again", [(PHOTO,), (b"",), ()], ids=["whole", "empty", "bare"])
def test_f37_a_share_that_arrives_twice_or_again_without_bytes_is_one_draft(
    phone: Phone, again: tuple[bytes, ...]
) -> None:
    shares(phone, PHOTO).stands()

    shares(phone, *again).stands()

    assert len(phone.drafts()) == 1
    phone.page.get_by_text("sudah jadi draf").wait_for()
    expect(phone.page.locator(".album-photo")).to_have_count(1)


def test_f37_an_empty_share_says_what_to_do_and_leaves_nothing(phone: Phone) -> None:
    shares(phone, b"").stands()

    phone.page.get_by_text("Kiriman tadi kosong atau bukan foto").wait_for()
    phone.page.get_by_text("Pilih dari galeri", exact=True).wait_for()
    assert phone.drafts() == []


def test_f37_the_words_stay_when_the_photo_came_without_bytes(phone: Phone) -> None:
    shares(phone, b"", teks="asap di pasar").stands()

    phone.page.get_by_text("tidak ada foto yang bisa dibaca").wait_for()
    expect(phone.page.get_by_label("Keterangan")).to_have_value("asap di pasar")


def test_f37_a_share_before_the_service_worker_is_there_is_told_not_lost_in_silence(phones: Phones) -> None:
    phone = phones(service_workers="block").opens()

    shares(phone, a_photo(5, 4000, 3000), teks="terlalu dini").stands()

    phone.page.get_by_text("Bagikan sekali lagi").wait_for()
    phone.page.reload()
    phone.stands()
    assert phone.page.get_by_text("Bagikan sekali lagi").count() == 0


def test_f37_a_share_that_is_no_form_at_all_opens_the_app_with_a_word(phone: Phone) -> None:
    shares(phone, kind="text/plain", teks="bukan formulir").stands()

    phone.page.get_by_text("Bagikan sekali lagi").wait_for()
    assert phone.drafts() == []


def test_a_share_is_made_under_the_name_chosen_before(phone: Phone) -> None:
    phone.fills().page.locator("identity-field summary").click()
    phone.page.get_by_label("Tanpa nama").check()
    phone.saves().until(lambda: phone.page.evaluate(CHOICES))

    shares(phone, a_photo(6)).stands()

    phone.page.get_by_text("sudah jadi draf").wait_for()
    assert [draft["form"]["identity"] for draft in phone.drafts()] == ["anonymous"]


def test_f37_of_a_share_with_more_than_a_report_can_hold_it_is_said_what_was_left_out(phone: Phone) -> None:
    shares(phone, *[a_photo(number, 300, 200) for number in range(6)], teks="enam").stands()

    phone.page.get_by_text("lebih dari 5 foto tidak ikut").wait_for()
    expect(phone.page.locator(".album-photo")).to_have_count(5)


def test_f37_a_share_of_what_is_no_photo_is_not_called_empty(phone: Phone) -> None:
    shares(phone, b"%PDF-1.7 a paper", teks="surat edaran").stands()

    phone.page.get_by_text("tidak ada foto yang bisa dibaca").wait_for()
    expect(phone.page.get_by_label("Keterangan")).to_have_value("surat edaran")
