"""Whoever audits reads what the staff did."""

import csv
import io
import json

from backend.audit.line import Entry, Who
from tests.pages import seed
from tests.pages.world import NOW, World


def acts(world: World, count: int) -> None:
    for number in range(count):
        world.audit.record(Entry(Who("person", "p-rani", "Rani"), "decide", "report", f"r-{number:03d}-"))


def test_the_log_is_read_a_page_at_a_time_from_the_newest_on(world: World) -> None:
    acts(world, 60)
    visitor = world.visitor("adi")

    first = visitor.get("/admin/riwayat?orang=p-rani").text
    older = visitor.get("/admin/riwayat?orang=p-rani&sebelum=11").text

    assert ("r-059-" in first, "r-009-" in first, "sebelum=11" in first) == (True, False, True)
    assert ("r-009-" in older, "r-010-" in older, 'rel="next"' in older) == (True, False, False)


def test_a_search_narrows_the_log_and_a_day_that_is_none_does_not(world: World) -> None:
    acts(world, 3)
    visitor = world.visitor("adi")

    beyond = visitor.get(f"/admin/riwayat?sebelum={2**80}").text
    found = visitor.get("/admin/riwayat?pada=r-001-&dari=9999-12-31x&sampai=9999-12-31").text
    nobody = visitor.get("/admin/riwayat?orang=p-dewi").text

    assert "r-002-" in beyond
    assert ("r-001-" in found, "r-002-" in found) == (True, False)
    assert "Tidak ada tindakan yang cocok" in nobody


def test_an_auditor_is_led_to_the_log_and_a_reviewer_is_not(world: World) -> None:
    assert world.visitor("audi").get("/masuk").headers["Location"] == "/admin/riwayat"
    assert world.visitor("rani").get("/admin/riwayat").status_code == 404


def test_a_line_is_told_in_names_and_words(world: World) -> None:
    world.keep(seed.a_week(NOW))
    world.works()
    report = next(r for r in world.reports.kept.values() if r.photos)

    page = world.visitor("audi").get("/admin/riwayat").text

    log = " ".join(page.split('<ol class="log"')[1].split("</ol>")[0].split())
    assert f'<a href="/baca/{report.id}">{report.number}</a>' in log
    assert "Membuka foto asli" in log
    assert "alasan: Memastikan apa yang harus ditutup" in log
    assert "Akun Dewi" in log
    assert "wilayah: Gunung Telihan" in log
    assert log.count("Tidak diizinkan") == 1, "what was tried beyond one's rights"
    assert not any(code in log for code in ("open_original", "p-dewi", report.id + "<", seed.HOME))


def test_a_report_is_searched_by_its_number_however_it_is_typed(world: World) -> None:
    world.keep(seed.a_week(NOW))
    world.works()
    report = next(r for r in world.reports.kept.values() if r.photos)

    page = world.visitor("audi").get(f"/admin/riwayat?pada={report.number.lower()}").text

    assert page.count('class="log-line"') == 1


def test_the_chain_says_up_to_where_it_was_found_whole(world: World) -> None:
    world.keep(seed.a_week(NOW))
    visitor = world.visitor("audi")
    never = visitor.get("/admin/riwayat").text
    world.works()

    page = visitor.get("/admin/riwayat").text
    checked = visitor.get("/admin/riwayat?periksa=1").text
    del world.audit.kept[2]
    broken = visitor.get("/admin/riwayat?periksa=1").text

    assert "belum disimpan di luar basis data" in never
    assert "Utuh sampai baris 6, diperiksa 23 Nov 2026" in page
    assert "Utuh dari baris 1 sampai 6" in checked
    assert "Rantai putus di baris 3" in broken


def test_the_log_goes_along_as_a_table_or_as_whole_lines_and_that_is_logged(world: World) -> None:
    acts(world, 3)
    world.audit.record(Entry(Who("person", "p-rani", "=1+1"), "sign_in", "person", "p-rani"))
    visitor = world.visitor("audi")

    table = list(csv.DictReader(io.StringIO(visitor.get("/admin/riwayat/unduh?bentuk=csv").text)))
    lines = visitor.get("/admin/riwayat/unduh?bentuk=jsonl&tindakan=sign_in")

    assert table[1]["name"] == "'=1+1"
    assert [row["action"] for row in table] == ["export", "sign_in", "decide", "decide", "decide"]
    assert [json.loads(line)["entry"]["who"]["name"] for line in lines.text.splitlines()] == ["=1+1"]
    assert lines.headers["Cache-Control"] == "no-store"
    assert world.audit.kept[-1].entry.detail == {"shape": "jsonl"}
