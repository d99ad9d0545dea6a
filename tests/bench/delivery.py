"""P5 and P14 of the scoreboard, with a real browser, the real server and a network that can be cut.

For `masdarling bench phone`: `network_return` and `cut_overhead`. tests/browser/test_swift.py runs small ones
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import sqlalchemy as sa
from playwright.sync_api import Browser

from backend.bench.parcel import Parcel, scene, unlike
from tests.bench import full_queue
from tests.browser.phone import LIKE_A_PHONE, Phone, a_photo
from tests.proxy import BadNetwork, bad_network
from tests.system import System

PHOTO_BYTES = 190_000
"""What two photos of 12 megapixels come to when they are shrunk: P4 allows 400 kB with words and thumbs."""
AWAY_S = 20.0
"""Long enough for the rests between two tries to have grown as far as they do."""
PATIENCE_S = 120
NINE_TENTHS = 0.9


@dataclass(frozen=True, slots=True)
class Return:
    """Seconds from the network's return until the server has the words of all reports, and every byte."""

    words_s: float
    whole_s: float


@dataclass(frozen=True, slots=True)
class Overhead:
    """Bytes that went up for the same day of reports; `payload` is words and photos as sealed."""

    payload: int
    uncut: int
    cut: int
    cuts: int

    @property
    def ratio(self) -> float:
        return self.cut / self.uncut


def network_return(
    system: System, browser: Browser, *, reports: int = 10, announced: bool = True, away_s: float = AWAY_S
) -> Return:
    """The network returns to so many queued reports of one photo. `announced`: with an `online` event.

    Without one, connections were refused for `away_s` seconds before while the browser believed to be online.
    """
    with a_phone(system, browser) as (phone, network):
        parcels = a_full_queue(phone, reports, photos=1)
        if not announced:
            network.mode = "refuse"
            network.cut()
        phone.context.set_offline(announced)
        phone.page.wait_for_timeout(0 if announced else 1000 * away_s)
        began = time.monotonic()
        network.mode = "ok"
        phone.context.set_offline(False)
        words = _when(lambda: _kept(system, parcels, whole=False)) - began
        whole = _when(lambda: _kept(system, parcels, whole=True)) - began
    return Return(words, whole)


def cut_overhead(
    system: System, browser: Browser, *, reports: int = 10, photos: int = 2, cuts: int = 1
) -> Overhead:
    """The same day of reports twice, side by side: left alone, and with `cuts` photos cut at nine tenths."""
    pictures = [[_picture() for _ in range(photos)] for _ in range(reports)]
    payload, uncut, _ = _a_day(system, browser, pictures, 0)
    _, cut, fallen = _a_day(system, browser, pictures, cuts)
    return Overhead(payload, uncut, cut, fallen)


def _a_day(
    system: System, browser: Browser, pictures: Sequence[Sequence[bytes]], cuts: int
) -> tuple[int, int, int]:
    """Payload, bytes that went up, and cuts that fell."""
    with a_phone(system, browser) as (phone, network):
        parcels = a_full_queue(phone, len(pictures), pictures=pictures)
        every = [(sha256, len(data)) for parcel in parcels for sha256, data in parcel.photos.items()]
        step = len(every) / (cuts or 1)
        chosen = dict(every[int(step * (n + 0.5))] for n in range(cuts))
        network.aim = Scissors(chosen).aim
        network.up_bytes = 0
        phone.context.set_offline(False)
        _when(lambda: _kept(system, parcels, whole=True))
        return sum(map(_weight, parcels)), network.up_bytes, network.cuts


@dataclass(slots=True)
class Scissors:
    """Cuts each of these photos (SHA-256 -> bytes) once, when nine tenths of it have gone up."""

    photos: dict[str, int]
    cut: set[str] = field(default_factory=set)

    def aim(self, head: bytes) -> int | None:
        """How many bytes of a request may pass. A head is read whole, its body follows."""
        text, end = head.decode("latin-1"), head.find(b"\r\n\r\n") + 4
        path = text.split(" ", 2)[1] if text.startswith("PATCH ") else ""
        size = self.photos.get(sha256 := path.rpartition("/")[2])
        if size is None or sha256 in self.cut:
            return None
        headers = dict(line.lower().split(": ", 1) for line in text[:end].split("\r\n")[1:] if ": " in line)
        start, length = int(headers["upload-offset"]), int(headers["content-length"])
        at = int(size * NINE_TENTHS)
        if not start <= at < start + length:
            return None
        self.cut.add(sha256)
        return end + at - start


@contextmanager
def a_phone(system: System, browser: Browser) -> Iterator[tuple[Phone, BadNetwork]]:
    """The app was opened once on it; the network between may be cut."""
    with bad_network(system.port) as network:
        context = browser.new_context(**LIKE_A_PHONE)
        context.set_default_timeout(30_000)
        yield Phone.on(context, f"http://127.0.0.1:{network.port}").opens().installed(), network
        context.close()


def a_full_queue(
    phone: Phone, reports: int, *, photos: int = 1, pictures: Sequence[Sequence[bytes]] | None = None
) -> list[Parcel]:
    """Saved and sealed offline, the screen where the person would see the list."""
    phone.context.set_offline(True)
    pictures = pictures or [[_picture() for _ in range(photos)] for _ in range(reports)]
    filled = full_queue.fill(phone, pictures, a_photo(1, 320, 240, 70))
    phone.page.reload()
    phone.stands().until(lambda: all(row["sealed"] for row in phone.rows()), within=PATIENCE_S)
    return full_queue.sealed(phone, filled)


def _picture() -> bytes:
    return unlike(scene(1600, 1200, size=PHOTO_BYTES))


def _weight(parcel: Parcel) -> int:
    return len(parcel.body) + sum(map(len, parcel.photos.values()))


def _kept(system: System, parcels: Sequence[Parcel], *, whole: bool) -> bool:
    """Whether the server has them all, asked of its database with plain SQL."""
    engine = sa.create_engine(f"sqlite:///{system.data / 'masdarling.sqlite3'}", poolclass=sa.NullPool)
    with engine.connect() as link:
        rows = link.execute(sa.text("SELECT id, complete_at FROM reports")).all()
    engine.dispose()
    held = {str(row.id) for row in rows if row.complete_at is not None or not whole}
    return {parcel.id for parcel in parcels} <= held


def _when(seen: Callable[[], bool]) -> float:
    """The moment it is seen. The browser goes on by itself meanwhile."""
    end = time.monotonic() + PATIENCE_S
    while not seen():
        if time.monotonic() > end:
            raise AssertionError(f"not within {PATIENCE_S} s")
        time.sleep(0.02)
    return time.monotonic()
