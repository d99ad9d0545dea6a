"""What residents may know: everything that was published, and nothing else."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from backend.reports import coarse, published
from backend.reports.moves import PUBLIC, State
from backend.reports.ports import NotFound
from backend.reports.report import Report, Step
from backend.residents import atlas
from sync.envelope import Place
from tests.pages.seed import HOME, RANI, Story, a_report
from tests.pages.world import NOW, World
from tests.rules.town import Register

PRIVATE_STORY = Story(
    "SMP-01", "Bau. Telepon 0812 3456 7890, NIK 6474010101900001, udin@contoh.id", {"volume": "RAHASIA-JAWAB"}
)


def secretive(state: State = State.VERIFIED) -> Report:
    """A report in which every private field holds something that can be found again."""
    report = a_report(3, state=state, now=NOW, story=PRIVATE_STORY, photos=2, flags=("near_border",))
    words = Step(report.state, RANI, NOW, "RAHASIA-ALASAN", "RAHASIA-KATA")
    envelope = replace(report.envelope, rt="RAHASIA-RT")
    hidden = replace(report.photos[1], public=False)
    return replace(
        report, envelope=envelope, steps=(*report.steps[:-1], words), photos=(report.photos[0], hidden)
    )


def everything_drawn(world: World) -> str:
    documents = {name: snapshot.document for name, snapshot in world.snapshots.drawn.items()}
    return json.dumps([documents, [item.document for item in world.showcase.items]])


def test_nothing_private_is_in_any_document(world: World) -> None:
    report = secretive()

    world.keep([report])

    drawn = everything_drawn(world)
    private = {
        "RAHASIA", report.number, report.envelope.digest, report.photos[1].sha256, "width", "near_border",
        "p-budi", "Rani", "named", "0812", "6474010101900001", "udin@", "0.1366", "117.4526", "accuracy",
        report.received_at.isoformat()[:16],
    }  # fmt: skip
    assert sorted(word for word in private if word in drawn) == []


def test_documents_hold_exactly_the_fields_that_were_allowed() -> None:
    document = published.full(secretive(), Register())

    assert set(document) == {
        "id", "category", "kelurahan", "state", "excerpt", "photo", "cell", "reported_on", "changed_on",
        "note", "photos", "steps", "me_too", "within", "rt", "opd", "due_on", "hand_overs", "before", "after",
        "confirmed",
    }  # fmt: skip
    assert {frozenset(step) for step in document["steps"]} == {frozenset({"state", "on", "opd"})}
    assert set(document["cell"]) == {"lat", "lon"}


@pytest.mark.parametrize("state", sorted(set(State) - PUBLIC - {State.DUPLICATE, State.REOPENED}))
def test_a_report_that_is_not_published_appears_nowhere(world: World, state: State) -> None:
    report = a_report(5, state=state, now=NOW)

    world.keep([report])

    assert report.id not in everything_drawn(world)
    assert State(state).value not in everything_drawn(world)


def test_a_brief_of_an_unpublished_report_is_refused() -> None:
    with pytest.raises(published.NotPublic):
        published.brief(a_report(5, now=NOW), Register())


def test_taking_a_report_back_removes_it_everywhere(world: World) -> None:
    report = a_report(6, state=State.VERIFIED, now=NOW)
    world.keep([report])
    assert report.id in everything_drawn(world)

    world.reports.append(report.moved(Step(State.REJECTED, RANI, NOW, "unclear")))
    world.draw(report.id)

    assert report.id not in everything_drawn(world)
    with pytest.raises(NotFound):
        world.showcase.get(report.id)


def test_a_report_taken_back_while_all_is_counted_anew_goes_from_every_list(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, other = (a_report(n, state=State.VERIFIED, now=NOW) for n in (6, 7))
    world.keep([report, other])
    before = world.snapshots.get(atlas.CITY).document["pulse"]
    monkeypatch.setattr(type(world.showcase), "is_counted", lambda _self: False)

    world.reports.append(report.moved(Step(State.REJECTED, RANI, NOW, "unclear")))
    world.draw(report.id)

    assert report.id not in everything_drawn(world)
    assert other.id in everything_drawn(world)
    assert world.snapshots.get(atlas.CITY).document["pulse"] == before


def test_a_report_taken_back_while_it_is_drawn_does_not_reappear(world: World) -> None:
    report = a_report(6, state=State.VERIFIED, now=NOW)
    world.reports.add(report.moved(Step(State.REJECTED, RANI, NOW, "unclear")))
    world.reports.as_read_first[report.id] = report

    world.draw(report.id)

    assert report.id not in everything_drawn(world)


def test_only_photos_a_reviewer_let_through_are_named(world: World) -> None:
    report = secretive()

    world.keep([report])

    assert published.full(report, Register())["photos"] == [report.photos[0].sha256]
    assert published.brief(report, Register())["photo"] == report.photos[0].sha256


def test_a_photo_without_small_copies_is_not_named() -> None:
    report = a_report(3, state=State.VERIFIED, now=NOW)
    waiting = replace(report.photos[0], derived_at=None)

    assert published.full(replace(report, photos=(waiting,)), Register())["photos"] == []


def test_every_place_in_a_cell_reads_the_same() -> None:
    places = [Place(0.1360 + d, 117.4520 + d, 5, "gps", 1) for d in (0.0001, 0.0004, 0.0009)]

    assert {json.dumps(coarse.cell(place)) for place in places} == {'{"lat": 0.1365, "lon": 117.4525}'}


def test_a_report_without_a_point_has_no_cell() -> None:
    assert coarse.cell(None) is None
    assert coarse.cell(Place(0.1, 117.4, None, "none", None)) is None


def test_reports_in_one_cell_are_one_dot(world: World) -> None:
    near = [(117.45231, 0.13621), (117.45278, 0.13688)]

    world.keep(a_report(i, state=State.VERIFIED, now=NOW, at=at) for i, at in enumerate(near))

    [dot] = world.snapshots.get(atlas.kelurahan_name(HOME)).document["dots"]
    assert (dot["n"], dot["standing"]) == (2, "open")


def test_the_city_counts_what_its_kelurahan_count(world: World) -> None:
    world.keep(
        a_report(i, state=state, now=NOW, kelurahan=code)
        for i, (state, code) in enumerate(
            [
                (State.VERIFIED, "64.74.01.1001"),
                (State.RESOLVED, "64.74.01.1001"),
                (State.VERIFIED, "64.74.02.1001"),
            ]
        )
    )

    city = world.snapshots.get(atlas.CITY).document

    assert city["pulse"]["standing"] == {"open": 2, "work": 0, "fixed": 1, "closed": 0}
    assert [city["kelurahan"][code]["n"] for code in ("64.74.01.1001", "64.74.02.1001")] == [2, 1]
    assert len(city["kelurahan"]) == 15


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Hubungi 0812-3456-7890 ya", "Hubungi ••• ya"),
        ("+62 812 3456 7890", "•••"),
        ("(0548) 21 234 56", "(•••"),
        ("surel a.b@c.id", "surel •••"),
        ("RT 19, 24 orang, sejak 23-11-2026", "RT 19, 24 orang, sejak 23-11-2026"),
    ],
)
def test_what_reaches_a_person_is_masked(words: str, left: str) -> None:
    assert published.scrubbed(words) == left


def test_a_long_note_is_cut_at_a_word() -> None:
    report = a_report(1, state=State.VERIFIED, now=NOW, story=Story("SMP-01", "kata " * 60, {}))

    excerpt = published.brief(report, Register())["excerpt"]

    assert len(excerpt) <= published.EXCERPT + 1
    assert excerpt.endswith("kata…")


def test_days_are_those_of_bontang() -> None:
    late = NOW.replace(hour=17)  # 01.00 of the next day in Bontang
    report = replace(
        a_report(1, state=State.VERIFIED, now=NOW), captured_estimate=late - timedelta(minutes=1)
    )

    assert published.brief(report, Register())["reported_on"] == "2026-11-24"
