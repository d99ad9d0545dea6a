"""Handing out: leased in the database, sent in batches of one kind."""

from collections.abc import Sequence
from pathlib import Path

from backend.engine.dispatching import BATCH, URGENCY, dispatch, packed, unpacked
from backend.reports.ports import Kind, Lease, Work
from backend.stores.outbox import SqlOutbox
from tests.engine.outbox import MovedClock, an_outbox

CLOCK = MovedClock()


def sent(outbox: SqlOutbox, *, room: int, hands: int) -> list[tuple[Kind, int]]:
    batches: list[tuple[Kind, int]] = []

    def send(kind: Kind, leases: Sequence[Lease]) -> None:
        assert {lease.work.kind for lease in leases} == {kind}
        batches.append((kind, len(leases)))

    dispatch(outbox, send, clock=CLOCK, room=room, hands=hands)
    return batches


def an_outbox_with(folder: Path, work: Sequence[Work]) -> SqlOutbox:
    outbox = an_outbox(folder)
    outbox.add(work, due=CLOCK())
    return outbox


def test_a_message_carries_work_of_one_kind(tmp_path: Path) -> None:
    outbox = an_outbox_with(tmp_path, [Work(Kind.STORE, "a", "p"), Work(Kind.ARCHIVE, "b")])

    assert sorted(sent(outbox, room=10, hands=1)) == [(Kind.ARCHIVE, 1), (Kind.STORE, 1)]


def test_little_work_is_spread_over_all_hands(tmp_path: Path) -> None:
    outbox = an_outbox_with(tmp_path, [Work(Kind.STORE, f"{n}", "p") for n in range(4)])

    assert sent(outbox, room=10, hands=2) == [(Kind.STORE, 2), (Kind.STORE, 2)]


def test_much_work_goes_in_batches_and_no_more_is_leased_than_there_is_room(tmp_path: Path) -> None:
    outbox = an_outbox_with(tmp_path, [Work(Kind.STORE, f"{n}", "p") for n in range(50)])

    batches = sent(outbox, room=3 * BATCH, hands=2)

    assert batches == [(Kind.STORE, BATCH)] * 3
    assert outbox.backlog()["leased"] == 3 * BATCH


def test_without_room_nothing_is_leased(tmp_path: Path) -> None:
    outbox = an_outbox_with(tmp_path, [Work(Kind.ARCHIVE, "a")])

    assert sent(outbox, room=0, hands=2) == []
    assert outbox.backlog()["due"] == 1


def test_a_lease_survives_its_journey(tmp_path: Path) -> None:
    outbox = an_outbox_with(tmp_path, [Work(Kind.STORE, "a", "p")])
    [lease] = outbox.claim(1, lease_s=20, now=CLOCK())

    assert unpacked(packed(lease)) == lease


def test_every_kind_of_work_has_its_place_in_line() -> None:
    assert sorted(URGENCY) == sorted(Kind)
