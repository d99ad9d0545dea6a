"""P9: what a page of the reviewers' queue takes when there are a million reports, beside a thousand.

Whole pages as the application answers them, all in one process: nothing but the number of reports differs.
The four databases (SQLite and PostgreSQL, few and many) are asked in turn. What a page takes on the wall is
told beside the CPU time it needs, the database server's included: that is what other programs do not change.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from flask.testing import FlaskClient
from pydantic import SecretStr

from backend.bench.figures import Figure, median, percentile
from backend.bench.process import tree
from backend.people.person import Grant, Person, Role
from backend.reports.moves import State
from backend.reports.ports import Wanted
from backend.routes.queue_places import in_address
from backend.settings import Settings
from backend.stores.schema import migrate
from backend.wiring import Parts, build
from tests.bench.crowd import HOME_PERCENT, fill
from tests.bench.saying import tell
from tests.http.forms import HOME, Installation
from tests.http.house import HOST
from tests.services.postgres import programs, running

FEW = 1_000
DEEP = 8_000
"""Rows before the deep page. Among few reports it is their last whole page."""
PAGE = 50
PAGE_MS, RATIO = 30.0, 1.3
ROUNDS = 40
"""Of one repetition."""
WAITING = Wanted((State.RECEIVED,), (HOME,))
SEARCH = "search in the words"
"""Reads up to 3,000 reports' words where there are so many: told, but not compared."""
Pages = Mapping[str, tuple[FlaskClient, str]]
"""What it is, who asks, and the address."""


@dataclass
class Crowd:
    """A database full of reports behind its application, and what each page took (ms)."""

    where: str
    count: int
    parts: Parts
    server: int | None
    """Process id of a database that is a program of its own."""
    took: dict[str, list[float]] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=dict)

    def pages(self) -> Pages:
        house = Installation(self.parts, {})
        sari, adi = house.visitor("sari"), house.visitor("adi")
        return {
            "first page": (sari, "/tinjau"),
            "page behind row 8,000": (sari, f"/tinjau?setelah={self._deep()}"),
            "narrowed to a kind, with photo": (sari, "/tinjau?jenis=HJU&foto=1"),
            SEARCH: (sari, "/tinjau?cari=lampu+padam"),
            "whole city": (adi, "/tinjau"),
        }

    def ask(self, pages: Pages) -> None:
        for what, (visitor, path) in pages.items():
            used, begin = cpu_ms(self.server), time.perf_counter()
            answer = visitor.get(path, base_url=HOST)
            self.took.setdefault(what, []).append((time.perf_counter() - begin) * 1000)
            self.cpu.setdefault(what, []).append(cpu_ms(self.server) - used)
            if answer.status_code != HTTPStatus.OK or 'class="case-row' not in answer.text:
                raise AssertionError(f"{path}: {answer.status}, or nothing to review")

    def p95(self, what: str) -> float:
        return percentile(self.took[what], 0.95)

    def _deep(self) -> str:
        waiting = self.count * HOME_PERCENT // 100 * 6 // 10
        rows = min(DEEP, waiting // PAGE * PAGE - PAGE)
        place = self.parts.reports.page(WAITING, limit=rows).after
        assert place
        return in_address(place)


@contextmanager
def _crowds(place: Path, many: int) -> Iterator[list[tuple[Crowd, Crowd]]]:
    """Few reports and many, on each database this machine has."""
    with ExitStack() as stack:
        made: dict[str, tuple[Callable[[int], str], int | None]] = {
            "SQLite": (lambda count: f"sqlite:///{place / str(count)}.sqlite3", None)
        }
        if found := programs():
            server = stack.enter_context(running(found))
            made["PostgreSQL"] = (lambda _count: server.make_database(), server.pid)
        else:
            tell("no PostgreSQL here: apt-get install postgresql")
        opened = stack.enter_context
        yield [
            (
                opened(_crowd(where, place, url(FEW), FEW, pid)),
                opened(_crowd(where, place, url(many), many, pid)),
            )
            for where, (url, pid) in made.items()
        ]


@contextmanager
def _crowd(where: str, place: Path, url: str, count: int, server: int | None) -> Iterator[Crowd]:
    tell(f"{count:,} reports into {where}")
    parts = build(
        Settings(data=place, database_url=url, base_url=HOST, secret_key=SecretStr("of a measurement"))
    )
    assert parts.database
    with closing(parts.database):
        migrate(parts.database)
        parts.city.ensure()
        for login, grant in (("sari", Grant(Role.REVIEWER, HOME)), ("adi", Grant(Role.ADMIN))):
            parts.people.add(Person(login, login.title(), (grant,), parts.clock(), login))
        others = [code for code in parts.city.register().kelurahan if code != HOME]
        fill(parts.database, count, HOME, others)
        yield Crowd(where, count, parts, server)


def figures(place: Path, *, repetitions: int, many: int) -> list[Figure]:
    """Databases are made in `place`; several gigabytes for a million reports."""
    with _crowds(place, many) as pairs:
        asked = [(crowd, crowd.pages()) for pair in pairs for crowd in pair]
        for n in range(repetitions):
            tell(f"pages {n + 1} of {repetitions}")
            for _ in range(ROUNDS):
                for crowd, pages in asked:
                    crowd.ask(pages)
        return [figure for few, full in pairs for figure in _told(few, full)]


def _told(few: Crowd, full: Crowd) -> Iterator[Figure]:
    beside = f"of {few.count:,}"
    for what in full.took:
        name = f"{full.where}, {full.count:,} reports: {what}"
        yield Figure("P9", f"{name}, p95", full.p95(what), "ms", PAGE_MS, None, beside, few.p95(what))
        yield Figure(
            "", f"{name}, CPU", median(full.cpu[what]), "ms", None, None, beside, median(few.cpu[what])
        )
    all_of, of_few = (sum(median(c.cpu[what]) for what in c.cpu if what != SEARCH) for c in (full, few))
    name = f"{full.where}: CPU of these pages but the search, over {few.count:,} reports"
    yield Figure("P9", name, all_of / of_few, "x", RATIO)


def cpu_ms(server: int | None) -> float:
    """CPU time so far, of this thread and of the processes of a database that is a program of its own."""
    others = tree(server) if server else []
    return time.thread_time() * 1e3 + sum(map(_scheduled, others)) / 1e6


def _scheduled(pid: int) -> int:
    """Nanoseconds on a CPU; 0 once it has ended."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
    except OSError:
        return 0
