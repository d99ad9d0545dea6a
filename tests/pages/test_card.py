"""A kelurahan on the sites of others, and on the notice board."""

import re

import pytest

from backend.residents import sharing
from tests.pages.seed import HOME
from tests.pages.world import NOW, World
from tests.test_doors import EXAMPLES, converter_of, doors, is_open

CARD, SHEET = f"/kelurahan/{HOME}/kartu", f"/kelurahan/{HOME}/cetak"
KELURAHAN = {"default": HOME, "string": HOME}
"""The rest of an address is filled as test_doors does."""


def test_the_card_alone_may_be_shown_within_other_sites(week: World) -> None:
    visitor, bound = week.visitor(), week.app.url_map.bind("localhost")
    framed = set()
    for rule in week.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or not any(
            map(is_open, doors(week.app.view_functions[rule.endpoint]))
        ):
            continue
        filled = {name: ({**EXAMPLES, **KELURAHAN})[converter_of(rule, name)] for name in rule.arguments}
        headers = visitor.get(bound.build(rule.endpoint, filled)).headers
        if "frame-ancestors 'none'" not in headers["Content-Security-Policy"] and "/aset/" not in rule.rule:
            framed.add(rule.rule)

    assert framed == {"/kelurahan/<code>/kartu"}


def test_a_frame_is_refused_by_no_header_of_the_card(week: World) -> None:
    headers = week.visitor().get(CARD).headers

    assert "frame-ancestors *" in headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in headers
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_card_tells_the_counts_without_a_script_and_leads_out_of_the_frame(week: World) -> None:
    page = week.visitor().get(CARD).text

    assert "Kelurahan Gunung Telihan" in page
    assert "<script" not in page
    assert all('target="_blank"' in link for link in re.findall("<a [^>]+>", page))


def test_the_code_to_copy_shows_the_card(week: World) -> None:
    page = week.visitor().get(f"/kelurahan/{HOME}").text

    assert f"/kelurahan/{HOME}/kartu.jpg&#34;" in page
    assert f"&lt;iframe src=&#34;{week.parts.settings.base_url}{CARD}&#34;" in page


def test_the_sheet_tells_who_holds_what_and_what_is_late(week: World) -> None:
    page = week.visitor().get(SHEET).text

    assert "Belum selesai, dan siapa yang memegang" in page
    assert "lewat tenggat" in page
    assert 'class="qr"' in page
    assert "112" in page


@pytest.mark.parametrize("page", ["kartu", "cetak"])
def test_a_kelurahan_that_is_none_has_neither(world: World, page: str) -> None:
    assert world.visitor().get(f"/kelurahan/64.74.99.9999/{page}").status_code == 404
    assert world.visitor().get(f"/kelurahan/64.74.01.1004/{page}").status_code == 200


def test_a_site_without_frames_shows_the_picture_that_hangs_now(week: World) -> None:
    week.parts.gallery.hang(HOME, "0" * 20, b"jpeg of now")
    week.snapshots.put(sharing.name(HOME), {"version": "0" * 20}, at=NOW)

    answer = week.visitor().get(f"/kelurahan/{HOME}/kartu.jpg")

    assert (answer.data, answer.content_type) == (b"jpeg of now", "image/jpeg")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "max-age=60" in answer.headers["Cache-Control"]
    assert week.visitor().get("/kelurahan/64.74.99.9999/kartu.jpg").status_code == 404
