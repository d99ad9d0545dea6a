"""What the phone keeps for working without a network: all that was built for it, and all of it is there."""

import json
import re

import pytest
from flask.testing import FlaskClient

from tests.application import an_application
from tests.source import ROOT

DIST = ROOT / "pwa" / "dist"
LATER = {
    "review.js": "reviewers are online",
    "share.js": "whoever shares is online",
    "case.js": "reviewers are online",
    "queue.js": "reviewers are online",
    "arrivals.js": "reviewers are online",
    "queue-map.js": "reviewers are online",
    "field.js": "kept beside the shell by reviewers who go to the field",
    "account.js": "whoever signs in is online",
    "print.js": "whoever prints an invitation made it a moment ago",
    "pulse.css": "pages of residents are kept as they were seen, with what they are made of",
    "kota.css": "whoever edits the city register is online",
    "seen.js": "of residents' pages, kept with them",
    "report.js": "a slider over two pictures that are fetched as well",
    "main.css": "residents and staff are online",
    "office.css": "staff are online, and the field is kept with what it is made of",
    "old.js": "leads browsers without modules, which have no service worker, to the plain form",
    "card.css": "of a card within another site's page",
    "notice.css": "whoever prints is online",
    "find.js": "residents are online",
    "peta.js": "the map of residents is looked at online first, and kept then",
    "peta.css": "the map of residents is looked at online first, and kept then",
    "peta-moving.css": "the map of residents is looked at online first, and kept then",
    "first-touch.js": "the map of residents is looked at online first, and kept then",
    "ikuti.js": "whoever asks to be told is online",
    "map.js": "fetched when somebody opens the map",
}
"""Built, and not for the volunteer's shell: name in the sources -> why."""
PICTURES = (".png", ".webp")
"""Of the installed app: the system fetches them, from the manifest, when it installs."""


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return an_application(tmp_path_factory.mktemp("data")).test_client()


@pytest.fixture(scope="module")
def built() -> dict[str, str]:
    """Name in the sources -> name in pwa/dist."""
    return dict(json.loads(_read("manifest.json"))["files"])


@pytest.fixture(scope="module")
def precache() -> list[str]:
    return list(json.loads(_read("manifest.json"))["precache"])


def _read(name: str) -> str:
    assert (DIST / name).exists(), f"pwa/dist/{name} is not built: bin/run or bin/check builds it"
    return (DIST / name).read_text()


def test_every_built_file_is_precached_or_said_to_come_later(
    built: dict[str, str], precache: list[str]
) -> None:
    shell = {name for name in built if name not in LATER and not name.endswith(PICTURES)}

    left_out = {name for name in shell if f"/aset/{built[name]}" not in precache}

    assert left_out == set()


def test_no_file_was_built_that_nobody_knows(built: dict[str, str]) -> None:
    made = {path.name for path in DIST.iterdir() if path.suffix not in {".br", ".gz"}}

    assert made - set(built.values()) == {"sw.js", "ikuti-sw.js", "manifest.json"}


def test_everything_precached_exists(precache: list[str]) -> None:
    files = [address.removeprefix("/aset/") for address in precache if address.startswith("/aset/")]

    assert [name for name in files if not (DIST / name).exists()] == []


def test_the_worker_carries_the_list(precache: list[str]) -> None:
    worker = _read("sw.js")

    assert [address for address in precache if f'"{address}"' not in worker] == []


def test_pages_kept_on_the_phone_need_nothing_that_is_not_kept(
    visitor: FlaskClient, precache: list[str], built: dict[str, str]
) -> None:
    later = {f"/aset/{built[name]}" for name in LATER if name in built}
    pages = [address for address in precache if not address.startswith("/aset/")]

    answers = {page: visitor.get(page) for page in pages}
    needed = {
        address
        for answer in answers.values()
        for address in re.findall(r'(?:src|href)="(/aset/[^"#]+\.(?:json|js|css|svg))', answer.text)
    }

    assert {page: answer.status_code for page, answer in answers.items()} == dict.fromkeys(pages, 200)
    assert needed
    assert needed - set(precache) - later == set()
