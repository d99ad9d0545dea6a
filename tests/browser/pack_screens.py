"""Reports of others near by, as the form hints at them, and what was joined in on: for axe and pictures."""

import base64
from io import BytesIO
from typing import Any

from PIL import Image

from tests.browser.phone import Phone, a_photo

ENTRY: dict[str, Any] = {
    "category": "SMP-01",
    "state": "verified",
    "cell": {"lat": 0.1368, "lon": 117.4528},
    "photo": "",
    "me_too": 0,
    "reported_on": "2026-11-22",
    "changed_on": "2026-11-23",
    "excerpt": "Menumpuk di belakang pasar, sudah seminggu tidak diangkut",
    "thumb": "",
}

COUNTED = {"api": "masdarling/1", "me_too": 3}
OLD_PACKS = """() => new Promise((done) => {
  indexedDB.open('masdarling').onsuccess = ({ target: { result: database } }) => {
    const packs = database.transaction('packs', 'readwrite').objectStore('packs')
    packs.getAll().onsuccess = ({ target: { result: all } }) => {
      for (const pack of all) packs.put({ ...pack, checked_at: 1 })
    }
    packs.transaction.oncomplete = () => { database.close(); done() }
  }
})"""
"""As if the server had last been asked long ago."""


def a_thumb() -> str:
    out = BytesIO()
    Image.open(BytesIO(a_photo(7))).resize((128, 96)).save(out, "WEBP")
    return base64.b64encode(out.getvalue()).decode()


def knows(phone: Phone, *entries: dict[str, Any]) -> None:
    """As the server would tell it of any kelurahan."""
    reports = [
        {**ENTRY, "id": f"01990000-0000-7000-8000-{n:012d}", **entry} for n, entry in enumerate(entries)
    ]
    body = {"api": "masdarling/1", "v": 1, "outlines": {}, "reports": reports}
    phone.context.route("**/kelurahan/*/pack", lambda route: route.fulfill(json=body))


def hint(phone: Phone) -> None:
    other = {"state": "in_progress", "me_too": 4, "excerpt": "", "cell": {"lat": 0.1381, "lon": 117.4526}}
    knows(phone, {"thumb": a_thumb()}, other)
    phone.opens().fills().page.get_by_role("heading", name="Sudah dilaporkan?").wait_for()


def said_to_be_another(phone: Phone) -> None:
    hint(phone)
    phone.page.get_by_role("button", name="Bukan, ini lain").click()
    phone.page.get_by_text("Baik, ini laporan lain").wait_for()


def just_joined(phone: Phone) -> None:
    hint(phone)
    phone.context.route("**/me-too", lambda route: route.abort())
    phone.page.get_by_role("button", name="Saya juga").first.click()
    phone.page.get_by_text("Anda ikut melaporkan. Tersimpan").wait_for()


def joined(phone: Phone) -> None:
    """One that waits, and one residents no longer see."""
    just_joined(phone)
    phone.context.unroute("**/me-too")
    phone.context.route("**/me-too", lambda route: route.fulfill(status=404, json={"api": "masdarling/1"}))
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    phone.lists().page.get_by_text("Laporan itu sudah tidak ditampilkan").wait_for()
    phone.context.route("**/me-too", lambda route: route.abort())
    phone.opens("/lapor?lagi").fills().page.get_by_role("button", name="Saya juga").last.click()
    phone.page.get_by_text("Anda ikut melaporkan. Tersimpan").wait_for()
    phone.lists().page.get_by_role("heading", name="Anda ikut melaporkan Sampah liar").first.wait_for()


def joined_long_ago(phone: Phone) -> None:
    """One that is still being worked on, and one that is open no more."""
    phone.context.route("**/me-too", lambda route: route.fulfill(status=201, json=COUNTED))
    phone.context.route("**/reports/mine*", lambda route: route.abort())
    knows(phone, {"thumb": a_thumb()}, {"state": "in_progress"})
    for _ in range(2):
        phone.opens("/lapor?lagi").fills().page.get_by_role("button", name="Saya juga").last.click()
        phone.page.get_by_text("Anda ikut melaporkan. Tersimpan").wait_for()
    phone.lists().page.get_by_text("3 orang ikut melaporkan").nth(1).wait_for()
    knows(phone, {"id": "01990000-0000-7000-8000-000000000001", "state": "in_progress"})
    phone.page.evaluate(OLD_PACKS)
    phone.page.reload()
    phone.page.get_by_text("Yang sudah lewat (1)").click()


PACK_SCREENS = [hint, said_to_be_another, just_joined, joined, joined_long_ago]
