"""Everyone can use it: axe-core finds nothing in either theme; large text, narrow screens, a keyboard."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.after_screens import AFTER_SCREENS
from tests.browser.conftest import Phones
from tests.browser.form_screens import FORM_SCREENS
from tests.browser.install_screens import INSTALL_SCREENS
from tests.browser.list_screens import LIST_SCREENS
from tests.browser.notice_screens import NOTICE_SCREENS
from tests.browser.pack_screens import PACK_SCREENS
from tests.browser.phone import LIKE_A_PHONE, Phone, a_photo
from tests.browser.photo_screens import PHOTO_SCREENS
from tests.browser.setting_screens import SETTING_SCREENS
from tests.pages.site import in_theme, violations
from tests.proxy import bad_network
from tests.services.chromium import PATIENCE_MS
from tests.system import System

pytestmark = pytest.mark.browser


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


SMALL = """[...document.querySelectorAll('a, button, summary, select, input, textarea, label.button')]
  .filter((control) => !control.closest('.hidden-words') && control.offsetParent)
  .map((control) => control.closest('label') ?? control)
  .map((target) => [target.outerHTML.slice(0, 90), target.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 44 || box.height < 44))
  .map(([what, box]) => `${what} ${box.width} x ${box.height}`)"""
"""Controls smaller than 44 pixels either way."""

SCREENS: list[Callable[[Phone], None]] = [
    empty_form,
    something_missing,
    danger,
    form_in_use,
    saved,
    *LIST_SCREENS,
    *SETTING_SCREENS,
    *NOTICE_SCREENS,
    *INSTALL_SCREENS,
    *PHOTO_SCREENS,
    *FORM_SCREENS,
    *AFTER_SCREENS,
    *PACK_SCREENS,
]


@pytest.fixture(scope="module", params=SCREENS, ids=lambda screen: screen.__name__)
def page(request: pytest.FixtureRequest, browser: Browser, system: System) -> Iterator[Page]:
    """A screen, built once for all that is asked about it: to build one takes longer than to look."""
    with bad_network(system.port) as network:
        context = browser.new_context(**LIKE_A_PHONE, reduced_motion="reduce", bypass_csp=True)
        context.set_default_timeout(PATIENCE_MS)
        phone = Phone.on(context, f"http://127.0.0.1:{network.port}")
        request.param(phone)
        phone.page.wait_for_timeout(300)  # what moves in has arrived
        yield phone.page
        context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, theme: Literal["light", "dark"]) -> None:
    in_theme(page, theme)

    assert violations(page, "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice") == []


def test_every_target_is_large_enough_for_a_thumb(page: Page) -> None:
    small = page.evaluate(SMALL)

    assert small == []


def test_nothing_sticks_out_at_320_pixels_and_twice_the_text(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    width = page.evaluate("document.documentElement.scrollWidth")

    page.evaluate("document.documentElement.style.fontSize = ''")  # others look at this page, too
    page.set_viewport_size(LIKE_A_PHONE["viewport"])
    assert width <= 320


def test_a_keyboard_alone_makes_a_report(phones: Phones) -> None:
    phone = phones().opens()
    page = phone.page

    page.get_by_role("button", name="Sampah", exact=True).press("Enter")
    page.get_by_role("button", name="Sampah liar").press("Enter")
    page.get_by_label("1 kantong").press("Space")
    page.get_by_role("button", name="Simpan laporan").press("Enter")

    page.get_by_role("heading", name="Tersimpan di HP ini").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "H1"
