"""Of a report that was removed nothing stays in the bucket, and of one that is kept nothing goes."""

from collections.abc import Callable

import pytest

from backend.reports.ports import Kind, Unavailable, Work
from backend.reports.remains import AGAIN_AFTER
from tests.rules.town import NOON, Parcel, Town, a_parcel, a_picture, sha256

HERE, ON_ITS_WAY = a_picture(seed=1), a_picture(seed=2)
WRITES = {Kind.STORE: "seal", Kind.DERIVE: "keep_copy", Kind.ARCHIVE: "write_archive"}


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def parcel(town: Town) -> Parcel:
    """One of two photos is here."""
    parcel = a_parcel(HERE, ON_ITS_WAY)
    town.receives(parcel)
    town.takes(parcel, HERE)
    return parcel


def a_day_passes(town: Town) -> None:
    town.time.passes(seconds=AGAIN_AFTER.total_seconds())
    town.works()


@pytest.mark.parametrize("kind", WRITES)
def test_a_worker_killed_before_it_looks_leaves_nothing_for_longer_than_a_day(
    town: Town, parcel: Parcel, kind: Kind
) -> None:
    if kind is not Kind.STORE:
        town.works()
    town.time.passes(minutes=20)
    town.outbox.add([Work(kind, parcel.id, "" if kind is Kind.ARCHIVE else sha256(HERE))], due=NOON)
    lease = town.leased(kind)
    town.chest.before[WRITES[kind]] = removing(town, parcel)
    town.chest.after[WRITES[kind]] = killed
    with pytest.raises(Killed):
        town.does(lease)
    assert town.keys()

    a_day_passes(town)

    assert town.keys() == []
    assert town.outbox.backlog() == {"due": 0, "leased": 0, "dead": 0}


def removing(town: Town, parcel: Parcel) -> Callable[[], object]:
    def remove() -> None:
        town.discards(parcel)
        town.works()

    return remove


def killed() -> None:
    raise Killed


def test_a_report_that_was_sent_again_keeps_its_bytes(town: Town, parcel: Parcel) -> None:
    town.works()
    town.discards(parcel)

    town.receives(parcel)
    town.takes(parcel, HERE)
    town.takes(parcel, ON_ITS_WAY)
    town.works()
    a_day_passes(town)

    kept = town.reports.get(parcel.id)
    assert kept.stored_at
    assert [town.chest.original(kept, photo) for photo in kept.photos] == [HERE, ON_ITS_WAY]
    assert town.archived(parcel).number == kept.number


def test_a_report_is_not_received_again_while_its_remains_are_being_removed(
    town: Town, parcel: Parcel
) -> None:
    refused: list[bool] = []

    def sent_again() -> None:
        with pytest.raises(Unavailable):
            town.receives(parcel)
        refused.append(True)

    town.chest.before["forget"] = sent_again
    town.discards(parcel)
    town.works()

    town.receives(parcel)
    assert refused
    assert town.reports.get(parcel.id)
