"""How long a slow phone takes until what it was given is on its disk (scoreboard P3)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from tests.browser.phone import Phone

PHOTO_BYTES = 3_700_000
"""What a mid-range phone's camera writes for 12 megapixels."""
CPU_RATE = 4
"""How many times slower than this machine the phone's main thread is."""
SHUTTER_MS = 500
"""Nobody takes a photo faster. The page writes meanwhile that it waits for one."""
CAMERA = "input[data-from=camera]"
LAPS = "(lap) => performance.getEntriesByName(lap).map((entry) => entry.duration)"


def a_camera_photo(folder: Path) -> Path:
    """A 12-megapixel JPEG of 3.7 MB, as a file: a picker hands over files."""
    picture = Image.effect_noise((500, 375), 60).resize((4000, 3000), Image.Resampling.BICUBIC)
    place = folder / "IMG_0001.jpg"
    picture.convert("RGB").save(place, "JPEG", quality=80)
    with place.open("ab") as file:  # what follows the end of a picture is looked at by nobody
        file.write(bytes(max(0, PHOTO_BYTES - place.stat().st_size)))
    return place


def photo_safe(phone: Phone, photo: Path, *, times: int) -> list[float]:
    """Milliseconds from the picker's return until the original is on the disk, for each of `times` photos.

    `phone` stands at an open form. Shrinking, which comes after, is waited for and not measured.
    """
    page = phone.page
    before = len(page.evaluate(LAPS, "photo-safe"))
    with slow(phone):
        for _ in range(times):
            with page.expect_file_chooser() as picker:
                page.locator("label", has=page.locator(CAMERA)).click()
            page.wait_for_timeout(SHUTTER_MS)
            picker.value.set_files(photo)
            page.locator(".album-photo:not([data-busy])").wait_for(timeout=60_000)
            page.get_by_role("button", name="Hapus foto 1").click()
            page.locator(".album-photo").wait_for(state="detached")
    return _laps(phone, "photo-safe", before)


def report_safe(phone: Phone, *, times: int) -> list[float]:
    """Milliseconds from *Simpan* until the report is on the disk, once for each of `times` reports."""
    before = len(phone.page.evaluate(LAPS, "report-safe"))
    with slow(phone):
        for n in range(times):
            phone.reports(note=f"laporan {n}")
    return _laps(phone, "report-safe", before)


def _laps(phone: Phone, lap: str, before: int) -> list[float]:
    laps: list[float] = phone.page.evaluate(LAPS, lap)
    return laps[before:]


@contextmanager
def slow(phone: Phone) -> Iterator[None]:
    """The page's main thread at a quarter of its speed; workers are not slowed, Chromium cannot."""
    link = phone.context.new_cdp_session(phone.page)
    link.send("Emulation.setCPUThrottlingRate", {"rate": CPU_RATE})
    try:
        yield
    finally:
        link.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        link.detach()
