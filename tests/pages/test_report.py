"""The page of a published report: its way, who holds it, until when, and what became of the place."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from backend.reports.moves import State
from backend.reports.report import Report, Sender, Step, Voice
from tests.pages.seed import HOME, RANI, Story, a_report
from tests.pages.world import NOW, World

SILENT = Story("LMB-03", "", {})
CLEAN_UP = Story("POS-01", "Gotong royong membersihkan parit.", {})


def handed(report: Report, opd: str = "DLH") -> Report:
    """Handed to an agency with its last step."""
    return replace(report, steps=(*report.steps[:-1], replace(report.steps[-1], detail={"opd": opd})))


def page_of(world: World, report: Report) -> str:
    return world.visitor().get(f"/laporan/{report.id}").text


def test_it_says_who_holds_the_report_and_until_when(world: World) -> None:
    world.keep([report := handed(a_report(1, state=State.ASSIGNED, now=NOW))])

    page = page_of(world, report)

    assert "Dipegang Dinas Lingkungan Hidup" in page
    assert "Langkah berikutnya oleh Dinas Lingkungan Hidup, paling lambat 24 Nov 2026." in page


def test_what_is_overdue_is_said_with_who_holds_it(world: World) -> None:
    world.keep([report := handed(a_report(1, state=State.ASSIGNED, now=NOW, hours=300))])

    assert "Sudah lewat tenggat" in page_of(world, report)
    assert "Yang memegang: Dinas Lingkungan Hidup." in page_of(world, report)


def test_a_report_no_agency_has_is_held_by_its_kelurahan(world: World) -> None:
    world.keep([report := a_report(1, state=State.VERIFIED, now=NOW)])

    assert f"Dipegang Kelurahan {world.city.register().kelurahan[HOME].name}" in page_of(world, report)


def test_what_was_only_checked_does_not_look_finished(world: World) -> None:
    checked, fixed = (a_report(n, state=s, now=NOW) for n, s in ((1, State.VERIFIED), (2, State.RESOLVED)))
    world.keep([checked, fixed])

    pages = [page_of(world, one) for one in (checked, fixed)]
    chips = [re.search(r'<span class="chip" data-tone="(\w+)">', page) for page in pages]

    assert [chip and chip[1] for chip in chips] == ["sun", "leaf"]
    assert "Sudah diperiksa, menunggu ditangani" in pages[0]


def test_one_without_words_is_described_by_how_it_stands(world: World) -> None:
    world.keep([report := handed(a_report(1, state=State.ASSIGNED, now=NOW, story=SILENT))])

    described = re.findall(r'name="description" content="([^"]+)"', page_of(world, report))

    assert described == ["Diteruskan ke dinas, dilaporkan 22 Nov 2026. Dinas Lingkungan Hidup"]


def test_good_news_waits_for_nobody(world: World) -> None:
    world.keep([report := a_report(1, state=State.VERIFIED, now=NOW, story=CLEAN_UP)])

    page = page_of(world, report)

    assert "Kabar baik</span>" in page
    assert "menunggu ditangani" not in page


def test_a_fixed_report_shows_before_and_after_beside_each_other(world: World) -> None:
    report, alone = (a_report(n, state=State.RESOLVED, now=NOW, photos=n) for n in (2, 1))
    world.keep([report, alone])

    page = page_of(world, report)

    assert page.index("Sebelum diperbaiki") < page.index("Sesudah diperbaiki")
    assert page.count("<img") == 2
    assert "diperbaiki" not in page_of(world, alone)


@pytest.mark.parametrize("state", [State.VERIFIED, State.ASSIGNED, State.IN_PROGRESS])
def test_of_what_is_open_somebody_may_show_that_it_is_mended(world: World, state: State) -> None:
    world.keep([report := a_report(1, state=state, now=NOW)])

    page = page_of(world, report)

    query = f"tentang={report.id}&amp;jenis={report.category}&amp;kelurahan={report.kelurahan}&amp;rt=019"
    assert f'href="/lapor?{query}&amp;beres=ya"' in page
    assert f"/lapor/sederhana?{query}&amp;beres=ya" in page.partition("<noscript>")[2]


def test_to_an_agency_that_has_not_begun_the_photo_is_said_to_go(world: World) -> None:
    assigned, begun = (a_report(1, state=state, now=NOW) for state in (State.ASSIGNED, State.IN_PROGRESS))

    says = []
    for report in (assigned, begun):
        world.keep([report])
        says.append("untuk dinas yang memegang" in page_of(world, report))

    assert says == [True, False]


def test_a_repair_without_a_picture_asks_for_one(world: World) -> None:
    pictured, bare = (a_report(n, state=State.RESOLVED, now=NOW, photos=n) for n in (2, 1))
    world.keep([pictured, bare])

    asks = ["beres=ya" in page_of(world, report) for report in (pictured, bare)]

    assert asks == [False, True]


def test_good_news_and_what_was_given_up_are_not_mended(world: World) -> None:
    news = a_report(6, state=State.VERIFIED, now=NOW)
    given_up = a_report(1, state=State.CLOSED_UNRESOLVED, now=NOW)
    world.keep([news, given_up])

    assert [report for report in (news, given_up) if "beres=ya" in page_of(world, report)] == []


def test_without_a_script_a_repair_is_shown_or_contradicted_by_the_simple_form(world: World) -> None:
    world.keep([report := a_report(1, state=State.RESOLVED, now=NOW)])

    without_script = re.findall(r'<noscript>.*?href="(.+?)">(.+?)</a>', page_of(world, report))

    about = f"tentang={report.id}&amp;jenis={report.category}&amp;kelurahan={report.kelurahan}&amp;rt=019"
    simple = f"/lapor/sederhana?{about}"
    assert without_script == [
        (f"{simple}&amp;beres=ya", "Sudah beres: pakai formulir sederhana"),
        (simple, "Belum beres: pakai formulir sederhana"),
    ]


@pytest.mark.parametrize(("query", "says"), [("&beres=ya", "Sudah beres."), ("", "Belum beres.")])
def test_the_simple_form_says_whether_it_is_mended(world: World, query: str, says: str) -> None:
    world.keep([report := a_report(1, state=State.RESOLVED, now=NOW)])

    page = world.visitor().get(f"/lapor/sederhana?tentang={report.id}&jenis={report.category}{query}").text

    assert f"{says} Laporan lanjutan untuk:" in page


def test_the_page_of_a_merged_report_leads_to_its_head(world: World) -> None:
    head, member = (a_report(seed, state=State.VERIFIED, now=NOW) for seed in (1, 2))
    merged = Step(State.DUPLICATE, RANI, NOW + timedelta(minutes=1), detail={"heads": head.id})
    world.keep([head, member])
    world.reports.kept[member.id] = replace(member, steps=(*member.steps, merged))

    world.draw(member.id)

    answer = world.visitor().get(f"/laporan/{member.id}")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/laporan/{head.id}")


def test_what_was_merged_before_anybody_saw_it_has_no_page(world: World) -> None:
    head, member = a_report(1, state=State.VERIFIED, now=NOW), a_report(2, now=NOW)
    merged = Step(State.DUPLICATE, RANI, NOW, detail={"heads": head.id})

    world.keep([head, replace(member, steps=(*member.steps, merged))])

    assert world.visitor().get(f"/laporan/{member.id}").status_code == 404


def test_a_kelurahan_s_page_tells_how_satisfied_residents_are(world: World) -> None:
    report = a_report(1, state=State.RESOLVED, now=NOW)
    said = [Voice(Sender(f"d-{n}"), NOW, rating, "RAHASIA") for n, rating in enumerate((4, 4, 3, 2, 4))]
    world.keep([replace(report, voices=tuple(said))])
    world.atlas().draw_satisfaction()
    world.atlas().draw_counts([HOME])

    page = world.visitor().get(f"/kelurahan/{HOME}").text

    assert "Kepuasan warga atas perbaikan" in page
    assert "3 jawaban" in page
    assert "RAHASIA" not in page


PICTURE = re.compile(r'<img class="photo" src="/media/[^"]*/(\d+)\.webp"(?: srcset="([^"]*)")?')


def test_a_photo_alone_comes_in_the_size_of_a_phone_and_several_come_small(world: World) -> None:
    alone, three = (a_report(n, state=State.VERIFIED, now=NOW, photos=n) for n in (1, 3))
    world.keep([alone, three])

    wide, small = (PICTURE.findall(page_of(world, one)) for one in (alone, three))

    assert [size for size, _ in wide] == ["720"]
    assert re.findall(r"/(\d+)\.webp (\d+)w", wide[0][1]) == [("720", "720"), ("1280", "1280")]
    assert small == [("320", "")] * 3


@pytest.mark.parametrize(("state", "photos"), [(State.VERIFIED, 3), (State.RESOLVED, 2)])
def test_the_first_photo_overtakes_what_the_page_waits_for_and_no_other_does(
    state: State, photos: int, world: World
) -> None:
    world.keep([report := a_report(1, state=state, now=NOW, photos=photos)])

    said = re.findall(r'<img class="photo" [^>]*fetchpriority="(\w+)"', page_of(world, report))

    assert said == ["high", *["low"] * (photos - 1)]


def test_a_step_that_something_still_follows_does_not_look_finished(world: World) -> None:
    checked, handed_on = (
        a_report(n, state=s, now=NOW) for n, s in ((1, State.VERIFIED), (2, State.ASSIGNED))
    )
    world.keep([checked, handed_on])

    tones = [
        re.findall(r'<li data-tone="(\w+)"><span class="step-dot">', page_of(world, one))
        for one in (checked, handed_on)
    ]

    assert tones == [["sun"], ["leaf", "sea"]]
