"""A new version of the app asks before it takes over, and loses nothing of what an older one left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser import first_version
from tests.browser.conftest import Archive, Phones
from tests.browser.phone import Phone, a_photo
from tests.browser.place import Place, a_place

pytestmark = pytest.mark.browser

WAITS = "navigator.serviceWorker.getRegistration().then((r) => !!r.waiting)"
LOOKS = "navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => 1, () => 0)"
KEPT = "(path) => caches.match(path).then(Boolean)"
"""By the service worker: the browser's own cache would answer a fetch as well."""
RUNS = "document.querySelector('[data-app]').dataset.app"
SLEEPS = """() => {
  window.asleep = true
  const hears = (event) => window.asleep && event.stopImmediatePropagation()
  navigator.serviceWorker.addEventListener('message', hears)
}"""
DEAF = """() => {
  const says = ServiceWorker.prototype.postMessage
  ServiceWorker.prototype.postMessage = function (...word) {
    if (word[0] === 'take-over') ServiceWorker.prototype.postMessage = says
    else says.apply(this, word)
  }
}"""
"""A worker that is just being started misses the first word to take over."""
FOREIGN_SCRIPT = """() => new MutationObserver((_, watch) => {
  if (!document.head) return
  watch.disconnect()
  document.head.prepend(Object.assign(document.createElement('script'), { type: 'text/plain' }))
}).observe(document, { childList: true, subtree: true })"""
"""Add-ons of browsers put theirs first."""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with a_place(tmp_path) as served:
        yield served


@pytest.fixture
def visitor(phones: Phones, place: Place) -> Phone:
    phone = phones()
    phone.url = place.url
    return phone.opens().installed()


def a_new_version(phone: Phone, place: Place) -> None:
    """Built, fetched, and waiting."""
    place.builds_anew()
    phone.page.evaluate(LOOKS)
    phone.until(lambda: phone.page.evaluate(WAITS))


def agrees(phone: Phone) -> None:
    phone.page.get_by_role("button", name="Muat ulang").click()


def test_f28_a_new_version_is_not_mentioned_over_an_open_form_and_asks_before_it_takes_over(
    visitor: Phone, place: Place
) -> None:
    visitor.page.get_by_label("Keterangan").fill("sedang diisi")
    a_new_version(visitor, place)
    assert visitor.page.get_by_text("Versi baru").count() == 0

    visitor.page.get_by_role("link", name="Laporan saya").click()
    with visitor.page.expect_navigation():
        agrees(visitor)

    visitor.page.get_by_role("heading", name="Laporan saya").wait_for()
    assert visitor.page.evaluate(RUNS) == place.script
    assert [draft["form"]["note"] for draft in visitor.drafts()] == ["sedang diisi"]


def test_f28_a_word_that_a_worker_did_not_hear_is_said_again(visitor: Phone, place: Place) -> None:
    visitor.page.evaluate(f"({DEAF})()")
    a_new_version(visitor, place)
    visitor.lists()

    with visitor.page.expect_navigation():
        agrees(visitor)

    assert visitor.stands().page.evaluate(RUNS) == place.script


def test_f28_what_is_said_of_a_new_version_stays_while_something_is_sent_and_it_opens_after_that(
    visitor: Phone, place: Place
) -> None:
    visitor.reports(note="menunggu").lists()
    a_new_version(visitor, place)
    visitor.page.get_by_text("Versi baru aplikasi sudah siap").wait_for()
    held: list[Route] = []

    def holds(route: Route) -> None:
        held.append(route)

    visitor.context.route("**/api/v1/me", holds)
    visitor.page.evaluate("dispatchEvent(new Event('online'))")
    visitor.until(lambda: held)

    agrees(visitor)
    visitor.page.get_by_text("Sebentar, masih ada yang dikirim").wait_for()
    expect(visitor.page.get_by_role("button", name="Muat ulang")).to_have_count(0)
    assert visitor.page.evaluate(WAITS)

    with visitor.page.expect_navigation():
        visitor.context.unroute("**/api/v1/me", holds)  # what is held goes on
    assert visitor.stands().page.evaluate(RUNS) == place.script


def test_f28_a_form_open_in_another_tab_is_not_reloaded_and_then_both_have_the_new_version(
    visitor: Phone, place: Place
) -> None:
    other = Phone.on(visitor.context, place.url).opens()
    other.page.get_by_label("Keterangan").fill("di tab lain")
    a_new_version(visitor, place)
    visitor.lists()

    agrees(visitor)
    visitor.page.get_by_text("di tab lain. Selesaikan dulu di sana").wait_for()
    assert visitor.page.evaluate(WAITS)
    other.fills().saves()
    with other.page.expect_navigation():
        other.page.get_by_role("button", name="Buat laporan lagi").click()

    both = (visitor.stands(), other.stands())
    assert [phone.page.evaluate(RUNS) for phone in both] == [place.script] * 2
    assert [row["form"]["note"] for row in visitor.rows()] == ["di tab lain"]


