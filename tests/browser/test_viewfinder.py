"""A camera inside the page, for phones on which the camera app takes the page with it."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect
from playwright.sync_api import Error as BrowserError

from tests.browser.conftest import Archive
from tests.browser.phone import LIKE_A_PHONE, Phone
from tests.proxy import BadNetwork
from tests.services.chromium import ARGUMENTS, CHROMIUM, PATIENCE_MS
from tests.services.missing import missing

pytestmark = pytest.mark.browser

A_CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
NO_STILLS = "delete globalThis.ImageCapture"
REFUSED = """navigator.mediaDevices.getUserMedia = () =>
  Promise.reject(new DOMException('', 'NotAllowedError'))"""


@pytest.fixture(scope="module")
def with_camera(playwright: Playwright) -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        missing("chromium")
    started = playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *A_CAMERA])
    yield started
    started.close()


@pytest.fixture
def phone(with_camera: Browser, network: BadNetwork) -> Iterator[Phone]:
    context = with_camera.new_context(**LIKE_A_PHONE)
    context.set_default_timeout(PATIENCE_MS)
    yield Phone.on(context, f"http://127.0.0.1:{network.port}")
    context.close()


def dies(phone: Phone) -> Phone:
    """The system takes the page's memory; the person opens the app again."""
    with phone.page.expect_event("crash"), suppress(BrowserError):
        phone.page.goto("chrome://crash")
    phone.page = phone.context.new_page()
    return phone.opens()


def dies_in_the_camera(phone: Phone) -> Phone:
    with phone.page.expect_file_chooser():  # it opens and never comes back
        phone.page.get_by_text("Ambil foto").click()
    phone.until(lambda: any(draft["awaiting"] for draft in phone.drafts()))
    return dies(phone)


def finder(phone: Phone) -> None:
    phone.page.get_by_role("button", name="Ambil foto di sini").click()


def shoots(phone: Phone) -> None:
    shutter = phone.page.locator(".finder").get_by_role("button", name="Ambil foto")
    shutter.click()
    phone.page.locator(".finder").get_by_text("Tersimpan di HP ini").wait_for()


def test_f18_a_page_that_died_in_the_camera_offers_one_inside_and_a_shot_is_kept_before_it_is_liked(
    phone: Phone, archive: Archive
) -> None:
    dies_in_the_camera(phone.opens().installed().fills("di tikungan"))
    phone.page.get_by_text("Foto tadi tidak sampai").wait_for()

    finder(phone)
    shoots(phone)
    dies(phone)

    phone.page.locator(".album-photo img").wait_for()
    expect(phone.page.get_by_label("Keterangan")).to_have_value("di tikungan")
    phone.saves().waits_until("stored")
    archive.has(phone)
    assert len(phone.rows()[0]["sealed"]["photos"]) == 1


def test_a_browser_without_still_pictures_keeps_the_frame_that_is_shown(phone: Phone) -> None:
    phone.context.add_init_script(NO_STILLS)
    dies_in_the_camera(phone.opens().installed())

    finder(phone)
    shoots(phone)
    phone.page.get_by_role("button", name="Pakai").click()

    phone.page.locator(".album-photo img").wait_for()
    phone.page.locator(".finder").wait_for(state="detached")


def test_a_shot_that_does_not_please_is_taken_again(phone: Phone) -> None:
    dies_in_the_camera(phone.opens().installed())
    finder(phone)
    shoots(phone)

    phone.page.get_by_role("button", name="Ulangi").click()
    phone.until(lambda: phone.page.locator(".album-photo").count() == 0)
    shoots(phone)
    phone.page.get_by_role("button", name="Pakai").click()

    phone.page.locator(".album-photo img").wait_for()
    expect(phone.page.locator(".album-photo")).to_have_count(1)


def test_a_camera_that_is_not_allowed_says_what_to_do_simulated(phone: Phone) -> None:
    phone.context.add_init_script(REFUSED)
    dies_in_the_camera(phone.opens().installed())

    finder(phone)

    phone.page.get_by_text("Kamera tidak diizinkan").wait_for()
    phone.page.get_by_role("button", name="Tutup kamera").click()
    phone.page.get_by_text("Galeri", exact=True).wait_for()


def test_a_phone_whose_camera_behaves_is_not_asked_to_choose(phone: Phone) -> None:
    phone.opens().installed()

    phone.page.get_by_text("Ambil foto").wait_for()
    assert phone.page.get_by_role("button", name="Ambil foto di sini").count() == 0
