"""Whoever sees what is reported already joins in, once; the archive and residents learn of it."""

import pytest

from backend.reports import echoes
from backend.reports.archive import document_of, report_of
from backend.reports.ports import Kind, NotFound
from backend.reports.report import Echo, Sender
from tests.rules.town import BUDI, NOON, SOMEBODY, Parcel, Town

ANI = Sender("phone-2", "ani")


@pytest.fixture
def published(town: Town) -> Parcel:
    parcel = town.has()
    town.decides(parcel, "verify")
    town.works()
    town.drawn.clear()
    return parcel


def joins(town: Town, parcel: Parcel, by: Sender = ANI) -> bool:
    return echoes.join(parcel.id, by=by, reports=town.reports, clock=town.time, queue=town.queue)


def leaves(town: Town, parcel: Parcel, by: Sender = ANI) -> None:
    echoes.leave(parcel.id, by=by, reports=town.reports, clock=town.time, queue=town.queue)


def test_the_same_sender_counts_once(town: Town, published: Parcel) -> None:
    new = [joins(town, published), joins(town, published), joins(town, published, SOMEBODY)]

    assert new == [True, False, True]
    assert town.reports.get(published.id).echoes == (Echo(ANI, NOON), Echo(SOMEBODY, NOON))


def test_the_same_person_on_another_phone_counts_once(town: Town, published: Parcel) -> None:
    joins(town, published)

    assert not joins(town, published, Sender("phone-3", "ani"))


def test_a_device_that_became_somebodys_counts_once(town: Town, published: Parcel) -> None:
    joins(town, published, Sender("phone-2"))

    assert not joins(town, published, ANI)


def test_the_sender_of_the_report_does_not_count(town: Town, published: Parcel) -> None:
    assert not joins(town, published, BUDI)

    assert town.reports.get(published.id).echoes == ()


def test_nobody_joins_in_on_what_residents_do_not_see(town: Town) -> None:
    waiting = town.has()

    with pytest.raises(NotFound):
        joins(town, waiting)


def test_what_is_taken_back_is_gone_and_can_be_said_again(town: Town, published: Parcel) -> None:
    joins(town, published)

    leaves(town, published)
    leaves(town, published)

    assert town.reports.get(published.id).echoes == ()
    assert joins(town, published)


def test_the_archive_keeps_who_joined_in_and_residents_documents_are_drawn_anew(
    town: Town, published: Parcel
) -> None:
    joins(town, published)

    done = town.works()

    assert {work.kind for work in done} == {Kind.ARCHIVE, Kind.PUBLISH, Kind.PACK, Kind.POSTER}
    assert town.archived(published).echoes == (Echo(ANI, NOON),)
    assert town.drawn == [published.id]


def test_taking_back_reaches_the_archive(town: Town, published: Parcel) -> None:
    joins(town, published)
    town.works()

    leaves(town, published)
    town.works()

    assert town.archived(published).echoes == ()


def test_a_document_brings_back_everybody_who_joined_in(town: Town, published: Parcel) -> None:
    joins(town, published)
    joins(town, published, SOMEBODY)
    report = town.reports.get(published.id)

    assert report_of(document_of(report)) == report


def test_a_repeat_asks_for_no_work(town: Town, published: Parcel) -> None:
    joins(town, published)
    town.works()

    joins(town, published)

    assert town.works() == []
