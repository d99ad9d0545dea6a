"""Answers to questions, kept with their reports: the same on every database."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from backend.reports.moves import State
from backend.reports.ports import Kind, ReportArchived, Stale
from backend.reports.report import Actor, Custody, Report, Step
from backend.stores.outbox import SqlOutbox
from backend.stores.reports import SqlReports
from sync.reply import Reply, reopen_reply
from tests.stores.making import NOON, REVIEWER, SIZE, a_chunk, a_report, archive, minutes, safe, sends_photos

SENDER = Actor("sender", "person-1")


def asked(report: Report) -> Report:
    return report.moved(Step(State.NEEDS_INFO, REVIEWER, minutes(1), words="Di mana?"))


def a_reply(report: Report, serial: int = 1, photos: int = 1) -> Reply:
    said = {
        "v": 1,
        "id": f"019845b0-0c2c-7a4f-8a3b-{serial:012x}",
        "report": report.id,
        "words": "Dekat jembatan",
        "answered_at": "2026-11-24T08:15:04+08:00",
        "photos": [
            {"sha256": f"{serial * 10 + place:064x}", "size": SIZE, "type": "image/jpeg"}
            for place in range(photos)
        ],
    }
    return reopen_reply(json.dumps(said).encode())


def test_an_answer_is_read_back_as_it_was_kept(reports: SqlReports) -> None:
    report = asked(a_report())
    reports.add(a_report(report_id=report.id, number=report.number))
    reports.append(report)
    answered = report.answered(a_reply(report, photos=2), SENDER, minutes(2))

    reports.answer(answered, [archive(report)])

    assert reports.get(report.id) == answered
    assert reports.lines_of(report.sender)[0].answered


def test_an_answer_to_a_report_that_moved_meanwhile_changes_nothing(reports: SqlReports) -> None:
    first = a_report()
    reports.add(first)
    reports.append(question := asked(first))
    answered = question.answered(a_reply(first), SENDER, minutes(2))
    reports.append(moved := question.moved(Step(State.REJECTED, REVIEWER, minutes(2), reason="not_here")))

    with pytest.raises(Stale):
        reports.answer(answered)

    assert reports.get(first.id) == moved


def test_photos_of_an_answer_make_a_safe_report_partial_until_they_are_here(reports: SqlReports) -> None:
    report = safe(asked(a_report()))
    reports.restore(report)
    answered = report.answered(a_reply(report), SENDER, minutes(2))

    reports.answer(answered)
    before = reports.held(report.id).custody
    progress = reports.add_chunk(report.id, answered.photos[-1].sha256, a_chunk(), last=True, at=minutes(3))

    assert (before, progress.custody) == (Custody.PARTIAL, Custody.COMPLETE)


def test_an_answer_counts_as_stored_from_the_document_that_says_so(
    reports: SqlReports, outbox: SqlOutbox
) -> None:
    report = asked(a_report(photos=0))
    reports.add(replace(report, steps=report.steps[:1]))
    reports.append(report)
    answered = report.answered(reply := a_reply(report, photos=0), SENDER, minutes(2))
    reports.answer(answered, [archive(report)])

    [lease] = outbox.claim(1, lease_s=20, now=minutes(3))
    done = ReportArchived(report.id, answered.version, Custody.STORED, minutes(3), (reply.id,))
    outbox.finish(lease, [done])

    assert lease.work.kind is Kind.ARCHIVE
    assert reports.get(report.id).replies[0].stored_at == minutes(3)


def test_a_restored_report_has_its_answers(reports: SqlReports) -> None:
    report = safe(asked(a_report()).answered(a_reply(a_report()), SENDER, NOON + timedelta(minutes=2)))
    archived = replace(report, replies=tuple(replace(r, stored_at=NOON) for r in report.replies))

    reports.restore(archived)

    assert reports.get(report.id) == archived
    assert reports.unarchived(minutes(99)) == ()


def test_a_discarded_report_takes_nothing_of_an_answer_with_it(reports: SqlReports) -> None:
    report = asked(a_report())
    reports.add(replace(report, steps=report.steps[:1]))
    reports.append(report)
    reports.answer(answered := report.answered(a_reply(report), SENDER, minutes(2)))

    with pytest.raises(Stale):
        reports.discard(report.id, at=NOON)

    sends_photos(reports, answered)
    assert reports.get(report.id).custody is Custody.COMPLETE
