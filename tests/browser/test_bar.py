"""The bar above the app, at the width of a small phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Phones
from tests.browser.list_screens import holds
from tests.browser.phone import Phone

pytestmark = pytest.mark.browser


def height(phone: Phone) -> float:
    box = phone.page.locator("header.bar").bounding_box()
    assert box
    return box["height"]


def test_five_hundred_unsent_reports_leave_the_bar_on_one_line_in_both_languages(phones: Phones) -> None:
    phone = phones().opens()
    empty = height(phone)

    holds(phone, *({"state": "queued"} for _ in range(500)))

    mine = phone.page.get_by_role("link", name="Laporan saya, 99+ belum terkirim")
    expect(mine.locator(".count")).to_have_text("99+")
    assert height(phone) == empty
    phone.page.get_by_role("button", name="Ganti ke bahasa Inggris").click()
    phone.page.get_by_role("link", name="My reports, 99+ not sent yet").wait_for()
    assert height(phone) == empty
