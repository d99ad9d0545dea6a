"""Inside another app, and on the way to the home screen. The browser only calls itself so."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Phones
from tests.browser.install_screens import FACEBOOK, INSTAGRAM, SAFARI, offered
from tests.browser.phone import a_photo

pytestmark = pytest.mark.browser


def test_inside_another_app_the_way_to_a_browser_comes_before_the_form_simulated(phones: Phones) -> None:
    page = phones(user_agent=FACEBOOK).opens().page

    way = page.get_by_role("link", name="Buka di Chrome").get_attribute("href") or ""

    expect(page.get_by_role("heading", name="Buka di browser dulu")).to_be_visible()
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

    expect(phone.page.get_by_label("Keterangan")).to_have_value("di belakang pasar")


def test_the_home_screen_is_offered_after_a_report_and_put_off_for_good_simulated(phones: Phones) -> None:
    phone = phones()
    offered(phone)

    phone.page.get_by_role("button", name="Nanti").last.click()
    phone.page.get_by_role("heading", name="Pasang di layar utama?").wait_for(state="detached")
    phone.opens("/lapor?lagi#setelan").page.get_by_role("button", name="Pasang", exact=True).click()

    assert phone.page.evaluate("[window.kept, window.asked]") == [True, 1]


def test_an_iphone_hears_of_the_home_screen_only_when_all_is_delivered_simulated(phones: Phones) -> None:
    phone = phones(user_agent=SAFARI).opens().installed()
    phone.context.set_offline(True)
    phone.fills().saves()
    phone.page.wait_for_timeout(1_000)
    way = phone.page.get_by_text("Tambah ke Layar Utama")
    before = way.count()

    phone.context.set_offline(False)

    way.wait_for(timeout=60_000)
    assert before == 0
    assert set(phone.states()) == {"stored"}
