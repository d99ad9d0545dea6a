"""What becomes of reports, in the states a list can show: for axe, large text and pictures."""

from typing import Any

from tests.browser.facts import remembers
from tests.browser.list_screens import AT_SERVER, holds
from tests.browser.phone import Phone, a_photo

LINE: dict[str, Any] = {
    "number": "MD-7F3K-Q2W1",
    "state": "stored",
    "category": "SMP-01",
    "kelurahan": "64.74.03.1002",
    "received_at": "2026-11-23T08:15:04+08:00",
    "answered": False,
}
ASKS = {"state": "needs_info", "label": {"id": "Di mana tepatnya?", "en": "Where?"}, "words": "Dekat apa?"}
REJECTS = {"state": "rejected", "label": None, "words": "Sudah dicek, tidak ada."}
RESOLVES = {"state": "resolved", "label": None, "words": ""}


def hears(phone: Phone, *steps: dict[str, Any]) -> None:
    """As the server would tell it; the reports were sent from another phone."""
    lines = []
    for n, step in enumerate(steps):
        at = {"at": LINE["received_at"], "reason": "", **step}
        lines.append({**LINE, "id": f"01990000-0000-7000-8000-{n:012d}", "step": at})
    body = {"api": "masdarling/1", "reports": lines}
    phone.context.route("**/reports/mine*", lambda route: route.fulfill(json=body))
    key = {"api": "masdarling/1", "key": "B" * 87}
    phone.context.route("**/me/push", lambda route: route.fulfill(json=key))


def news(phone: Phone) -> None:
    hears(phone, ASKS, REJECTS, RESOLVES)
    phone.opens("/lapor#laporan")
    phone.page.get_by_text("Dikirim dari HP lain").wait_for()


def answer_form(phone: Phone) -> None:
    hears(phone, ASKS)
    phone.opens("/lapor#laporan")
    phone.page.get_by_role("link", name="Jawab").click()
    phone.page.get_by_label("Jawaban Anda").fill("Dekat jembatan")
    phone.takes(a_photo(3))
    phone.page.locator(".album-photo img").wait_for()


def offer(phone: Phone) -> None:
    """Nothing waits any more: a good moment to ask."""
    phone.context.grant_permissions(["geolocation", "notifications"])
    remembers(phone.opens(), "push_key", "B" * 87)
    remembers(phone, "me", {"person": None, "device": "d-1", "name": ""})
    holds(phone, {"state": "stored", "tried": True, "server": {**AT_SERVER, "state": "stored"}})
    phone.page.get_by_role("button", name="Nanti saja").wait_for()


AFTER_SCREENS = [news, answer_form, offer]
