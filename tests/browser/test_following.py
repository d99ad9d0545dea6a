"""A resident follows by the browser: asked after a tap, shown by a worker of its own, ended with one tap."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Phones
from tests.browser.phone import Phone

pytestmark = pytest.mark.browser

PUSH_SERVICE = """
const subscription = {
  toJSON: () => ({ endpoint: 'https://push.example.org/one',
                   keys: { p256dh: 'B' + 'A'.repeat(86), auth: 'A'.repeat(22) } }),
  unsubscribe: async () => { localStorage.removeItem('subscribed'); return true },
}
Object.defineProperty(PushManager.prototype, 'subscribe', {
  value: async () => {
    if (localStorage.getItem('fails')) throw new DOMException('no push service', 'AbortError')
    localStorage.setItem('subscribed', '1')
    return subscription
  } })
Object.defineProperty(PushManager.prototype, 'getSubscription', {
  value: async () => localStorage.getItem('subscribed') ? subscription : null })
"""
"""Chromium without Google's keys has no push service."""
PAGE = "/ikuti?kelurahan=64.74.03.1002"
SHOWN = """navigator.serviceWorker.getRegistration('/ikuti/')
  .then((registration) => registration.getNotifications())
  .then((shown) => shown.map(({ title, body, data }) => [title, body, data.path].join(' | ')))"""
MESSAGE = {
    "web_push": 8030,
    "notification": {
        "title": "Selesai",
        "body": "Saluran tersumbat di Gunung Telihan",
        "tag": "masdarling-follow",
        "navigate": "https://elsewhere.example.org/laporan/x",
    },
}


@pytest.fixture
def phone(phones: Phones) -> Phone:
    told = phones(permissions=["notifications"])
    told.context.add_init_script(PUSH_SERVICE)
    return told


def pushes(phone: Phone, scope: str) -> None:
    link = phone.context.new_cdp_session(phone.page)
    found: list[str] = []

    def look(told: dict[str, list[dict[str, str]]]) -> None:
        found.extend(r["registrationId"] for r in told["registrations"] if r["scopeURL"].endswith(scope))

    link.on("ServiceWorker.workerRegistrationUpdated", look)
    link.send("ServiceWorker.enable")
    phone.until(lambda: found)
    where = {"origin": phone.url, "registrationId": found[0], "data": json.dumps(MESSAGE)}
    link.send("ServiceWorker.deliverPushMessage", where)


def test_a_resident_follows_by_the_browser_hears_and_stops(phone: Phone) -> None:
    page = phone.page
    page.goto(f"{phone.url}{PAGE}")
    page.get_by_role("button", name="Beri tahu di sini").click()
    expect(page.get_by_text("Anda mengikuti ini di sini.")).to_be_visible()

    page.reload()
    expect(page.get_by_text("Anda mengikuti ini di sini.")).to_be_visible()

    for rest in (500, 2_000, 8_000):  # asked too early a busy Chromium loses what is shown
        pushes(phone, "/ikuti/")
        page.wait_for_timeout(rest)
        if shown := page.evaluate(SHOWN):
            break
    assert shown == ["Selesai | Saluran tersumbat di Gunung Telihan | /laporan/x"]

    page.get_by_role("button", name="Berhenti mengikuti ini").click()
    expect(page.get_by_role("button", name="Beri tahu di sini")).to_be_visible()
    assert page.evaluate("localStorage.getItem('subscribed')") is None


def test_a_push_service_that_fails_is_tried_again_from_where_one_is_led(phone: Phone) -> None:
    page = phone.page
    page.goto(f"{phone.url}{PAGE}")
    page.evaluate("localStorage.setItem('fails', '1')")

    page.get_by_role("button", name="Beri tahu di sini").press("Enter")
    expect(page.locator("[data-state=failed]")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Belum berhasil.")
    page.evaluate("localStorage.removeItem('fails')")
    page.get_by_role("button", name="Coba lagi").press("Enter")

    expect(page.locator("[data-state=on]")).to_be_focused()
    page.get_by_role("button", name="Berhenti mengikuti ini").press("Enter")
    expect(page.locator("[data-state=off]")).to_be_focused()
