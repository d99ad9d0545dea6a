"""Inside another app, and on the way to the home screen. The browser only calls itself so."""

import pytest

from tests.browser.conftest import Phones
from tests.browser.install_screens import FACEBOOK, INSTAGRAM
from tests.browser.phone import a_photo

pytestmark = pytest.mark.browser


def test_inside_another_app_the_way_to_a_browser_comes_before_the_form_simulated(phones: Phones) -> None:
    page = phones(user_agent=FACEBOOK).opens().page

    way = page.get_by_role("link", name="Buka di Chrome").get_attribute("href") or ""

    assert page.get_by_role("heading", name="Buka di browser dulu").is_visible()
    assert page.locator("input[type=file]").count() == 0
    assert way.startswith("intent://127.0.0.1:")
    assert way.endswith("%2Flapor;end")


def test_who_stays_inside_another_app_can_report_from_there_simulated(phones: Phones) -> None:
    phone = phones(user_agent=INSTAGRAM).opens()

    phone.page.get_by_role("button", name="Tetap melapor di sini").click()
    phone.page.get_by_role("heading", name="Laporan baru").wait_for()
    phone.reports(a_photo(1))

    phone.waits_until("stored", within=60)


def test_what_was_begun_inside_another_app_is_gone_on_with_simulated(phones: Phones) -> None:
    phone = phones(user_agent=FACEBOOK).opens()
    phone.page.get_by_role("button", name="Tetap melapor di sini").click()
    phone.fills("di belakang pasar")

    phone.opens("/lapor?lagi")

    assert phone.page.get_by_label("Keterangan").input_value() == "di belakang pasar"
