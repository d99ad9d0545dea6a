"""The reviewer's queue: the own kelurahan, oldest first, nothing lost between pages."""

import re
from datetime import UTC, datetime

import pytest

from backend.reports.moves import State
from backend.routes import pages_review
from backend.routes.queue_asked import Asked, due_between
from tests.pages.seed import a_report
from tests.pages.world import NOW, World


def cases(page: str) -> list[str]:
    return re.findall(r'class="whole" href="/tinjau/([0-9a-f-]{36})[?"]', page)


def test_what_is_due_first_comes_first(world: World) -> None:
    young, old = a_report(1, now=NOW, hours=1), a_report(2, now=NOW, hours=50)
    world.keep([young, old])

    assert cases(world.visitor("rani").get("/tinjau").text) == [old.id, young.id]


def test_only_the_own_kelurahan_s_reports_are_shown_and_counted(world: World) -> None:
    world.keep([a_report(1, now=NOW), a_report(2, now=NOW, kelurahan="64.74.01.1001")])

    page = world.visitor("rani").get("/tinjau").text

    assert len(cases(page)) == 1
    assert 'Menunggu diperiksa<span class="count">1</span>' in page


def test_a_tab_counts_no_further_than_somebody_reads(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_review, "COUNT_MAX", 2)
    world.keep([a_report(n, now=NOW) for n in range(3)])

    page = world.visitor("rani").get("/tinjau").text

    assert 'Menunggu diperiksa<span class="count">2+</span>' in page


def test_an_admin_sees_the_whole_city(world: World) -> None:
    world.keep([a_report(1, now=NOW), a_report(2, now=NOW, kelurahan="64.74.01.1001")])

    page = world.visitor("adi").get("/tinjau").text

    assert len(cases(page)) == 2
    assert "Seluruh kota" in page


def test_the_state_is_chosen_in_the_address(week: World) -> None:
    visitor = week.visitor("rani")

    shown = {
        s: len(cases(visitor.get(f"/tinjau?keadaan={s}").text))
        for s in ("received", "needs_info", "rejected")
    }

    assert shown == {"received": 7, "needs_info": 1, "rejected": 1}


def test_a_state_that_does_not_exist_shows_those_waiting(week: World) -> None:
    assert len(cases(week.visitor("rani").get("/tinjau?keadaan=<b>").text)) == 7


def test_photos_on_their_way_are_announced(week: World) -> None:
    page = week.visitor("rani").get("/tinjau").text

    assert "Foto menyusul (0 dari 2)" in page
    assert "Foto menyusul (1 dari 3)" in page


def test_page_after_page_shows_every_report_once(world: World) -> None:
    world.keep(a_report(i, now=NOW, hours=i, photos=0) for i in range(1, 2 * pages_review.PAGE + 8))
    visitor = world.visitor("rani")

    seen, address = [], "/tinjau"
    while address:
        page = visitor.get(address).text
        seen += cases(page)
        onward = re.search(r'href="(/tinjau\?keadaan=received&amp;setelah=[^"]+)"', page)
        address = onward.group(1).replace("&amp;", "&") if onward else ""

    assert len(seen) == len(set(seen)) == 2 * pages_review.PAGE + 7


def test_a_queue_that_is_done_is_good_news(world: World) -> None:
    page = world.visitor("rani").get("/tinjau").text

    assert "Semua sudah diperiksa." in page


def test_hostile_words_are_only_words(world: World) -> None:
    report = a_report(1, now=NOW)
    hostile = "<img src=x onerror=alert(1)>{{7*7}}"
    object.__setattr__(report.envelope, "note", hostile)
    world.keep([report])

    pages = [world.visitor("rani").get(p).text for p in ("/tinjau", f"/tinjau/{report.id}")]

    assert [hostile in page for page in pages] == [False, False]
    assert all("&lt;img src=x" in page and "{{7*7}}" in page for page in pages)


def test_other_states_are_offered_while_they_hold_something(world: World) -> None:
    world.keep([a_report(1, now=NOW, state=State.IN_PROGRESS)])

    page = world.visitor("rani").get("/tinjau").text

    assert "keadaan=in_progress" in page
    assert "keadaan=closed_unresolved" not in page


def test_what_is_asked_stands_in_the_address_and_is_taken_away_again(world: World) -> None:
    wanted, other = a_report(1, now=NOW), a_report(2, now=NOW, photos=0)
    world.keep([wanted, other])
    category = wanted.category

    page = world.visitor("rani").get(f"/tinjau?jenis={category}&foto=1&rt=19").text

    assert cases(page) == [wanted.id]
    assert 'href="/tinjau?keadaan=received&amp;rt=19&amp;foto=1"' in page  # without the category


def test_a_search_without_finds_says_so_and_leads_back(week: World) -> None:
    page = week.visitor("rani").get("/tinjau?cari=buaya").text

    assert "Tidak ada laporan yang cocok." in page
    assert "Semua sudah diperiksa." not in page


def test_overdue_reports_are_marked_and_found(world: World) -> None:
    late, young = a_report(1, now=NOW, hours=200), a_report(2, now=NOW, hours=0.1)
    world.keep([late, young])
    visitor = world.visitor("rani")

    assert cases(visitor.get("/tinjau?tenggat=lewat").text) == [late.id]
    assert "Lewat tenggat" in visitor.get("/tinjau").text


def test_the_page_before_is_reached_again(world: World) -> None:
    world.keep(a_report(i, now=NOW, hours=i, photos=0) for i in range(1, pages_review.PAGE + 4))
    visitor = world.visitor("rani")
    first = visitor.get("/tinjau").text
    second = visitor.get(way(first, "next")).text

    assert cases(visitor.get(way(second, "prev")).text) == cases(first)
    assert len(cases(second)) == 3


def way(page: str, rel: str) -> str:
    found = re.search(f'rel="{rel}" href="([^"]+)"', page)
    assert found
    return found[1].replace("&amp;", "&")


def test_an_address_that_makes_no_sense_shows_those_waiting() -> None:
    asked = Asked.of({"keadaan": "<b>", "tenggat": "kapan", "foto": "ya", "cari": "x" * 999})

    assert (asked.state, asked.due, asked.photo, len(asked.words)) == (State.RECEIVED, "", False, 100)


def test_today_and_this_week_are_those_of_bontang() -> None:
    monday_night = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)  # 23:30 there

    assert due_between("hari-ini", monday_night) == (monday_night, datetime(2026, 11, 23, 16, tzinfo=UTC))
    assert due_between("minggu-ini", monday_night) == (monday_night, datetime(2026, 11, 29, 16, tzinfo=UTC))
    assert due_between("lewat", monday_night) == (None, monday_night)
