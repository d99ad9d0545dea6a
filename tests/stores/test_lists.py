"""Lists for senders, for residents, and for the sweep."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Select, text
from sqlalchemy.engine import Connection

from backend.people import devices, invitations
from backend.people.person import Device, Grant, Person, Role
from backend.reports.moves import State
from backend.reports.ports import Kind, ReportArchived, Work
from backend.reports.report import Custody, Sender, Step
from backend.stores import listing
from backend.stores.database import Database
from backend.stores.outbox import SqlOutbox
from backend.stores.people import SqlPeople
from backend.stores.reports import SqlReports
from tests.stores.making import (
    HALF,
    KANAAN,
    NOON,
    REVIEWER,
    a_chunk,
    a_report,
    archive,
    minutes,
    sends_photos,
    verified,
)

ANI = Sender("phone-9", "ani")


def test_a_person_sees_their_reports_of_every_phone_newest_first(reports: SqlReports) -> None:
    old = a_report(sender=Sender("phone-1", "ani"), at=minutes(1))
    new = a_report(sender=Sender("phone-2", "ani"), at=minutes(2))
    for report in (old, new, a_report(sender=Sender("phone-1", "budi"))):
        reports.add(report)

    assert [line.id for line in reports.lines_of(Sender("phone-3", "ani"))] == [new.id, old.id]
    assert [line.id for line in reports.lines_of(Sender("phone-3", "ani"), limit=1)] == [new.id]
    assert reports.lines_of(Sender("phone-3", "ani", alone=True)) == ()
    assert [line.id for line in reports.lines_of(Sender(new.sender.device, "ani", alone=True))] == [new.id]


def test_an_anonymous_phone_sees_what_it_sent(reports: SqlReports) -> None:
    mine = a_report(sender=Sender("phone-1"))
    for report in (mine, a_report(sender=Sender("phone-2"))):
        reports.add(report)

    assert [line.id for line in reports.lines_of(Sender("phone-1"))] == [mine.id]


def test_what_a_phone_sent_before_it_had_a_person_stays_in_the_list_of_its_person(
    reports: SqlReports, people: SqlPeople
) -> None:
    before, after = a_report(sender=Sender("phone-1"), at=minutes(1)), a_report(sender=ANI, at=minutes(2))
    for report in (before, after, a_report(sender=Sender("phone-3"))):
        reports.add(report)

    belong(people, "ani", "phone-1", "phone-2")

    for asker in (ANI, Sender("phone-2", "ani"), Sender("ani"), Sender("phone-1")):
        assert [line.id for line in reports.lines_of(asker)] == [after.id, before.id]
    assert reports.past(Sender("phone-1"), besides=before.id) == {State.RECEIVED: 1}
    assert reports.past(ANI, besides=after.id) == {State.RECEIVED: 1}


def test_a_phone_let_in_since_it_was_looked_up_is_told_what_it_sent_itself(
    reports: SqlReports, people: SqlPeople
) -> None:
    """A request is under way that takes it for nobody's."""
    belong(people, "ani", "phone-9")
    phone, _ = devices.introduce(people, now=NOON)
    asker = Sender(phone.id)
    before, other = a_report(sender=asker), a_report(sender=ANI)
    for report in (before, other):
        reports.add(report)
    assert [line.id for line in reports.lines_of(asker)] == [before.id]

    let_in(people, "ani", phone)

    assert [line.id for line in reports.lines_of(asker)] == [before.id]
    assert reports.owners_of(asker) == (phone.id,)
    assert reports.past(asker, besides=before.id) == {}
    assert {line.id for line in reports.lines_of(ANI)} == {before.id, other.id}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_sqlite_finds_the_reports_of_several_phones_in_the_index_on_owners(
    database: Database, people: SqlPeople
) -> None:
    """PostgreSQL knows how many rows a table has, and chooses by that."""
    belong(people, "ani", "phone-1", "phone-2")

    lines = database.read(lambda tx: plans(tx, lambda spy: listing.lines_of(spy, ANI, None, 500)))
    past = database.read(lambda tx: plans(tx, lambda spy: listing.past(spy, ANI, "")))

    assert "ix_reports_owner_received_at (owner=?)" in lines[-1]
    assert "ix_reports_owner_received_at (owner=?)" in past[-1]


