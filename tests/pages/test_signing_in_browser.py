"""Staff sign in with a real browser: a code app, recovery codes, a passkey; sessions end from elsewhere."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from backend.people import totp
from tests.pages.site import DESK, PHONE, Site, served
from tests.pages.world import PASSWORD, World

pytestmark = pytest.mark.browser

AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
"""One like a phone's: it asks for a finger, and is given it at once."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Known by the address it answers at: passkeys are made for a name, and for no number."""
    world = World(tmp_path, built=True)
    world.give_passwords()
    with served(world) as at:
        base = at.base.replace("127.0.0.1", "localhost")
        settings = world.parts.settings.model_copy(update={"base_url": base})
        world.parts = replace(world.parts, settings=settings)
        world.app.extensions["masdarling"] = world.parts
        yield Site(base, world)


@contextmanager
def at_the_door(site: Site, browser: Browser, login: str, size: tuple[int, int] = DESK) -> Iterator[Page]:
    """Somebody who has shown the password, in a browser of their own."""
    with site.visit(browser, "/masuk", size) as page:
        shows_the_password(page, login)
        yield page


def shows_the_password(page: Page, login: str) -> None:
    page.goto("/masuk")
    page.get_by_label("Nama masuk").fill(login)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()


def shows(page: Page, code: str) -> None:
    page.get_by_label("Kode dari aplikasi").fill(code)
    page.get_by_role("button", name="Lanjut").click()


def leaves(page: Page, site: Site) -> None:
    page.goto("/keluar")
    page.get_by_role("button", name="Keluar").click()
    expect(page).to_have_url(f"{site.base}/")


def test_an_admin_is_led_to_set_a_second_factor_up_and_then_signs_in_by_it(
    site: Site, browser: Browser
) -> None:
    world = site.world
    with at_the_door(site, browser, "adi", PHONE) as page:
        expect(page).to_have_url(f"{site.base}/akun/faktor?lanjut=%2Ftinjau")
        page.goto("/admin")
        expect(page).to_have_url(f"{site.base}/akun/faktor?lanjut=%2Fadmin")

        page.get_by_text("Tidak bisa memindai?").click()
        secret = page.locator("code.secret").inner_text().replace(" ", "")
        page.get_by_label("Tuliskan enam angka").fill(totp.code_at(secret, world.now))
        page.get_by_role("button", name="Pasang").click()
        expect(page.locator(".codes code")).to_have_count(10)
        codes = page.locator(".codes code").all_inner_texts()
        page.get_by_role("link", name="Sudah saya simpan").click()
        expect(page.get_by_role("heading", name="Kantor")).to_be_visible()

    world.now += timedelta(minutes=2)
    with at_the_door(site, browser, "adi") as page:
        expect(page).to_have_url(f"{site.base}/masuk/bukti?lanjut=%2Ftinjau")
        page.goto("/tinjau")
        expect(page).to_have_url(f"{site.base}/masuk?lanjut=%2Ftinjau")
        page.goto("/masuk/bukti")
        shows(page, totp.code_at(secret, world.now))
        expect(page).to_have_url(f"{site.base}/tinjau")

    with at_the_door(site, browser, "adi") as page:
        shows(page, codes[3])
        expect(page).to_have_url(f"{site.base}/tinjau")
    with at_the_door(site, browser, "adi") as page:
        shows(page, codes[3])
        expect(page.get_by_role("alert")).to_contain_text("Kode itu tidak cocok")


def test_a_passkey_is_made_and_opens_the_account_without_a_password(site: Site, browser: Browser) -> None:
    with at_the_door(site, browser, "rani") as page:
        expect(page).to_have_url(f"{site.base}/tinjau")
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

        page.goto("/akun/faktor")
        page.get_by_role("button", name="Buat kunci sandi").click()
        expect(page.get_by_role("button", name="Hapus kunci sandi")).to_be_visible()
        leaves(page, site)

        page.goto("/masuk?lanjut=/akun")
        page.get_by_role("button", name="Masuk dengan kunci sandi").click()
        expect(page).to_have_url(f"{site.base}/akun")
        expect(page.get_by_role("heading", name="Rani Wulandari")).to_be_visible()

        leaves(page, site)
        shows_the_password(page, "rani")
        expect(page).to_have_url(f"{site.base}/masuk/bukti?lanjut=%2Ftinjau")
        page.get_by_role("button", name="Masuk dengan kunci sandi").click()
        expect(page).to_have_url(f"{site.base}/tinjau")


def test_whoever_is_signed_in_elsewhere_is_signed_out_from_here(site: Site, browser: Browser) -> None:
    with at_the_door(site, browser, "rani", PHONE) as lost, at_the_door(site, browser, "rani") as here:
        expect(lost).to_have_url(f"{site.base}/tinjau")
        here.goto("/akun")
        here.get_by_role("button", name=re.compile("^Keluarkan (?!semua)")).click()
        expect(here.get_by_role("status")).to_contain_text("sudah dikeluarkan")

        lost.reload()
        expect(lost).to_have_url(f"{site.base}/masuk?lanjut=%2Ftinjau")
        here.goto("/tinjau")
        expect(here).to_have_url(f"{site.base}/tinjau")
