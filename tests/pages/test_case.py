"""One case, decided by plain forms."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.reports import showing
from backend.reports.look import Box, Look
from backend.reports.moves import State
from backend.reports.report import Actor, Echo, Report, Sender, Step
from tests.pages.seed import STORIES, a_report
from tests.pages.world import NOW, World

DEWI = Actor("reviewer", "p-dewi", "Dewi")


@pytest.fixture
def rani(world: World) -> FlaskClient:
    return world.visitor("rani")


def kept(world: World, **facts: object) -> Report:
    report = a_report(now=NOW, **facts)  # type: ignore[arg-type]  # the builder checks
    world.keep([report])
    return report


def decide(visitor: FlaskClient, report: Report, verdict: str, **fields: object) -> TestResponse:
    sent = {"verdict": verdict, "version": report.version, **fields}
    return visitor.post(f"/tinjau/{report.id}", data=sent)


def test_verifying_publishes_the_chosen_photos_only(world: World, rani: FlaskClient) -> None:
    report = kept(world, photos=3)
    chosen = report.photos[1].sha256

    decide(rani, report, "verify", publish=[chosen])

    after = world.reports.get(report.id)
    assert after.state is State.VERIFIED
    assert [photo.public for photo in after.photos] == [False, True, False]
    assert (after.steps[-1].by.id, after.steps[-1].by.name) == ("p-rani", "Rani Wulandari")


def test_a_published_case_says_what_residents_read_of_its_words(world: World, rani: FlaskClient) -> None:
    as_sent, changed = kept(world), kept(world, seed=2)
    waiting = rani.get(f"/tinjau/{as_sent.id}").text

    decide(rani, as_sent, "verify", public_note=as_sent.envelope.note)
    decide(rani, changed, "verify", public_note="Parit penuh")

    assert "Warga akan membaca keterangan ini bila diverifikasi." in waiting
    assert "Warga membaca keterangan ini." in rani.get(f"/tinjau/{as_sent.id}").text
    page = rani.get(f"/tinjau/{changed.id}").text
    assert "Warga membacanya begini:" in page
    assert '<p class="words small">Parit penuh</p>' in page
    assert "bila diverifikasi" not in page


def test_no_photo_is_chosen_beforehand(world: World, rani: FlaskClient) -> None:
    page = rani.get(f"/tinjau/{kept(world, photos=2).id}").text

    boxes = re.findall(r"<input type=\"checkbox\" name=\"publish\"[^>]*>", page)
    assert len(boxes) == 2
    assert [box for box in boxes if "checked" in box or "disabled" in box] == []


def test_a_photo_on_its_way_cannot_be_chosen(world: World, rani: FlaskClient) -> None:
    page = rani.get(f"/tinjau/{kept(world, photos=2, arrived=0).id}").text

    assert len(re.findall(r"<input type=\"checkbox\"[^>]* disabled", page)) == 2
    assert "/thumb" in page


def test_rejecting_needs_a_reason(world: World, rani: FlaskClient) -> None:
    report = kept(world)

    answer = decide(rani, report, "reject", words="Tidak jelas bagi saya")

    assert answer.status_code == 422
    assert "Pilih satu alasan." in answer.text
    assert "Tidak jelas bagi saya</textarea>" in answer.text
    assert world.reports.get(report.id).state is State.RECEIVED


def test_asking_needs_a_question(world: World, rani: FlaskClient) -> None:
    report = kept(world)

    refused = decide(rani, report, "ask")
    asked = decide(rani, report, "ask", reason="where", words="Dekat toko apa?")

    assert (refused.status_code, asked.status_code) == (422, 303)
    assert world.reports.get(report.id).steps[-1].words == "Dekat toko apa?"


def test_after_a_decision_comes_the_next_case_with_a_message(world: World, rani: FlaskClient) -> None:
    first, second = a_report(1, now=NOW, hours=9), a_report(2, now=NOW, hours=3)
    world.keep([first, second])

    answer = decide(rani, first, "verify")
    page = rani.get(answer.headers["Location"]).text

    assert answer.headers["Location"] == f"/tinjau/{second.id}?dari={first.id}"
    assert f"{first.number} sekarang:" in page
    assert "Terverifikasi" in page


def test_after_the_last_case_comes_the_good_news(world: World, rani: FlaskClient) -> None:
    report = kept(world)

    answer = decide(rani, report, "verify")

    assert answer.headers["Location"] == f"/tinjau?keadaan=received&dari={report.id}"
    assert "Semua sudah diperiksa." in rani.get(answer.headers["Location"]).text


def test_skipped_cases_come_round_again(world: World, rani: FlaskClient) -> None:
    first, second = a_report(1, now=NOW, hours=9), a_report(2, now=NOW, hours=3)
    world.keep([first, second])

    answer = decide(rani, second, "verify")

    assert answer.headers["Location"] == f"/tinjau/{first.id}?dari={second.id}"


def test_what_was_decided_just_now_can_be_taken_back(world: World, rani: FlaskClient) -> None:
    rejected, verified = a_report(1, now=NOW), a_report(2, now=NOW)
    world.keep([rejected, verified])
    told = [
        rani.get(decide(rani, report, verdict, reason=reason).headers["Location"]).text
        for report, verdict, reason in ((rejected, "reject", "unclear"), (verified, "verify", ""))
    ]

    undone = decide(rani, world.reports.get(rejected.id), "undo")

    assert [
        f'action="/tinjau/{r.id}"' in page for r, page in zip((rejected, verified), told, strict=True)
    ] == [True, True]
    assert undone.headers["Location"] == f"/tinjau/{rejected.id}"
    assert world.reports.get(rejected.id).state is State.RECEIVED


def test_a_colleague_s_decision_is_shown_and_never_overwritten(world: World, rani: FlaskClient) -> None:
    report = kept(world)
    world.reports.append(report.moved(Step(State.REJECTED, DEWI, NOW, "not_found", "Sudah saya cek")))

    answer = decide(rani, report, "verify", words="punya saya")

    assert answer.status_code == 409
    for words in ("Dewi lebih dulu memutuskan", "Ditolak", "Sudah diperiksa di tempat", "Sudah saya cek"):
        assert words in answer.text
    assert world.reports.get(report.id).steps[-1].by.id == "p-dewi"


def test_pressing_twice_says_so_kindly(world: World, rani: FlaskClient) -> None:
    report = kept(world)
    decide(rani, report, "verify")

    again = decide(rani, report, "verify")

    assert again.status_code == 409
    assert "Anda sudah memutuskan laporan ini." in again.text
    assert world.reports.get(report.id).version == 2


def test_words_typed_before_a_conflict_are_still_there(world: World, rani: FlaskClient) -> None:
    report = kept(world)
    world.reports.append(report.moved(Step(State.NEEDS_INFO, DEWI, NOW, "where")))

    answer = decide(rani, report, "reject", reason="unclear", words="Panjang dan dipikir matang")

    assert "Panjang dan dipikir matang</textarea>" in answer.text
    assert re.search(r'value="unclear" required checked', answer.text)
    assert 'name="version" value="2"' in answer.text


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"verdict": "verify"},
        {"verdict": "verify", "version": "x"},
        {"verdict": "publish", "version": "1"},
        {"verdict": "verify", "version": "1", "publish": "f" * 64},
        {"verdict": "ask", "version": "1", "words": "x" * 2_001},
        {"verdict": "reject", "version": "1", "reason": "where"},
    ],
)
def test_a_form_that_is_not_ours_changes_nothing(
    world: World, rani: FlaskClient, sent: dict[str, str]
) -> None:
    report = kept(world)

    answer = rani.post(f"/tinjau/{report.id}", data=sent)

    assert answer.status_code == 422
    assert world.reports.get(report.id).version == 1


def test_a_case_says_until_when_it_is_awaited(world: World, rani: FlaskClient) -> None:
    waiting = kept(world, story=STORIES[0], hours=1)
    settled = kept(world, seed=2, story=STORIES[0], state=State.REJECTED)

    assert "Paling lambat Selasa, 24 Nov" in rani.get(f"/tinjau/{waiting.id}").text
    assert "Paling lambat" not in rani.get(f"/tinjau/{settled.id}").text


def test_another_kelurahan_s_case_does_not_exist(world: World, rani: FlaskClient) -> None:
    report = kept(world, kelurahan="64.74.01.1001")

    looked, decided = rani.get(f"/tinjau/{report.id}"), decide(rani, report, "verify")

    assert (looked.status_code, decided.status_code) == (404, 404)
    assert world.reports.get(report.id).version == 1
    assert report.number not in rani.get(f"/tinjau?keadaan=received&dari={report.id}").text


@pytest.mark.parametrize(
    ("identity", "login", "shown"),
    [
        ("named", "rani", True),
        ("confidential", "rani", True),
        ("anonymous", "rani", False),
        ("named", "adi", False),
        ("confidential", "adi", False),
    ],
)
def test_the_sender_s_name_is_read_by_whom_it_was_meant_for(
    world: World, identity: str, login: str, shown: bool
) -> None:
    report = replace(kept(world, identity=identity))
    named = replace(report, sender=replace(report.sender, person="p-budi"))
    world.reports.kept[report.id] = named

    page = world.visitor(login).get(f"/tinjau/{report.id}").text

    assert ("Budi Santoso" in page) is shown


def test_answers_bear_the_register_s_questions(world: World, rani: FlaskClient) -> None:
    page = rani.get(f"/tinjau/{kept(world, seed=2).id}").text

    for words in ("Perkiraan volume", "1 gerobak/motor", "Aliran air tersumbat?", "<dd>Ya</dd>"):
        assert words in page


def test_hints_are_put_into_words(world: World, rani: FlaskClient) -> None:
    page = rani.get(f"/tinjau/{kept(world, flags=('near_border', 'answer_unknown:volume', 'newer')).id}").text

    for words in ("Kurang dari 200 m dari batas", "Jawaban «volume»", "Petunjuk: newer"):
        assert words in page


@pytest.mark.parametrize(("flags", "buttons"), [((), 2), (("near_border",), 2), (("outside_city",), 1)])
def test_what_publishes_stands_in_the_bar_below_unless_a_hint_is_to_be_looked_at_first(
    world: World, rani: FlaskClient, flags: tuple[str, ...], buttons: int
) -> None:
    page = rani.get(f"/tinjau/{kept(world, flags=flags).id}").text

    assert page.count('value="verify"') == buttons


def test_reviewers_see_what_residents_will_not(world: World, rani: FlaskClient) -> None:
    page = rani.get(f"/tinjau/{kept(world, seed=4).id}").text

    assert "0812-3456-7890" in page
    assert "nomor telepon, NIK, atau surel tertutup" in page


def test_a_report_without_a_point_says_so(world: World, rani: FlaskClient) -> None:
    page = rani.get(f"/tinjau/{kept(world, at=None).id}").text

    assert "Tidak ada titik." in page


def test_a_state_reviewers_cannot_move_offers_what_residents_see_and_nothing_else(
    world: World, rani: FlaskClient
) -> None:
    page = rani.get(f"/tinjau/{kept(world, state=State.RESOLVED).id}").text

    assert "Tidak ada yang perlu diputuskan" in page
    assert re.findall(r'name="verdict" value="(\w+)"', page) == ["show"]


def test_a_case_says_how_many_reported_it_too(world: World, rani: FlaskClient) -> None:
    report = a_report(4, state=State.VERIFIED, now=NOW)
    world.keep([replace(report, echoes=(Echo(Sender("d-8"), NOW), Echo(Sender("d-9"), NOW)))])

    page = rani.get(f"/tinjau/{report.id}").text

    assert re.search(r"<dt>Juga melaporkan</dt><dd>2 orang<br>", page)


def test_of_an_anonymous_sender_s_past_no_count_is_read(
    world: World,
) -> None:
    anonymous = kept(world, identity="anonymous")
    for seed in range(40, 43):
        other = a_report(seed, now=NOW, state=State.VERIFIED)
        world.reports.kept[other.id] = replace(other, sender=anonymous.sender)

    page = world.visitor("rani").get(f"/tinjau/{anonymous.id}").text

    assert "pernah mengirim laporan yang terverifikasi" in page
    assert "3 laporan" not in page


def test_what_the_machine_proposes_is_ticked_and_what_is_left_ticked_is_covered(
    world: World, rani: FlaskClient
) -> None:
    report = kept(world, photos=1)
    face, plate = Box(0.1, 0.2, 0.25, 0.5, "face"), Box(0.5, 0.5, 0.25, 0.125, "plate")
    photo = replace(report.photos[0], look=Look(boxes=(face, plate)))
    world.keep([report := replace(report, photos=(photo,))])

    ticked = re.findall(r'name="cover" value="([^"]+)"[^>]*checked', rani.get(f"/tinjau/{report.id}").text)
    decide(rani, report, "verify", publish=[photo.sha256], covered=[photo.sha256], cover=ticked[:1])

    assert len(ticked) == 2
    after = world.reports.get(report.id)
    assert [box.x for box in showing.covers(after, photo)] == [face.x]


def test_that_the_machine_found_nothing_is_said_once_and_only_where_it_looked(
    world: World, rani: FlaskClient
) -> None:
    said = "mesin tidak menemukan wajah"
    report = kept(world, photos=3)
    blind = [replace(photo, look=Look(boxes=None)) for photo in report.photos]
    world.keep([replace(report, photos=tuple(blind))])
    unseen = rani.get(f"/tinjau/{report.id}").text
    world.keep([replace(report, photos=tuple(replace(photo, look=Look()) for photo in blind))])

    assert (unseen.count(said), rani.get(f"/tinjau/{report.id}").text.count(said)) == (0, 1)


@pytest.mark.parametrize(
    "cover",
    ["", "x", "0.1 0.1 0.1 0.1", "{sha256} 0.1 0.1", "{sha256} 0 0 nan 1", "{sha256} 0 0 2 2"],
)
def test_a_cover_that_is_none_is_refused(world: World, rani: FlaskClient, cover: str) -> None:
    report = kept(world, photos=1)
    sha256 = report.photos[0].sha256

    answer = decide(rani, report, "verify", covered=[sha256], cover=[cover.format(sha256=sha256)])

    assert answer.status_code == 422


def test_what_residents_see_of_a_published_report_is_chosen_again(world: World, rani: FlaskClient) -> None:
    report = kept(world, photos=2, state=State.VERIFIED)
    page = rani.get(f"/tinjau/{report.id}").text
    ticked = re.findall(r'name="publish" value="([^"]+)"[^>]* checked', page)
    assert ticked == [photo.sha256 for photo in report.photos if photo.public]
    last = report.photos[-1].sha256

    answer = decide(
        rani,
        report,
        "show",
        publish=[last],
        covered=[last],
        cover=[f"{last} 0.1 0.1 0.5 0.5"],
        public_note="Parit",
    )

    after = world.reports.get(report.id)
    assert answer.headers["Location"] == f"/tinjau/{report.id}"
    assert (after.state, [photo.sha256 for photo in after.photos if photo.public]) == (State.VERIFIED, [last])
    assert len(showing.covers(after, after.photos[-1])) == 1
    assert "Yang dilihat warga diubah, 1 foto terbuka" in rani.get(f"/tinjau/{report.id}").text
