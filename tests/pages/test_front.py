"""The city at a glance: what changed, and the way to one's kelurahan."""

import re
from datetime import timedelta

import pytest

from backend.residents import weather
from backend.routes.pages_map import around
from tests.pages.seed import HOME
from tests.pages.world import NOW, World


def test_a_name_leads_to_its_kelurahan_without_a_script(world: World) -> None:
    answer = world.visitor().get("/kelurahan?nama=gunung+telian")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/kelurahan/{HOME}")


def test_a_name_in_doubt_is_asked_about(world: World) -> None:
    page = world.visitor().get("/kelurahan?nama=gunung").text

    meant = page.split("Yang mana maksud Anda?")[1].split("</ul>")[0]
    assert re.findall(r"<strong>([^<]+)<", meant) == ["Gunung Elai", "Gunung Telihan"]


@pytest.mark.parametrize(
    "page", ["/", f"/kelurahan/{HOME}", f"/kelurahan/{HOME}/kartu", f"/kelurahan/{HOME}/cetak"]
)
def test_counts_come_in_one_turn_from_open_to_closed(week: World, page: str) -> None:
    """The store keeps a document as JSON with its keys sorted."""
    shown = week.visitor().get(page).text

    counts = re.split(r'(?:class="(?:tally|pulse-counts|sheet-counts)"|<dl>)', shown)[1]
    ways = ("Terbuka", "Dikerjakan", "Selesai", "Ditutup, belum tertangani")
    assert sorted(ways, key=counts.index) == list(ways)


def test_a_map_is_drawn_once_for_each_version_of_the_city(world: World) -> None:
    before, others = world.city.outlines(), dict(world.city.outlines())

    assert around(before, HOME) is around(before, HOME)
    assert around(before, HOME) is not around(before)
    assert around(before, HOME) is not around(others, HOME)
    assert around(before, HOME).outlines is before


@pytest.mark.parametrize("said", ["Balikpapan", "<b>x</b>", "%00"])
def test_a_name_of_nowhere_is_said_to_be_none(world: World, said: str) -> None:
    answer = world.visitor().get("/kelurahan", query_string={"nama": said})

    assert answer.status_code == 200
    assert "Tidak ada kelurahan bernama" in answer.text
    assert "<b>x" not in answer.text


def test_without_a_name_every_kelurahan_is_offered(world: World) -> None:
    page = world.visitor().get("/kelurahan").text

    assert set(re.findall(r'href="/kelurahan/([^"]+)"', page)) == set(world.city.register().kelurahan)


def test_the_map_tells_what_a_week_changed_in_words_too(week: World) -> None:
    page = week.visitor().get("/").text

    shapes = dict(
        re.findall(
            r'aria-label="Kelurahan ([^:"]+): [^"]*"><path class="land" fill="url\(#pola-(\w+)\)', page
        )
    )
    words = dict(re.findall(r'aria-label="Kelurahan ([^:"]+): ([^"]*)"><path', page))
    assert shapes.keys() == words.keys() == {place.name for place in week.city.register().kelurahan.values()}
    assert set(shapes.values()) == {"fixed", "news", "quiet"}
    assert {name for name, told in words.items() if "selesai" in told} == {
        name for name, kind in shapes.items() if kind == "fixed"
    }


def test_what_residents_wrote_is_marked_as_indonesian_on_english_pages(week: World) -> None:
    page = week.visitor().get("/", headers={"Accept-Language": "en"}).text

    assert '<html lang="en">' in page
    assert page.count('class="report-note" lang="id"') == page.count('class="report-note"') > 0


def test_counts_and_map_come_first_and_the_city_is_followed_from_there(week: World) -> None:
    page = week.visitor().get("/").text

    wanted = ('href="/ikuti"', 'id="kota"', 'id="peta"', 'id="nama"', 'id="nomor"')
    order = [page.index(what) for what in wanted]
    assert order == sorted(order)


def test_kelurahan_stand_in_the_order_of_the_register_whatever_happened(week: World) -> None:
    page = week.visitor().get("/").text.split('id="daftar"')[1]

    shown = list(dict.fromkeys(re.findall(r'class="place" href="/kelurahan/([^"]+)"', page)))
    assert shown == list(week.city.register().kelurahan)


@pytest.mark.parametrize("page", ["/", "/lacak", "/privasi", "/tinjau", "/petugas", "/akun", "/tidak-ada"])
def test_a_report_is_two_taps_away_from_any_page(week: World, page: str) -> None:
    shown = week.visitor("rani" if page != "/petugas" else "eko").get(page).text

    assert 'href="/lapor"' in shown
    assert 'href="/peta"' in shown
    assert 'href="/lacak"' in shown


def test_weather_is_shown_with_its_source_and_not_when_it_is_old(week: World) -> None:
    hour = {
        "at": NOW.isoformat(),
        "degrees": 29,
        "humidity": 84,
        "words": {"id": "Hujan <b>Ringan", "en": "x"},
    }
    warning = {"event": "Hujan Lebat", "words": "Waspada", "until": (NOW + timedelta(hours=2)).isoformat()}
    name, visitor = weather.name(HOME), week.visitor()
    for asked_at, shown in ((NOW, True), (NOW - timedelta(days=1), False)):
        told = {"asked_at": asked_at.isoformat()}
        week.snapshots.put(name, {"hours": [hour], **told}, at=NOW)
        week.snapshots.put(weather.WARNINGS, {"warnings": [warning], **told}, at=NOW)

        page, home = visitor.get(f"/kelurahan/{HOME}").text, visitor.get("/").text

        assert ("Hujan &lt;b&gt;Ringan" in page, "29 °C" in page, "Hujan Lebat" in home) == (shown,) * 3
        assert ("Sumber: BMKG" in page, "Sumber: BMKG" in home) == (shown,) * 2
        assert not shown or page.index("Hujan Lebat") < page.index("<h2")
    week.snapshots.remove(name)
    week.snapshots.remove(weather.WARNINGS)
