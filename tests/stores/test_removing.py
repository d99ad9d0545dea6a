"""A removed report is sent again while what it left in the bucket is being removed: two real transactions."""

from contextlib import suppress
from time import sleep

import pytest

from backend.reports.ports import Kind, NotFound, Unavailable, Work
from backend.reports.report import Report
from backend.stores.outbox import SqlOutbox
from backend.stores.reports import SqlReports
from tests.stores.making import NOON, a_report
from tests.stores.together import together


def left_by(report: Report, outbox: SqlOutbox) -> None:
    outbox.add([Work(Kind.DISCARD, report.id, "somewhere")], due=NOON)


def test_a_report_is_refused_while_what_it_left_is_being_removed(
    reports: SqlReports, outbox: SqlOutbox
) -> None:
    report = a_report()
    left_by(report, outbox)
    [lease] = outbox.claim(1, lease_s=20, now=NOON)

    with pytest.raises(Unavailable):
        reports.add(report)
    with pytest.raises(NotFound):
        reports.held(report.id)

    outbox.finish(lease)
    reports.add(report)
    assert reports.get(report.id) == report


def test_what_waits_to_be_removed_holds_nobody_up(reports: SqlReports, outbox: SqlOutbox) -> None:
    report = a_report()
    left_by(report, outbox)

    reports.add(report)

    assert reports.get(report.id) == report


def test_no_report_appears_between_the_look_and_the_removal(reports: SqlReports, outbox: SqlOutbox) -> None:
    sent = [a_report() for _ in range(20)]
    removed_under: list[str] = []

    def removes(_: Report) -> None:
        for lease in outbox.claim(1, lease_s=20, now=NOON):
            gone = not is_kept(lease.work.report)
            sleep(0.005)
            if gone and is_kept(lease.work.report):
                removed_under.append(lease.work.report)
            outbox.finish(lease)

    def is_kept(report_id: str) -> bool:
        with suppress(NotFound):
            return bool(reports.held(report_id))
        return False

    for report in sent:
        left_by(report, outbox)
        acts = (removes, reports.add)
        errors = together(2, lambda place, report=report, acts=acts: acts[place](report))  # type: ignore[misc]
        assert all(error is None or isinstance(error, Unavailable) for error in errors)

    assert removed_under == []
