"""P1, P2 and P10 of the scoreboard for residents' pages: `masdarling bench public`.

Weights and Lighthouse look at a week in Bontang; the pages' own time is taken with a thousand published
reports, a hundred thousand and a million, in SQLite and PostgreSQL, all in one process: nothing but their
number differs. CPU time is that of this process and of the database: what other programs do not change.
"""

import argparse
import gzip
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from flask.testing import FlaskClient
from playwright.sync_api import Browser, Playwright
from pydantic import SecretStr

from backend.app import create_app
from backend.bench.figures import Figure, median, percentile
from backend.reports.wita import WITA
from backend.residents.atlas import Atlas
from backend.settings import Settings
from backend.stores.schema import migrate
from backend.wiring import Parts, build
from pwa.built import Built
from tests.bench import lighthouse, published_crowd, visible
from tests.bench.first_load import first_load
from tests.bench.phone import KB
from tests.bench.review import cpu_ms
from tests.bench.saying import tell
from tests.browser.phone import LIKE_A_PHONE, Phone
from tests.http.forms import HOME
from tests.http.house import HOST
from tests.pages.site import Site, a_week
from tests.services.chromium import ARGUMENTS, CHROMIUM
from tests.services.postgres import programs, running
from tests.source import ROOT
from tests.stores.exported import most_mb

SCRIPTS_KB, ALL_KB, LCP_S, TTI_S = 15, 60, 1.2, 1.5
VIEW_KB, PAGE_MS, FILE_MB = 8, 15, 100
DIST = ROOT / "pwa" / "dist"
ROUNDS = 30
"""Of one repetition."""
FIRST_VIEW = "map, first view"
VIEW = "/api/v1/public/cells"


def figures(playwright: Playwright, place: Path, asked: argparse.Namespace) -> Sequence[Figure]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
    with a_week(place / "week") as site:
        pages = _pages(site)
        found = [figure for name, path in pages.items() for figure in _weights(browser, site, name, path)]
        found.append(_moving())
        found += _lighthouse(site, pages, asked.repetitions)
    browser.close()
    found += visible.figures(place / "visible")
    return [*found, *_servers(place, asked)]


def _pages(site: Site) -> dict[str, str]:
    return {
        "/": "/",
        "/kelurahan/…": site.pages["kelurahan"],
        "/laporan/…": site.pages["report"],
        "/peta": "/peta",
    }


def _weights(browser: Browser, site: Site, name: str, path: str) -> Iterator[Figure]:
    """The map that moves is fetched once the page stands, and told by itself."""
    tell(f"first load of {name}")
    context = browser.new_context(**LIKE_A_PHONE)
    load = first_load(Phone.on(context, site.base), path, stands="main h1")
    context.close()
    yield Figure("P1", f"first load of {name}: JavaScript", load.scripts / KB, "kB", SCRIPTS_KB)
    yield Figure("P1", f"first load of {name}: everything but pictures", load.plain / KB, "kB", ALL_KB)


def _moving() -> Figure:
    """Leaflet and ours, as sent. No goal: it is fetched ahead, or at the first touch."""
    named = Built(DIST).names
    files = [DIST / f"{named[name]}.br" for name in ("peta.js", "peta-moving.css")]
    weight = sum(file.stat().st_size for file in files)
    return Figure("P1", "/peta, the map that moves, fetched once the page stands", weight / KB, "kB", None)


def _lighthouse(site: Site, pages: dict[str, str], repetitions: int) -> Iterator[Figure]:
    looks = []
    for n in range(repetitions):
        tell(f"Lighthouse {n + 1} of {repetitions}")
        looks.append(lighthouse.look([{"url": site.base + path} for path in pages.values()]))
    for nth, name in enumerate(pages):
        yield from lighthouse.told(name, [look[nth] for look in looks], LCP_S, TTI_S)


