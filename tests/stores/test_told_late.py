"""A step is stamped when it is asked for and seen when it commits: what commits late is told all the same."""

from collections.abc import Sequence
from threading import Event, Thread

import pytest
from sqlalchemy.engine import Connection

from backend.people.person import Device, Person
from backend.reports import notices
from backend.reports.moves import State
from backend.reports.notice_ports import Subscription
from backend.reports.notices import LATE
from backend.reports.ports import Kind, Line, Work
from backend.reports.report import Report, Sender, Step
from backend.stores import keeping
from backend.stores.database import Database
from backend.stores.outbox import SqlOutbox
from backend.stores.people import SqlPeople
from backend.stores.reports import SqlReports
from backend.stores.subscriptions import SqlSubscriptions
from backend.stores.work import ask
from tests.stores.making import NOON, REVIEWER, a_report, minutes, rejected, verified

BUDI = Sender("phone-1", "budi")


class Told:
    """What a phone was told, by the ids of the reports, one message after another."""

    key = "public"

    def __init__(self, database: Database) -> None:
        self.reports = SqlReports(database)
        self.outbox = SqlOutbox(database)
        self.subscriptions = SqlSubscriptions(database)
        self.messages: list[list[str]] = []

    def reaches(self, endpoint: str) -> bool:
        return bool(endpoint)

    def deliver(self, to: Subscription, message: str, *, topic: str, ttl_s: int) -> None:  # noqa: ARG002 - the port's
        self.messages.append(message.split())

    def works(self) -> None:
        now = minutes(60)
        for lease in self.outbox.claim(20, lease_s=20, now=now):
            notices.tell(
                lease,
                reports=self.reports,
                outbox=self.outbox,
                subscriptions=self.subscriptions,
                postman=self,
                write=_ids,
                clock=lambda: now,
            )


def _ids(_to: Subscription, news: Sequence[Line]) -> str:
    return " ".join(sorted(line.id for line in news))


@pytest.fixture
def told(database: Database, people: SqlPeople) -> Told:
    people.add(Person("budi", "Budi", (), NOON))
    people.add_device(Device("phone-1", "hash", NOON, NOON, "budi"))
    world = Told(database)
    world.subscriptions.put(
        Subscription("phone-1", "budi", "https://push.example.org/1", "p", "a", "id", NOON)
    )
    return world


@pytest.fixture
def two(reports: SqlReports) -> tuple[Report, Report]:
    both = a_report(sender=BUDI), a_report(sender=BUDI)
    for report in both:
        reports.add(report)
    return both


def decided(report: Report, at: float) -> tuple[Report, list[Work]]:
    return verified(report, at=minutes(at)), [Work(Kind.NOTIFY, "budi")]


class Crossing:
    """A transaction that has written its step and not committed it.

    In SQLite, where the others would wait for it, one that is about to begin.
    """

    def __init__(self, database: Database, report: Report, work: Sequence[Work]) -> None:
        self._go, self._begun = Event(), Event()
        is_apart = "postgres" in type(database).__name__.lower()
        self._thread = Thread(target=self._writes, args=(database, report, work, is_apart))
        self._thread.start()
        assert self._begun.wait(10)

    def _writes(self, database: Database, report: Report, work: Sequence[Work], is_apart: bool) -> None:
        if not is_apart:
            self._waits()
        database.write(lambda tx: self._step(tx, report, work, is_apart))

    def _step(self, tx: Connection, report: Report, work: Sequence[Work], is_apart: bool) -> None:
        keeping.append(tx, report, (), None, None)
        if is_apart:
            self._waits()
        ask(tx, work, due=report.steps[-1].at)

    def _waits(self) -> None:
        self._begun.set()
        assert self._go.wait(10)

    def commits(self) -> None:
        self._go.set()
        self._thread.join()


def test_a_step_stamped_earlier_and_committed_later_is_told_once_and_so_is_the_other(
    told: Told, two: tuple[Report, Report], database: Database, reports: SqlReports
) -> None:
    first, second = two
    slow = Crossing(database, *decided(first, at=5))
    reports.append(*decided(second, at=6))
    told.works()

    slow.commits()
    told.works()
    reports.append(rejected(verified(second), at=minutes(7)), [Work(Kind.NOTIFY, "budi")])
    told.works()

    assert told.messages == [[second.id], [first.id], [second.id]]


def test_a_message_later_by_far_tells_no_more_of_what_was_told(
    told: Told, two: tuple[Report, Report], reports: SqlReports
) -> None:
    first, second = two
    reports.append(*decided(first, at=5))
    told.works()
    reports.append(*decided(second, at=50))

    told.works()
    [kept] = told.subscriptions.of("budi")

    assert told.messages == [[first.id], [second.id]]
    assert (kept.told_at, len(kept.told)) == (minutes(50) - LATE, 1)


def test_what_stands_behind_another_is_told_when_that_one_moves_late(
    told: Told, two: tuple[Report, Report], reports: SqlReports
) -> None:
    first, _ = two
    reports.add(head := a_report())
    merged = first.moved(Step(State.DUPLICATE, REVIEWER, minutes(6), detail={"heads": head.id}))
    reports.append(merged, [Work(Kind.NOTIFY, "budi")])
    told.works()

    reports.append(*decided(head, at=5))
    told.works()
    told.outbox.add([Work(Kind.NOTIFY, "budi")], due=minutes(8))
    told.works()

    assert told.messages == [[first.id], [first.id]]


def test_the_list_of_a_phone_begins_early_enough_for_what_commits_late(
    two: tuple[Report, Report], reports: SqlReports, database: Database
) -> None:
    first, second = two
    slow = Crossing(database, *decided(first, at=5))
    reports.append(*decided(second, at=6))
    heard = reports.lines_of(BUDI)
    slow.commits()

    cursor = max(line.last_step.at for line in heard)
    told = reports.lines_of(BUDI, since=cursor - LATE)

    assert {line.id: line.version for line in told} == {first.id: 2, second.id: 2}
