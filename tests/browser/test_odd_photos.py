"""Odd files and odd browsers: a photo arrives the right way up, or as it came, and tells nothing else."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.asking import Reviewer
from tests.browser.conftest import Archive, Phones
from tests.browser.phone import Phone, a_photo
from tests.media.drawing import GREEN, HEIC, RED, decoded, encoded, near, scene
from tests.system import System, eventually

pytestmark = pytest.mark.browser

# Narrow ports of a browser, as others have them. An init script reaches pages, no workers: the first makes
# the page shrink photos itself, as it does before iOS 16.4.
IN_PAGE = "delete globalThis.OffscreenCanvas"
NO_BLOBS = """
  const put = IDBObjectStore.prototype.put
  const isBlob = (value) =>
    value instanceof Blob || (value?.constructor === Object && Object.values(value).some(isBlob))
  IDBObjectStore.prototype.put = function (value, ...more) {
    if (isBlob(value)) throw new DOMException('Error preparing Blob/File data', 'DataCloneError')
    return put.call(this, value, ...more)
  }"""
ONLY_PNG = """
  const toBlob = HTMLCanvasElement.prototype.toBlob
  HTMLCanvasElement.prototype.toBlob = function (done) { toBlob.call(this, done, 'image/png') }"""
BLACK = """
  const draw = CanvasRenderingContext2D.prototype.drawImage
  CanvasRenderingContext2D.prototype.drawImage = function (...what) {
    if (this.canvas.width <= 300) draw.apply(this, what)
  }"""
LYING = """
  const decode = globalThis.createImageBitmap
  globalThis.createImageBitmap = async (source) => {
    if (!(source instanceof Blob)) return decode(source)
    const bytes = new Uint8Array(await source.arrayBuffer())
    if (bytes[6] === 0x45) bytes[6] = 0x58 // it does not see that there is EXIF
    if (bytes[24] === 0x45) bytes[24] = 0x58
    return decode(new Blob([bytes], { type: source.type }))
  }"""
LAZY = """
  const read = Blob.prototype.arrayBuffer
  let first = true
  Blob.prototype.arrayBuffer = function () {
    const empty = first && this instanceof File
    first = first && !empty
    return empty ? Promise.resolve(new ArrayBuffer(0)) : read.call(this)
  }"""

SECRETS = (b"SERIAL-4711", b"a secret comment", b"a maker", b"Exif", b"GPS")


def odd(phones: Phones, *scripts: str) -> Phone:
    phone = phones()
    for script in scripts:
        phone.context.add_init_script(script)
    return phone.opens().installed()


def kept(phone: Phone) -> list[bytes]:
    """The bytes of the only report's photos as they will travel."""
    photos = phone.sealed().rows()[0]["sealed"]["photos"]
    return [phone.bytes_of(photo["photo"]) or b"" for photo in photos]


def shown(archive: Archive, report: str) -> dict[Path, bytes]:
    """Every copy the server has drawn of a report's photos."""
    bucket = archive.data / "bucket"
    places = [*bucket.glob(f"derived/{report}/**/*.webp"), *bucket.glob(f"public/{report}/**/*.webp")]
    return {place: place.read_bytes() for place in places}


def turned(orientation: int) -> bytes:
    """The scene, stored so that this orientation stands it upright: red at the top left."""
    undo = {3: 180, 6: 90, 8: 270}
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = scene(800, 600).rotate(undo[orientation], expand=True)
    return encoded(picture, "JPEG", exif=exif, quality=92)


def telling() -> bytes:
    """A photo that says where, with what and by whom it was taken, with a thumbnail inside."""
    exif = Image.Exif()
    exif[0x010F] = "a maker"
    exif.get_ifd(0x8769)[0xA431] = "SERIAL-4711"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (0.0, 8.0, 11.0)
    head = exif.tobytes() + b"GPS" + encoded(scene(160, 120), "JPEG")
    return encoded(scene(1200, 900), "JPEG", exif=head, comment=b"a secret comment", quality=92)


def test_f23_a_browser_that_refuses_blobs_keeps_and_sends_photos_simulated(
    phones: Phones, archive: Archive
) -> None:
    phone = odd(phones, NO_BLOBS)

    phone.takes(a_photo(21)).fills().saves().waits_until("stored")

    archive.has(phone)
    assert len(phone.rows()[0]["sealed"]["photos"]) == 1


