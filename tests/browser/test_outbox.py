"""The outbox as people see it: where each report is, what they may do with it; failure 40 of the field."""

import base64
import hashlib
import time
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Archive, Phones
from tests.browser.list_screens import holds
from tests.browser.phone import Phone, a_photo

pytestmark = pytest.mark.browser


def chain(phone: Phone) -> list[tuple[str, str]]:
    """The steps of the first report on the page: what each says, and how it stands."""
    steps = phone.page.locator(".chain").first.locator("li")
    steps.first.wait_for()
    return [
        (step.inner_text().split("\n")[-1].strip(), step.get_attribute("data-stands") or "")
        for step in steps.all()
    ]


def test_a_report_tells_where_it_is_from_this_phone_to_the_archive(phone: Phone) -> None:
    phone.context.set_offline(True)
    phone.reports(a_photo(1)).sealed()
    phone.page.get_by_role("link", name="Laporan saya").click()
    assert [stands for _, stands in chain(phone)] == ["now", "next", "later", "later", "later", "later"]

    phone.context.set_offline(False)
    phone.waits_until("stored")

    phone.page.locator(".chain-step[data-stands=next]", has_text="Menunggu diperiksa").wait_for()
    assert [words for words, _ in chain(phone)] == [
        "Di HP ini",
        "Di server",
        "Foto 1 dari 1",
        "Tersimpan aman",
        "Menunggu diperiksa",
        "Hasil",
    ]


def test_the_page_after_saving_follows_the_report_as_it_travels(phone: Phone) -> None:
    phone.context.set_offline(True)
    phone.takes(a_photo(2)).fills().saves()
    phone.page.get_by_text("Terkirim sendiri begitu ada jaringan").wait_for()
    assert chain(phone)[1] == ("Menunggu server", "next")

    phone.context.set_offline(False)

    phone.page.get_by_text("Tersimpan aman di arsip").wait_for()
    assert chain(phone)[3] == ("Tersimpan aman", "now")


def test_a_photo_on_its_way_is_counted_in_bytes(phone: Phone) -> None:
    phone.meets("**/photos/*", lambda route: route.abort())
    phone.reports(a_photo(3)).waits_until("sending")

    phone.lists().page.get_by_text("Foto 0 dari 1").wait_for()
    size = phone.rows()[0]["sealed"]["photos"][0]["size"]
    phone.page.get_by_text(f"0 dari {round(size / 1000)} kB").wait_for()


def test_a_filter_stands_in_the_address_and_survives_a_reload(phone: Phone) -> None:
    phone.reports().waits_until("stored")
    phone.context.set_offline(True)
    phone.reports(note="menunggu")
    phone.page.get_by_role("link", name="Laporan saya").click()

    phone.page.get_by_role("link", name="Belum terkirim 1").click()
    phone.page.reload()

    phone.page.locator("a[aria-current=page]", has_text="Belum terkirim").wait_for()
    assert phone.page.url.endswith("#laporan/belum")
    expect(phone.page.locator("outbox-card")).to_have_count(1)
    phone.page.get_by_role("link", name="Selesai 0").click()
    phone.page.get_by_text("Belum ada yang selesai").wait_for()
    phone.page.go_back()
    phone.page.locator("outbox-card").wait_for()


def test_drafts_and_what_was_just_deleted_are_not_counted_as_unsent(phone: Phone) -> None:
    phone.context.set_offline(True)
    phone.reports(note="satu").reports(note="dua").sealed()
    page = phone.page
    page.get_by_label("Keterangan").fill("draf")
    phone.until(phone.drafts)
    page.get_by_role("link", name="Laporan saya, 2 belum terkirim").click()

    page.get_by_role("article").filter(has=page.locator(".chain")).first.get_by_text("Lainnya").click()
    page.get_by_role("button", name="Hapus").filter(visible=True).click()

    page.get_by_role("button", name="Urungkan").wait_for()
    page.get_by_text("1 laporan belum terkirim.").wait_for()
    page.get_by_role("link", name="Laporan saya, 1 belum terkirim").wait_for()
    page.get_by_role("link", name="Belum terkirim 1").wait_for()
    page.get_by_role("link", name="Semua 2").wait_for()


