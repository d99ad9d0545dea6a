"""Draws docs/screens/: every page on a phone and on a desk, light and dark. `bin/screens` runs it."""

import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import (
    after_screens,
    form_screens,
    install_screens,
    list_screens,
    notice_screens,
    pack_screens,
    photo_screens,
    setting_screens,
)
from tests.browser.phone import LIKE_A_PHONE, Phone
from tests.pages import (
    case_screens,
    field_screens,
    office_screens,
    officer_screens,
    queue_screens,
    scenes,
)
from tests.pages.site import DESK, PHONE, Site, a_week
from tests.services.chromium import ARGUMENTS, CHROMIUM
from tests.source import ROOT

FOLDER = ROOT / "docs" / "screens"
SHOWN = ROOT / "pwa" / "screenshots"
"""What is shown when the app is installed (pwa/manifest.py). Drawn by `bin/screens install`."""
TALLEST = 2_400
"""Pixels: what lies further down a long page repeats itself."""
SIZES = {"360": PHONE, "1366": DESK}
SCHEMES = ("light", "dark")
LANGUAGES = {"": "id-ID", "-en": "en-US"}
IN_ENGLISH_TOO = {"home", "case", "lapor-form"}

Act = Callable[[Phone], object]


def empty_form(phone: Phone) -> None:
    phone.opens()


def filled_form(phone: Phone) -> None:
    phone.opens().takes(scenes.jpeg(1), scenes.jpeg(2)).fills("Menumpuk di belakang pasar")


def saved(phone: Phone) -> None:
    filled_form(phone)
    phone.context.set_offline(True)
    phone.saves()


PHONE_SCREENS: dict[str, Act] = {
    "lapor": empty_form,
    "lapor-form": filled_form,
    "lapor-group": form_screens.group_open,
    "lapor-search": form_screens.searched,
    "lapor-more": form_screens.everything_unfolded,
    "lapor-112": form_screens.dangerous_by_nature,
    "lapor-map": form_screens.map_with_pin,
    "lapor-map-doubt": form_screens.pin_in_another_kelurahan,
    "lapor-two-tabs": form_screens.open_in_two_tabs,
    "lapor-camera": photo_screens.camera_inside,
    "lapor-viewfinder": photo_screens.viewfinder,
    "lapor-shot": photo_screens.shot,
    "lapor-photo": photo_screens.photo_looked_at,
    "lapor-photo-cover": photo_screens.photo_covered,
    "lapor-photos": photo_screens.five_photos,
    "lapor-photo-twice": photo_screens.a_photo_twice,
    "lapor-saved": saved,
    "lapor-list": list_screens.on_the_way,
    "lapor-list-empty": list_screens.empty_list,
    "lapor-list-draft": list_screens.full_list,
    "lapor-list-blocked": list_screens.every_blocked,
    "lapor-list-mixed": list_screens.list_that_needs_the_person,
    "lapor-list-500": list_screens.five_hundred,
    "lapor-list-none": list_screens.filter_without_reports,
    "lapor-news": after_screens.news,
    "lapor-answer": after_screens.answer_form,
    "lapor-push": after_screens.offer,
    "lapor-hint": pack_screens.hint,
    "lapor-hint-other": pack_screens.said_to_be_another,
    "lapor-joined-now": pack_screens.just_joined,
    "lapor-joined": pack_screens.joined,
    "lapor-joined-past": pack_screens.joined_long_ago,
    "lapor-settings": setting_screens.settings,
    "lapor-settings-owner": setting_screens.owner,
    "lapor-settings-rescue": setting_screens.rescue,
    "lapor-lost": notice_screens.reports_were_lost,
    "lapor-private": notice_screens.private_window,
    "lapor-full": notice_screens.full_phone,
    "lapor-in-app": install_screens.inside_an_app,
    "lapor-in-app-ios": install_screens.inside_an_iphone_app,
    "lapor-install": install_screens.offered,
    "lapor-install-ios": install_screens.iphone_setting,
    "lapor-update": notice_screens.new_version,
    "lapor-gone": notice_screens.scripts_gone,
    "lapor-shared": notice_screens.shared_from_elsewhere,
}


STAFF_SCREENS: tuple[tuple[str, dict[str, case_screens.Act]], ...] = (
    ("case", case_screens.SCREENS),
    ("queue", queue_screens.SCREENS),
    ("field", field_screens.SCREENS),
    ("officer", officer_screens.SCREENS),
    ("city-form", office_screens.CITY),
    ("factor-set", office_screens.FACTOR),
    ("invitations", office_screens.INVITATIONS),
    ("phones", office_screens.PHONES),
)
"""What staff do, and on which page."""


