"""Everyone can use it: axe-core finds nothing in either theme; large text, narrow screens, a keyboard."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.after_screens import AFTER_SCREENS
from tests.browser.conftest import Phones
from tests.browser.form_screens import FORM_SCREENS
from tests.browser.phone import Phone, a_photo
from tests.system import ROOT

pytestmark = pytest.mark.browser

AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"


def empty_form(phone: Phone) -> None:
    phone.opens()


def form_in_use(phone: Phone) -> None:
    phone.opens().takes(a_photo(1)).fills("dekat jembatan")
    phone.page.locator(".album-photo img").wait_for()


def something_missing(phone: Phone) -> None:
    phone.opens().page.get_by_role("button", name="Air, sungai").click()
    phone.page.get_by_role("button", name="Banjir").click()
    phone.page.get_by_role("button", name="Simpan laporan").click()


def danger(phone: Phone) -> None:
    phone.opens().page.get_by_role("button", name="Ada orang dalam bahaya?").click()


def saved(phone: Phone) -> None:
    phone.opens().fills().saves()


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


def settings(phone: Phone) -> None:
    phone.opens("/lapor#setelan").page.get_by_label("Foto hanya lewat Wi-Fi").check()
    phone.page.get_by_text("Penyimpanan di HP ini").wait_for()


def reports_were_lost(phone: Phone) -> None:
    loss = '{"count": 3, "since": 1, "last": "", "id": "x", "told": true, "seen": false}'
    phone.context.add_init_script(f"localStorage.setItem('masdarling.loss', '{loss}')")
    phone.opens().page.get_by_role("button", name="Saya mengerti").wait_for()


SMALL = """[...document.querySelectorAll('a, button, summary, select, input, textarea, label.button')]
  .filter((control) => !control.closest('.hidden-words') && control.offsetParent)
  .map((control) => control.closest('label') ?? control)
  .map((target) => [target.outerHTML.slice(0, 90), target.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 44 || box.height < 44))
  .map(([what, box]) => `${what} ${box.width} x ${box.height}`)"""
"""Controls smaller than 44 pixels either way."""

SCREENS: list[Callable[[Phone], None]] = [
    empty_form,
    form_in_use,
    something_missing,
    danger,
    saved,
    empty_list,
    full_list,
    list_that_needs_the_person,
    filter_without_reports,
    settings,
    reports_were_lost,
    *FORM_SCREENS,
    *AFTER_SCREENS,
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_axe_finds_nothing(phones: Phones, screen: Callable[[Phone], None], theme: str) -> None:
    phone = phones(color_scheme=theme, reduced_motion="reduce", bypass_csp=True)
    screen(phone)
    phone.page.wait_for_timeout(300)

    phone.page.evaluate(AXE.read_text())
    found = phone.page.evaluate(
        "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })"
    )

    assert [_told(violation) for violation in found["violations"]] == []


def _told(violation: dict[str, Any]) -> str:
    where = [node["html"][:120] for node in violation["nodes"][:3]]
    return f"{violation['id']}: {violation['help']}: {where}"


LARGE = [
    form_in_use,
    saved,
    full_list,
    list_that_needs_the_person,
    settings,
    reports_were_lost,
    *FORM_SCREENS,
    *AFTER_SCREENS,
]


@pytest.mark.parametrize("screen", LARGE, ids=lambda screen: screen.__name__)
def test_nothing_sticks_out_at_320_pixels_and_twice_the_text(
    phones: Phones, screen: Callable[[Phone], None]
) -> None:
    phone = phones(viewport={"width": 320, "height": 640})
    screen(phone)

    phone.page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("screen", [*LARGE, full_list], ids=lambda screen: screen.__name__)
def test_every_target_is_large_enough_for_a_thumb(phones: Phones, screen: Callable[[Phone], None]) -> None:
    phone = phones()
    screen(phone)

    small = phone.page.evaluate(SMALL)

    assert small == []


def test_a_keyboard_alone_makes_a_report(phones: Phones) -> None:
    phone = phones().opens()
    page = phone.page

    page.get_by_role("button", name="Sampah", exact=True).press("Enter")
    page.get_by_role("button", name="Sampah liar").press("Enter")
    page.get_by_label("1 kantong").press("Space")
    page.get_by_role("button", name="Simpan laporan").press("Enter")

    page.get_by_role("heading", name="Tersimpan di HP ini").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "H1"
