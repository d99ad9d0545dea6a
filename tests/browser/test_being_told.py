"""Web Push and the badge on the phone: offered after a first delivered report, shown, tapped, turned off."""

import json
from typing import Any

import pytest
from playwright.sync_api import CDPSession, expect

from tests.browser.asking import Reviewer
from tests.browser.conftest import Phones
from tests.browser.phone import Phone
from tests.system import System

pytestmark = pytest.mark.browser

PUSH_SERVICE = """
Object.defineProperty(PushManager.prototype, 'subscribe', { value: async () => globalThis.subscribed = {
  toJSON: () => ({ endpoint: 'https://push.example.org/' + Math.random(),
                   keys: { p256dh: 'B' + 'A'.repeat(86), auth: 'A'.repeat(22) } }),
  unsubscribe: async () => { globalThis.subscribed = null; return true },
} })
Object.defineProperty(PushManager.prototype, 'getSubscription', {
  value: async () => globalThis.subscribed ?? null })
navigator.setAppBadge = async (n) => { globalThis.badge = n }
navigator.clearAppBadge = async () => { globalThis.badge = 0 }
"""
"""Chromium without Google's keys has no push service, and a phone of this test no icon to put a number on."""

TITLES = """navigator.serviceWorker.ready
  .then((registration) => registration.getNotifications())
  .then((shown) => shown.map(({ title, body }) => title + ' | ' + body))"""


@pytest.fixture
def phone(phones: Phones) -> Phone:
    told = phones(permissions=["geolocation", "notifications"])
    told.context.add_init_script(PUSH_SERVICE)
    return told.opens().installed()


@pytest.fixture(scope="module")
def reviewer(system: System) -> Reviewer:
    return Reviewer(system)


def me(phone: Phone) -> str:
    """Whose this phone is for the server."""
    told = phone.page.evaluate("fetch('/api/v1/me').then((answer) => answer.json())")
    return str((told["person"] or {}).get("id") or told["device"])


def is_told(phone: Phone) -> bool | None:
    kept = phone.page.evaluate(
        """new Promise((done) => {
          const opening = indexedDB.open('masdarling')
          opening.onsuccess = () => {
            const kept = opening.result.transaction('facts').objectStore('facts').get('push')
            kept.onsuccess = () => { opening.result.close(); done(kept.result?.value ?? null) }
          }
        })"""
    )
    return None if kept is None else kept["on"] and kept["sent"]


def pushes(phone: Phone, message: dict[str, Any] | str) -> None:
    """What the browser does when its push service has a message."""
    link: CDPSession = phone.context.new_cdp_session(phone.page)
    registrations: list[str] = []
    link.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: registrations.extend(r["registrationId"] for r in told["registrations"]),
    )
    link.send("ServiceWorker.enable")
    phone.until(lambda: registrations)
    data = message if isinstance(message, str) else json.dumps(message)
    where = {"origin": phone.url, "registrationId": registrations[0], "data": data}
    link.send("ServiceWorker.deliverPushMessage", where)


def is_shown(phone: Phone, message: dict[str, Any] | str, *, title: str) -> None:
    """Pushed, `title` is among what is shown.

    Asked for what is shown while something is put there, a busy Chromium lost it for good about once in forty
    times. So the page asks after a rest, and where that was too early all is done once more.
    """
    for rest in (500, 1_000, 2_000, 4_000, 8_000):
        pushes(phone, message)
        phone.page.wait_for_timeout(rest)
        shown = phone.page.evaluate(TITLES)
        if title in shown:
            return
    raise AssertionError(f"{title!r} is not among {shown}")


def test_the_offer_comes_after_the_first_delivered_report_and_asks_the_browser_only_then(
    phone: Phone,
) -> None:
    assert phone.page.get_by_text("Mau dikabari").count() == 0
    phone.reports().waits_until("stored")

    phone.lists().page.get_by_role("button", name="Ya, kabari").click()

    phone.until(lambda: is_told(phone))
    expect(phone.page.get_by_text("Mau dikabari")).to_have_count(0)


def test_not_now_is_remembered_and_the_switch_stays(phone: Phone) -> None:
    phone.reports().waits_until("stored")
    phone.lists().page.get_by_role("button", name="Nanti saja").click()
    phone.page.get_by_text("Mau dikabari").wait_for(state="detached")

    phone.page.reload()
    phone.stands()
    assert phone.page.get_by_text("Mau dikabari").count() == 0

    phone.page.goto(f"{phone.url}/lapor#setelan")
    phone.page.get_by_role("button", name="Ya, kabari").click()
    phone.until(lambda: is_told(phone))
    phone.page.get_by_role("button", name="Berhenti mengabari").click()
    phone.page.get_by_text("HP ini tidak memberi tahu apa-apa").wait_for()


def test_a_message_is_shown_only_to_whom_it_is_for(phone: Phone) -> None:
    phone.reports().waits_until("stored")
    said = {"title": "Terverifikasi", "body": "Sampah liar, MD-1", "lang": "id", "tag": "t"}
    said["navigate"] = f"{phone.url}/lapor#laporan/1"

    is_shown(phone, {"web_push": 8030, "notification": said, "for": "somebody else"}, title="Masdarling | ")
    assert phone.page.evaluate(TITLES) == ["Masdarling | "]

    mine = {"web_push": 8030, "notification": {**said, "tag": "u"}, "for": me(phone)}
    is_shown(phone, mine, title="Terverifikasi | Sampah liar, MD-1")


@pytest.mark.parametrize("message", ["", "{", '"text"', "[]", '{"notification": null}'])
def test_a_message_nobody_can_read_shows_the_plain_one(phone: Phone, message: str) -> None:
    is_shown(phone, message, title="Masdarling | ")


TAPPED = """(where) => new Promise((done, failed) => {
  const tapped = new ExtendableEvent('notificationclick')
  const waits = []
  Object.defineProperty(tapped, 'waitUntil', { value: (work) => waits.push(work) })
  Object.defineProperty(tapped, 'notification', { value: { close: () => undefined, data: { path: where } } })
  self.dispatchEvent(tapped)
  Promise.all(waits).then(done, failed)
})"""


def test_a_tapped_notification_leads_to_the_report_simulated(phone: Phone) -> None:
    phone.reports().waits_until("stored")
    [row] = phone.rows()
    [worker] = phone.context.service_workers

    worker.evaluate(TAPPED, f"/lapor#laporan/{row['id']}")

    phone.page.get_by_role("heading", name="Laporan saya").wait_for()
    phone.until(lambda: phone.page.evaluate("document.activeElement.id") == f"report-{row['id']}")


def test_the_icon_counts_what_waits_for_the_person_until_it_is_read(phone: Phone, reviewer: Reviewer) -> None:
    phone.reports().waits_until("stored")
    reviewer.decides(phone.rows()[0]["id"], "ask", version=1, words="Di mana?")
    phone.page.reload()
    phone.stands()

    phone.until(lambda: phone.page.evaluate("globalThis.badge") == 1)
    phone.page.get_by_text("Peninjau bertanya tentang").wait_for()
    phone.page.get_by_role("link", name="Lihat").click()

    phone.until(lambda: phone.page.evaluate("globalThis.badge") == 0)
