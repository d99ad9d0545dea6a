"""Settings with every section in use: for axe, large text and docs/screens/."""

from tests.browser.facts import remembers
from tests.browser.phone import Phone


def settings(phone: Phone) -> None:
    phone.opens("/lapor#setelan").page.get_by_label("Foto hanya lewat Wi-Fi").check()
    phone.page.get_by_text("Penyimpanan di HP ini").wait_for()


def owner(phone: Phone) -> None:
    """A volunteer who shares the phone, about to leave it, with a way back."""
    phone.context.route("**/api/v1/**", lambda route: route.abort())
    link = {"api": "masdarling/1", "link": "https://lapor.bontang.example/undangan/T4q9-2fXc"}
    phone.context.route("**/api/v1/me/return-link", lambda route: route.fulfill(json=link))
    remembers(phone.opens(), "me", {"person": "p-1", "device": "d-1", "name": "Budi Santoso"})
    phone.opens("/lapor?lagi#setelan").page.get_by_role("button", name="Keluar dari HP ini").click()
    phone.page.get_by_role("button", name="Buat tautan masuk").click()
    phone.page.get_by_label("Tautan masuk kembali Anda").wait_for()


def rescue(phone: Phone) -> None:
    """A file that was made, and one that is none."""
    with phone.page.expect_response("**/api/v1/bundle-key"):
        phone.opens("/lapor#setelan")
    phone.page.get_by_role("button", name="Buat berkas penyelamat").click()
    phone.page.get_by_role("link", name="Simpan berkas").wait_for()
    wrong = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": b"no bundle"}
    phone.page.set_input_files("input[data-from=bundle]", wrong)  # type: ignore[arg-type]  # as documented
    phone.page.get_by_text("Ini bukan berkas penyelamat").wait_for()


SETTING_SCREENS = [settings, owner, rescue]
