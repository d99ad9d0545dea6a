"""P1 to P5 and P14 of the scoreboard, with a real browser: `masdarling bench phone`."""

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from backend.bench.figures import Figure, median, percentile
from tests.bench import capture_speed, delivery, lighthouse
from tests.bench.first_load import first_load
from tests.bench.likeness import ssim
from tests.bench.pictures import leaves
from tests.bench.saying import tell
from tests.browser.phone import LIKE_A_PHONE, Phone, a_photo
from tests.pages.site import Site, a_week
from tests.services.chromium import ARGUMENTS, CHROMIUM
from tests.system import System, running

LAPS = 20
"""Photos and reports timed in one repetition; the p95 is over those of all repetitions."""
KB = 1_000
LCP_S, TTI_S = 1.2, 1.5
PAGES = {"/": "home", "/lapor": "", "/kelurahan/…": "kelurahan", "/tinjau": "queue"}


def figures(playwright: Playwright, place: Path, asked: argparse.Namespace) -> Sequence[Figure]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
    with running(System(place / "system")) as system:
        system.run("--empty")
        found = [
            *_first_loads(browser, system),
            *_capture(browser, system, place, asked.repetitions),
            *_wire(browser, system),
            *_cuts(browser, system, asked.repetitions),
            *_returns(browser, system, asked.repetitions),
        ]
    with a_week(place / "week") as site:
        found += _lighthouse(site, asked.repetitions)
    browser.close()
    return sorted(found, key=lambda figure: int(figure.name[1:]))


@contextmanager
def _a_phone(browser: Browser, system: System) -> Iterator[Phone]:
    context = browser.new_context(**LIKE_A_PHONE)
    context.set_default_timeout(60_000)
    yield Phone.on(context, system.url)
    context.close()


def _first_loads(browser: Browser, system: System) -> Sequence[Figure]:
    tell("first load")
    with _a_phone(browser, system) as phone:
        app = first_load(phone)
    with _a_phone(browser, system) as phone:
        page = first_load(phone, "/", stands="main h1")
    return [
        Figure("P1", "first load of /lapor: JavaScript", app.scripts / KB, "kB", 45, None, "Enketo", 525),
        Figure("P1", "first load of /lapor: everything", app.everything / KB, "kB", 90, None, "Enketo", 811),
        Figure("P1", "after it, in the background", app.later / KB, "kB"),
        Figure("P1", "first load of /: JavaScript", page.scripts / KB, "kB", 15),
        Figure("P1", "first load of /: everything", page.everything / KB, "kB", 60),
    ]


def _lighthouse(site: Site, repetitions: int) -> Sequence[Figure]:
    rani = f"md_session={site.world.session_of('rani')}"
    places = [{"url": site.base + _path(site, where), "cookie": rani} for where in PAGES]
    looks = []
    for n in range(repetitions):
        tell(f"Lighthouse {n + 1} of {repetitions}")
        looks.append(lighthouse.look(places))
    return [
        figure
        for n, where in enumerate(PAGES)
        for figure in lighthouse.told(where, [look[n] for look in looks], LCP_S, TTI_S)
    ]


def _path(site: Site, where: str) -> str:
    return site.pages[PAGES[where]].partition("@")[0] if PAGES[where] else where


def _capture(browser: Browser, system: System, place: Path, repetitions: int) -> Sequence[Figure]:
    photo = capture_speed.a_camera_photo(place)
    photos: list[float] = []
    reports: list[float] = []
    for n in range(repetitions):
        tell(f"capture {n + 1} of {repetitions}")
        with _a_phone(browser, system) as phone:
            phone.opens().installed()
            phone.context.set_offline(True)
            photos += capture_speed.photo_safe(phone, photo, times=LAPS)
            reports += capture_speed.report_safe(phone, times=LAPS)
    return [
        Figure(
            "P3",
            "photo taken to safe, p95, CPU x4",
            percentile(photos, 0.95),
            "ms",
            40,
            None,
            "Enketo",
            168,
        ),
        Figure("P3", "the same, median", median(photos), "ms"),
        Figure("P3", "Simpan to safe, p95, CPU x4", percentile(reports, 0.95), "ms", 60),
        Figure("P3", "the same, median", median(reports), "ms"),
    ]


def _wire(browser: Browser, system: System) -> Sequence[Figure]:
    tell("two photos of 12 megapixels")
    seen = wire(browser, system, leaves(1), leaves(2))
    grain = wire(browser, system, a_photo(1, 4000, 3000), a_photo(2, 4000, 3000))
    return [
        Figure("P4", "two 12 MP photos, words, thumbs", seen.whole / KB, "kB", 400, None, "Enketo", 7310),
        Figure("P4", "the same over the encoded photos", seen.whole / seen.photos, "x", 1.03),
        Figure("P4", "likeness to the original (SSIM)", seen.alike, "", None, 0.95),
        Figure("P4", "two of nothing but grain, words, thumbs", grain.whole / KB, "kB", 400),
        Figure("P4", "the same over the encoded photos, grain", grain.whole / grain.photos, "x", 1.03),
        Figure("P4", "likeness of the grain (SSIM)", grain.alike, ""),
    ]


@dataclass(frozen=True, slots=True)
class Wire:
    """Bytes of the whole report and of its photos; `alike` is the photo least like its original (SSIM)."""

    whole: int
    photos: int
    alike: float


def wire(browser: Browser, system: System, *originals: bytes) -> Wire:
    """What a report with these photos sends."""
    with _a_phone(browser, system) as phone:
        phone.opens().installed()
        phone.context.set_offline(True)
        phone.takes(*originals).fills().saves().sealed()
        [row] = phone.rows()
        sent = {photo["sha256"]: phone.bytes_of(photo["photo"]) or b"" for photo in row["sealed"]["photos"]}
    assert all(hashlib.sha256(data).hexdigest() == sha256 for sha256, data in sent.items())
    photos = sum(map(len, sent.values()))
    alike = min(max(ssim(original, data) for data in sent.values()) for original in originals)
    return Wire(row["sealed"]["size"] + photos, photos, alike)


def _cuts(browser: Browser, system: System, repetitions: int) -> Sequence[Figure]:
    days = []
    for n in range(repetitions):
        tell(f"a day of reports, one photo cut at nine tenths: {n + 1} of {repetitions}")
        days.append(delivery.cut_overhead(system, browser))
    ratio = median([day.ratio for day in days])
    return [Figure("P5", "bytes up, one cut in a day of reports", ratio, "x", 1.02, None, "multipart", 1.9)]


def _returns(browser: Browser, system: System, repetitions: int) -> Sequence[Figure]:
    told, untold = [], []
    for n in range(repetitions):
        tell(f"the network returns {n + 1} of {repetitions}")
        told.append(delivery.network_return(system, browser).words_s)
        untold.append(delivery.network_return(system, browser, announced=False).words_s)
    return [
        Figure("P14", "network back to ten reports at the server", median(told), "s", 2),
        Figure("P14", "the same without an online event", median(untold), "s", 15),
    ]
