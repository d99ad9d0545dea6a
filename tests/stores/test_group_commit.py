"""Transactions that wait at the same moment share one COMMIT."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from backend.reports.ports import Unavailable
from backend.stores.group import TOGETHER, GroupCommit
from backend.stores.lane import Lane, lanes, writer
from tests.stores.together import together

NOTE = text("INSERT INTO notes VALUES (:id, zeroblob(:size))")
Work = Callable[[Connection], object]


class Ledger:
    """A file with one table, written through a group; it counts the commits."""

    def __init__(self, engine: Engine, *, patience_s: float = 30) -> None:
        self.lane = writer(engine)
        self.commits = 0
        self.group = GroupCommit(self._begin, patience_s=patience_s)
        self.group.run(lambda tx: tx.execute(text("CREATE TABLE notes (id INTEGER PRIMARY KEY, what BLOB)")))
        self.commits = 0

    @contextmanager
    def _begin(self) -> Iterator[Lane]:
        with self.lane.transaction():
            yield self.lane
        self.commits += 1

    def kept(self) -> set[int]:
        return {row[0] for row in self.lane.driver.execute("SELECT id FROM notes")}

    def after_queueing(self, callers: int, work: Work) -> Work:
        """Work that begins when so many others wait."""

        def patient(tx: Connection) -> object:
            end = time.monotonic() + 20
            while self.group.queued() < callers and time.monotonic() < end:
                time.sleep(0.001)
            return work(tx)

        return patient


def noting(number: int, size: int = 1) -> Work:
    return lambda tx: tx.execute(NOTE, {"id": number, "size": size})


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger(lanes(make_url(f"sqlite:///{tmp_path / 'ledger.sqlite3'}"), wait_s=1))
    yield ledger
    ledger.lane.close()


def test_callers_that_wait_share_one_commit(ledger: Ledger) -> None:
    work = [ledger.after_queueing(7, noting(0)), *(noting(n) for n in range(1, 8))]

    outcomes = led_by_the_first(ledger, work)

    assert outcomes == [None] * 8
    assert (ledger.commits, ledger.kept()) == (1, set(range(8)))


def test_a_lone_caller_commits_alone(ledger: Ledger) -> None:
    for number in range(3):
        ledger.group.run(noting(number))

    assert (ledger.commits, ledger.kept()) == (3, {0, 1, 2})


def test_a_transaction_that_fails_harms_no_other(ledger: Ledger) -> None:
    def half(tx: Connection) -> None:
        noting(2)(tx)
        noting(1)(tx)  # taken

    outcomes = led_by_the_first(ledger, [ledger.after_queueing(2, noting(1)), half, noting(3)])

    assert [type(outcome) for outcome in outcomes] == [type(None), IntegrityError, type(None)]
    assert (ledger.commits, ledger.kept()) == (1, {1, 3})


def test_when_the_disk_is_full_nobody_is_told_it_was_kept(ledger: Ledger) -> None:
    ledger.lane.driver.execute("PRAGMA max_page_count = 20")

    outcomes = led_by_the_first(ledger, [ledger.after_queueing(1, noting(1)), noting(2, size=1_000_000)])

    assert [type(outcome) for outcome in outcomes] == [Unavailable] * 2
    assert ledger.kept() == set()
    ledger.group.run(noting(3))
    assert ledger.kept() == {3}


def test_more_callers_than_one_commit_takes_are_all_served(ledger: Ledger) -> None:
    callers = TOGETHER + 10

    work = [ledger.after_queueing(callers - 1, noting(0)), *(noting(n) for n in range(1, callers))]
    outcomes = led_by_the_first(ledger, work)

    assert outcomes == [None] * callers
    assert (ledger.commits, len(ledger.kept())) == (2, callers)


def test_who_waited_too_long_is_told_and_nothing_is_kept(tmp_path: Path) -> None:
    ledger = Ledger(lanes(make_url(f"sqlite:///{tmp_path / 'slow.sqlite3'}"), wait_s=1), patience_s=0.1)
    given_up = Event()
    slow = Thread(target=ledger.group.run, args=(lambda _: given_up.wait(20),))
    slow.start()
    while not ledger.lane.driver.in_transaction:
        time.sleep(0.001)

    with pytest.raises(Unavailable):
        ledger.group.run(noting(1))
    given_up.set()
    slow.join()

    ledger.group.run(noting(2))
    assert ledger.kept() == {2}
    ledger.lane.close()


def test_a_thread_that_is_stopped_stops_nobody_else(ledger: Ledger) -> None:
    def stopped(_: Connection) -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        ledger.group.run(stopped)

    ledger.group.run(noting(1))
    assert ledger.kept() == {1}


def test_many_callers_at_once_are_all_served(ledger: Ledger) -> None:
    outcomes = together(40, lambda n: [ledger.group.run(noting(n * 10 + k)) for k in range(10)])

    assert outcomes == [None] * 40
    assert ledger.kept() == set(range(400))
    assert ledger.commits < 400


def led_by_the_first(ledger: Ledger, work: list[Work]) -> list[Exception | None]:
    """Run them at once, the first of them before the others."""
    outcomes: list[Exception | None] = [None] * len(work)

    def run(place: int) -> None:
        try:
            ledger.group.run(work[place])
        except Exception as error:  # noqa: BLE001 -- whatever it is, the test looks at it
            outcomes[place] = error

    first, *others = (Thread(target=run, args=(place,)) for place in range(len(work)))
    first.start()
    while not ledger.lane.driver.in_transaction:  # it stays in it until the others have queued
        time.sleep(0.001)
    for thread in others:
        thread.start()
    for thread in (first, *others):
        thread.join()
    return outcomes
