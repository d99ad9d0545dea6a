"""What a messenger reads of a page whose link somebody shares."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

import pytest

from backend.reports.moves import State
from backend.words import texts
from tests.pages.seed import HOME, a_report
from tests.pages.world import NOW, World

META = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')


def told(page: str) -> dict[str, str]:
    return {name: unescape(content) for name, content in META.findall(page)}


@pytest.mark.parametrize("path", ["/", f"/kelurahan/{HOME}", "/tentang", "/privasi", "/lacak"])
def test_a_public_page_says_what_it_is(world: World, path: str) -> None:
    page = world.visitor().get(f"{path}?utm_source=wa").text
    head = told(page)

    assert head["og:url"] == f"http://localhost{path}"
    assert CANONICAL.findall(page) == [f"http://localhost{path}"]
    assert head["og:title"]
    assert head["og:description"] == head["description"]
    assert (head["og:locale"], head["og:site_name"]) == ("id_ID", "Masdarling")
    assert head["og:image"].startswith("http://localhost/")
    assert (head["og:image:width"], head["og:image:height"]) == ("1200", "630")
    assert head["og:image:alt"] == head["og:title"]
    assert head["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize(
    "path",
    ["/lacak", "/kelurahan?nama=gunung", "/ikuti", "/ogc/?f=html", "/peta", "/data", "/lapor/sederhana"],
)
def test_a_page_is_described_by_what_stands_there(world: World, path: str) -> None:
    of_all = texts("id")["shared.description"]

    assert told(world.visitor().get(path).text)["description"] not in {"", of_all}


def test_a_report_is_shared_with_its_own_words(week: World) -> None:
    shown = next(r for r in week.reports.kept.values() if r.state is State.VERIFIED and r.envelope.note)
    head = told(week.visitor().get(f"/laporan/{shown.id}").text)

    assert head["og:title"].startswith(week.city.register().categories[shown.category].label.id)
    assert head["og:description"][:20] == shown.envelope.note[:20]


def test_in_english_the_locale_is_english(world: World) -> None:
    page = world.visitor().get("/", headers={"Accept-Language": "en"}).text

    assert told(page)["og:locale"] == "en_GB"


def test_no_page_behind_a_number_or_a_door_tells_its_address(week: World) -> None:
    number = next(iter(week.reports.kept.values())).number
    pages = [
        week.visitor().get(f"/lacak/{number}"),
        week.visitor("rani").get("/tinjau"),
        week.visitor().get("/laporan/00000000-0000-7000-8000-000000000000", headers={"Accept": "text/html"}),
    ]

    assert [answer.status_code for answer in pages] == [200, 200, 404]
    assert [CANONICAL.findall(answer.text) for answer in pages] == [[]] * 3
    assert ["og:" in answer.text for answer in pages] == [False] * 3


def test_a_page_has_a_ready_message_for_whatsapp_that_needs_no_script(week: World) -> None:
    shown = next(r for r in week.reports.kept.values() if r.state is State.VERIFIED)
    for path in ("/", f"/kelurahan/{HOME}", f"/laporan/{shown.id}"):
        page = week.visitor().get(path).text
        [message] = re.findall(r'href="https://wa\.me/\?text=([^"]+)"', page)

        assert unquote(message).endswith(f" http://localhost{path}")


def test_a_reviewer_sees_that_a_report_came_from_a_phone_nobody_knows(week: World) -> None:
    known = next(r for r in week.reports.kept.values() if r.state is State.RECEIVED)
    stranger = replace(known, sender=replace(known.sender, person=None))

    week.reports.kept[known.id] = known
    before = week.visitor("rani").get(f"/tinjau/{known.id}").text
    week.reports.kept[known.id] = stranger
    after = week.visitor("rani").get(f"/tinjau/{known.id}").text

    assert ("Pelapor tanpa akun" in before, "Pelapor tanpa akun" in after) == (False, True)


@pytest.mark.parametrize("person", ["p-budi", None])
def test_of_an_anonymous_report_nothing_tells_whether_its_sender_has_an_account(
    week: World, person: str | None
) -> None:
    report = a_report(77, now=NOW, identity="anonymous", person=person)
    week.keep([report])

    assert "Pelapor tanpa akun" not in week.visitor("rani").get(f"/tinjau/{report.id}").text
