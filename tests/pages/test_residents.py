"""Residents' pages: light, the same for everybody, from snapshots only."""

import gzip
import re
from dataclasses import replace

import pytest

from backend.reports.moves import State
from backend.reports.report import Echo, Sender
from backend.routes.pages_kept import SOON
from tests.pages.seed import HOME, a_report
from tests.pages.world import NOW, World

PUBLIC_PAGES = ("/", f"/kelurahan/{HOME}", "/privasi", "/tentang", "/lacak")


@pytest.mark.parametrize("page", PUBLIC_PAGES)
def test_a_public_page_works_in_an_empty_city(world: World, page: str) -> None:
    answer = world.visitor().get(page)

    assert answer.status_code == 200
    assert "<h1>" in answer.text


def test_the_home_page_leads_to_every_kelurahan_and_to_reporting(week: World) -> None:
    page = week.visitor().get("/").text

    assert set(re.findall(r'href="/kelurahan/([^"]+)"', page)) == set(week.city.register().kelurahan)
    assert 'href="/lapor"' in page


def test_a_page_that_a_link_leads_to_waits_for_no_file_of_icons_and_one_of_every_day_keeps_it(
    week: World,
) -> None:
    home, office = week.visitor().get("/").text, week.visitor("rani").get("/tinjau").text

    assert "icons.svg" not in home
    assert '<svg class="icon " aria-hidden="true" focusable="false" viewBox="0 0 24 24" ' in home
    assert 'href="/aset/icons.svg#' in office


def test_an_unchanged_page_costs_a_304(week: World) -> None:
    visitor = week.visitor()
    first = visitor.get("/")

    again = visitor.get("/", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert first.headers["Cache-Control"] == SOON


def test_a_page_is_compressed_for_whoever_takes_it(week: World) -> None:
    plain = week.visitor().get("/")
    packed = week.visitor().get("/", headers={"Accept-Encoding": "gzip, br"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert len(packed.data) < len(plain.data) / 3


def test_a_decision_changes_the_page(world: World) -> None:
    before = world.visitor().get(f"/kelurahan/{HOME}").headers["ETag"]

    world.keep([a_report(1, state=State.VERIFIED, now=NOW)])

    after = world.visitor().get(f"/kelurahan/{HOME}", headers={"If-None-Match": before})
    assert after.status_code == 200
    assert "Drainase/parit tersumbat" in after.text


def test_public_pages_are_the_same_for_staff_and_strangers(week: World) -> None:
    strangers, staff = week.visitor(), week.visitor("rani")

    assert [strangers.get(p).data == staff.get(p).data for p in PUBLIC_PAGES] == [True] * len(PUBLIC_PAGES)


def test_public_pages_never_ask_for_private_rows(week: World) -> None:
    report = next(r for r in week.reports.kept.values() if r.state is State.VERIFIED)
    kept, week.reports.kept = week.reports.kept, {}

    answers = [week.visitor().get(p).status_code for p in (*PUBLIC_PAGES, f"/laporan/{report.id}")]

    week.reports.kept = kept
    assert set(answers) == {200}


def test_a_report_has_its_page_and_an_unpublished_one_has_none(week: World) -> None:
    shown = next(r for r in week.reports.kept.values() if r.state is State.VERIFIED)
    waiting = next(r for r in week.reports.kept.values() if r.state is State.RECEIVED)

    pages = [week.visitor().get(f"/laporan/{r.id}").status_code for r in (shown, waiting)]

    assert pages == [200, 404]


def test_a_report_s_page_names_no_private_thing(week: World) -> None:
    report = next(r for r in week.reports.kept.values() if "0812" in r.envelope.note)

    page = week.visitor().get(f"/laporan/{report.id}").text

    assert "Hubungi Pak Udin •••" in page
    assert [word for word in ("0812", report.number, "Budi", "Rani", "RT 19<") if word in page] == []


def test_a_report_s_page_says_how_many_joined_in_and_not_who(world: World) -> None:
    alone, shared = a_report(3, state=State.VERIFIED, now=NOW), a_report(4, state=State.VERIFIED, now=NOW)
    who = (Echo(Sender("d-8", "p-udin"), NOW), Echo(Sender("d-9"), NOW))
    world.keep([alone, replace(shared, echoes=who)])

    page = world.visitor().get(f"/laporan/{shared.id}").text

    assert "2 orang juga melaporkan hal yang sama." in page
    assert "p-udin" not in page
    assert "juga melaporkan" not in world.visitor().get(f"/laporan/{alone.id}").text


def test_an_unknown_kelurahan_gets_a_helpful_404(world: World) -> None:
    answer = world.visitor().get("/kelurahan/64.74.99.9999")

    assert answer.status_code == 404
    assert "Halaman tidak ditemukan" in answer.text
    assert 'href="/lapor"' in answer.text


def test_the_approximate_boundary_is_called_approximate(world: World) -> None:
    assert "perkiraan, bukan batas resmi" in world.visitor().get("/").text


@pytest.mark.parametrize(
    ("wanted", "language"), [("id", "id"), ("en-US,en;q=0.9", "en"), ("de", "id"), ("", "id")]
)
def test_the_language_is_the_browser_s_or_indonesian(world: World, wanted: str, language: str) -> None:
    page = world.visitor().get("/", headers={"Accept-Language": wanted}).text

    assert f'<html lang="{language}">' in page


def test_the_language_switch_is_remembered_and_leads_back(world: World) -> None:
    visitor = world.visitor()

    answer = visitor.post("/bahasa", data={"bahasa": "en", "lanjut": f"/kelurahan/{HOME}"})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/kelurahan/{HOME}")
    assert '<html lang="en">' in visitor.get("/").text


@pytest.mark.parametrize(
    "asked", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1", "", "/a\nb"]
)
def test_the_language_switch_leads_nowhere_else(world: World, asked: str) -> None:
    answer = world.visitor().post("/bahasa", data={"bahasa": "en", "lanjut": asked})

    assert answer.headers["Location"] == "/"


def test_an_unknown_language_changes_nothing(world: World) -> None:
    visitor = world.visitor()

    visitor.post("/bahasa", data={"bahasa": "<script>", "lanjut": "/"})

    assert '<html lang="id">' in visitor.get("/").text
