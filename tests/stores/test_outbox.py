"""Work the database promises to get done."""

from collections.abc import Callable
from threading import Event, Thread

import pytest
from sqlalchemy.engine import Connection

from backend.reports.ports import Kind, Lease, LeaseLost, PhotoDerived, Work
from backend.stores.database import Database
from backend.stores.outbox import SqlOutbox
from backend.stores.reports import SqlReports
from backend.stores.work import ask
from tests.stores.making import NOON, a_report, archive, minutes
from tests.stores.together import together

ONE = Work(Kind.ARCHIVE, "one")
TWO = Work(Kind.STORE, "two", "photo")


def claimed(outbox: SqlOutbox, *, at: float = 0, most: int = 10) -> tuple[Lease, ...]:
    return outbox.claim(most, lease_s=20, now=minutes(at))


def test_work_is_claimed_when_it_is_due(outbox: SqlOutbox) -> None:
    outbox.add([ONE], due=minutes(1))

    early, late = claimed(outbox), claimed(outbox, at=1)

    assert (early, [lease.work for lease in late]) == ((), [ONE])
    assert (late[0].attempt, late[0].until) == (1, minutes(1 + 20 / 60))


def test_the_oldest_work_comes_first(outbox: SqlOutbox) -> None:
    for age, report in ((1, "b"), (3, "d"), (0, "a"), (2, "c")):
        outbox.add([Work(Kind.ARCHIVE, report)], due=minutes(age))

    first, second = claimed(outbox, at=9, most=3), claimed(outbox, at=9)

    assert [lease.work.report for lease in first + second] == ["a", "b", "c", "d"]


def test_small_copies_wait_for_all_that_makes_a_report_safe(outbox: SqlOutbox) -> None:
    outbox.add([Work(Kind.DERIVE, "old", "photo")], due=NOON)
    outbox.add([Work(Kind.STORE, "new", "photo")], due=minutes(1))

    first, second = claimed(outbox, at=2, most=1), claimed(outbox, at=2)

    assert [lease.work.report for lease in first + second] == ["new", "old"]


def test_clearing_away_what_was_removed_waits_for_everything_else(outbox: SqlOutbox) -> None:
    outbox.add([Work(Kind.DISCARD, f"old-{n}", "somewhere") for n in range(3)], due=minutes(-1e6))
    outbox.add([TWO, Work(Kind.DERIVE, "new", "photo"), Work(Kind.LOOK, "new", "photo")], due=NOON)

    claims = [claimed(outbox, at=1, most=3) for _ in range(2)]

    kinds = [{lease.work.kind for lease in leases} for leases in claims]
    assert kinds == [{Kind.STORE, Kind.DERIVE, Kind.LOOK}, {Kind.DISCARD}]


def test_one_picture_is_looked_at_at_a_time_so_that_nothing_queues_behind_many(outbox: SqlOutbox) -> None:
    looks = [Work(Kind.LOOK, f"report-{n}", "photo") for n in range(3)]
    outbox.add(looks, due=NOON)

    first, meanwhile, died = claimed(outbox), claimed(outbox), claimed(outbox, at=1)
    outbox.finish(died[0])
    second = claimed(outbox, at=1)

    assert [[lease.work for lease in each] for each in (first, meanwhile)] == [looks[:1], []]
    assert [[lease.work for lease in each] for each in (died, second)] == [looks[:1], looks[1:2]]


def test_work_is_claimed_by_one_worker_only(outbox: SqlOutbox) -> None:
    outbox.add([Work(Kind.ARCHIVE, f"report-{n}") for n in range(40)], due=NOON)
    found: list[Lease] = []

    def work(_: int) -> None:
        for _ in range(4):
            found.extend(claimed(outbox, most=3))

    failures = together(4, work)

    assert failures == [None] * 4
    assert len({lease.row for lease in found}) == len(found)
    found.extend(claimed(outbox, most=40))
    assert len(found) == 40


def test_the_same_work_asked_for_twice_is_done_once(outbox: SqlOutbox) -> None:
    outbox.add([ONE, TWO], due=NOON)
    outbox.add([TWO, ONE], due=minutes(1))

    assert {lease.work for lease in claimed(outbox)} == {ONE, TWO}
    assert claimed(outbox, at=5) != ()  # their leases have run out: not new work
    assert outbox.backlog() == {"due": 0, "leased": 2, "dead": 0}


