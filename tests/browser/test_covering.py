"""Faces are covered on the phone, in the photo itself, before it is sent: nothing of them is left."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from tests.browser.conftest import Phones
from tests.browser.phone import Phone
from tests.browser.test_old_browsers import AS_IN_2021

pytestmark = pytest.mark.browser

EVERYTHING = """new Promise((done) => {
  const opening = indexedDB.open('masdarling')
  opening.onsuccess = () => {
    const all = opening.result.transaction('bytes').objectStore('bytes').getAll()
    all.onsuccess = () => {
      opening.result.close()
      done(all.result.map(({ data }) => [...new Uint8Array(data)]))
    }
  }
})"""


def a_face() -> bytes:
    """A red face, as far as this test is concerned, in the middle of a green street; it lies on its side."""
    picture = Image.effect_noise((1200, 900), 40).convert("RGB")
    picture.paste(Image.blend(picture, Image.new("RGB", picture.size, (40, 140, 60)), 0.7))
    ImageDraw.Draw(picture).ellipse((560, 400, 640, 500), fill=(220, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    picture.save(out, "JPEG", quality=92, exif=exif)
    return out.getvalue()


def red(photo: bytes) -> int:
    """Pixels as red as the face."""
    bands = [band.tobytes() for band in Image.open(BytesIO(photo)).convert("RGB").split()]
    return sum(r > 150 and g < 90 and b < 90 for r, g, b in zip(*bands, strict=True))


def by_finger(page: Page) -> None:
    pane = page.locator(".cover-pane").bounding_box()
    assert pane
    x, y = pane["x"] + pane["width"] / 2, pane["y"] + pane["height"] / 2
    page.mouse.click(x - 120, y - 100)  # a slip
    page.get_by_role("button", name="Urungkan").click()
    page.mouse.click(x, y)


def by_key(page: Page) -> None:
    page.get_by_role("button", name="Tambah kotak").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")


@pytest.mark.parametrize(("browser_of", "covers"), [("now", by_finger), ("2021", by_key)])
def test_what_is_covered_is_gone_before_the_photo_goes_anywhere(
    phones: Phones, browser_of: str, covers: object
) -> None:
    phone = phones()
    if browser_of == "2021":
        phone.context.add_init_script(AS_IN_2021)
    phone.opens().installed()
    phone.context.set_offline(True)
    original = a_face()
    phone.takes(original).page.locator(".album-photo img").wait_for()
    before = looks_at(phone)
    assert red(original) > 1_000

    assert callable(covers)
    covers(before)
    before.get_by_role("button", name="Samarkan selamanya").click()
    expect(before.get_by_role("dialog")).to_have_count(0)
    phone.fills().saves().sealed()

    kept = [bytes(data) for data in before.evaluate(EVERYTHING)]
    photos = [data for data in kept if data[:2] == b"\xff\xd8"]
    assert [red(photo) for photo in photos] == [0]
    assert Image.open(BytesIO(photos[0])).size == (900, 1200), "upright"
    assert not any(original[5_000:5_064] in data for data in kept)


def looks_at(phone: Phone) -> Page:
    phone.page.get_by_role("button", name="Lihat foto 1").click()
    phone.page.get_by_role("button", name="Samarkan wajah").click()
    phone.page.locator(".cover-pane").wait_for()
    return phone.page
