"""Pages of the office that come only after something was sent."""

from playwright.sync_api import Page

from tests.pages.case_screens import Act
from tests.pages.site import Site


def previewed(_: Site, page: Page) -> None:
    """A kind of report has another name: what changes, and how a phone would show it."""
    field = page.locator("[name='label.id']")
    field.fill("Banjir, genangan" if "atau" in field.input_value() else "Banjir atau genangan")
    _look(page)


def faster(site: Site, page: Page) -> None:
    """A colleague published the same row meanwhile."""
    other = page.context.new_page()
    other.goto(page.url)
    previewed(site, other)
    other.locator("[name=catatan]").fill("Nama yang dipakai warga")
    other.get_by_role("button", name="Terbitkan").click()
    other.wait_for_load_state()
    other.close()
    page.locator("[name='label.id']").fill("Genangan")
    _look(page)


def refused(_: Site, page: Page) -> None:
    """Without a name: the fault stands at its field."""
    page.locator("[name='label.id']").fill("")
    page.locator("button[name=do][value=preview]").first.evaluate("one => (one.form.noValidate = true)")
    _look(page)


def version(site: Site, page: Page) -> None:
    """The one before the newest, as it may be brought back."""
    faster(site, page)
    page.goto("/admin/kota/versi")
    page.locator(".line-name").nth(1).click()
    page.wait_for_load_state()


def codes(_: Site, page: Page) -> None:
    """Ten recovery codes, shown once."""
    page.locator("form[action='/akun/faktor/kode'] button").click()
    page.wait_for_load_state()


def invited(_: Site, page: Page) -> None:
    """A link for twenty, with its QR."""
    page.get_by_label("Bisa dipakai (kali)").fill("20")
    page.get_by_role("button", name="Buat tautan dan QR").click()
    page.wait_for_load_state()


def poster(site: Site, page: Page) -> None:
    """The same as it is printed, on A4 at 96 dots an inch."""
    invited(site, page)
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print")


def pairing(_: Site, page: Page) -> None:
    """Six digits for another phone."""
    page.locator("form[action='/hp-saya/kode'] button").click()
    page.wait_for_load_state()


def _look(page: Page) -> None:
    page.locator("button[name=do][value=preview]").first.click()
    page.wait_for_load_state()


CITY: dict[str, Act] = {
    "city-preview": previewed,
    "city-refused": refused,
    "city-faster": faster,
    "city-version": version,
}
"""From the form of a kind of report. The last two change what others would show."""
FACTOR: dict[str, Act] = {"factor-codes": codes}
INVITATIONS: dict[str, Act] = {"invitation-made": invited, "invitation-poster": poster}
PHONES: dict[str, Act] = {"phones-code": pairing}
