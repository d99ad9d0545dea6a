"""Of a report that was removed nothing stays in the bucket, and of one that is kept nothing goes."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backend.reports import lost
from backend.reports.ports import Kind, Unavailable, Work
from backend.reports.remains import AGAIN_AFTER
from backend.reports.report import GONE
from tests.rules.town import INSIDE, KANAAN, NOON, Parcel, Town, a_parcel, a_picture, places, sha256

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


@pytest.mark.parametrize("changes", ["month", "kelurahan"])
def test_a_report_that_was_sent_again_leaves_nothing_where_it_was_before(town: Town, changes: str) -> None:
    town.time.now = datetime(2026, 11, 30, 23, 39, 50, tzinfo=UTC)
    parcel = a_parcel(HERE, ON_ITS_WAY)
    town.receives(parcel)
    town.takes(parcel, HERE)
    town.works()
    town.time.passes(minutes=20)
    town.outbox.add([Work(Kind.ARCHIVE, parcel.id)], due=town.time())
    town.works()
    before = town.lasting()
    town.discards(parcel)

    if changes == "month":
        town.time.passes(seconds=20)
    else:
        town.map.found = replace(INSIDE, kelurahan=KANAAN)
    town.receives(parcel)
    for picture in parcel.pictures:
        town.takes(parcel, picture)
    town.works()
    a_day_passes(town)

    kept = town.reports.get(parcel.id)
    assert len(before) == 2
    assert town.lasting() == places(kept)
    assert [town.chest.original(kept, photo) for photo in kept.photos] == [HERE, ON_ITS_WAY]
    assert town.archived(parcel).number == kept.number


def test_what_was_being_written_of_its_former_life_is_written_anew(town: Town, parcel: Parcel) -> None:
    town.works()
    town.time.passes(minutes=20)
    town.outbox.add([Work(Kind.ARCHIVE, parcel.id)], due=NOON)
    lease = town.leased(Kind.ARCHIVE)

    def removed_and_sent_again() -> None:
        town.discards(parcel)
        town.works()
        town.receives(parcel)

    town.chest.before["write_archive"] = removed_and_sent_again
    town.does(lease)
    town.works()
    town.time.passes(minutes=20)
    lost.unarchived(reports=town.reports, outbox=town.outbox, clock=town.time)
    town.works()

    assert town.archived(parcel).number == town.reports.get(parcel.id).number


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


@pytest.mark.parametrize("dies", [False, True], ids=["goes on", "killed"])
def test_a_photo_that_goes_with_its_sender_is_not_drawn_again_by_who_was_drawing_it(
    town: Town, dies: bool
) -> None:
    parcel = town.has(HERE, ON_ITS_WAY)
    town.decides(parcel, "verify", publish=[sha256(HERE)])
    town.works()
    town.outbox.add([Work(Kind.DERIVE, parcel.id, sha256(ON_ITS_WAY))], due=NOON)
    lease = town.leased(Kind.DERIVE)

    def forgotten() -> None:
        town.forgets_sender(parcel)
        town.works()

    town.chest.before["keep_copy"] = forgotten
    if dies:
        town.chest.after["keep_copy"] = killed
    with suppress(Killed):
        town.does(lease)
    assert sha256(ON_ITS_WAY) in " ".join(town.keys())
    town.works()
    if dies:
        a_day_passes(town)

    assert sha256(ON_ITS_WAY) not in " ".join(town.keys())
    seen, unseen = town.reports.get(parcel.id).photos
    assert (seen.unusable, unseen.unusable, unseen.look) == ("", GONE, None)
    assert town.chest.original(town.reports.get(parcel.id), seen) == HERE
