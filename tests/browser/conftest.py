"""The whole system once for all browser tests, a bad network in front of it, and phones to hold."""

import hashlib
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext

from tests.browser.phone import LIKE_A_PHONE, Phone, originals
from tests.proxy import BadNetwork, bad_network
from tests.services.chromium import PATIENCE_MS
from tests.system import ROOT, System, eventually, running

Phones = Callable[..., Phone]


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    if not (ROOT / "pwa" / "dist" / "manifest.json").exists():
        pytest.fail("pwa/dist is missing: bin/run builds it")
    with running(System(tmp_path_factory.mktemp("system"))) as whole:
        whole.run("--empty")
        yield whole


@pytest.fixture
def network(system: System) -> Iterator[BadNetwork]:
    """Between the phone and the server; as good as any until a test makes it bad."""
    with bad_network(system.port) as between:
        yield between


@pytest.fixture
def phones(browser: Browser, network: BadNetwork) -> Iterator[Phones]:
    """Makes new phones. Options are those of a browser context."""
    made: list[BrowserContext] = []

    def new(**options: object) -> Phone:
        context = browser.new_context(**{**LIKE_A_PHONE, **options})
        context.set_default_timeout(PATIENCE_MS)
        made.append(context)
        return Phone.on(context, f"http://127.0.0.1:{network.port}")

    yield new
    for context in made:
        context.close()


@pytest.fixture
def phone(phones: Phones) -> Phone:
    """A phone on which the app was opened once."""
    return phones().opens().installed()


@pytest.fixture
def archive(system: System) -> "Archive":
    return Archive(system)


class Archive:
    """What the server has, read with plain SQL and plain files."""

    def __init__(self, system: System) -> None:
        self.data = system.data

    def digests(self, *reports: str) -> dict[str, str]:
        """Report -> SHA-256 of the words the server keeps. Fails when a report is there twice."""
        engine = sa.create_engine(f"sqlite:///{self.data / 'masdarling.sqlite3'}", poolclass=sa.NullPool)
        with engine.connect() as link:
            found = [
                (str(r.id), str(r.digest)) for r in link.execute(sa.text("SELECT id, digest FROM reports"))
            ]
        engine.dispose()
        asked = [(report, digest) for report, digest in found if report in reports]
        assert len(asked) == len(dict(asked))
        return dict(asked)

    def has(self, phone: Phone) -> None:
        """Every report of the phone exactly once, every photo byte for byte. Waits for the worker."""
        rows = phone.rows()
        wanted = {row["id"]: row["sealed"]["digest"] for row in rows}
        assert self.digests(*wanted) == wanted
        for row in rows:
            self.has_originals(row["id"], {photo["sha256"] for photo in row["sealed"]["photos"]})

    def has_originals(self, report: str, photos: set[str]) -> None:
        eventually(lambda: originals(self.data, report).keys() == photos, what=f"the originals of {report}")
        held = originals(self.data, report)
        assert {hashlib.sha256(data).hexdigest() for data in held.values()} == photos