def test_f28_a_full_queue_is_whole_after_the_update(visitor: Phone, place: Place) -> None:
    visitor.reports(a_photo(1), note="satu").reports(note="dua").sealed()
    before = visitor.rows()
    a_new_version(visitor, place)

    with visitor.page.expect_navigation():
        agrees(visitor)

    after = visitor.stands().rows()
    assert [(row["id"], row["sealed"]) for row in after] == [(row["id"], row["sealed"]) for row in before]
    assert visitor.bytes_of(before[0]["sealed"]["photos"][0]["photo"]) is not None


def takes_a_new_version(visitor: Phone, place: Place) -> None:
    """From the list, where nothing is being done."""
    a_new_version(visitor, place)
    visitor.lists()
    with visitor.page.expect_navigation():
        agrees(visitor)


def test_f28_an_open_form_that_was_asleep_when_asked_goes_on_with_its_own_pieces(
    visitor: Phone, place: Place
) -> None:
    sleeper = Phone.on(visitor.context, place.url)
    sleeper.page.add_init_script(
        "navigator.serviceWorker.addEventListener('message', (e) => e.stopImmediatePropagation())"
    )
    sleeper.opens().page.get_by_label("Keterangan").fill("tertidur")
    sleeper.until(sleeper.drafts)
    pieces = place.script

    takes_a_new_version(visitor, place)

    assert (sleeper.page.evaluate(RUNS), sleeper.page.evaluate(KEPT, pieces)) == (pieces, True)
    expect(sleeper.page.get_by_label("Keterangan")).to_have_value("tertidur")
    sleeper.page.close()
    visitor.opens()
    visitor.until(lambda: visitor.page.evaluate("caches.keys().then((names) => names.length)") == 1)


def test_f28_an_open_form_in_a_browser_with_add_ons_keeps_its_pieces_when_it_is_asked(
    visitor: Phone, place: Place
) -> None:
    sleeper = Phone.on(visitor.context, place.url)
    for script in (SLEEPS, FOREIGN_SCRIPT):
        sleeper.page.add_init_script(f"({script})()")
    sleeper.opens().fills()
    sleeper.until(sleeper.drafts)
    pieces = place.script
    takes_a_new_version(visitor, place)

    sleeper.page.evaluate("window.asleep = false")
    visitor.opens()
    visitor.page.wait_for_timeout(1_500)  # it asks, and lets go what nobody uses

    assert sleeper.page.evaluate("document.querySelector('script').type") == "text/plain"
    assert sleeper.page.evaluate(KEPT, pieces)


def test_f28_rows_of_the_first_version_are_read_and_delivered(phones: Phones, archive: Archive) -> None:
    phone = phones()
    phone.page.goto(f"{phone.url}/offline")
    rows = [first_version.SAVED, first_version.DRAFT]
    phone.page.evaluate(
        f"([rows, photos]) => ({first_version.DATABASE})(rows, photos).then(() => window.held.close())",
        [rows, [first_version.photo(a_photo(2))]],
    )

    phone.opens()

    expect(phone.page.get_by_label("Keterangan")).to_have_value("belum selesai")
    phone.waits_until("stored")
    [row] = phone.rows()
    assert (row["id"], len(row["sealed"]["photos"])) == (first_version.SAVED["id"], 1)
    archive.has(phone)


def test_f29_half_a_new_version_leaves_the_old_one_working(visitor: Phone, place: Place) -> None:
    before = visitor.page.evaluate("caches.keys()")

    place.builds_anew()
    place.forgets_a_file()
    visitor.page.evaluate(LOOKS)
    visitor.until(
        lambda: visitor.page.evaluate("navigator.serviceWorker.getRegistration().then((r) => !r.installing)")
    )

    assert not visitor.page.evaluate(WAITS)
    assert set(before) <= set(visitor.page.evaluate("caches.keys()"))
    visitor.context.set_offline(True)
    visitor.opens()


def test_f30_a_database_held_by_an_old_tab_is_explained_and_opens_when_that_tab_closes(
    phones: Phones,
) -> None:
    old = phones()
    old.page.goto(f"{old.url}/offline")
    old.page.evaluate(f"([rows]) => ({first_version.DATABASE})(rows, [])", [[first_version.DRAFT]])
    new = Phone.on(old.context, old.url)
    new.page.goto(f"{new.url}/lapor")

    new.page.get_by_text("Tutup tab itu").wait_for()
    old.page.close()
    new.stands()

    expect(new.page.get_by_text("Tutup tab itu")).to_have_count(0)
    expect(new.page.get_by_label("Keterangan")).to_have_value("belum selesai")


def test_f30_a_tab_older_than_the_database_goes_on_and_keeps_what_is_filled_in(phone: Phone) -> None:
    phone.page.get_by_label("Keterangan").fill("sebelum")
    newer = Phone.on(phone.context, phone.url)
    newer.page.goto(f"{phone.url}/offline")
    newer.page.evaluate("""() => new Promise((done) => {
      const opening = indexedDB.open('masdarling', 99)
      opening.onupgradeneeded = () => opening.result.createObjectStore('later')
      opening.onsuccess = () => done()
    })""")

    phone.page.get_by_label("Keterangan").fill("sesudah")

    phone.until(lambda: [draft["form"]["note"] for draft in phone.drafts()] == ["sesudah"])
