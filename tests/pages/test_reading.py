"""Who reads all and changes nothing: the command centre, and whoever audits."""

import csv
import io
import re

import pytest

from backend.reports.moves import State
from tests.pages import seed
from tests.pages.world import NOW, World

ELSEWHERE = "64.74.01.1001"


def test_the_command_centre_is_led_to_how_every_kelurahan_stands(week: World) -> None:
    visitor = week.visitor("komang")

    led = visitor.get("/masuk").headers["Location"]
    page = visitor.get(led).text

    assert led == "/pusat"
    assert all(place.name in page for place in week.city.register().kelurahan.values())


def test_where_most_is_overdue_comes_first(week: World) -> None:
    """Counted here a second time, report by report."""
    late: dict[str, int] = dict.fromkeys(week.city.register().kelurahan, 0)
    for report in week.reports.kept.values():
        due = week.reports.due(report)
        late[report.kelurahan] += bool(due and due < NOW)

    page = week.visitor("komang").get("/pusat").text
    first = page.split('class="standing-row"')[1]

    most = max(late, key=lambda code: late[code])
    assert late[most] > 0
    assert f'href="/baca?kelurahan={most}"' in first
    assert f"<dd>{late[most]}</dd>" in first


def test_where_nothing_is_to_be_done_is_folded_away(week: World) -> None:
    settled = {State.RESOLVED, State.CLOSED_UNRESOLVED, State.REJECTED, State.DUPLICATE}
    busy = {report.kelurahan for report in week.reports.kept.values() if report.state not in settled}
    everywhere = set(week.city.register().kelurahan)

    shown, _, folded = week.visitor("komang").get("/pusat").text.partition("<details")

    assert everywhere - busy
    assert set(re.findall(r"kelurahan=([\d.]+)", shown)) == busy
    assert set(re.findall(r"kelurahan=([\d.]+)", folded)) == everywhere - busy


@pytest.mark.parametrize("login", ["komang", "audi"])
def test_every_case_is_read_and_nothing_can_be_pressed(week: World, login: str) -> None:
    visitor = week.visitor(login)
    pages = [visitor.get("/baca"), *(visitor.get(f"/baca/{key}") for key in week.reports.kept)]

    assert {page.status_code for page in pages} == {200}
    for page in pages:
        main = page.text.split("<main")[1].split("</main>")[0]
        assert "post" not in main
        assert "/tinjau" not in main


@pytest.mark.parametrize("login", ["komang", "audi"])
def test_what_changes_something_is_not_there_for_them(week: World, login: str) -> None:
    visitor, report_id = week.visitor(login), next(iter(week.reports.kept))

    tried = [
        visitor.get("/tinjau"),
        visitor.get(f"/tinjau/{report_id}"),
        visitor.post(f"/tinjau/{report_id}", data={"verdict": "verify", "version": "1"}),
        visitor.post("/api/v1/decisions", json={"decisions": []}),
        visitor.post("/admin/undangan", data={"kelurahan": seed.HOME}),
    ]

    assert [answer.status_code for answer in tried] == [404] * 5
    assert len(week.reports.kept[report_id].steps) >= 1


def test_photos_are_covered_and_senders_have_no_name(week: World) -> None:
    report = next(
        r for r in week.reports.kept.values() if r.photos and r.sender.person and r.photos[0].derived_at
    )

    page = week.visitor("audi").get(f"/baca/{report.id}").text

    assert f"/photos/{report.photos[0].sha256}/covered" in page
    assert "/1280" not in page
    assert week.people.get(report.sender.person or "").name not in page


def test_the_list_is_narrowed_down_in_the_address(week: World) -> None:
    visitor = week.visitor("audi")

    rejected = visitor.get("/baca?keadaan=rejected").text
    nowhere = visitor.get("/baca?kelurahan=99.99.99.9999").text
    nonsense = visitor.get("/baca?keadaan=burnt&tenggat=never&setelah=x").text

    for report in week.reports.kept.values():
        assert (f"/baca/{report.id}" in rejected) is (report.state is State.REJECTED)
    assert "Tidak ada laporan yang cocok" in nowhere
    assert nonsense.count('class="case-row is-plain"') > 1


def test_the_table_to_take_along_tells_of_every_report_and_of_no_person_and_is_logged(world: World) -> None:
    world.keep(seed.a_week(NOW))
    found = world.visitor("audi").get("/baca/unduh")

    rows = list(csv.DictReader(io.StringIO(found.text)))

    assert {row["number"] for row in rows} == {report.number for report in world.reports.kept.values()}
    assert set(rows[0]) == {
        "number",
        "category",
        "kelurahan",
        "rt",
        "state",
        "received_at",
        "due_at",
        "photos",
    }
    assert found.headers["Cache-Control"] == "no-store"
    last = world.audit.kept[-1].entry
    assert (last.who.name, last.action, last.detail["count"]) == ("Audi", "export", str(len(rows)))
