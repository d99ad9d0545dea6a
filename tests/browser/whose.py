"""Links of the server that make a phone somebody's, and whose it is by what it knows itself."""

import re
from typing import Any

from tests.browser.phone import Phone
from tests.system import System

HOME = "64.74.03.1002"

ME = """new Promise((done) => {
  const opening = indexedDB.open('masdarling')
  opening.onsuccess = () => {
    const kept = opening.result.transaction('facts').objectStore('facts').get('me')
    kept.onsuccess = () => { opening.result.close(); done(kept.result?.value.name ?? null) }
  }
})"""


def follows(phone: Phone, link: str, name: str) -> Phone:
    """Open a link of the server on this phone, accept, and wait until the app knows who is here."""
    phone.page.goto(phone.url + re.sub(r"^https?://[^/]+", "", link))
    consent = phone.page.get_by_role("checkbox")
    if consent.count():
        consent.check()
    phone.page.locator("form.card button").click()
    phone.page.wait_for_url("**/lapor*")
    phone.until(lambda: knows(phone) == name)
    return phone.stands()


def knows(phone: Phone) -> Any:
    return phone.page.evaluate(ME)


def invited(phone: Phone, system: System, name: str) -> Phone:
    made = system.facts("invite", "--kelurahan", HOME, "--name", name)
    return follows(phone, made["link"], name)


def comes_back(phone: Phone, system: System, name: str) -> Phone:
    person = next(one["id"] for one in system.facts("person", "list") if one["name"] == name)
    return follows(phone, system.facts("invite", "--for", person)["link"], name)


def paired(phone: Phone, first: Phone, name: str) -> Phone:
    """One more phone of whoever holds the first, by six digits: it is told all that is theirs."""
    first.page.goto(f"{first.url}/lapor#setelan")
    first.page.get_by_role("link", name="HP saya, tambah HP lain").click()
    first.page.get_by_role("button", name="Tampilkan kode").click()
    code = first.page.locator(".pair-code").inner_text()
    phone.page.goto(f"{phone.url}/pasangkan")
    phone.page.get_by_label("Enam angka").fill(code)
    phone.page.get_by_role("button", name="Pasangkan").click()
    phone.page.wait_for_url("**/lapor*")
    phone.until(lambda: knows(phone) == name)
    first.opens()
    return phone.stands()
