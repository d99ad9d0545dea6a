"""Following a report by its number."""

from dataclasses import replace

import pytest

from backend.reports.moves import State
from backend.reports.report import Actor, Step
from tests.pages.seed import a_report
from tests.pages.world import NOW, World


def test_the_number_shows_state_custody_and_steps(world: World) -> None:
    report = a_report(1, state=State.IN_PROGRESS, now=NOW, photos=2, arrived=1)
    world.keep([report])

    page = world.visitor().get(f"/lacak/{report.number}")

    assert page.status_code == 200
    for words in ("Dikerjakan", "Terverifikasi", "1 dari 2 foto sudah sampai", report.envelope.digest):
        assert words in page.text


def test_the_number_shows_nothing_private(world: World) -> None:
    report = a_report(4, state=State.VERIFIED, now=NOW)
    world.keep([report])

    page = world.visitor().get(f"/lacak/{report.number}").text

    private = ("Budi", "Rani", "0812", "117.4526", "0.1366", report.sender.device + '"', "RT 19")
    assert [word for word in private if word in page] == []


def test_the_reporter_reads_what_the_reviewer_asked(world: World) -> None:
    report = a_report(1, state=State.NEEDS_INFO, now=NOW)
    world.keep([report])

    page = world.visitor().get(f"/lacak/{report.number}").text

    assert "Di mana tepatnya?" in page
    assert "Mohon sebutkan toko terdekat" in page


def test_a_number_may_be_typed_carelessly(world: World) -> None:
    report = a_report(1, now=NOW)
    world.keep([report])
    careless = report.number.lower().replace("-", " ")

    answer = world.visitor().get("/lacak", query_string={"nomor": f" {careless} "})

    assert answer.headers["Location"] == f"/lacak/{report.number}"


def test_every_way_of_writing_a_number_leads_to_one_address(world: World) -> None:
    report = a_report(1, now=NOW)
    world.keep([report])

    answer = world.visitor().get(f"/lacak/{report.number.lower()}")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/lacak/{report.number}")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("MD-0000-0001", "salah ketik"),
        ("halo", "bukan nomor laporan"),
        ("MD-0000-0000", "tidak ditemukan"),
        ("<script>alert(1)</script>", "bukan nomor laporan"),
    ],
)
def test_a_wrong_number_is_explained(world: World, typed: str, said: str) -> None:
    answer = world.visitor().get("/lacak", query_string={"nomor": typed}, follow_redirects=True)

    assert answer.status_code == 404
    assert said in answer.text
    assert "<script>alert" not in answer.text


def test_a_followed_page_is_kept_by_nobody(world: World) -> None:
    report = a_report(1, now=NOW)
    world.keep([report])

    answer = world.visitor().get(f"/lacak/{report.number}")

    assert answer.headers["Cache-Control"] == "no-store"
    assert 'content="noindex"' in answer.text


def test_an_unpublished_report_has_no_link_to_a_public_page(world: World) -> None:
    waiting, shown = a_report(1, now=NOW), a_report(2, state=State.VERIFIED, now=NOW)
    world.keep([waiting, replace(shown)])

    pages = [world.visitor().get(f"/lacak/{r.number}").text for r in (waiting, shown)]

    assert ["/laporan/" in page for page in pages] == [False, True]


def test_the_reporter_of_a_merged_report_reads_how_the_same_thing_stands(world: World) -> None:
    head = a_report(1, state=State.IN_PROGRESS, now=NOW)
    step = Step(State.DUPLICATE, Actor("reviewer", "p-rani", "Rani"), NOW, detail={"heads": head.id})
    merged = a_report(2, now=NOW).moved(step)
    world.keep([head, merged])

    page = world.visitor().get(f"/lacak/{merged.number}").text

    assert "Laporan yang sama itu sekarang: Dikerjakan." in page
    assert f'href="/laporan/{head.id}"' in page
    assert head.number not in page


def test_a_head_that_residents_do_not_see_is_not_shown_to_the_reporter_of_another(world: World) -> None:
    head = a_report(1, now=NOW)
    step = Step(State.DUPLICATE, Actor("reviewer", "p-rani", "Rani"), NOW, detail={"heads": head.id})
    merged = a_report(2, now=NOW).moved(step)
    world.keep([head, merged])

    page = world.visitor().get(f"/lacak/{merged.number}").text

    assert "Digabung" in page
    assert head.id not in page


def test_the_reporter_reads_where_a_report_was_moved(world: World) -> None:
    step = Step(
        State.RECEIVED, Actor("reviewer", "p-rani", "Rani"), NOW, detail={"kelurahan": "64.74.03.1003"}
    )
    moved = a_report(2, now=NOW).moved(step)
    world.keep([moved])

    page = world.visitor().get(f"/lacak/{moved.number}").text

    assert "Dipindahkan ke Kelurahan Kanaan" in page


def test_a_follow_up_says_what_it_says_of_which_report(world: World) -> None:
    earlier, plain = a_report(1, state=State.RESOLVED, now=NOW), a_report(2, now=NOW)
    unmended = replace(plain.envelope, about=earlier.id)
    says = []
    for envelope in (plain.envelope, unmended, replace(unmended, mended=True)):
        world.keep([replace(plain, envelope=envelope)])
        page = world.visitor().get(f"/lacak/{plain.number}").text
        says.append(("sudah beres." in page, "belum beres." in page, f"/laporan/{earlier.id}" in page))

    assert says == [(False, False, False), (False, True, True), (True, False, True)]


def test_the_receipt_tells_of_each_photo_how_far_it_has_come(world: World) -> None:
    report = a_report(1, now=NOW, photos=2, arrived=1)
    world.keep([report])

    page = world.visitor().get(f"/lacak/{report.number}").text

    assert "Di arsip sejak" in page
    assert "Masih di HP: 33% sudah sampai" in page
    assert all(photo.sha256 in page for photo in report.photos)
    assert "menunggu peninjau Kelurahan" in page


def test_who_holds_the_report_is_told_with_the_day(world: World) -> None:
    report = a_report(1, state=State.ASSIGNED, now=NOW)
    handed = replace(report.steps[-1], detail={"opd": "DLH"})
    world.keep([replace(report, steps=(*report.steps[:-1], handed))])

    assert (
        "Langkah berikutnya oleh Dinas Lingkungan Hidup"
        in world.visitor().get(f"/lacak/{report.number}").text
    )


def test_a_settled_report_may_be_asked_to_be_reopened(world: World) -> None:
    lately = a_report(1, state=State.RESOLVED, now=NOW)
    long_ago = a_report(2, state=State.CLOSED_UNRESOLVED, now=NOW, hours=24 * 30)
    world.keep([lately, long_ago])

    pages = [world.visitor().get(f"/lacak/{report.number}").text for report in (lately, long_ago)]

    assert ["Minta dibuka kembali" in page for page in pages] == [True, False]
    assert ["Kirim laporan baru" in page for page in pages] == [False, True]
    assert f"/lapor?tentang={lately.id}" in pages[0]
    assert f"/lapor/sederhana?tentang={lately.id}" in pages[0].partition("<noscript>")[2]
    assert ["Seberapa puas" in page for page in pages] == [True, False]
