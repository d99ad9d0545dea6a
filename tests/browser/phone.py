"""A volunteer's phone: a real Chromium on /lapor, and what one does on it."""

import hashlib
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import BrowserContext, Page, Route
from playwright.sync_api import Error as BrowserError

LIKE_A_PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "locale": "id-ID",
    "timezone_id": "Asia/Makassar",
    "geolocation": {"latitude": 0.1366, "longitude": 117.4526, "accuracy": 12},
    "permissions": ["geolocation"],
}

ROWS = """new Promise((done, failed) => {
  const opening = indexedDB.open('masdarling')
  opening.onerror = () => failed(opening.error)
  opening.onsuccess = () => {
    const all = opening.result.transaction('reports').objectStore('reports').getAll()
    const older = (one, other) => one.created_at - other.created_at
    all.onsuccess = () => { opening.result.close(); done(all.result.sort(older)) }
  }
})"""
OPENED_ANEW = "Execution context was destroyed"
"""What Playwright says of a script whose page went: the app opens anew when another person is here."""

BYTES = """(id) => new Promise((done) => {
  const opening = indexedDB.open('masdarling')
  opening.onsuccess = () => {
    const kept = opening.result.transaction('bytes').objectStore('bytes').get(id)
    kept.onsuccess = () => {
      opening.result.close()
      done(kept.result ? [...new Uint8Array(kept.result.data)] : null)
    }
  }
})"""


def a_photo(number: int = 0, width: int = 1200, height: int = 900, quality: int = 90) -> bytes:
    """A JPEG of broad colour and fine grain, another one for each number."""
    seed = hashlib.sha256(str(number).encode()).digest()
    broad = Image.frombytes("RGB", (3, 3), (seed * 2)[:27]).resize((width, height), Image.Resampling.BICUBIC)
    grain = Image.effect_noise((width, height), 24).convert("RGB")
    out = BytesIO()
    Image.blend(broad, grain, 0.25).save(out, "JPEG", quality=quality)
    return out.getvalue()


@dataclass
class Phone:
    """`url` is the site as this phone reaches it."""

    context: BrowserContext
    page: Page
    url: str

    @classmethod
    def on(cls, context: BrowserContext, url: str) -> "Phone":
        return cls(context, context.new_page(), url)

    def opens(self, where: str = "/lapor") -> "Phone":
        """Open the app and wait until it stands."""
        self.page.goto(self.url + where)
        return self.stands()

    def stands(self) -> "Phone":
        self.page.wait_for_selector("masdarling-app main h1")
        return self

    def installed(self) -> "Phone":
        """Wait until the app would open without a network."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        return self

    def meets(self, requests: str, answer: Callable[[Route], object]) -> "Phone":
        """Requests meet `answer` from now on. The page is opened anew: one that the service worker takes over
        meanwhile asks past it about once in forty times.
        """
        self.context.route(requests, answer)
        self.page.reload()
        return self.stands()

    def takes(self, *photos: bytes, name: str = "foto.jpg", kind: str = "image/jpeg") -> "Phone":
        files = [{"name": name, "mimeType": kind, "buffer": photo} for photo in photos]
        self.page.set_input_files("input[data-from=gallery]", files)  # type: ignore[arg-type]  # as documented
        return self

    def fills(self, note: str = "") -> "Phone":
        """The least a report needs: what it is, how much of it. The place comes from the phone."""
        page = self.page
        page.get_by_role("button", name="Sampah", exact=True).click()
        page.get_by_role("button", name="Sampah liar").click()
        page.get_by_label("1 gerobak/motor").check()
        page.wait_for_function("() => document.querySelector('#kelurahan').value !== ''")
        if note:
            page.get_by_label("Keterangan").fill(note)
        return self

    def saves(self) -> "Phone":
        self.page.get_by_role("button", name="Simpan laporan").click()
        self.page.get_by_role("heading", name="Tersimpan di HP ini").wait_for()
        return self

    def reports(self, *photos: bytes, note: str = "") -> "Phone":
        """One report, from the open form to *Tersimpan di HP ini*, and back to an empty form."""
        if photos:
            self.takes(*photos)
        self.fills(note).saves()
        self.page.get_by_role("button", name="Buat laporan lagi").click()
        self.page.get_by_role("heading", name="Laporan baru").wait_for()
        return self

    def lists(self) -> "Phone":
        self.page.goto(f"{self.url}/lapor#laporan")
        self.page.get_by_role("heading", name="Laporan saya").wait_for()
        return self

    def rows(self) -> list[dict[str, Any]]:
        """Every saved report in this phone's database, oldest first."""
        return [row for row in self.page.evaluate(ROWS) if row["state"] != "draft"]

    def drafts(self) -> list[dict[str, Any]]:
        return [row for row in self.page.evaluate(ROWS) if row["state"] == "draft"]

    def states(self) -> list[str]:
        return [row["state"] for row in self.rows()]

    def bytes_of(self, key: str) -> bytes | None:
        """Bytes of a photo, or of the sealed words under the report's id."""
        kept = self.page.evaluate(BYTES, key)
        return None if kept is None else bytes(kept)

    def waits_until(self, *states: str, within: float = 30) -> "Phone":
        """Until every saved report is in one of the states, and there is one."""
        return self.until(lambda: set(self.states()) and set(self.states()) <= set(states), within=within)

    def sealed(self) -> "Phone":
        """Until every saved report has its final bytes."""
        return self.until(lambda: all(row["sealed"] for row in self.rows()))

    def until(self, seen: Callable[[], object], *, within: float = 30) -> "Phone":
        """Let the browser go on until `seen` returns something true."""
        end = time.monotonic() + within
        while not self._while_it_stands(seen):
            if time.monotonic() > end:
                raise AssertionError(f"not within {within} s; the reports are {self.states()}")
            self.page.wait_for_timeout(100)
        return self

    def _while_it_stands(self, seen: Callable[[], object]) -> object:
        """Nothing, where the page was opened anew under the question: it is to be asked again."""
        try:
            return seen()
        except BrowserError as error:
            if OPENED_ANEW not in str(error):
                raise
            return None

    def closes(self) -> None:
        with suppress(BrowserError):
            self.context.close()


def originals(data: Path, report: str) -> dict[str, bytes]:
    """What lies sealed in the folder bucket for a report: SHA-256 in the key -> the bytes."""
    return {path.name: path.read_bytes() for path in (data / "bucket").glob(f"originals/*/*/{report}/*")}