def draw(browser: Browser, site: Site, only: set[str]) -> Iterator[str]:
    """Yields the name of each file written."""
    for name, place in {**site.pages, "offline": "/offline"}.items():
        if not only or name in only:
            yield from _page(browser, site, name, place)
    for of, screens in STAFF_SCREENS:
        for name, done in screens.items():
            if not only or name in only:
                yield from _staff(browser, site, of, name, done)
    for name, act in PHONE_SCREENS.items():
        if not only or name in only:
            yield from _phone(browser, site, name, act)


def _page(browser: Browser, site: Site, name: str, place: str) -> Iterator[str]:
    for file, size, scheme, locale in _ways(name):
        with site.visit(browser, place, size, scheme=scheme, locale=locale, touch=size == PHONE) as page:
            page.keyboard.press("Shift")  # somebody is there: the map moves
            page.wait_for_load_state("networkidle")
            _stretch(page, size)
            yield _keep(page, file)


def _staff(browser: Browser, site: Site, of: str, name: str, act: case_screens.Act) -> Iterator[str]:
    for file, size, scheme, locale in _ways(name):
        with site.visit(
            browser, site.pages[of], size, scheme=scheme, locale=locale, touch=size == PHONE
        ) as page:
            act(site, page)
            page.wait_for_load_state("networkidle")
            yield _keep(page, file)


def _phone(browser: Browser, site: Site, name: str, act: Act) -> Iterator[str]:
    for file, size, scheme, locale in _ways(name):
        if locale != "id-ID":
            continue
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(**{**LIKE_A_PHONE, "viewport": viewport, "color_scheme": scheme})
        act(Phone.on(context, site.base))
        page = context.pages[-1]
        if page.locator("dialog[open]").count() == 0:  # which is as large as the screen
            _stretch(page, size)
        page.wait_for_timeout(400)  # pictures fade in
        yield _keep(page, file)
        context.close()


def _stretch(page: Page, size: tuple[int, int]) -> None:
    """As tall as the page: what sticks to the end of the screen stays there, and a phone stays one.

    (A picture of a whole page Playwright takes as if somebody held a mouse.)
    """
    tall = min(TALLEST, page.evaluate("() => document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": size[0], "height": max(size[1], tall)})
    page.wait_for_function(SEEN_ARE_LOADED)


SEEN_ARE_LOADED = """() => [...document.images]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().top < innerHeight)
  .every((one) => one.complete)"""


INSTALL: dict[str, Act] = {"form": filled_form, "saved": saved, "list": list_screens.on_the_way}


def draw_for_install(browser: Browser, site: Site) -> Iterator[str]:
    """Yields the name of each file written."""
    for what, act in INSTALL.items():
        options = {**LIKE_A_PHONE, "viewport": {"width": 360, "height": 640}, "device_scale_factor": 2}
        context = browser.new_context(**options)
        act(Phone.on(context, site.base))
        context.pages[0].wait_for_timeout(400)  # pictures fade in
        context.pages[0].evaluate("scrollTo(0, 0)")
        yield _keep_shown(context.pages[0], f"screenshot-narrow-{what}.webp")
        context.close()
    with site.visit(browser, "/", (1280, 720)) as page:
        page.wait_for_load_state("networkidle")
        yield _keep_shown(page, "screenshot-wide-city.webp")


def _keep_shown(page: Page, file: str) -> str:
    with Image.open(io.BytesIO(page.screenshot())) as taken:
        taken.convert("RGB").save(SHOWN / file, quality=80, method=6)
    return file


def _ways(name: str) -> Iterator[tuple[str, tuple[int, int], str, str]]:
    for width, size in SIZES.items():
        for scheme in SCHEMES:
            for ending, locale in LANGUAGES.items():
                if not ending or name in IN_ENGLISH_TOO:
                    yield f"{name}-{width}-{scheme}{ending}.png", size, scheme, locale


def _keep(page: Page, file: str) -> str:
    """In 256 colours: these are flat pages, and a repository keeps every version."""
    with Image.open(io.BytesIO(page.screenshot())) as taken:
        shown = taken.convert("RGB")
        shown.quantize(256, dither=Image.Dither.NONE).save(FOLDER / file, optimize=True)
    return file


def main(only: set[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        a_week(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        drawn = draw_for_install(browser, site) if only == {"install"} else draw(browser, site, only)
        for file in drawn:
            sys.stdout.write(f"{file}\n")
        browser.close()


if __name__ == "__main__":
    main(set(sys.argv[1:]))