def test_what_no_delivery_can_help_is_led_to(phones: Phones) -> None:
    phone = phones()
    holds(phone, {"state": "stored"}, {"state": "blocked", "blocked": "clash", "tried": True})

    phone.page.get_by_role("link", name="Terkirim 1", exact=True).click()
    phone.page.get_by_text("1 laporan perlu Anda.").wait_for()
    expect(phone.page.get_by_role("button", name="Kirim sekarang")).to_have_count(0)
    phone.page.get_by_role("link", name="Lihat yang perlu Anda").click()

    led_to = phone.page.locator("li:focus")
    led_to.get_by_role("button", name="Kirim sebagai laporan baru").wait_for()


def test_a_refusal_names_the_part_of_the_form_in_words(phone: Phone) -> None:
    fields = [{"field": "rt", "problem": "is too long"}, {"field": "answers.volume", "problem": "is wrong"}]
    body = {"api": "masdarling/1", "status": 422, "type": "/problems/unreadable", "fields": fields}
    phone.meets("**/api/v1/reports/0*", lambda route: route.fulfill(status=422, json=body))

    phone.reports().waits_until("blocked")

    phone.lists().page.get_by_text("Server tidak bisa menerima isian ini: RT, “").wait_for()
    phone.page.get_by_role("button", name="Buka dan periksa").wait_for()


def test_a_report_that_was_deleted_can_be_taken_back_for_some_seconds(phone: Phone, archive: Archive) -> None:
    phone.context.set_offline(True)
    phone.reports(a_photo(4)).sealed()
    report = phone.rows()[0]["id"]
    phone.page.get_by_role("link", name="Laporan saya").click()
    phone.page.get_by_text("Lainnya").click()
    phone.page.get_by_role("button", name="Hapus").click()
    phone.page.locator("button:focus", has_text="Urungkan").wait_for()
    phone.context.set_offline(False)
    phone.page.wait_for_timeout(1_500)
    assert archive.digests(report) == {}

    phone.page.keyboard.press("Enter")

    phone.waits_until("stored")
    archive.has(phone)


def test_one_like_it_is_a_draft_with_the_same_words_and_photos_only_when_wanted(phone: Phone) -> None:
    phone.context.set_offline(True)
    phone.reports(a_photo(5), note="di belakang pasar").sealed()
    phone.page.get_by_role("link", name="Laporan saya").click()
    phone.page.get_by_text("Lainnya").click()

    phone.page.get_by_role("button", name="Buat yang serupa").click()

    phone.page.get_by_role("heading", name="Laporan baru").wait_for()
    expect(phone.page.get_by_label("Keterangan")).to_have_value("di belakang pasar")
    expect(phone.page.locator(".album-photo")).to_have_count(0)
    phone.page.get_by_role("link", name="Laporan saya").click()
    saved = phone.page.get_by_role("article").filter(has=phone.page.locator(".chain"))
    saved.get_by_text("Lainnya").click()
    saved.get_by_role("button", name="Serupa, dengan fotonya").click()
    phone.page.locator(".album-photo").wait_for()
    assert len(phone.drafts()) == 2


def test_photos_wait_for_a_tap_where_nobody_can_tell_the_line_and_words_do_not(
    phone: Phone, archive: Archive
) -> None:
    phone.page.get_by_role("link", name="Setelan").click()
    phone.page.get_by_label("Foto hanya lewat Wi-Fi").check()
    phone.page.get_by_text("Browser ini tidak memberi tahu").wait_for()
    phone.page.go_back()

    phone.reports(a_photo(6)).waits_until("sending")

    [row] = phone.rows()
    assert archive.digests(row["id"]) == {row["id"]: row["sealed"]["digest"]}
    phone.lists().page.get_by_role("button", name="Kirim foto sekarang").click()
    phone.waits_until("stored")


def test_a_screen_reader_hears_of_deliveries_and_not_of_every_step(phone: Phone) -> None:
    phone.context.set_offline(True)
    phone.reports(a_photo(7))
    phone.reports(a_photo(8)).sealed()
    phone.page.get_by_role("link", name="Laporan saya").click()
    phone.page.locator("outbox-card").first.wait_for()
    phone.page.evaluate(HEARS)

    phone.context.set_offline(False)
    phone.waits_until("stored")
    phone.page.wait_for_timeout(600)

    heard = phone.page.evaluate("window.heard")
    assert 1 <= len(heard) <= 2
    assert all("sudah sampai di server" in words for words in heard)


