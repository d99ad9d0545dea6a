"""A report kept, moved on, taken back."""

from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from backend.reports.moves import State
from backend.reports.ports import NotFound, NumberTaken, Stale, Taken
from backend.reports.report import Custody, Sender, Step
from backend.stores.database import Database
from backend.stores.outbox import SqlOutbox
from backend.stores.reports import SqlReports
from tests.stores.making import (
    GUNUNG_TELIHAN,
    KANAAN,
    NOON,
    REVIEWER,
    a_report,
    archive,
    minutes,
    rejected,
    sends_photos,
    store,
    verified,
)
from tests.stores.together import together


def test_a_report_comes_back_as_it_was_kept(reports: SqlReports) -> None:
    report = a_report(photos=3, flags=("near_border", "answer_unknown:volume"))

    reports.add(report)

    assert reports.get(report.id) == report
    assert reports.by_number(report.number) == report


def test_the_sealed_words_come_back_byte_for_byte(reports: SqlReports) -> None:
    report = a_report()

    reports.add(report)

    assert reports.get(report.id).envelope.sealed == report.envelope.sealed


def test_times_come_back_aware_and_to_the_microsecond(reports: SqlReports) -> None:
    moment = minutes(0) + timedelta(microseconds=123_457)
    report = a_report(at=moment)

    reports.add(report)

    kept = reports.get(report.id)
    assert kept.received_at == moment
    assert kept.received_at.utcoffset() == kept.steps[0].at.utcoffset() == UTC.utcoffset(None)


@pytest.mark.parametrize("words", ["💧 مرحبا", "a\u0301", "\ue000", "'\"\\%_"])
def test_a_note_may_hold_any_character(reports: SqlReports, words: str) -> None:
    report = a_report(note=words)

    reports.add(report)

    assert reports.get(report.id).envelope.note == words
    assert reports.lines_of(report.sender)[0].note == words


@pytest.mark.parametrize(
    "words", ["\0", "a\0b", "\ud800", "\udfff\ufdd0", "\ufdd0", "\ufdd00041", "\ufdd0000\0"]
)
def test_a_reviewers_words_may_hold_what_no_database_keeps(reports: SqlReports, words: str) -> None:
    report = a_report()
    reports.add(report)

    reports.append(verified(report, words=words))

    assert reports.get(report.id).steps[-1].words == words


def test_what_a_repeated_request_needs_is_kept_at_hand(reports: SqlReports) -> None:
    report = a_report(photos=2, sender=Sender("phone-2"))

    reports.add(report)

    held = reports.held(report.id)
    assert (held.id, held.digest, held.number) == (report.id, report.envelope.digest, report.number)
    assert (held.sender, held.custody, held.photos) == (report.sender, Custody.PARTIAL, report.photos)


def test_a_report_without_photos_is_complete_at_once(reports: SqlReports) -> None:
    report = a_report(photos=0)

    reports.add(report)

    assert reports.held(report.id).custody == Custody.COMPLETE


def test_an_id_is_kept_once(reports: SqlReports, outbox: SqlOutbox) -> None:
    report = a_report(note="first")
    reports.add(report)

    with pytest.raises(Taken):
        reports.add(a_report(report_id=report.id, note="second"), [archive(report)])

    assert reports.get(report.id) == report
    assert outbox.backlog()["due"] == 0


def test_a_number_is_given_once(reports: SqlReports) -> None:
    reports.add(a_report(number="MD-7F3K-Q2"))
    other = a_report(number="MD-7F3K-Q2")

    with pytest.raises(NumberTaken):
        reports.add(other)

    with pytest.raises(NotFound):
        reports.get(other.id)


def test_the_work_a_report_implies_is_kept_with_it(reports: SqlReports, outbox: SqlOutbox) -> None:
    report = a_report(photos=0)

    reports.add(report, [archive(report)])

    [lease] = outbox.claim(10, lease_s=20, now=minutes(0))
    assert lease.work == archive(report)


def test_five_identical_reports_at_once_are_kept_once(reports: SqlReports) -> None:
    report = a_report(photos=2)

    outcomes = together(5, lambda _: reports.add(report))

    assert [type(outcome) for outcome in outcomes if outcome] == [Taken] * 4
    assert reports.get(report.id) == report


@pytest.mark.parametrize(
    ("ask", "how"), [("get", {}), ("held", {}), ("by_number", {}), ("discard", {"at": NOON})]
)
def test_what_is_not_kept_is_not_found(reports: SqlReports, ask: str, how: dict[str, Any]) -> None:
    with pytest.raises(NotFound):
        getattr(reports, ask)("nobody", **how)


def test_a_step_is_appended(reports: SqlReports) -> None:
    report = a_report()
    reports.add(report)

    reports.append(rejected(report, at=minutes(5)))

    assert reports.get(report.id) == rejected(report, at=minutes(5))