@dataclass
class Crowd:
    """So many published reports behind their pages, and what each page took (ms)."""

    where: str
    url: str
    count: int
    visitor: FlaskClient
    pages: dict[str, str]
    server: int | None
    """Process id of a database that is a program of its own."""
    cold: dict[str, float] = field(default_factory=dict)
    """The first time in this process."""
    took: dict[str, list[float]] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=dict)
    view: int = 0
    """Bytes of the map's first view, compressed."""

    def ask(self) -> None:
        for what, path in self.pages.items():
            used, begin = cpu_ms(self.server), time.perf_counter()
            answer = self.visitor.get(path, base_url=HOST)
            took = (time.perf_counter() - begin) * 1000
            self.cold.setdefault(what, took)
            self.took.setdefault(what, []).append(took)
            self.cpu.setdefault(what, []).append(cpu_ms(self.server) - used)
            if answer.status_code != HTTPStatus.OK:
                raise AssertionError(f"{path}: {answer.status}")
            if path == VIEW:
                self.view = len(gzip.compress(answer.data, 6))

    def told(self, few: "Crowd") -> Iterator[Figure]:
        beside = f"of {few.count:,}"
        for what in self.pages:
            name = f"{self.where}, {self.count:,} published: {what}"
            yield Figure("", f"{name}, first time", self.cold[what], "ms", None, None, beside, few.cold[what])
            cpu, of_few = (median(crowd.cpu[what]) for crowd in (self, few))
            goal = "P10" if what == FIRST_VIEW else ""
            yield Figure(goal, f"{name}, CPU", cpu, "ms", PAGE_MS, None, beside, of_few)
            p95, of_few = (percentile(crowd.took[what], 0.95) for crowd in (self, few))
            yield Figure("", f"{name}, p95", p95, "ms", None, None, beside, of_few)
        name = f"{self.where}, {self.count:,} published: {FIRST_VIEW}, compressed"
        yield Figure("P10", name, self.view / KB, "kB", VIEW_KB, None, beside, few.view / KB)

    def files(self, few: "Crowd") -> Iterator[Figure]:
        """Of everything, each written by a process of its own."""
        for ending in ("csv", "xlsx"):
            tell(f"{self.where}: {ending} of {self.count:,}")
            name = f"{self.where}, {self.count:,} published: a {ending.upper()} of all, memory beyond"
            mb, of_few = (most_mb(crowd.url, ending, crowd.count) for crowd in (self, few))
            yield Figure("", name, mb, "MB", FILE_MB, None, f"of {few.count:,}", of_few)


def _servers(place: Path, asked: argparse.Namespace) -> Iterator[Figure]:
    counts = [1_000, asked.many // 10, asked.many]
    with ExitStack() as stack:
        made: dict[str, tuple[Callable[[int], str], int | None]] = {
            "SQLite": (lambda count: f"sqlite:///{place / str(count)}.sqlite3", None)
        }
        if found := programs():
            server = stack.enter_context(running(found))
            made["PostgreSQL"] = (lambda _count: server.make_database(), server.pid)
        crowds = {
            where: [stack.enter_context(_crowd(where, place, url(count), count, pid)) for count in counts]
            for where, (url, pid) in made.items()
        }
        for n in range(asked.repetitions):
            tell(f"pages {n + 1} of {asked.repetitions}")
            for _ in range(ROUNDS):
                for crowd in (one for beside in crowds.values() for one in beside):
                    crowd.ask()
        for few, *others in crowds.values():
            for crowd in others:
                yield from crowd.told(few)
                yield from crowd.files(few)


@contextmanager
def _crowd(where: str, place: Path, url: str, count: int, server: int | None) -> Iterator[Crowd]:
    tell(f"{count:,} published reports into {where}")
    key = SecretStr("of a measurement, long enough")
    parts = build(Settings(data=place, database_url=url, base_url=HOST, secret_key=key))
    assert parts.database
    with closing(parts.database):
        migrate(parts.database)
        parts.city.ensure()
        one = published_crowd.fill(parts, parts.database, count, parts.clock().astimezone(WITA).date())
        _draw(parts)
        pages = {
            "/": "/",
            "/kelurahan/…": f"/kelurahan/{HOME}",
            "/laporan/…": f"/laporan/{one}",
            "/peta": "/peta",
        }
        visitor = create_app(parts).test_client()
        yield Crowd(where, url, count, visitor, {**pages, FIRST_VIEW: VIEW}, server)


def _draw(parts: Parts) -> None:
    """The documents pages read."""
    atlas = Atlas(
        reports=parts.reports,
        showcase=parts.showcase,
        snapshots=parts.snapshots,
        register=parts.city,
        clock=parts.clock,
        kelurahan=lambda: parts.city.register().kelurahan,
    )
    atlas.draw_counts(list(parts.city.register().kelurahan))
