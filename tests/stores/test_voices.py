"""What residents say of a repair is kept once of each, and stays with the report whatever becomes of it."""

from dataclasses import replace

import pytest

from backend.privacy.forgotten import NOBODY
from backend.reports.report import Report, Sender, Voice
from backend.stores.database import Database
from backend.stores.reports import SqlReports
from backend.stores.traces import SqlTraces
from tests.stores.making import NOON, a_report, minutes, safe, verified

ANI, SOMEBODY = Sender("phone-2", "ani"), Sender("phone-9")
MENDED, SATISFIED = Voice(ANI, NOON), Voice(ANI, minutes(1), 4, "Cepat")


@pytest.fixture
def report(reports: SqlReports) -> Report:
    kept = safe(verified(a_report()))
    reports.restore(kept)
    return kept


def test_one_of_either_kind_is_kept_of_each(reports: SqlReports, report: Report) -> None:
    again, other = replace(SATISFIED, rating=2, at=minutes(2)), Voice(SOMEBODY, minutes(3))

    for voice in (MENDED, SATISFIED, again, other):
        reports.set_voice(report.id, voice)

    assert reports.get(report.id).voices == (MENDED, again, other)


def test_either_kind_is_taken_back_by_itself(reports: SqlReports, report: Report) -> None:
    reports.set_voice(report.id, MENDED)
    reports.set_voice(report.id, SATISFIED)

    dropped = [reports.drop_voice(report.id, ANI, rated=True, at=NOON) for _ in range(2)]

    assert (dropped, reports.get(report.id).voices) == ([True, False], (MENDED,))


def test_a_restored_report_has_what_was_said_of_it(reports: SqlReports) -> None:
    archived = replace(safe(verified(a_report())), voices=(MENDED, SATISFIED))

    reports.restore(archived)

    assert reports.get(archived.id) == archived


def test_who_is_forgotten_stays_counted_without_words(
    database: Database, reports: SqlReports, report: Report
) -> None:
    reports.set_voice(report.id, MENDED)
    reports.set_voice(report.id, SATISFIED)
    traces = SqlTraces(database)

    traces.loosen_echoes(["ani", "phone-2"])
    traces.rewrite(report.id, lambda kept: kept, (), at=NOON)

    said = reports.get(report.id).voices
    assert [(voice.rating, voice.words) for voice in said] == [(0, ""), (4, "")]
    assert all(voice.by.device.startswith(NOBODY) and not voice.by.person for voice in said)
