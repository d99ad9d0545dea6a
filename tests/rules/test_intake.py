"""A phone hands in a report."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from backend.reports.moves import State
from backend.reports.ports import Found, Kind, NotFound, NumberTaken, Work
from backend.reports.report import Actor, Custody, Report, Sender, Step
from sync import number
from sync.envelope import Unreadable, reopen
from sync.verdict import Verdict
from tests.rules.town import (
    BUDI,
    GUNUNG_TELIHAN,
    INSIDE,
    KANAAN,
    NOON,
    SOMEBODY,
    Parcel,
    Town,
    a_parcel,
    a_picture,
)
from tests.sync.making import a_place


def test_a_new_report_is_kept_as_it_was_sealed(town: Town) -> None:
    parcel = a_parcel(a_picture(300), a_picture(400))

    verdict = town.receives(parcel)

    report = town.reports.get(parcel.id)
    assert verdict is Verdict.NEW
    assert report.envelope == reopen(parcel.body)
    assert (report.sender, report.kelurahan, report.received_at) == (BUDI, GUNUNG_TELIHAN, NOON)
    assert report.steps == (Step(State.RECEIVED, Actor("sender", "budi"), NOON),)
    assert [(photo.size, photo.offset, photo.complete_at) for photo in report.photos] == [
        (300, 0, None),
        (400, 0, None),
    ]
    assert report.custody is Custody.PARTIAL


def test_a_report_gets_a_number_people_can_read_out(town: Town) -> None:
    parcel = town.has()

    kept = town.reports.held(parcel.id).number

    assert number.read(kept.lower()) == kept


def test_a_sender_without_a_person_is_known_by_the_device(town: Town) -> None:
    parcel = a_parcel()

    town.receives(parcel, by=SOMEBODY)

    report = town.reports.get(parcel.id)
    assert report.sender == SOMEBODY
    assert report.steps[0].by == Actor("sender", "phone-9")


def test_a_report_without_photos_is_complete_at_once_and_goes_to_the_archive(town: Town) -> None:
    parcel = a_parcel()

    town.receives(parcel)

    assert town.reports.held(parcel.id).custody is Custody.COMPLETE
    assert town.queue.count == 1
    assert town.works() == [Work(Kind.ARCHIVE, parcel.id)]


def test_a_report_with_photos_waits_for_them(town: Town) -> None:
    town.receives(a_parcel(a_picture()))

    assert town.queue.count == 0
    assert town.works() == []


def test_the_same_bytes_again_change_nothing(town: Town) -> None:
    parcel = a_parcel(a_picture())
    town.receives(parcel)
    before = town.reports.get(parcel.id)
    town.time.passes(hours=1)

    again = town.receives(parcel, age_ms=5_000)

    assert again is Verdict.REPEAT
    assert town.reports.get(parcel.id) == before


@pytest.mark.parametrize("pictures", [(), (a_picture(300), a_picture(400))], ids=["words", "and photos"])
def test_its_sender_is_told_what_is_kept(town: Town, pictures: tuple[bytes, ...]) -> None:
    parcel = a_parcel(*pictures)

    town.receives(parcel)
    first = town.told
    town.receives(parcel)

    assert first == town.told == town.reports.held(parcel.id)


def test_other_bytes_under_the_same_id_clash_and_change_nothing(town: Town) -> None:
    parcel = a_parcel()
    town.receives(parcel)
    before = town.reports.get(parcel.id)

    verdict = town.receives(a_parcel(id=parcel.id, note="Bukan yang itu"))

    assert verdict is Verdict.CLASH
    assert town.reports.get(parcel.id) == before


def test_five_identical_reports_at_the_same_moment_make_one(town: Town) -> None:
    parcel = a_parcel()

    with ThreadPoolExecutor(5) as phones:
        verdicts = list(phones.map(lambda _: town.receives(parcel), range(5)))

    assert sorted(verdicts) == [Verdict.NEW, *[Verdict.REPEAT] * 4]
    assert len(town.reports.lines_of(BUDI)) == 1


@pytest.mark.parametrize("stranger", [SOMEBODY, Sender("phone-2", "ani"), Sender("phone-2")])
@pytest.mark.parametrize("change", [{}, {"note": "Bukan yang itu"}], ids=["same bytes", "other bytes"])
def test_a_stranger_is_not_told_that_an_id_is_taken(
    town: Town, stranger: Sender, change: dict[str, Any]
) -> None:
    parcel = a_parcel()
    town.receives(parcel)

    with pytest.raises(NotFound):
        town.receives(a_parcel(id=parcel.id, **change), by=stranger)


def test_a_person_may_go_on_from_another_phone(town: Town) -> None:
    parcel = a_parcel()
    town.receives(parcel)

    assert town.receives(parcel, by=Sender("phone-2", "budi")) is Verdict.REPEAT


def test_a_phone_that_was_nobodys_goes_on_as_its_persons(town: Town) -> None:
    parcel = a_parcel()
    town.receives(parcel, by=Sender("phone-3"))

    assert town.receives(parcel, by=Sender("phone-3", "ani")) is Verdict.REPEAT


def test_two_phones_of_nobody_are_strangers(town: Town) -> None:
    parcel = a_parcel()
    town.receives(parcel, by=Sender("phone-3"))

    with pytest.raises(NotFound):
        town.receives(parcel, by=Sender("phone-4"))


def test_a_report_that_comes_in_beside_itself_is_a_repeat(town: Town) -> None:
    parcel = a_parcel()
    raced = Raced(town, lambda: Town.receives(town, parcel))

    assert raced.receives(parcel) is Verdict.REPEAT


def test_a_report_that_comes_in_beside_a_strangers_is_not_found(town: Town) -> None:
    parcel = a_parcel()
    raced = Raced(town, lambda: Town.receives(town, parcel, by=SOMEBODY))

    with pytest.raises(NotFound):
        raced.receives(parcel)


class Raced:
    """The town, when something is kept just after the rules looked and before they keep theirs."""

    def __init__(self, town: Town, meanwhile: Callable[[], object]) -> None:
        self.town = replace(town)
        add = self.town.reports.add

        def beaten(report: Report, work: Any = ()) -> None:
            meanwhile()
            add(report, work)

        self.town.reports.add = beaten  # type: ignore[method-assign]  # our fake, not theirs

    def receives(self, parcel: Parcel) -> Verdict:
        return self.town.receives(parcel)


def test_a_number_that_is_taken_is_drawn_again(town: Town) -> None:
    drawn: list[str] = []
    add = town.reports.add

    def taken_twice(report: Report, work: Any = ()) -> None:
        drawn.append(report.number)
        if len(drawn) < 3:
            raise NumberTaken(report.number)
        add(report, work)

    town.reports.add = taken_twice  # type: ignore[method-assign]
    parcel = a_parcel()

    assert town.receives(parcel) is Verdict.NEW
    assert len(set(drawn)) == 3
    assert town.reports.held(parcel.id).number == drawn[-1]


# Where it is


def test_the_point_decides_not_the_phone(town: Town) -> None:
    parcel = a_parcel(kelurahan=KANAAN)

    town.receives(parcel, home=KANAAN)

    report = town.reports.get(parcel.id)
    assert report.kelurahan == GUNUNG_TELIHAN
    assert report.flags == ("kelurahan_differs",)


def test_a_point_at_sea_is_a_real_report(town: Town) -> None:
    town.map.found = Found(KANAAN, outside=True, metres=420, border_m=420, approximate=True)
    parcel = a_parcel(kelurahan=None)

    assert town.receives(parcel) is Verdict.NEW
    assert town.reports.get(parcel.id).kelurahan == KANAAN
    assert town.reports.get(parcel.id).flags == ("outside_city",)


@pytest.mark.parametrize(
    ("proposed", "home", "chosen"),
    [
        (KANAAN, GUNUNG_TELIHAN, KANAAN),
        (None, GUNUNG_TELIHAN, GUNUNG_TELIHAN),
        ("64.74.99.9999", GUNUNG_TELIHAN, GUNUNG_TELIHAN),
    ],
    ids=["the phone's proposal", "the sender's own", "a proposal nobody knows"],
)
def test_without_a_point_something_else_tells_where(
    town: Town, proposed: str | None, home: str, chosen: str
) -> None:
    parcel = a_parcel(where=None, kelurahan=proposed)

    town.receives(parcel, home=home)

    assert town.reports.get(parcel.id).kelurahan == chosen
    assert town.reports.get(parcel.id).flags == ("no_point",)


@pytest.mark.parametrize(
    ("proposed", "home"), [(None, None), ("64.74.99.9999", None), (None, "64.74.99.9999")]
)
def test_a_report_from_nowhere_is_refused_by_name(town: Town, proposed: str | None, home: str | None) -> None:
    parcel = a_parcel(where={"source": "none"}, kelurahan=proposed)

    with pytest.raises(Unreadable) as refused:
        town.receives(parcel, home=home)

    assert [problem.field for problem in refused.value.problems] == ["kelurahan"]


def test_what_is_kept_is_repeated_although_its_kelurahan_is_no_more(town: Town) -> None:
    parcel = a_parcel(where=None, kelurahan=None)
    town.receives(parcel, home=KANAAN)

    assert town.receives(parcel, home=None) is Verdict.REPEAT


# Hints for reviewers


@pytest.mark.parametrize(
    ("changes", "found", "flags"),
    [
        ({}, {}, ()),
        ({"kelurahan": None}, {}, ()),
        ({}, {"border_m": 199.9}, ("near_border",)),
        ({}, {"border_m": 200}, ()),
        ({}, {"border_m": 10, "outside": True}, ("outside_city",)),
        ({"where": a_place(accuracy_m=101)}, {}, ("poor_fix",)),
        ({"where": a_place(accuracy_m=100)}, {}, ()),
        ({"where": a_place(accuracy_m=None, fix_age_s=None)}, {}, ()),
        ({"where": a_place(fix_age_s=301)}, {}, ("old_fix",)),
        ({"where": a_place(fix_age_s=300)}, {}, ()),
        ({"where": a_place(source="pin", accuracy_m=5_000, fix_age_s=900)}, {}, ()),
        ({"category": "XXX-99"}, {}, ("category_unknown",)),
        (
            {"answers": {"volume": "?", "warna": "hijau", "bau": True}},
            {},
            ("answer_unknown:warna", "answer_unknown:bau"),
        ),
        (
            {"category": "XXX-99", "answers": {"warna": "hijau"}, "where": None},
            {},
            ("no_point", "category_unknown"),
        ),
    ],
)
def test_what_a_reviewer_should_know_is_flagged_and_never_refused(
    town: Town, changes: dict[str, Any], found: dict[str, Any], flags: tuple[str, ...]
) -> None:
    town.map.found = replace(INSIDE, **found)
    parcel = a_parcel(**changes)

    town.receives(parcel)

    assert town.reports.get(parcel.id).flags == flags


# When it was


def test_the_time_of_capture_is_counted_back_from_now_whatever_the_phones_clock_says(town: Town) -> None:
    for wrong in ("2021-11-23T12:00:00+08:00", "2031-11-23T12:00:00+08:00"):
        parcel = a_parcel(captured_at=wrong)

        town.receives(parcel, age_ms=90_000)

        assert town.reports.get(parcel.id).captured_estimate == NOON - timedelta(seconds=90)


@pytest.mark.parametrize("age_ms", [None, -1, 3651 * 86_400_000])
def test_without_a_believable_age_the_phones_clock_is_believed_but_not_about_the_future(
    town: Town, age_ms: int | None
) -> None:
    past, future = (
        a_parcel(captured_at="2026-11-23T11:00:00+08:00"),
        a_parcel(captured_at="2031-01-01T00:00:00Z"),
    )

    town.receives(past, age_ms=age_ms)
    town.receives(future, age_ms=age_ms)

    assert town.reports.get(past.id).captured_estimate == NOON - timedelta(hours=1)
    assert town.reports.get(future.id).captured_estimate == NOON
