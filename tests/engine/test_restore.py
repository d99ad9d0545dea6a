"""A lost database comes back from the bucket as it was archived."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from backend.bench.parcel import seal
from backend.reports import echoes, review
from backend.reports.choices import Choice, Verdict
from backend.reports.moves import State
from backend.reports.report import Actor, Report, Sender
from backend.residents import pack
from backend.restoring import NotEmpty, Restored, restore
from backend.wiring import Parts
from media import keys
from tests.engine.house import a_house, do_all_work, hand_in
from tests.load import PHOTO, a_parcel

REVIEWER = Actor("reviewer", "person-2", "Sari")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Parts]:
    parts = a_house(tmp_path / "before", bucket=tmp_path / "bucket")
    yield parts
    close(parts)


@pytest.fixture
def new_house(tmp_path: Path) -> Iterator[Parts]:
    """The same bucket, and an empty database."""
    parts = a_house(tmp_path / "after", bucket=tmp_path / "bucket")
    yield parts
    close(parts)


def close(parts: Parts) -> None:
    assert parts.database
    parts.database.close()


def restored(parts: Parts) -> Restored:
    return restore(parts, told=lambda _done, _of: None)


def a_report(house: Parts, photos: int = 2) -> Report:
    parcel = a_parcel(photos)
    hand_in(house, parcel)
    do_all_work(house)
    return house.reports.get(parcel.id)


def decide(house: Parts, report: Report, verdict: str, **more: object) -> Report:
    decided = review.decide(
        report.id,
        Choice(Verdict(verdict), report.version, **more),  # type: ignore[arg-type]
        by=REVIEWER,
        reports=house.reports,
        catalogue=house.city,
        clock=house.clock,
        queue=house.queue,
    )
    do_all_work(house)
    return house.reports.get(decided.id)


def test_what_was_archived_comes_back_equal(house: Parts, new_house: Parts) -> None:
    plain = a_report(house, photos=0)
    waiting = a_report(house)
    reason = next(r.code for r in house.city.register().reasons.values() if r.verdict == "reject")
    rejected = decide(house, a_report(house, photos=1), "reject", reason=reason, words="Bukan sampah")
    shown = a_report(house)
    shown = decide(house, shown, "verify", publish=[shown.photos[0].sha256])

    outcome = restored(new_house)
    do_all_work(new_house)

    assert (outcome.reports, outcome.unreadable) == (4, {})
    for report in (plain, waiting, rejected, shown):
        assert as_archived(new_house.reports.get(report.id)) == as_archived(report)


def as_archived(report: Report) -> Report:
    """When its small copies were drawn is not archived before something else is: they are drawn again."""
    return replace(report, photos=tuple(replace(photo, derived_at=None) for photo in report.photos))


def test_residents_read_the_same_as_before(house: Parts, new_house: Parts) -> None:
    report = a_report(house)
    decide(house, report, "verify", publish=[report.photos[0].sha256])
    names = ("city", f"kelurahan/{report.kelurahan}")

    restored(new_house)
    do_all_work(new_house)

    for name in names:
        assert new_house.snapshots.get(name).document == house.snapshots.get(name).document
    assert new_house.showcase.get(report.id).document == house.showcase.get(report.id).document


def test_a_report_that_waited_for_its_photos_waits_again(house: Parts, new_house: Parts) -> None:
    parcel = a_parcel(1)
    hand_in(house, replace(parcel, photos={}))
    house.chest.write_archive(house.reports.get(parcel.id))

    restored(new_house)

    report = new_house.reports.get(parcel.id)
    assert (report.state, [photo.offset for photo in report.photos]) == (State.RECEIVED, [0])
    hand_in(new_house, parcel)
    do_all_work(new_house)
    assert new_house.reports.get(parcel.id).stored_at


def test_a_database_that_holds_anything_is_left_alone(house: Parts, new_house: Parts) -> None:
    a_report(house)
    hand_in(new_house, seal())

    with pytest.raises(NotEmpty):
        restored(new_house)


def test_a_damaged_document_is_named_and_the_others_are_restored(house: Parts, new_house: Parts) -> None:
    whole, damaged = a_report(house, 0), a_report(house, 0)
    key = next(key for key in house.chest.archived().ids() if damaged.id in key)
    house.bucket.put(key, b'{"archive": 1')

    outcome = restored(new_house)

    assert (outcome.reports, list(outcome.unreadable)) == (1, [key])
    assert new_house.reports.get(whole.id) == whole


def test_copies_taken_back_just_before_the_loss_are_not_shown(house: Parts, new_house: Parts) -> None:
    report = a_report(house, 1)
    house.chest.show(report.id, report.photos[0].sha256, 320, PHOTO)

    restored(new_house)

    assert list(house.bucket.list("public/")) == []


def test_nor_are_those_of_what_was_merged_into_it(house: Parts, new_house: Parts) -> None:
    head, member = a_report(house, photos=0), a_report(house, photos=1)
    decide(house, member, "merge", head=head.id)
    house.chest.show(head.id, member.photos[0].sha256, 320, PHOTO)

    restored(new_house)

    assert list(house.bucket.list(keys.publics(head.id))) == []


def test_nothing_is_asked_for_that_the_bucket_still_holds(house: Parts, new_house: Parts) -> None:
    a_report(house, photos=0)

    restored(new_house)

    assert do_all_work(new_house) == []


def test_who_joined_in_and_the_pack_come_back_too(house: Parts, new_house: Parts) -> None:
    decided = decide(house, a_report(house), "verify")
    ani = Sender("phone-2", "ani")
    echoes.join(decided.id, by=ani, reports=house.reports, clock=house.clock, queue=house.queue)
    do_all_work(house)

    restored(new_house)
    do_all_work(new_house)

    after = new_house.reports.get(decided.id)
    assert [echo.by for echo in after.echoes] == [ani]
    drawn = new_house.snapshots.get(pack.name(after.kelurahan)).document["reports"]
    assert [(entry["id"], entry["me_too"]) for entry in drawn] == [(decided.id, 1)]


def test_what_was_merged_into_a_report_that_is_not_restored_stands_for_itself(
    house: Parts, new_house: Parts
) -> None:
    head, member = a_report(house, photos=0), a_report(house, photos=0)
    merged = decide(house, member, "merge", head=head.id)
    house.chest.forget(head.id, kelurahan=head.came_to, received_at=head.received_at)

    assert restored(new_house).reports == 1

    alone = new_house.reports.get(merged.id)
    assert (alone.state, alone.heads) == (State.RECEIVED, ())
    assert alone.steps[:-1] == merged.steps


def test_of_what_was_merged_and_never_shown_nothing_comes_back_of_who_was_forgotten(
    house: Parts, new_house: Parts
) -> None:
    head, member = a_report(house, photos=0), a_report(house, photos=0)
    decide(house, member, "merge", head=head.id)
    house.chest.bury([head.sender.owner, member.sender.owner], at=house.clock())

    restored(new_house)

    assert not any(new_house.reports.counts(None).values())
