"""A repair is shown by a photo taken without a network, and residents see how it was and how it is."""

from contextlib import suppress
from functools import partial
from urllib.error import HTTPError

import pytest
from playwright.sync_api import expect

from tests.browser.asking import Reviewer
from tests.browser.conftest import Phones
from tests.browser.phone import Phone, a_photo
from tests.system import System, eventually

pytestmark = pytest.mark.browser


def decides(reviewer: Reviewer, verdict: str, row: dict[str, object], photo: str) -> bool:
    """Once the photo's small copies are drawn."""
    with suppress(HTTPError):
        reviewer.decides(str(row["id"]), verdict, version=1, publish=[photo])
        return True
    return False


def reads(reviewer: Reviewer, path: str, words: str) -> bool:
    """Once the page is published."""
    with suppress(HTTPError):
        return words in reviewer.reads(path)
    return False


def photo_of(row: dict[str, dict[str, list[dict[str, str]]]]) -> str:
    return row["sealed"]["photos"][0]["sha256"]


def test_a_photo_taken_without_a_network_settles_a_report_beside_the_photo_of_before(
    phone: Phone, system: System
) -> None:
    reviewer, page = Reviewer(system), phone.reports(a_photo(1)).waits_until("stored", within=60).page
    [earlier] = phone.rows()
    eventually(lambda: decides(reviewer, "verify", earlier, photo_of(earlier)), what="the first photo")
    public = f"/laporan/{earlier['id']}"
    eventually(lambda: reads(reviewer, public, "Sudah beres, kirim foto"), what="its page")

    page.goto(phone.url + public)
    page.get_by_role("link", name="Sudah beres, kirim foto").click()
    phone.stands()
    page.get_by_text("foto keadaan sesudah beres.").first.wait_for()
    phone.context.set_offline(True)
    page.get_by_role("button", name="Simpan laporan").click()
    page.locator("save-bar").get_by_text("Ambil dulu foto keadaan sesudah beres.").wait_for()
    phone.takes(a_photo(2)).saves()
    phone.context.set_offline(False)
    phone.waits_until("stored", within=60)

    proof = phone.rows()[-1]
    eventually(lambda: decides(reviewer, "resolve", proof, photo_of(proof)), what="the second photo")
    eventually(lambda: reads(reviewer, public, "Sebelum dan sesudah"), what="both beside each other")
    page.goto(phone.url + public)
    for photo in (photo_of(earlier), photo_of(proof)):
        shown = page.locator(f'img[src*="/media/{earlier["id"]}/{photo}/"]')
        phone.until(partial(shown.evaluate, "(one) => one.naturalWidth > 0"))


def test_what_was_to_be_shown_is_left_for_another_report_and_never_lost(phone: Phone) -> None:
    about = "0198c0de-0000-7000-8000-000000000001"
    page, shown = phone.page, phone.page.get_by_role("region", name="Sudah beres")

    page.goto(f"{phone.url}/lapor?tentang={about}&beres=ya&jenis=SMP-01")
    expect(shown.get_by_role("link", name="Lihat laporan lama")).to_have_attribute(
        "href", f"/laporan/{about}"
    )
    phone.until(lambda: len(phone.drafts()) == 1)
    page.reload()
    shown.wait_for()
    page.goto(f"{phone.url}/tentang")
    phone.opens()
    expect(shown).to_have_count(0)

    page.goto(f"{phone.url}/lapor?tentang={about}&beres=ya&jenis=SMP-01")
    shown.wait_for()
    phone.takes(a_photo(1))
    phone.until(lambda: phone.drafts()[0]["captured_at"])
    phone.opens()
    shown.get_by_role("button", name="Ini laporan lain").click()
    expect(shown).to_have_count(0)
    phone.until(lambda: [not row["form"]["about"] for row in phone.drafts()] == [True])


def test_without_the_piece_that_knows_it_no_ordinary_form_is_shown(phones: Phones) -> None:
    phone, query = phones(), "?tentang=0198c0de-0000-7000-8000-000000000001&beres=ya"
    phone.context.route("**/aset/shell-more-*.js", lambda route: route.abort())
    phone.page.goto(f"{phone.url}/lapor{query}")

    told = phone.page.get_by_role("alert")
    simple = told.get_by_role("link", name="formulir sederhana")
    expect(simple).to_have_attribute("href", f"{phone.url}/lapor/sederhana{query}")
    expect(phone.page.get_by_role("button", name="Simpan laporan")).to_have_count(0)
    phone.context.unroute("**/aset/shell-more-*.js")
    told.get_by_role("link", name="Muat ulang").click()
    phone.page.get_by_role("region", name="Sudah beres").wait_for()
