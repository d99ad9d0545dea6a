"""A volunteer takes a second phone, while reports still wait on the first."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Archive, Phones
from tests.browser.phone import Phone, a_photo
from tests.browser.whose import invited, paired
from tests.system import System

pytestmark = pytest.mark.browser

REPORTS = "**/api/v1/reports/**"


def test_six_digits_make_a_second_phone_theirs_and_what_waits_on_the_first_stays(
    phone: Phone, phones: Phones, system: System, archive: Archive
) -> None:
    invited(phone, system, "Rahma")
    phone.meets(REPORTS, lambda route: route.abort())
    phone.reports(a_photo(70), note="Menunggu di HP pertama").sealed()
    waiting = [row["sealed"] for row in phone.rows()]

    second = paired(phones().opens().installed(), phone, "Rahma")

    second.reports(a_photo(71), note="Dari HP kedua").waits_until("stored", within=60)
    archive.has(second)
    phone.opens("/lapor?lagi").until(lambda: [row["sealed"] for row in phone.rows()] == waiting)
    phone.context.unroute(REPORTS)
    phone.opens().waits_until("stored", within=60)
    archive.has(phone)

    phone.page.goto(f"{phone.url}/hp-saya")
    phone.page.get_by_role("button", name=re.compile("^Cabut")).click()
    expect(phone.page.get_by_role("status")).to_contain_text("tidak bisa mengirim lagi")
    second.reports(note="Sesudah dicabut").waits_until("stored", "paused_auth")
