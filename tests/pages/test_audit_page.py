"""Whoever audits reads what the staff did."""

from backend.audit.line import Entry, Who
from tests.pages.world import World


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