def test_a_sender_is_told_what_happened_since(reports: SqlReports) -> None:
    quiet, moved, completed = (a_report() for _ in range(3))
    for report in (quiet, moved, completed):
        reports.add(report)
    reports.append(verified(moved, at=minutes(10)))
    photo = completed.photos[0].sha256
    reports.add_chunk(completed.id, photo, a_chunk(), last=True, at=minutes(10))

    lines = reports.lines_of(quiet.sender, since=minutes(5))

    assert {line.id for line in lines} == {moved.id, completed.id}


def test_what_residents_see_is_told_by_its_ids(reports: SqlReports) -> None:
    first, second, hidden = a_report(photos=2), a_report(kelurahan=KANAAN), a_report()
    for report in (first, second, hidden):
        reports.add(report)
    reports.append(verified(second, at=minutes(1)))
    reports.append(verified(first, at=minutes(2)))

    assert reports.published_after("", 9) == tuple(sorted([first.id, second.id]))
    assert set(reports.public_of([first.category])) == {first.id, second.id}
    assert reports.public_of([]) == reports.public_of(["XXX-99"]) == ()


def test_residents_no_longer_see_what_was_rejected_after_all(reports: SqlReports) -> None:
    report = a_report()
    reports.add(report)
    reports.append(verified(report))

    reports.append(verified(report).moved(Step(State.REJECTED, REVIEWER, minutes(1), reason="x")))

    assert reports.published_after("", 9) == ()


def test_chunks_nobody_completes_are_found_when_they_are_old(reports: SqlReports) -> None:
    left, whole, untouched, fresh = a_report(), a_report(), a_report(), a_report(at=minutes(60))
    for report in (left, whole, untouched, fresh):
        reports.add(report)
    for report in (left, fresh):
        reports.add_chunk(report.id, report.photos[0].sha256, a_chunk(0, HALF), last=False, at=NOON)
    sends_photos(reports, whole)

    assert reports.abandoned(minutes(30)) == (left.id,)
    assert reports.abandoned(minutes(61)) == (left.id, fresh.id)
    assert reports.abandoned(minutes(61), limit=1) == (left.id,)


def test_chunks_that_were_let_go_are_abandoned_no_longer(reports: SqlReports) -> None:
    report = a_report()
    reports.add(report)
    reports.add_chunk(report.id, report.photos[0].sha256, a_chunk(0, HALF), last=False, at=NOON)

    reports.start_over(report.id, report.photos[0].sha256)

    assert reports.abandoned(minutes(1)) == ()


def finishes(outbox: SqlOutbox, *effects: ReportArchived) -> None:
    """Some work ends with these effects."""
    outbox.add([Work(Kind.PUBLISH, "any")], due=NOON)
    [lease] = [lease for lease in outbox.claim(9, lease_s=20, now=minutes(9)) if lease.work.report == "any"]
    outbox.finish(lease, effects)


def test_a_report_nobody_archives_is_found_by_the_sweep(reports: SqlReports) -> None:
    lost, fresh = a_report(photos=0), a_report(at=minutes(60))
    reports.add(lost)
    reports.add(fresh)

    assert reports.unarchived(minutes(30)) == (lost.id,)
    assert reports.unarchived(minutes(61)) == (lost.id, fresh.id)
    assert reports.unarchived(minutes(61), limit=1) == (lost.id,)


def test_work_that_waits_runs_or_is_buried_is_not_asked_for_again(
    reports: SqlReports, outbox: SqlOutbox
) -> None:
    report = a_report(photos=0)
    reports.add(report, [archive(report)])

    waiting = reports.unarchived(minutes(1))
    [lease] = outbox.claim(1, lease_s=20, now=NOON)
    running = reports.unarchived(minutes(1))
    outbox.bury(lease, error="broken")

    assert (waiting, running, reports.unarchived(minutes(1))) == ((), (), ())


def test_other_work_does_not_hide_a_missing_archive(reports: SqlReports) -> None:
    report = a_report(photos=0)
    reports.add(report, [Work(Kind.PUBLISH, report.id)])

    assert reports.unarchived(minutes(1)) == (report.id,)


def test_an_archived_report_is_stored(reports: SqlReports, outbox: SqlOutbox) -> None:
    report = a_report(photos=0)
    reports.add(report)

    finishes(outbox, ReportArchived(report.id, 1, Custody.STORED, minutes(5)))

    assert reports.get(report.id).stored_at == minutes(5)
    assert reports.unarchived(minutes(1)) == ()


