"""What changed, as programs read it: a valid feed, whatever people wrote."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.reports.moves import State
from backend.residents.item import Item
from tests.pages.world import World
from tests.stores.making import NOON, minutes
from tests.stores.showing import KANAAN, TELIHAN, mended, shown

ATOM = "{http://www.w3.org/2005/Atom}"
HERE = "01984250-1000-7e4f-8a3b-1c2d3e4f5a6b"
HOSTILE = "</summary><script>alert(1)</script> & \x00\x08\ud800\ufffe 🙂"


def drawn(item: Item, **document: object) -> Item:
    facts = {"category": item.category, "kelurahan": item.kelurahan, "photo": None}
    return replace(item, document={**item.document, **facts, **document})


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    world.showcase.put(drawn(shown(HERE), photo="a" * 64), at=NOON)
    world.showcase.put(drawn(shown("there", kelurahan=KANAAN, rt="012")), at=minutes(1))
    world.showcase.put(drawn(mended(shown(HERE)), photo="a" * 64), at=minutes(2))
    return world


@pytest.fixture
def reader(world: World) -> FlaskClient:
    return world.app.test_client()


def read(answer: TestResponse) -> Element:
    """Raises where RFC 4287 is broken: what must be there, once, and of which form."""
    assert answer.mimetype == "application/atom+xml"
    feed = ET.fromstring(answer.data)  # noqa: S314 -- our own
    assert feed.tag == f"{ATOM}feed"
    for each in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(each.findall(f"{ATOM}{name}")) == 1
        moment = datetime.fromisoformat(each.findtext(f"{ATOM}updated") or "")
        assert moment.tzinfo
        assert (each.findtext(f"{ATOM}id") or "").startswith("tag:localhost,2026:")
        links = [(link.get("rel"), link.get("type")) for link in each.findall(f"{ATOM}link")]
        assert links.count(("alternate", "text/html")) == 1
        assert all(link.get("href", "").startswith("http://localhost/") for link in each.iter(f"{ATOM}link"))
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    return feed


def titles(feed: Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]


@pytest.mark.parametrize(
    ("path", "states"),
    [
        ("/feed.atom", ["Selesai", "Terverifikasi", "Terverifikasi"]),
        (f"/kelurahan/{TELIHAN}/feed.atom", ["Selesai", "Terverifikasi"]),
        (f"/kelurahan/{KANAAN}/rt/12/feed.atom", ["Terverifikasi"]),
        (f"/laporan/{HERE}/feed.atom", ["Selesai", "Terverifikasi"]),
        ("/feed.atom?titik=0.1364,117.4527&radius=500", ["Selesai", "Terverifikasi", "Terverifikasi"]),
        ("/feed.atom?titik=0.2,117.4527&radius=300", []),
    ],
)
def test_each_feed_tells_what_changed_the_last_first(
    reader: FlaskClient, path: str, states: list[str]
) -> None:
    feed = read(reader.get(path))

    assert [title.split(":")[0] for title in titles(feed)] == states


def test_the_picture_comes_along_and_the_minute_does_not(reader: FlaskClient) -> None:
    feed = read(reader.get(f"/laporan/{HERE}/feed.atom"))

    enclosure = feed.find(f"{ATOM}entry/{ATOM}link[@rel='enclosure']")
    assert enclosure is not None
    assert enclosure.get("href") == f"http://localhost/media/{HERE}/{'a' * 64}/1280.webp"
    assert {moment.text for moment in feed.iter(f"{ATOM}updated")} == {
        "2026-11-30T00:00:00+08:00",
        "2026-11-21T00:00:00+08:00",
    }


def test_a_repair_that_is_shown_by_a_photo_is_told_as_such(world: World, reader: FlaskClient) -> None:
    world.showcase.put(drawn(mended(shown(HERE)), photo="a" * 64, after="b" * 64), at=minutes(3))

    said = [title.split(":")[0] for title in titles(read(reader.get(f"/laporan/{HERE}/feed.atom")))]

    assert said == ["Selesai, dengan foto sesudahnya", "Terverifikasi"]


def test_what_is_seen_of_a_later_repair_is_not_told_of_an_earlier_one(
    world: World, reader: FlaskClient
) -> None:
    repair, again = mended(shown(HERE)), shown(HERE, state=State.REOPENED)
    for minute, item, photo in ((3, repair, None), (4, again, None), (5, repair, "b" * 64)):
        world.showcase.put(drawn(item, after=photo), at=minutes(minute))

    said = [title.split(":")[0] for title in titles(read(reader.get(f"/laporan/{HERE}/feed.atom")))]

    assert sorted(said) == ["Dibuka kembali", "Selesai", "Selesai, dengan foto sesudahnya", "Terverifikasi"]


def test_hostile_words_stay_words(world: World, reader: FlaskClient) -> None:
    world.showcase.put(drawn(shown("x", changed_on=date(2026, 12, 1)), excerpt=HOSTILE), at=minutes(3))

    [entry, *_] = read(reader.get("/feed.atom")).iter(f"{ATOM}entry")

    assert (entry.findtext(f"{ATOM}summary") or "").endswith("</summary><script>alert(1)</script> &  🙂")


def test_what_is_unpublished_is_in_no_feed(world: World, reader: FlaskClient) -> None:
    before = reader.get("/feed.atom")

    world.showcase.remove(HERE, at=world.now)

    after = reader.get("/feed.atom", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert HERE not in after.text
    assert reader.get(f"/laporan/{HERE}/feed.atom").status_code == 404


def test_an_unchanged_feed_is_not_sent_again(reader: FlaskClient) -> None:
    first = reader.get("/feed.atom", headers={"Accept-Encoding": "gzip"})

    assert first.headers["Content-Encoding"] == "gzip"
    again = reader.get("/feed.atom", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_feed_tells_no_moment_of_a_decision(reader: FlaskClient) -> None:
    assert "Last-Modified" not in reader.get("/feed.atom").headers


@pytest.mark.parametrize(
    "path",
    [
        "/kelurahan/nowhere/feed.atom",
        f"/kelurahan/{TELIHAN}/rt/x%2Fy/feed.atom",
        "/laporan/00000000-0000-7000-8000-000000000000/feed.atom",
        "/feed.atom?titik=1",
        "/feed.atom?titik=nan,1&radius=300",
        "/feed.atom?titik=0.1,117&radius=9",
    ],
)
def test_there_is_no_feed_of_what_there_is_not(reader: FlaskClient, path: str) -> None:
    assert reader.get(path).status_code == 404


def test_a_feed_in_english_says_so(reader: FlaskClient) -> None:
    feed = read(reader.get(f"/kelurahan/{TELIHAN}/feed.atom?bahasa=en"))

    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert titles(feed)[0].startswith("Fixed:")