def test_work_asked_for_while_it_is_done_is_done_once_more(outbox: SqlOutbox) -> None:
    outbox.add([ONE], due=NOON)
    [first] = claimed(outbox)
    outbox.add([ONE], due=NOON)

    meanwhile = claimed(outbox)
    outbox.finish(first)
    afterwards = claimed(outbox)

    assert meanwhile == ()
    assert [lease.work for lease in afterwards] == [ONE]


def test_work_due_is_not_begun_before_those_who_asked_again_have_committed(
    database: Database, outbox: SqlOutbox
) -> None:
    outbox.add([ONE], due=NOON)
    asked, seen, committed = Event(), Event(), Event()
    found: list[tuple[Lease, bool]] = []

    def ask_again(tx: Connection) -> None:
        ask(tx, [ONE], due=NOON)
        asked.set()
        seen.wait(1)  # SQLite lets nobody claim meanwhile
        committed.set()

    def claim() -> None:
        asked.wait()
        found.extend((lease, committed.is_set()) for lease in claimed(outbox))
        seen.set()

    claimer = Thread(target=claim)
    claimer.start()
    database.write(ask_again)
    claimer.join()

    assert all(after for _, after in found)
    assert len(found) + len(claimed(outbox)) == 1


def test_finished_work_leaves_nothing_behind(outbox: SqlOutbox) -> None:
    outbox.add([ONE], due=NOON)
    [lease] = claimed(outbox)

    outbox.finish(lease)

    assert outbox.backlog() == {"due": 0, "leased": 0, "dead": 0}


def test_what_work_brought_about_and_what_follows_are_kept_with_its_end(
    reports: SqlReports, outbox: SqlOutbox
) -> None:
    report = a_report()
    photo = report.photos[0].sha256
    reports.add(report, [Work(Kind.DERIVE, report.id, photo)])
    [lease] = claimed(outbox)

    outbox.finish(lease, [PhotoDerived(report.id, photo, minutes(2), "no picture")], [archive(report)])

    kept = reports.get(report.id).photos[0]
    assert (kept.derived_at, kept.unusable) == (minutes(2), "no picture")
    assert [lease.work for lease in claimed(outbox)] == [archive(report)]


def test_what_follows_is_as_old_as_what_it_follows_from(outbox: SqlOutbox) -> None:
    outbox.add([ONE], due=minutes(1))
    outbox.add([TWO], due=minutes(2))
    [lease] = claimed(outbox, at=3, most=1)

    outbox.finish(lease, work=[Work(Kind.PUBLISH, "one")])

    assert [lease.work.report for lease in claimed(outbox, at=3)] == ["one", "two"]


def test_an_effect_on_a_report_taken_back_is_no_error(outbox: SqlOutbox) -> None:
    outbox.add([TWO], due=NOON)
    [lease] = claimed(outbox)

    outbox.finish(lease, [PhotoDerived("two", "photo", NOON)])

    assert outbox.backlog()["leased"] == 0


def test_a_lease_that_ran_out_goes_to_the_next_worker(outbox: SqlOutbox) -> None:
    outbox.add([ONE], due=NOON)
    [lost] = claimed(outbox)

    before, after = claimed(outbox, at=0.3), claimed(outbox, at=0.4)

    assert before == ()
    assert [(lease.row, lease.work, lease.attempt) for lease in after] == [(lost.row, ONE, 2)]
    assert after[0].token != lost.token


@pytest.mark.parametrize("attempt", ["current", "extend", "finish", "postpone", "bury"])
def test_who_lost_a_lease_changes_nothing(outbox: SqlOutbox, attempt: str) -> None:
    outbox.add([ONE], due=NOON)
    [lost] = claimed(outbox)
    [held] = claimed(outbox, at=1)
    do: dict[str, Callable[[], object]] = {
        "current": lambda: outbox.current(lost.row, lost.token),
        "extend": lambda: outbox.extend(lost, until=minutes(9)),
        "finish": lambda: outbox.finish(lost, work=[TWO]),
        "postpone": lambda: outbox.postpone(lost, due=minutes(9), error="away"),
        "bury": lambda: outbox.bury(lost, error="broken"),
    }

    with pytest.raises(LeaseLost):
        do[attempt]()

    assert outbox.current(held.row, held.token) == held
    assert outbox.backlog() == {"due": 0, "leased": 1, "dead": 0}


def test_a_lease_that_ran_out_is_in_nobody_s_hand(outbox: SqlOutbox) -> None:
    outbox.add([ONE, TWO], due=NOON)
    claimed(outbox, most=1)

    assert [outbox.in_hand(minutes(at)) for at in (0, 1)] == [1, 0]