def test_a_report_archived_again_keeps_the_time_it_was_stored(reports: SqlReports, outbox: SqlOutbox) -> None:
    report = a_report(photos=0)
    reports.add(report)
    finishes(outbox, ReportArchived(report.id, 1, Custody.STORED, minutes(5)))

    finishes(outbox, ReportArchived(report.id, 1, Custody.STORED, minutes(6)))

    assert reports.get(report.id).stored_at == minutes(5)


def test_a_decision_makes_the_archive_out_of_date(reports: SqlReports, outbox: SqlOutbox) -> None:
    report = a_report(photos=0)
    reports.add(report)
    finishes(outbox, ReportArchived(report.id, 1, Custody.STORED, minutes(5)))

    reports.append(verified(report))

    assert reports.unarchived(minutes(1)) == (report.id,)
    assert reports.held(report.id).custody == Custody.STORED
    finishes(outbox, ReportArchived(report.id, 2, Custody.STORED, minutes(6)))
    assert reports.unarchived(minutes(1)) == ()


def test_a_document_of_an_older_version_does_not_count(reports: SqlReports, outbox: SqlOutbox) -> None:
    report = a_report(photos=0)
    reports.add(report)
    reports.append(verified(report))

    finishes(outbox, ReportArchived(report.id, 1, Custody.STORED, minutes(5)))

    assert reports.unarchived(minutes(1)) == (report.id,)


def test_a_partial_report_is_archived_as_what_it_is(reports: SqlReports, outbox: SqlOutbox) -> None:
    report = a_report()
    reports.add(report)

    finishes(outbox, ReportArchived(report.id, 1, Custody.PARTIAL, minutes(5)))
    before = reports.unarchived(minutes(1))
    reports.add_chunk(report.id, report.photos[0].sha256, a_chunk(), last=True, at=minutes(6))

    assert before == ()
    assert reports.held(report.id).custody == Custody.COMPLETE
    assert reports.unarchived(minutes(1)) == (report.id,)


def test_a_document_written_before_the_last_photo_was_sealed_does_not_count(
    reports: SqlReports, outbox: SqlOutbox
) -> None:
    report = a_report()
    reports.add(report)
    reports.add_chunk(report.id, report.photos[0].sha256, a_chunk(), last=True, at=minutes(6))

    for custody in Custody:  # whatever it says of itself
        finishes(outbox, ReportArchived(report.id, 1, custody, minutes(7)))

    assert reports.held(report.id).custody == Custody.COMPLETE
    assert reports.unarchived(minutes(1)) == (report.id,)


def test_what_became_of_a_sender_s_other_reports_is_counted(reports: SqlReports) -> None:
    this, other, waiting = (a_report(sender=Sender("phone-1", "ani"), at=minutes(n)) for n in (1, 2, 3))
    for report in (this, other, waiting, a_report(sender=Sender("phone-1", "budi"))):
        reports.add(report)
    reports.append(verified(other))

    counts = reports.past(Sender("phone-9", "ani"), besides=this.id)

    assert counts == {State.VERIFIED: 1, State.RECEIVED: 1}


def belong(people: SqlPeople, person: str, *phones: str) -> None:
    people.add(Person(person, person.title(), (Grant(Role.VOLUNTEER, KANAAN),), NOON))
    for phone in phones:
        people.add_device(Device(phone, f"hash of {phone}", NOON, NOON))
        people.give_device(phone, person, "")


def let_in(people: SqlPeople, person: str, phone: Device) -> None:
    """By a link to come back that a reviewer made."""
    _, token = invitations.make_return(people.get(person), people=people, now=NOON, by="rani")
    invitations.accept(token, "", people=people, now=NOON, device=phone)


def plans(tx: Connection, ask: Callable[[Any], object]) -> list[str]:
    """How SQLite answers each statement of it."""

    class Spy:
        def execute(self, statement: Select[Any], *values: Any) -> Any:
            asked = statement.compile(tx, compile_kwargs={"literal_binds": True})
            found.append(" ".join(row.detail for row in tx.execute(text(f"EXPLAIN QUERY PLAN {asked}"))))
            return tx.execute(statement, *values)

    found: list[str] = []
    ask(Spy())
    return found
