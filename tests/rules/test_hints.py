"""What a machine notices about a report, and how heavy it is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.reports import hints
from backend.reports.hints import Weight
from backend.reports.look import Box, Look
from backend.reports.moves import State
from backend.reports.ports import Alike
from backend.reports.report import Report
from tests.pages.seed import Story, a_report

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def noticed(report: Report) -> list[str]:
    return [hint.code for hint in hints.of(report)]


def saying(note: str, **answers: object) -> Report:
    return a_report(now=NOW, story=Story("SMP-01", note, answers))


def test_an_ordinary_report_has_nothing_to_notice() -> None:
    assert noticed(a_report(1, now=NOW)) == []


def test_what_wants_a_look_first_comes_first() -> None:
    found = hints.of(a_report(1, now=NOW, flags=("near_border", "outside_city")))

    assert [(hint.code, hint.weight) for hint in found] == [
        ("outside_city", Weight.HEAVY),
        ("near_border", Weight.LIGHT),
    ]


def test_what_stands_behind_a_flag_is_kept() -> None:
    [hint] = hints.of(a_report(1, now=NOW, flags=("answer_unknown:volume",)))

    assert (hint.code, hint.facts) == ("answer_unknown", {"detail": "volume"})


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Hubungi 0812-3456-7890", ["words_phone"]),
        ("Telepon +62 812 3456 789", ["words_phone"]),
        ("NIK 6474 0101 0190 0001", ["words_nik"]),
        ("NIK 6474010101900001, HP 081234567890", ["words_phone", "words_nik"]),
        ("RT 19, sudah 14 hari, 3 truk", []),
        ("Tanggal 23-11-2026", []),
    ],
)
def test_numbers_that_reach_or_name_a_person_are_noticed(note: str, expected: list[str]) -> None:
    assert noticed(saying(note)) == expected


def test_answers_in_words_are_read_too() -> None:
    assert noticed(saying("", lain="Pak Udin 081234567890", berulang=True)) == ["words_phone"]


def test_a_report_that_came_a_day_late_says_by_how_much() -> None:
    report = a_report(1, now=NOW)
    then = report.received_at - timedelta(hours=50)
    sealed = replace(report.envelope, captured_at=then + timedelta(minutes=9))
    [hint] = hints.of(replace(report, envelope=sealed, captured_estimate=then))

    assert (hint.code, hint.facts) == ("late", {"n": 50})


@pytest.mark.parametrize("hours", [-26, 26])
def test_a_clock_that_is_wrong_either_way_is_noticed(hours: int) -> None:
    report = a_report(1, now=NOW)
    wrong = report.captured_estimate + timedelta(hours=hours)
    [hint] = hints.of(replace(report, envelope=replace(report.envelope, captured_at=wrong)))

    assert (hint.code, hint.facts) == ("clock_off", {"n": 26 * 60})


def with_look(look: Look | None) -> Report:
    report = a_report(1, now=NOW)
    return replace(report, photos=tuple(replace(photo, look=look) for photo in report.photos))


def test_what_a_machine_saw_in_a_photo_is_told_by_its_number() -> None:
    boxes = tuple(Box(0.1, 0.1, 0.2, 0.2, kind) for kind in ("face", "face", "plate", ""))
    found = hints.of(with_look(Look(faults=("blurred",), boxes=boxes)))

    assert [(hint.code, dict(hint.facts), hint.weight.value) for hint in found] == [
        ("face", {"photo": 1, "n": 2}, "heavy"),
        ("plate", {"photo": 1, "n": 1}, "heavy"),
        ("blurred", {"photo": 1}, "light"),
    ]


@pytest.mark.parametrize("look", [None, Look(boxes=None)])
def test_a_photo_no_machine_could_look_at_is_said_to_be_one(look: Look | None) -> None:
    assert noticed(with_look(look)) == ["not_looked"]


def test_a_picture_seen_before_says_where_and_how_like_it_is() -> None:
    alike = Alike("r-2", "MD-7F3K-Q2W1", "64.74.03.1002", State.VERIFIED, "ab", apart=3)
    [hint] = hints.of(a_report(1, now=NOW), [alike])

    assert (hint.code, hint.facts) == ("seen_before", {"number": "MD-7F3K-Q2W1", "percent": 95})
