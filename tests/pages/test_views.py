"""Views of the queue by name, above the list."""

import re
from datetime import timedelta

from backend.reports.saved_views import MOST
from backend.routes.queue_asked import Asked, in_ms, this_day
from tests.pages.seed import a_report
from tests.pages.test_queue import cases
from tests.pages.world import NOW, World

WASTE = "keadaan=received&jenis=sampah"


def chips(page: str) -> list[str]:
    (row,) = re.findall(r'<nav class="views.*?</nav>', page, re.DOTALL)
    return re.findall(r'<a class="chip[^>]*>([^<]+)<', row)


def test_everybody_finds_what_is_overdue_and_what_is_new_today(world: World) -> None:
    today, older = a_report(1, now=NOW, hours=1), a_report(2, now=NOW, hours=50)
    world.keep([today, older])
    visitor = world.visitor("rani")

    assert chips(visitor.get("/tinjau").text) == ["Lewat tenggat", "Baru hari ini"]
    assert cases(visitor.get("/tinjau?masuk=hari-ini").text) == [today.id]


def test_a_moment_in_the_address_shows_what_came_since(world: World) -> None:
    older, younger = a_report(1, now=NOW, hours=3), a_report(2, now=NOW, hours=1)
    world.keep([older, younger])
    moment = in_ms(NOW - timedelta(hours=2))

    page = world.visitor("rani").get(f"/tinjau?masuk={moment}").text

    assert cases(page) == [younger.id]
    assert "Masuk sejak 23 Nov 2026, 09.30 WITA" in page


def test_a_day_begins_at_midnight_in_bontang() -> None:
    assert this_day(NOW).isoformat() == "2026-11-22T16:00:00+00:00"


def test_what_is_no_moment_narrows_nothing() -> None:
    for text in ("", "kemarin", "-5", "1e9", "9" * 20, "9" * 400, "0", "١"):
        assert Asked.of({"masuk": text}).came == ""


def test_a_view_is_saved_under_a_name_and_shown_as_the_one_in_use(world: World) -> None:
    visitor = world.visitor("rani")

    answer = visitor.post("/tinjau/tampilan", data={"nama": "Sampah", "antrean": WASTE})
    page = visitor.get(answer.location).text

    assert (answer.status_code, answer.location) == (303, f"/tinjau?{WASTE}")
    assert chips(page) == ["Lewat tenggat", "Baru hari ini", "Sampah"]
    assert re.search(r'aria-current="true">Sampah<', page)
    assert "Simpan tampilan ini" not in page
    assert chips(world.visitor("dewi").get("/tinjau").text) == ["Lewat tenggat", "Baru hari ini"]


def test_a_view_is_renamed_and_removed(world: World) -> None:
    visitor = world.visitor("rani")
    visitor.post("/tinjau/tampilan", data={"nama": "Sampah", "antrean": WASTE})
    (view,) = world.saved_views.kept

    visitor.post(f"/tinjau/tampilan/{view.id}", data={"nama": "Liar", "antrean": WASTE})
    assert "Liar" in chips(visitor.get("/tinjau").text)

    visitor.post(f"/tinjau/tampilan/{view.id}/hapus", data={"antrean": WASTE})
    assert world.saved_views.kept == []


def test_nobody_else_renames_a_view(world: World) -> None:
    world.visitor("rani").post("/tinjau/tampilan", data={"nama": "Sampah", "antrean": WASTE})
    (view,) = world.saved_views.kept

    assert world.visitor("dewi").post(f"/tinjau/tampilan/{view.id}", data={"nama": "x"}).status_code == 404


def test_without_a_name_the_form_says_what_is_missing(world: World) -> None:
    visitor = world.visitor("rani")

    answer = visitor.post("/tinjau/tampilan", data={"nama": " ", "antrean": WASTE})

    assert answer.status_code == 422
    assert "Tulis nama untuk tampilan ini." in answer.text


def test_who_has_many_views_removes_one_first(world: World) -> None:
    visitor = world.visitor("rani")

    for number in range(MOST + 1):
        answer = visitor.post(
            "/tinjau/tampilan", data={"nama": f"Ke-{number}", "antrean": WASTE + str(number)}
        )

    assert len(world.saved_views.kept) == MOST
    assert answer.status_code == 409
    assert f"Anda sudah punya {MOST} tampilan" in answer.text
