"""The list of one's reports, in every state it can show: for axe, large text and docs/screens/."""

from typing import Any

from tests.browser.phone import Phone, a_photo

KEPT = """(patches) => new Promise((done) => {
  indexedDB.open('masdarling').onsuccess = ({ target: { result: database } }) => {
    const tx = database.transaction(['reports', 'photos'], 'readwrite')
    const [reports, photos] = [tx.objectStore('reports'), tx.objectStore('photos')]
    reports.getAll().onsuccess = ({ target }) => {
      const like = target.result.find((row) => row.state !== 'draft')
      photos.index('report').getAll(like.id).onsuccess = ({ target: { result: pictures } }) => {
        patches.forEach((patch, n) => {
          const id = `${like.id.slice(0, 24)}${String(n).padStart(12, '0')}`
          const form = { ...like.form, ...patch.form }
          reports.put({ ...like, ...patch, id, form, created_at: like.created_at - n * 6e6 })
          for (const one of pictures) photos.put({ ...one, id: `${id}-${one.id}`, report: id })
        })
        reports.delete(like.id)
      }
    }
    tx.oncomplete = () => { database.close(); done() }
  }
})"""
"""Puts many rows in the place of the one saved report, each its like but for the patch."""

AT_SERVER = {"number": "MD-7F3K-Q2W1", "photos": []}
BLOCKED = ("clash", "too_large", "refused", "lost_bytes", "corrupt", "foreign")
KINDS = ("AIR-01", "UDR-02", "SMP-03", "LMB-01", "HJU-03", "KES-01")


def _rows(*patches: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"form": {"category": KINDS[n % len(KINDS)]}, **patch} for n, patch in enumerate(patches)]


def holds(phone: Phone, *patches: dict[str, Any]) -> None:
    """The server is out of reach; the list is open."""
    phone.context.route("**/api/v1/**", lambda route: route.abort())
    phone.opens().reports(a_photo(2)).sealed()
    phone.page.evaluate(KEPT, _rows(*patches))
    phone.page.reload()
    phone.stands().lists().page.locator("outbox-card").first.wait_for()


def on_the_way(phone: Phone) -> None:
    """What goes on by itself: waiting, half there, there, in the archive, and somebody else's."""
    at_server = {"tried": True, "server": {**AT_SERVER, "state": "partial"}}
    holds(
        phone,
        {"state": "queued"},
        {"state": "sending", **at_server},
        {"state": "sent", **at_server},
        {"state": "stored", **at_server},
        {"state": "queued", "owner": "somebody else"},
    )


def every_blocked(phone: Phone) -> None:
    paused = {"state": "paused_auth"}
    holds(phone, paused, *({"state": "blocked", "blocked": why, "tried": True} for why in BLOCKED))


def five_hundred(phone: Phone) -> None:
    holds(phone, *({"state": "queued"} for _ in range(500)))
    phone.page.get_by_role("button", name="Tampilkan 20 lagi").wait_for()


def empty_list(phone: Phone) -> None:
    phone.opens("/lapor#laporan")


def full_list(phone: Phone) -> None:
    phone.context.route("**/api/v1/**", lambda route: route.abort())
    phone.opens().reports(a_photo(2))
    phone.page.get_by_label("Keterangan").fill("draf")
    phone.lists().page.get_by_text("Lainnya").first.click()


def list_that_needs_the_person(phone: Phone) -> None:
    """One on its way with a photo, one the server refuses, one just deleted."""
    phone.context.route("**/photos/*", lambda route: route.abort())
    phone.opens().reports(a_photo(2)).waits_until("sending")
    refusal = {"status": 409, "json": {"api": "masdarling/1", "status": 409}}
    phone.context.route("**/api/v1/reports/0*", lambda route: route.fulfill(**refusal))
    phone.reports(a_photo(3)).waits_until("sending", "blocked")
    phone.page.get_by_label("Keterangan").fill("draf")
    phone.lists().page.get_by_role("button", name="Kirim sebagai laporan baru").wait_for()
    phone.page.get_by_text("Lainnya").nth(1).click()
    phone.page.get_by_role("button", name="Hapus").click()
    phone.page.get_by_role("button", name="Urungkan").wait_for()


def filter_without_reports(phone: Phone) -> None:
    phone.opens().reports()
    phone.opens("/lapor?lagi#laporan/selesai").page.get_by_text("Belum ada yang selesai").wait_for()


LIST_SCREENS = [
    empty_list,
    full_list,
    list_that_needs_the_person,
    filter_without_reports,
    on_the_way,
    every_blocked,
    five_hundred,
]
