"""One piece of leased work: done, tried again, or laid aside."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from backend.engine.carrying_out import TRIES, Hands
from backend.engine.dispatching import LEASE_S
from backend.engine.in_hand import InHand
from backend.engine.outage import Outage
from backend.reports.ports import Kind, Lease, Unavailable, Work
from backend.stores.outbox import SqlOutbox
from tests.engine.outbox import MovedClock, an_outbox

ONE, TWO, THREE = (Work(Kind.ARCHIVE, name) for name in ("one", "two", "three"))


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def outbox(tmp_path: Path) -> SqlOutbox:
    return an_outbox(tmp_path)


def hands(outbox: SqlOutbox, clock: MovedClock, do: Callable[[Lease], None]) -> Hands:
    return Hands(dict.fromkeys(Kind, do), outbox, clock, InHand(), Outage())


def leased(outbox: SqlOutbox, clock: MovedClock, *work: Work) -> Sequence[Lease]:
    outbox.add(work, due=clock())
    return outbox.claim(10, lease_s=LEASE_S, now=clock())


def away(_: Lease) -> None:
    raise Unavailable("the bucket is away")


def wrong(_: Lease) -> None:
    raise ZeroDivisionError("a bug")


def never(lease: Lease) -> None:
    pytest.fail(f"{lease} was begun")


def test_work_that_succeeds_leaves_the_outbox(outbox: SqlOutbox, clock: MovedClock) -> None:
    done: list[str] = []

    def do(lease: Lease) -> None:
        done.append(lease.work.report)
        outbox.finish(lease)

    hands(outbox, clock, do).carry_out(leased(outbox, clock, ONE, TWO))

    assert sorted(done) == ["one", "two"]
    assert outbox.backlog() == {"due": 0, "leased": 0, "dead": 0}


def test_what_may_heal_is_tried_again_for_ever_and_never_counted(
    outbox: SqlOutbox, clock: MovedClock
) -> None:
    outbox.add([ONE], due=clock())

    for _ in range(3 * TRIES):
        leases = outbox.claim(10, lease_s=LEASE_S, now=clock())
        hands(outbox, clock, away).carry_out(leases)
        clock.pass_by(60)

    assert [lease.attempt for lease in leases] == [1]
    assert outbox.backlog()["due"] == 1


def test_a_bug_is_tried_ever_later_and_laid_aside_with_its_error(
    outbox: SqlOutbox, clock: MovedClock
) -> None:
    outbox.add([ONE], due=clock())

    tries = 0
    while leases := outbox.claim(10, lease_s=LEASE_S, now=clock()):
        hands(outbox, clock, wrong).carry_out(leases)
        clock.pass_by(300)
        tries += 1

    [(lease, error)] = outbox.dead()
    assert (tries, lease.work, error) == (TRIES, ONE, "ZeroDivisionError: a bug")


def test_a_bug_waits_before_it_is_tried_again(outbox: SqlOutbox, clock: MovedClock) -> None:
    hands(outbox, clock, wrong).carry_out(leased(outbox, clock, ONE))

    at_once = outbox.claim(10, lease_s=LEASE_S, now=clock())
    clock.pass_by(2)

    assert at_once == ()
    assert len(outbox.claim(10, lease_s=LEASE_S, now=clock())) == 1


def test_work_that_always_ends_its_worker_is_laid_aside(outbox: SqlOutbox, clock: MovedClock) -> None:
    outbox.add([ONE], due=clock())
    for _ in range(TRIES):
        outbox.claim(10, lease_s=LEASE_S, now=clock())
        clock.pass_by(LEASE_S + 1)

    leases = outbox.claim(10, lease_s=LEASE_S, now=clock())
    hands(outbox, clock, never).carry_out(leases)

    [(_, error)] = outbox.dead()
    assert "never ended" in error


def test_the_rest_goes_back_untried_once_something_is_away(outbox: SqlOutbox, clock: MovedClock) -> None:
    tried: list[str] = []

    def do(lease: Lease) -> None:
        tried.append(lease.work.report)
        away(lease)

    hands(outbox, clock, do).carry_out(leased(outbox, clock, ONE, TWO, THREE))

    assert len(tried) == 2
    assert outbox.backlog() == {"due": 3, "leased": 0, "dead": 0}


def test_a_lease_that_ran_out_on_its_way_is_left_to_its_new_holder(
    outbox: SqlOutbox, clock: MovedClock
) -> None:
    leases = leased(outbox, clock, ONE)
    clock.pass_by(LEASE_S + 1)

    hands(outbox, clock, never).carry_out(leases)

    assert len(outbox.claim(10, lease_s=LEASE_S, now=clock())) == 1


def test_what_lasts_stays_leased(outbox: SqlOutbox, clock: MovedClock) -> None:
    in_hand = InHand()
    [lease] = leased(outbox, clock, ONE)
    in_hand.begin(lease)

    for _ in range(5):
        clock.pass_by(LEASE_S / 2)
        in_hand.renew(outbox, clock=clock)

    assert outbox.claim(10, lease_s=LEASE_S, now=clock()) == ()
    outbox.finish(lease)


def test_what_ended_is_renewed_no_more(outbox: SqlOutbox, clock: MovedClock) -> None:
    in_hand = InHand()
    [lease] = leased(outbox, clock, ONE)
    in_hand.begin(lease)
    in_hand.end(lease)

    clock.pass_by(LEASE_S + 1)
    in_hand.renew(outbox, clock=clock)

    assert len(outbox.claim(10, lease_s=LEASE_S, now=clock())) == 1
    assert in_hand.count(clock()) == 0


def test_what_was_leased_and_never_begun_stops_taking_room(outbox: SqlOutbox, clock: MovedClock) -> None:
    in_hand = InHand()
    in_hand.leased(leased(outbox, clock, ONE, TWO))

    before = in_hand.count(clock())
    clock.pass_by(LEASE_S + 1)

    assert (before, in_hand.count(clock())) == (2, 0)