def test_f24_a_file_that_reads_as_empty_is_asked_for_again_simulated(phones: Phones) -> None:
    phone = odd(phones, LAZY)
    phone.takes(a_photo(22))
    phone.page.get_by_text("Foto itu kosong").wait_for()
    assert phone.page.locator(".album-photo").count() == 0

    phone.takes(a_photo(23))

    phone.page.locator(".album-photo img").wait_for()
    expect(phone.page.get_by_text("Foto itu kosong")).to_have_count(0)


def test_f25_heic_that_this_browser_cannot_decode_is_decoded_by_the_server(
    phone: Phone, archive: Archive
) -> None:
    phone.takes(HEIC.read_bytes(), name="IMG_1.heic", kind="image/heic").fills().saves().waits_until("stored")

    archive.has(phone)
    row = phone.rows()[0]
    assert row["sealed"]["photos"][0]["size"] == HEIC.stat().st_size
    eventually(lambda: shown(archive, row["id"]), what="the copies of a HEIC photo")
    copy = decoded(max(shown(archive, row["id"]).values(), key=len))
    assert copy.size == (300, 400)
    assert near(copy.getpixel((280, 20)), RED)


def test_f26_every_orientation_arrives_upright_and_a_panorama_whole(phone: Phone) -> None:
    panorama = encoded(scene(12_000, 1_500), "JPEG", quality=80)
    phone.context.set_offline(True)

    phone.takes(turned(3), turned(6), turned(8), panorama).fills().saves()

    pictures = [decoded(data) for data in kept(phone)]
    assert [picture.size for picture in pictures] == [(800, 600)] * 3 + [(1600, 200)]
    for picture in pictures:
        assert near(picture.convert("RGB").getpixel((20, 20)), RED)
        assert near(picture.convert("RGB").getpixel((20, picture.height - 20)), GREEN)
        assert dict(picture.getexif()) == {}


def test_f26_a_canvas_that_draws_black_costs_no_photo_simulated(phones: Phones) -> None:
    phone = odd(phones, IN_PAGE, BLACK)
    photo = encoded(scene(1600, 1200), "JPEG", quality=92)
    phone.context.set_offline(True)

    phone.takes(photo).fills().saves()

    assert kept(phone) == [photo]


def test_f26_a_browser_that_ignores_the_orientation_sends_the_original_simulated(phones: Phones) -> None:
    phone = odd(phones, IN_PAGE, LYING)
    photo = turned(6)
    phone.context.set_offline(True)

    phone.takes(photo).fills().saves()

    assert kept(phone) == [photo]


def test_f27_a_browser_that_gives_png_instead_of_jpeg_sends_the_original_simulated(phones: Phones) -> None:
    phone = odd(phones, IN_PAGE, ONLY_PNG)
    photo = a_photo(24)
    phone.context.set_offline(True)

    phone.takes(photo).fills().saves()

    assert kept(phone) == [photo]
    assert phone.rows()[0]["sealed"]["photos"][0]["size"] == len(photo)


def test_without_a_canvas_for_workers_the_page_makes_photos_small(phones: Phones) -> None:
    phone = odd(phones, IN_PAGE)
    phone.context.set_offline(True)

    phone.takes(a_photo(25, 2000, 1500)).fills().saves()

    [data] = kept(phone)
    assert Image.open(BytesIO(data)).size == (1600, 1200)


@pytest.mark.parametrize("scripts", [(), (IN_PAGE, ONLY_PNG)], ids=["shrunk", "original"])
def test_f42_nothing_a_photo_tells_is_in_anything_that_is_shown(
    phones: Phones, archive: Archive, system: System, scripts: tuple[str, ...]
) -> None:
    phone = odd(phones, *scripts)
    assert all(secret in telling() for secret in SECRETS)

    phone.takes(telling()).fills().saves().waits_until("stored")

    row = phone.rows()[0]
    photo = row["sealed"]["photos"][0]["sha256"]
    Reviewer(system).decides(row["id"], "verify", version=1, publish=[photo])
    eventually(
        lambda: any("public" in place.parts for place in shown(archive, row["id"])), what="public copies"
    )
    eventually(
        lambda: any("derived" in place.parts for place in shown(archive, row["id"])), what="own copies"
    )
    for place, data in shown(archive, row["id"]).items():
        assert [secret for secret in SECRETS if secret in data] == [], place
        assert decoded(data).getexif() == {}
    [travelled] = kept_at(archive, row["id"])
    assert (travelled == telling()) is bool(scripts)
    if not scripts:
        assert [secret for secret in SECRETS if secret in travelled] == []


def kept_at(archive: Archive, report: str) -> list[bytes]:
    """The sealed originals: nobody is shown them."""
    return [place.read_bytes() for place in (archive.data / "bucket").glob(f"originals/*/*/{report}/*")]
