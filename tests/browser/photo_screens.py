"""Taking photos, in the states worth looking at: for axe, large text and docs/screens/."""

from playwright.sync_api import expect

from tests.browser.facts import remembers
from tests.browser.phone import Phone, a_photo

CAMERA = """navigator.mediaDevices.getUserMedia = async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
  const pen = canvas.getContext('2d')
  setInterval(() => {
    pen.fillStyle = '#9ec3dc'; pen.fillRect(0, 0, 640, 200)
    pen.fillStyle = '#6b7d4e'; pen.fillRect(0, 200, 640, 280)
    pen.fillStyle = '#4a90a4'; pen.fillRect(260, 200, 120, 280)
  }, 100)
  return canvas.captureStream(10)
}"""


def camera_inside(phone: Phone) -> None:
    """On a phone whose own camera once took the page with it."""
    phone.context.add_init_script(CAMERA)
    remembers(phone.opens(), "camera_lost", True)
    phone.page.reload()
    phone.stands().page.get_by_role("button", name="Ambil foto di sini").wait_for()


def viewfinder(phone: Phone) -> None:
    camera_inside(phone)
    phone.page.get_by_role("button", name="Ambil foto di sini").click()
    expect(phone.page.locator(".finder-shutter")).to_be_enabled()


def shot(phone: Phone) -> None:
    viewfinder(phone)
    phone.page.locator(".finder-shutter").click()
    phone.page.get_by_role("button", name="Pakai").wait_for()


def photo_looked_at(phone: Phone) -> None:
    phone.opens().takes(a_photo(1)).page.get_by_role("button", name="Lihat foto 1").click()
    phone.page.get_by_role("dialog").wait_for()


def photo_covered(phone: Phone) -> None:
    """Two parts are about to be covered."""
    photo_looked_at(phone)
    phone.page.get_by_role("button", name="Samarkan wajah").click()
    pane = phone.page.locator(".cover-pane").bounding_box()
    assert pane
    x, y = pane["x"] + pane["width"] / 2, pane["y"] + pane["height"] / 2
    for dx, dy in ((-60, -40), (60, 30)):
        phone.page.mouse.click(x + dx, y + dy)


def five_photos(phone: Phone) -> None:
    """No more fit."""
    phone.opens().takes(*(a_photo(n) for n in range(1, 6)))
    phone.page.get_by_text("itu batasnya").wait_for()


def a_photo_twice(phone: Phone) -> None:
    photo = a_photo(1)
    phone.opens().takes(photo).page.locator(".album-photo img").wait_for()
    phone.takes(photo)
    phone.page.get_by_text("sudah ada di laporan ini").wait_for()


PHOTO_SCREENS = [camera_inside, viewfinder, shot, photo_looked_at, photo_covered, five_photos, a_photo_twice]