def test_what_a_step_says_is_kept_and_lists_tell_how_it_is_now(reports: SqlReports) -> None:
    report = a_report()
    reports.add(report)
    said = {"category": "AIR-01", "kelurahan": KANAAN, "field": '{"lat":0.1}\0\ud800'}

    moved = report.moved(Step(State.RECEIVED, REVIEWER, minutes(1), detail=said))
    reports.append(moved)

    assert reports.get(report.id) == moved
    [line] = reports.queue([KANAAN], [State.RECEIVED])
    assert (line.category, line.kelurahan, line.last_step) == ("AIR-01", KANAAN, moved.steps[-1])
    assert reports.queue([GUNUNG_TELIHAN], [State.RECEIVED]) == ()


def test_a_decision_on_an_old_version_shows_what_the_colleague_decided(reports: SqlReports) -> None:
    report = a_report()
    reports.add(report)
    reports.append(rejected(report))

    with pytest.raises(Stale) as refused:
        reports.append(verified(report), [archive(report)])

    assert refused.value.report == rejected(report)
    assert reports.get(report.id) == rejected(report)


def test_two_steps_in_one_go_are_refused(reports: SqlReports) -> None:
    report = a_report()
    reports.add(report)

    with pytest.raises(Stale):
        reports.append(rejected(report).moved(Step(State.RECEIVED, REVIEWER, minutes(1))))

    assert reports.get(report.id) == report


def test_a_step_of_nothing_is_not_found(reports: SqlReports) -> None:
    with pytest.raises(NotFound):
        reports.append(verified(a_report()))


def test_of_five_decisions_at_once_one_counts(reports: SqlReports, outbox: SqlOutbox) -> None:
    report = a_report()
    reports.add(report)

    outcomes = together(5, lambda n: reports.append(verified(report, words=str(n)), [archive(report)]))

    assert [type(outcome) for outcome in outcomes if outcome] == [Stale] * 4
    assert reports.get(report.id).version == 2
    assert outbox.backlog()["due"] == 1


def test_a_decision_says_which_photos_are_shown(reports: SqlReports) -> None:
    report = a_report(photos=3)
    reports.add(report)
    shown = [report.photos[0].sha256, report.photos[2].sha256]

    reports.append(verified(report), public=shown)

    assert [photo.public for photo in reports.get(report.id).photos] == [True, False, True]


def test_a_decision_that_says_nothing_about_photos_leaves_them(reports: SqlReports) -> None:
    report = a_report()
    reports.add(report)
    reports.append(verified(report), public=[report.photos[0].sha256])

    reports.append(reports.get(report.id).moved(Step(State.RESOLVED, REVIEWER, minutes(9))))

    assert reports.get(report.id).photos[0].public


def test_a_later_decision_may_hide_every_photo(reports: SqlReports) -> None:
    report = a_report()
    reports.add(report)
    reports.append(verified(report), public=[report.photos[0].sha256])

    reports.append(reports.get(report.id).moved(Step(State.REJECTED, REVIEWER, minutes(9))), public=[])

    assert not reports.get(report.id).photos[0].public


def test_a_partial_report_can_be_taken_back(reports: SqlReports, outbox: SqlOutbox) -> None:
    report = a_report(photos=2)
    reports.add(report)
    sends_photos(reports, report, [0])

    reports.discard(report.id, [archive(report)], at=NOON)

    with pytest.raises(NotFound):
        reports.held(report.id)
    assert reports.chunks(report.id, report.photos[0].sha256) == ()
    leases = outbox.claim(10, lease_s=20, now=minutes(1e9))
    assert {lease.work for lease in leases} == {store(report), archive(report)}


def test_what_was_taken_back_can_be_sent_again(reports: SqlReports) -> None:
    report = a_report()
    reports.add(report)
    reports.discard(report.id, at=NOON)

    reports.add(report)

    assert reports.get(report.id) == report


def test_a_complete_report_cannot_be_taken_back(reports: SqlReports) -> None:
    report = a_report()
    reports.add(report)
    sends_photos(reports, report)

    with pytest.raises(Stale):
        reports.discard(report.id, at=NOON)

    assert reports.held(report.id).custody == Custody.COMPLETE


def test_a_report_that_was_judged_cannot_be_taken_back(reports: SqlReports) -> None:
    report = a_report()
    reports.add(report)
    reports.append(verified(report))

    with pytest.raises(Stale):
        reports.discard(report.id, at=NOON)


@pytest.mark.parametrize("tampering", ["UPDATE steps SET words = 'never said'", "DELETE FROM steps"])
def test_not_even_sql_changes_a_step(database: Database, reports: SqlReports, tampering: str) -> None:
    report = a_report()
    reports.add(report)

    with pytest.raises(IntegrityError):
        database.write(lambda tx: tx.execute(text(tampering)))

    assert reports.get(report.id).steps == report.steps


def test_a_device_bound_meanwhile_keeps_its_reports_sender(reports: SqlReports) -> None:
    anonymous = a_report(sender=Sender("phone-9"))
    reports.add(anonymous)
    named = replace(a_report(), sender=Sender("phone-9", "person-9"))
    reports.add(named)

    assert [line.id for line in reports.lines_of(Sender("phone-9"))] == [anonymous.id]
    assert [line.id for line in reports.lines_of(Sender("phone-9", "person-9"))] == [named.id]