HEARS = """() => {
  window.heard = []
  const voice = document.querySelector('outbox-list .hidden-words[role=status]')
  const changes = { childList: true, characterData: true, subtree: true }
  new MutationObserver(() => window.heard.push(voice.textContent)).observe(voice, changes)
}"""

FILL = """async ({ photos, thumb }) => {
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer
  const hex = (n) => n.toString(16).padStart(12, '0')
  const database = await new Promise((done) => {
    const opening = indexedDB.open('masdarling')
    opening.onsuccess = () => done(opening.result)
  })
  const tx = database.transaction(['reports', 'photos', 'bytes'], 'readwrite')
  const now = Date.now()
  const form = { category: 'SMP-01', answers: { volume: '1 gerobak/motor' }, note: '', identity: 'anonymous',
    where: null, kelurahan: '64.74.03.1002', kelurahan_by_hand: true, rt: '', danger: false }
  const saved = { v: 1, state: 'queued', owner: '', awaiting: false, created_at: now, changed_at: now,
    captured_at: now, register: 1, supersedes: null, sealed: null, tried: false, server: null, blocked: null,
    receipt: null }
  const finished = { v: 1, ready: true, original: false, type: 'image/jpeg', width: 64, height: 48,
    taken_at: now, thumb: bytes(thumb) }
  for (const [n, photo] of photos.entries()) {
    const id = `01990000-0000-7000-8040-${hex(n)}`
    const data = bytes(photo.data)
    const facts = { id: `p${id}`, report: id, size: data.byteLength, sha256: photo.sha256 }
    tx.objectStore('reports').add({ ...saved, id, form: { ...form, note: `laporan ${n}` } })
    tx.objectStore('photos').add({ ...finished, ...facts })
    tx.objectStore('bytes').add({ id: facts.id, data })
  }
  await new Promise((done) => (tx.oncomplete = done))
  database.close()
}"""
"""Fills the phone as 500 times *Simpan* would: saved, photos in their final form, not yet sealed."""


COUNT = """(state) => new Promise((done) => {
  const opening = indexedDB.open('masdarling')
  opening.onsuccess = () => {
    const count = opening.result.transaction('reports').objectStore('reports').index('state').count(state)
    count.onsuccess = () => { opening.result.close(); done(count.result) }
  }
})"""


def heap(phone: Phone) -> float:
    """Megabytes of JavaScript the page holds after a collection."""
    link = phone.context.new_cdp_session(phone.page)
    link.send("HeapProfiler.collectGarbage")
    used: float = link.send("Runtime.getHeapUsage")["usedSize"]
    link.detach()
    return used / 1e6


def test_f40_five_hundred_reports_are_listed_in_bounded_memory_and_all_delivered(
    phone: Phone, archive: Archive
) -> None:
    phone.context.set_offline(True)
    photos = [a_photo(n, 64, 48) for n in range(1000, 1500)]
    thumb = a_photo(0, 160, 120)
    before = heap(phone)
    phone.page.evaluate(FILL, {"photos": [_carried(photo) for photo in photos], "thumb": _text(thumb)})
    phone.page.reload()
    phone.stands().sealed()

    phone.lists().page.get_by_role("link", name="Belum terkirim 500").click()
    phone.page.locator("outbox-card").first.wait_for()
    expect(phone.page.locator("outbox-card")).to_have_count(20)
    phone.page.get_by_role("button", name="Tampilkan 20 lagi").click()
    expect(phone.page.locator("outbox-card")).to_have_count(40)
    listed = heap(phone) - before

    began = time.monotonic()
    phone.context.set_offline(False)
    arrives(phone, "sent", "stored")
    print(f"listing holds {listed:.1f} MB; delivered in {time.monotonic() - began:.0f} s")  # noqa: T201

    assert listed < 12
    rows = phone.rows()
    wanted = {row["id"]: row["sealed"]["digest"] for row in rows}
    assert len(wanted) == 500
    assert archive.digests(*wanted) == wanted
    arrives(phone, "stored")


def arrives(phone: Phone, *states: str) -> None:
    """Until all 500 are in these states. Asks seldom, and for a number only."""
    end = time.monotonic() + 300
    while (count := sum(phone.page.evaluate(COUNT, state) for state in states)) < 500:
        assert time.monotonic() < end, f"{count} of 500 within 300 s"
        phone.page.wait_for_timeout(1_000)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _carried(photo: bytes) -> dict[str, Any]:
    return {"data": _text(photo), "sha256": hashlib.sha256(photo).hexdigest()}
