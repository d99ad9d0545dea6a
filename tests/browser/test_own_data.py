"""A person sees on their phone what is kept about them, takes it along, and asks for it to be deleted."""

import zipfile

import pytest

from tests.browser.phone import Phone, a_photo

pytestmark = pytest.mark.browser


def test_from_the_settings_to_a_file_and_to_a_request_that_can_be_taken_back(phone: Phone) -> None:
    phone.reports(a_photo(1)).waits_until("stored", within=60)
    page = phone.opens("/lapor?lagi#setelan").page

    page.get_by_role("link", name="Buka data saya").click()
    page.get_by_text("1 laporan").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh semua (ZIP)").click()
    names = zipfile.ZipFile(download.value.path()).namelist()
    assert [name.rpartition("/")[2] for name in names] == [
        "baca-saya.txt", "akun.json", "laporan.json", "bukti.json", "foto-1.jpg"
    ]  # fmt: skip

    page.get_by_label("Saya mengerti").check()
    page.get_by_role("button", name="Minta penghapusan").click()
    page.get_by_text("paling lambat").wait_for()
    page.get_by_role("link", name="Kembali ke data saya").click()
    page.get_by_role("button", name="Batalkan").click()
    page.get_by_role("button", name="Minta penghapusan").wait_for()
