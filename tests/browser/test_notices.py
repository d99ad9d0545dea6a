"""What the app has to tell comes one thing at a time, the gravest first."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Phones
from tests.browser.notice_screens import everything_at_once

pytestmark = pytest.mark.browser


def test_one_notice_is_shown_at_a_time_and_the_next_when_it_is_understood(phones: Phones) -> None:
    phone = phones()
    everything_at_once(phone)
    notices = phone.page.locator("main > .notice, main > storage-notice")
    first = notices.all_inner_texts()

    phone.page.get_by_role("button", name="Saya mengerti").click()
    phone.page.get_by_text("Peninjau bertanya tentang 1 laporan").wait_for()

    assert len(first) == 1
    assert "jendela penyamaran" in first[0]
    expect(notices).to_have_count(1)
