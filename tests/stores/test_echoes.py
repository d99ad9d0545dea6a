"""Who joined in on a report."""

from dataclasses import replace

import pytest

from backend.people.person import Device, Person
from backend.reports.ports import Kind, Work
from backend.reports.report import Echo, Report, Sender
from backend.stores.database import Database
from backend.stores.outbox import SqlOutbox
from backend.stores.people import SqlPeople
from backend.stores.reports import SqlReports
from tests.stores.making import NOON, a_report, archive, minutes, safe, verified
from tests.stores.together import together

ANI, NOBODY = Sender("phone-2", "ani"), Sender("phone-9")


@pytest.fixture
def report(reports: SqlReports) -> Report:
    opened = a_report()
    reports.add(opened)
    reports.append(verified(opened))
    return opened


def test_who_joined_in_comes_back_with_the_report(reports: SqlReports, report: Report) -> None:
    reports.add_echo(report.id, Echo(NOBODY, minutes(2)))
    reports.add_echo(report.id, Echo(ANI, minutes(1)))

    expected = (Echo(ANI, minutes(1)), Echo(NOBODY, minutes(2)))
    assert reports.get(report.id).echoes == expected


def test_work_is_asked_for_with_what_is_new_only(
    reports: SqlReports, outbox: SqlOutbox, report: Report
) -> None:
    work = [Work(Kind.PUBLISH, report.id)]

    assert reports.add_echo(report.id, Echo(ANI, NOON), work)
    [lease] = outbox.claim(9, lease_s=20, now=NOON)
    outbox.finish(lease)

    assert not reports.add_echo(report.id, Echo(ANI, minutes(1)), work)
    assert outbox.claim(9, lease_s=20, now=minutes(2)) == ()


def test_the_archive_lacks_a_report_somebody_joined_in_on(reports: SqlReports) -> None:
    archived = safe(verified(a_report()))
    reports.restore(archived)
    assert reports.unarchived(minutes(99)) == ()

    reports.add_echo(archived.id, Echo(ANI, NOON))

    assert reports.unarchived(minutes(99)) == (archived.id,)


def test_only_ones_own_is_dropped(reports: SqlReports, outbox: SqlOutbox, report: Report) -> None:
    reports.add_echo(report.id, Echo(ANI, NOON))
    reports.add_echo(report.id, Echo(NOBODY, NOON))

    dropped = reports.drop_echo(report.id, ANI, [archive(report)], at=NOON)

    assert (dropped, reports.get(report.id).echoes) == (True, (Echo(NOBODY, NOON),))
    assert not reports.drop_echo(report.id, ANI, [archive(report)], at=NOON)
    assert [lease.work for lease in outbox.claim(9, lease_s=20, now=NOON)] == [archive(report)]


def test_what_a_phone_said_before_it_had_a_person_is_theirs_on_every_phone(
    reports: SqlReports, report: Report, people: SqlPeople
) -> None:
    people.add(Person("ani", "Ani", (), NOON))
    people.add_device(Device("phone-9", "hash", NOON, NOON))
    reports.add_echo(report.id, Echo(NOBODY, NOON))
    people.give_device("phone-9", "ani", "")

    assert not reports.add_echo(report.id, Echo(ANI, minutes(1)))
    assert reports.add_echo(report.id, Echo(replace(NOBODY, device="phone-8", alone=True), minutes(1)))
    assert reports.drop_echo(report.id, ANI, at=NOON)
    assert [echo.by.device for echo in reports.get(report.id).echoes] == ["phone-8"]


def test_what_a_phone_let_in_by_another_said_is_its_own(
    reports: SqlReports, report: Report, people: SqlPeople
) -> None:
    people.add(Person("ani", "Ani", (), NOON))
    people.add_device(Device("phone-8", "hash", NOON, NOON, person="ani", let_in=True))
    let_in, as_nobodys = Sender("phone-8", alone=True), Sender("phone-8")

    assert reports.add_echo(report.id, Echo(let_in, NOON))
    assert reports.add_echo(report.id, Echo(ANI, minutes(1)))
    assert not reports.add_echo(report.id, Echo(as_nobodys, minutes(2)))

    assert reports.drop_echo(report.id, ANI, at=NOON)
    assert reports.get(report.id).echoes == (Echo(let_in, NOON),)
    assert reports.add_echo(report.id, Echo(ANI, minutes(3)))
    assert reports.drop_echo(report.id, as_nobodys, at=NOON)
    assert reports.get(report.id).echoes == (Echo(ANI, minutes(3)),)


def test_a_restored_report_has_everybody_who_joined_in(reports: SqlReports) -> None:
    archived = replace(safe(verified(a_report())), echoes=(Echo(ANI, NOON), Echo(NOBODY, minutes(1))))

    reports.restore(archived)

    assert reports.get(archived.id) == archived
    assert not reports.add_echo(archived.id, Echo(ANI, minutes(5)))


def test_of_many_at_once_from_one_sender_one_is_new(
    database: Database, reports: SqlReports, report: Report
) -> None:
    new: list[bool] = []

    failed = together(8, lambda _: new.append(SqlReports(database).add_echo(report.id, Echo(ANI, NOON))))

    assert (failed, sorted(new)) == ([None] * 8, [False] * 7 + [True])
    assert reports.get(report.id).echoes == (Echo(ANI, NOON),)
