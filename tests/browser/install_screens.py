"""Inside another app, and on the way to the home screen: for axe, large text and docs/screens/."""

from tests.browser.facts import remembers
from tests.browser.phone import Phone

FACEBOOK = (
    "Mozilla/5.0 (Linux; Android 11; CPH2127 Build/RKQ1.200903.002; wv) AppleWebKit/537.36 "
    "(KHTML, like Gecko) Version/4.0 Chrome/124.0.6367.82 Mobile Safari/537.36 "
    "[FB_IAB/FB4A;FBAV/463.0.0.54.102;]"
)
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
INSTAGRAM = f"{IPHONE} Mobile/15E148 Instagram 331.0.0.29.90 (iPhone12,1; iOS 17_5_1; id_ID; id; scale=2.00)"
SAFARI = f"{IPHONE} Version/17.5 Mobile/15E148 Safari/604.1"


def calls_itself(phone: Phone, agent: str) -> Phone:
    """From the next page on, as scripts read it."""
    name = f"Object.defineProperty(navigator, 'userAgent', {{ get: () => {agent!r} }})"
    phone.context.add_init_script(name)
    return phone


def inside_an_app(phone: Phone) -> None:
    """A volunteer who followed the invitation there."""
    phone.context.route("**/api/v1/**", lambda route: route.abort())
    remembers(phone.opens(), "me", {"person": "p-1", "device": "d-1", "name": "Budi Santoso"})
    calls_itself(phone, FACEBOOK).opens("/lapor?lagi").page.get_by_text("aplikasi Facebook").wait_for()


def inside_an_iphone_app(phone: Phone) -> None:
    """Which keeps the clipboard from pages."""
    phone.context.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))"
    )
    calls_itself(phone, INSTAGRAM).opens().page.get_by_role("button", name="Salin tautan").click()
    phone.page.get_by_label("Tahan alamat ini").wait_for()


OFFER = """addEventListener('load', () => setTimeout(() => {
  const offer = new Event('beforeinstallprompt', { cancelable: true })
  offer.prompt = () => { window.asked = (window.asked ?? 0) + 1; return Promise.resolve() }
  offer.userChoice = Promise.resolve({ outcome: 'accepted' })
  window.kept = !dispatchEvent(offer)
}, 1000))"""
"""What Chromium tells a page that could be installed."""


def offered(phone: Phone) -> None:
    phone.context.add_init_script(OFFER)
    phone.opens().fills().saves()
    phone.page.get_by_role("heading", name="Pasang di layar utama?").wait_for()


def iphone_setting(phone: Phone) -> None:
    """Nothing waits, so that the way is shown."""
    calls_itself(phone, SAFARI).opens("/lapor#setelan").page.get_by_text("Tambah ke Layar Utama").wait_for()


INSTALL_SCREENS = [inside_an_app, inside_an_iphone_app, offered, iphone_setting]