def test_what_is_late_or_failed_of_one_kind_is_counted(outbox: SqlOutbox) -> None:
    outbox.add([TWO], due=NOON)
    outbox.add([ONE], due=minutes(2))
    early = [outbox.late(Kind.STORE, minutes(at)) for at in (0, 1)]
    for lease in claimed(outbox, at=2):
        outbox.postpone(lease, due=minutes(9), error="away")

    still = [outbox.late(Kind.STORE, minutes(at)) for at in (0, 1)]
    outbox.bury(next(lease for lease in claimed(outbox, at=9) if lease.work == TWO), error="broken")

    assert (early, still, outbox.late(Kind.STORE, NOON)) == ([0, 1], [0, 1], 1)


def test_finished_work_cannot_be_finished_again(outbox: SqlOutbox) -> None:
    outbox.add([ONE], due=NOON)
    [lease] = claimed(outbox)
    outbox.finish(lease)

    with pytest.raises(LeaseLost):
        outbox.finish(lease, work=[TWO])

    assert outbox.backlog()["due"] == 0


def test_a_lease_can_be_extended(outbox: SqlOutbox) -> None:
    outbox.add([ONE], due=NOON)
    [lease] = claimed(outbox)

    outbox.extend(lease, until=minutes(5))

    assert claimed(outbox, at=4) == ()
    assert outbox.current(lease.row, lease.token).until == minutes(5)


def test_postponed_work_comes_again_when_it_is_due(outbox: SqlOutbox) -> None:
    outbox.add([ONE], due=NOON)
    [lease] = claimed(outbox)

    outbox.postpone(lease, due=minutes(5), error="the bucket is away")

    assert claimed(outbox, at=4) == ()
    assert [(again.work, again.attempt) for again in claimed(outbox, at=5)] == [(ONE, 2)]


def test_postponed_work_melts_into_the_same_work_asked_for_meanwhile(outbox: SqlOutbox) -> None:
    outbox.add([ONE], due=NOON)
    [lease] = claimed(outbox)
    outbox.add([ONE], due=NOON)

    outbox.postpone(lease, due=minutes(5), error="the bucket is away")

    assert outbox.backlog() == {"due": 1, "leased": 0, "dead": 0}
    assert claimed(outbox, at=4) == ()
    assert [again.attempt for again in claimed(outbox, at=5)] == [2]


def test_buried_work_stays_visible_with_its_error(outbox: SqlOutbox) -> None:
    outbox.add([ONE, TWO], due=NOON)
    for lease in claimed(outbox):
        outbox.bury(lease, error=f"broken: {lease.work.report} \0")

    assert outbox.backlog() == {"due": 0, "leased": 0, "dead": 2}
    assert claimed(outbox, at=99) == ()
    assert {(lease.work, error) for lease, error in outbox.dead()} == {
        (ONE, "broken: one \0"),
        (TWO, "broken: two \0"),
    }
    assert len(outbox.dead(limit=1)) == 1


def test_the_same_work_is_buried_once(outbox: SqlOutbox) -> None:
    for error in ("first", "second"):
        outbox.add([ONE], due=NOON)
        outbox.bury(claimed(outbox)[0], error=error)

    assert [error for _, error in outbox.dead()] == ["second"]


def test_revived_work_begins_anew(outbox: SqlOutbox) -> None:
    outbox.add([ONE, TWO], due=NOON)
    for lease in claimed(outbox):
        outbox.bury(lease, error="broken")
    outbox.add([TWO], due=NOON)

    revived = outbox.revive()

    assert revived == 2
    assert {(lease.work, lease.attempt) for lease in claimed(outbox)} == {(ONE, 1), (TWO, 1)}
    assert outbox.backlog() == {"due": 0, "leased": 2, "dead": 0}


def test_one_work_can_be_due_leased_and_dead_at_once(outbox: SqlOutbox) -> None:
    outbox.add([ONE], due=NOON)
    outbox.bury(claimed(outbox)[0], error="broken")
    outbox.add([ONE], due=NOON)
    claimed(outbox)
    outbox.add([ONE], due=NOON)

    assert outbox.backlog() == {"due": 1, "leased": 1, "dead": 1}


def test_asking_for_nothing_is_no_error(outbox: SqlOutbox) -> None:
    outbox.add([], due=NOON)

    assert outbox.backlog()["due"] == 0
