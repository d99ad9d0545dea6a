"""States of the form worth looking at: for axe, for large text, for docs/screens/."""

from tests.browser.phone import Phone, a_photo


def group_open(phone: Phone) -> None:
    phone.opens().page.get_by_role("button", name="Air, sungai").click()
    phone.page.get_by_role("button", name="Banjir, genangan").wait_for()


def searched(phone: Phone) -> None:
    phone.opens().page.get_by_label("Cari").fill("parit")
    phone.page.get_by_text("cocok").wait_for()


def everything_unfolded(phone: Phone) -> None:
    """Marked as dangerous, every fold open, and a photo just taken out."""
    phone.opens().takes(a_photo(1), a_photo(2)).fills("dekat jembatan")
    page = phone.page
    page.get_by_text("2 pertanyaan lagi").click()
    page.locator("identity-field summary").click()
    page.get_by_role("button", name="Ada orang dalam bahaya?").click()
    page.get_by_role("button", name="Lanjutkan laporan").click()
    page.get_by_role("button", name="Hapus foto 1").click()
    page.get_by_role("button", name="Urungkan").wait_for()


def dangerous_by_nature(phone: Phone) -> None:
    phone.opens().page.get_by_role("button", name="Satwa").click()
    phone.page.get_by_role("button", name="Buaya").click()
    phone.page.get_by_role("link", name="Telepon 112").wait_for()


def open_in_two_tabs(phone: Phone) -> None:
    phone.opens().fills("dari sini")
    other = Phone.on(phone.context, phone.url).opens()
    other.page.get_by_label("1 kantong").check()
    phone.page.get_by_text("juga terbuka di tab lain").wait_for()


def map_with_pin(phone: Phone) -> None:
    """The pin 120 m north of the phone, on a phone that never had a network."""
    page = phone.opens().page
    page.get_by_role("button", name="Geser pin di peta").click()
    surface = page.locator(".pin-surface")
    for _ in range(6):
        surface.press("ArrowUp")
    page.get_by_text("120 m ke utara dari lokasi HP").wait_for()


def pin_in_another_kelurahan(phone: Phone) -> None:
    map_with_pin(phone)
    phone.page.get_by_role("button", name="Selesai").click()
    phone.page.get_by_label("Kelurahan").select_option(label="Guntung")
    phone.page.get_by_role("button", name="Jangan pakai titik itu").wait_for()


FORM_SCREENS = [
    group_open,
    searched,
    everything_unfolded,
    dangerous_by_nature,
    open_in_two_tabs,
    map_with_pin,
    pin_in_another_kelurahan,
]
