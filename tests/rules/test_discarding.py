"""A sender takes a report back that is not whole yet; and others are removed for other reasons."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from backend.reports.moves import State
from backend.reports.ports import Kind, Lease, NotFound, Regrouped, Stale, Work
from backend.reports.report import Sender
from sync.envelope import Unreadable
from tests.rules.town import BUDI, NOON, SOMEBODY, Parcel, Town, a_parcel, a_picture, sha256

PICTURE, OTHER = a_picture(200_000, seed=1), a_picture(seed=2)


@pytest.fixture
def parcel(town: Town) -> Parcel:
    """One of two photos is here."""
    parcel = a_parcel(PICTURE, OTHER)
    town.receives(parcel)
    town.takes(parcel, PICTURE)
    return parcel


def test_a_discarded_report_is_gone_for_everybody(town: Town, parcel: Parcel) -> None:
    town.discards(parcel)

    with pytest.raises(NotFound):
        town.reports.get(parcel.id)
    assert town.reports.lines_of(BUDI) == ()
    assert town.queue.count == 2


@pytest.mark.parametrize("worked", [False, True], ids=["chunks", "originals and copies"])
def test_a_discarded_report_leaves_no_byte_behind(town: Town, parcel: Parcel, worked: bool) -> None:
    if worked:
        town.works()

    town.discards(parcel)
    town.works()

    assert town.keys() == []


def test_a_discarded_report_does_not_come_back_from_the_archive(town: Town, parcel: Parcel) -> None:
    town.works()
    town.time.passes(minutes=20)
    town.outbox.add([Work(Kind.ARCHIVE, parcel.id)], due=NOON)
    town.works()
    assert len(town.keys("reports/")) == 1

    town.discards(parcel)
    town.works()

    assert list(town.chest.archived().ids()) == []


def test_other_reports_keep_everything(town: Town, parcel: Parcel) -> None:
    town.has(PICTURE)
    before = set(town.keys())

    town.discards(parcel)
    town.works()

    assert set(town.keys()) == {key for key in before if parcel.id not in key}


def test_a_whole_report_is_everybodys(town: Town) -> None:
    parcel = town.has(PICTURE)

    with pytest.raises(Stale):
        town.discards(parcel)
    assert town.reports.get(parcel.id)


def test_a_report_somebody_judged_is_everybodys(town: Town, parcel: Parcel) -> None:
    town.decides(parcel, "ask", words="Di mana?")

    with pytest.raises(Stale):
        town.discards(parcel)
    assert town.reports.get(parcel.id)


def test_what_was_merged_into_it_stands_for_itself_again(town: Town, parcel: Parcel) -> None:
    member = town.has(OTHER)
    town.decides(member, "merge", head=parcel.id)

    town.discards(parcel)
    town.works()

    after = town.reports.get(member.id)
    assert after.state is State.RECEIVED
    assert not after.head


def test_a_refusal_parts_nothing(town: Town) -> None:
    whole, member = town.has(PICTURE), town.has(OTHER)
    town.decides(member, "merge", head=whole.id)

    with pytest.raises(Stale):
        town.discards(whole)
    assert town.reports.get(member.id).head == whole.id


def test_who_merges_into_a_report_that_goes_at_this_moment_reads_again(town: Town, parcel: Parcel) -> None:
    member = town.has(OTHER)
    append_together = town.reports.append_together

    def meanwhile(*args: Any, **how: Any) -> None:
        town.reports.append_together = append_together  # type: ignore[method-assign]
        town.discards(parcel)
        append_together(*args, **how)

    town.reports.append_together = meanwhile  # type: ignore[method-assign]

    with pytest.raises(Unreadable):
        town.decides(member, "merge", head=parcel.id)
    assert town.reports.get(member.id).state is State.RECEIVED


def test_a_report_that_others_were_merged_into_meanwhile_stays(town: Town, parcel: Parcel) -> None:
    member = town.has(OTHER)
    town.decides(member, "merge", head=parcel.id)

    with pytest.raises(Regrouped):
        town.reports.discard(parcel.id, at=town.time())
    assert town.reports.get(parcel.id)


def test_a_report_is_discarded_by_its_sender_alone(town: Town, parcel: Parcel) -> None:
    with pytest.raises(NotFound):
        town.discards(parcel, by=SOMEBODY)
    assert town.reports.get(parcel.id)

    town.discards(parcel, by=Sender("phone-2", "budi"))


def test_discarding_twice_finds_nothing(town: Town, parcel: Parcel) -> None:
    town.discards(parcel)

    with pytest.raises(NotFound):
        town.discards(parcel)


@pytest.mark.parametrize("kind", [Kind.STORE, Kind.DERIVE, Kind.ARCHIVE])
@pytest.mark.parametrize("when", ["before", "after"])
def test_work_that_was_going_on_leaves_no_byte_behind_either(
    town: Town, parcel: Parcel, kind: Kind, when: str
) -> None:
    if kind is not Kind.STORE:
        town.works()
    town.time.passes(minutes=20)
    photo = "" if kind is Kind.ARCHIVE else sha256(PICTURE)
    town.outbox.add([Work(kind, parcel.id, photo)], due=NOON)
    call = {Kind.STORE: "seal", Kind.DERIVE: "keep_copy", Kind.ARCHIVE: "write_archive"}[kind]
    hooks: dict[str, Callable[[], object]] = getattr(town.chest, when)
    lease = town.leased(kind)

    def discarded() -> None:
        town.discards(parcel)
        town.works()

    hooks[call] = discarded
    town.does(lease)
    town.works()

    assert town.keys() == []
    assert town.outbox.backlog() == {"due": 1, "leased": 0, "dead": 0}  # it is looked once more tomorrow


@pytest.mark.parametrize("kind", [Kind.STORE, Kind.DERIVE, Kind.ARCHIVE])
def test_nor_does_it_of_a_whole_report_that_is_forgotten_meanwhile(town: Town, kind: Kind) -> None:
    whole = town.has(OTHER, work=kind is Kind.ARCHIVE)
    if kind is Kind.ARCHIVE:
        town.decides(whole, "reject", reason="not_here")
    lease = on_the_way_to(town, kind)
    call = {Kind.STORE: "seal", Kind.DERIVE: "keep_copy", Kind.ARCHIVE: "write_archive"}[kind]

    def removed() -> None:
        town.removes(whole)
        town.works()

    town.chest.before[call] = removed
    town.does(lease)
    town.works()

    assert town.keys() == []


def on_the_way_to(town: Town, kind: Kind) -> Lease:
    """The lease on work of that kind, once everything before it is done."""
    while True:
        leases = {lease.work.kind: lease for lease in town.leases()}
        if kind in leases:
            return leases[kind]
        for lease in leases.values():
            town.does(lease)


def test_the_work_says_where_to_look_across_months_and_zones(town: Town) -> None:
    town.time.now = NOON + timedelta(days=38)
    parcel = a_parcel(PICTURE, OTHER)
    town.receives(parcel)
    town.takes(parcel, PICTURE)
    town.works()
    assert town.keys("originals/2026/12/")

    town.time.passes(days=20)
    town.discards(parcel)
    town.works()

    assert town.keys() == []
