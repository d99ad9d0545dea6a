"""The poster of an invitation, in a real browser: one sheet of A4 that a camera reads."""

import re
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.pages.site import DESK, served
from tests.pages.world import World

pytestmark = pytest.mark.browser

A4_AT_96_DPI: ViewportSize = {"width": 794, "height": 1123}


@pytest.fixture
def made(tmp_path: Path, browser: Browser) -> Iterator[Page]:
    """An invitation was made just now."""
    with (
        served(World(tmp_path, built=True)) as site,
        site.visit(browser, "/admin/undangan@rani", DESK) as page,
    ):
        page.get_by_label("Bisa dipakai (kali)").fill("20")
        page.get_by_role("button", name="Buat tautan dan QR").click()
        page.wait_for_load_state()
        yield page


def test_it_is_printed_on_one_sheet_of_a4_and_a_camera_reads_it(made: Page) -> None:
    link = made.locator("#tautan").inner_text()
    paper = made.pdf(prefer_css_page_size=True)

    made.set_viewport_size(A4_AT_96_DPI)
    made.emulate_media(media="print", color_scheme="dark")
    seen = cv2.imdecode(np.frombuffer(made.screenshot(), np.uint8), cv2.IMREAD_GRAYSCALE)

    assert seen is not None
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 59[45][.\d]* 84[12]", paper)
    assert cv2.QRCodeDetector().detectAndDecode(seen)[0] == link
    shown = made.locator("main").inner_text()
    assert ("Kelurahan Gunung Telihan, Kota Bontang" in shown, "20 kali" in shown) == (True, True)
    assert "Yang sudah dibuat" not in shown


def test_nothing_of_it_comes_from_elsewhere(made: Page) -> None:
    sources = made.evaluate("[...document.querySelectorAll('[src], [href]')].map((el) => el.src || el.href)")
    ours = made.evaluate("location.origin")

    assert [one for one in sources if isinstance(one, str) and not one.startswith(ours)] == []


def test_buttons_print_and_copy(made: Page) -> None:
    made.evaluate("window.print = () => { document.title = 'printed' }")
    made.evaluate("navigator.clipboard.writeText = async (text) => { document.body.dataset.copied = text }")

    made.get_by_role("button", name="Cetak poster").click()
    made.get_by_role("button", name="Salin tautan").click()

    made.get_by_role("button", name="Sudah disalin").wait_for()
    assert made.title() == "printed"
    assert made.locator("body").get_attribute("data-copied") == made.locator("#tautan").inner_text()
