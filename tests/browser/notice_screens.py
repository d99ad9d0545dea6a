"""What the app warns of and tells: for axe, large text and docs/screens/."""

import json
import time

from tests.browser.after_screens import ASKS, hears
from tests.browser.phone import Phone, a_photo


def reports_were_lost(phone: Phone) -> None:
    since = (time.time() - 2 * 24 * 3600) * 1000
    loss = {"count": 3, "since": since, "last": "", "id": "x", "told": True, "seen": False}
    phone.context.add_init_script(f"localStorage.setItem('masdarling.loss', '{json.dumps(loss)}')")
    phone.opens().page.get_by_role("button", name="Saya mengerti").wait_for()


PRIVATE = """navigator.storage.estimate = () => Promise.resolve({ quota: 1e8, usage: 1e6 })
navigator.storage.persisted = () => Promise.resolve(false)"""


def private_window(phone: Phone) -> None:
    phone.context.add_init_script(PRIVATE)
    phone.opens().page.get_by_text("jendela penyamaran").wait_for()


FULL = """IDBObjectStore.prototype.put = new Proxy(IDBObjectStore.prototype.put, {
  apply(put, store, [row]) {
    if (store.name === 'bytes') throw new DOMException('', 'QuotaExceededError')
    return Reflect.apply(put, store, [row])
  }
})"""


def full_phone(phone: Phone) -> None:
    phone.context.add_init_script(FULL)
    phone.opens().takes(a_photo(1)).page.get_by_text("HP ini penuh").first.wait_for()


NEW_VERSION = "document.querySelector('masdarling-app').newVersion = 'ready'"


def new_version(phone: Phone) -> None:
    phone.opens().page.evaluate(NEW_VERSION)
    phone.page.get_by_role("button", name="Muat ulang").wait_for()


def shared_from_elsewhere(phone: Phone) -> None:
    phone.opens("/lapor?dibagikan=whole").page.get_by_text("sudah jadi draf").wait_for()


def scripts_gone(phone: Phone) -> None:
    """The page is of another version than the files on the server."""
    phone.context.route("**/aset/shell-*.js", lambda route: route.fulfill(status=404))
    phone.page.goto(f"{phone.url}/lapor")
    phone.page.get_by_text("Aplikasi tidak bisa dibuka").wait_for()


def everything_at_once(phone: Phone) -> None:
    """Each of these wants to be read. One is shown at a time, the gravest first."""
    hears(phone, ASKS)
    phone.context.add_init_script(PRIVATE)
    phone.opens().page.get_by_text("jendela penyamaran").wait_for()
    phone.page.evaluate(NEW_VERSION)


NOTICE_SCREENS = [
    reports_were_lost,
    private_window,
    full_phone,
    new_version,
    shared_from_elsewhere,
    scripts_gone,
    everything_at_once,
]
