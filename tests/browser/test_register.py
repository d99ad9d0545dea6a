"""A change of the city register reaches every process and phone; reports begun before it stay valid."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.request import urlopen

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect
from tinydb import TinyDB, where

from backend.city.city import City
from backend.city.lasting import Returning
from media.folder import FolderBucket
from tests.browser.phone import Phone
from tests.system import System, eventually

pytestmark = pytest.mark.browser

ASKED_NOW = {
    "id": "volume",
    "label": {"id": "Seberapa tinggi tumpukannya?", "en": "How high is the heap?"},
    "type": "choice",
    "options": ["selutut", "lebih tinggi"],
    "required": True,
}
KNOCKS = 24
"""So many connections in a row meet each of two processes: one is missed once in eight million times."""


@pytest.fixture
def city(system: System) -> Iterator[City]:
    """The register as another process edits it. Given back to every process at the end."""
    city = City(FolderBucket(system.data / "bucket"))
    before = city.ensure(), city.edition().tables
    yield city
    given_back = city.change(Returning(before[1], date(2026, 11, 23))).version
    eventually(lambda: versions(system) == {given_back}, what="the register as it was before")


def asks_otherwise(tables: TinyDB) -> None:
    tables.table("categories").update({"questions": [ASKED_NOW]}, where("code") == "SMP-01")


def versions(system: System) -> set[int]:
    """What the web processes say, each asked more than once."""
    return {_read(f"{system.url}/api/v1/register")["version"] for _ in range(KNOCKS)}


def _read(url: str) -> Any:
    with urlopen(url) as answer:  # noqa: S310 - our own server
        return json.load(answer)


def test_a_question_changes_on_every_phone_and_what_was_answered_before_is_no_fault(
    system: System, city: City, phone: Phone
) -> None:
    phone.context.set_offline(True)
    phone.fills("Sebelum pertanyaannya berubah").saves()

    newest = city.change(asks_otherwise).version
    phone.until(lambda: versions(system) == {newest}, within=40)
    phone.context.set_offline(False)
    phone.waits_until("stored", "purged")

    assert flags_of(system, phone.rows()[0]["id"]) == []
    phone.until(lambda: new_question(phone))
    phone.page.get_by_label("lebih tinggi").check()
    expect(phone.page.get_by_label("1 gerobak/motor")).to_have_count(0)


def new_question(phone: Phone) -> bool:
    """Whether the form asks it: an empty one, or the one that a look before began."""
    kinds = phone.opens().page.get_by_role("button", name="Sampah liar")
    change = phone.page.get_by_role("button", name="Ganti", exact=True)
    expect(change.or_(kinds).first).to_be_visible()
    if not change.count():
        kinds.first.click()
    return phone.page.get_by_text(ASKED_NOW["label"]["id"]).count() > 0  # type: ignore[index]


def flags_of(system: System, report: str) -> list[str]:
    """Hints about answers, as the database keeps them."""
    engine = sa.create_engine(f"sqlite:///{system.data / 'masdarling.sqlite3'}", poolclass=sa.NullPool)
    with engine.connect() as link:
        kept = link.execute(sa.text("SELECT flags FROM reports WHERE id = :id"), {"id": report}).scalar_one()
    engine.dispose()
    return [flag for flag in json.loads(kept) if flag.startswith("answer")]
