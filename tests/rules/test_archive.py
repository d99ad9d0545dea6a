"""A report goes into the archive and comes back from it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.reports.archive import document_of, report_of
from backend.reports.moves import State
from backend.reports.ports import Kind, LeaseLost, Work
from backend.reports.report import Actor, Custody, Photo, Report, Sender, Step
from sync.archive import Document, NotAnArchive, dump, load
from sync.envelope import reopen
from tests.rules.town import KANAAN, NOON, Town, a_parcel, a_picture, a_town, sha256

PICTURE, OTHER = a_picture(seed=1), a_picture(seed=2)


def test_the_document_of_a_report_without_photos_says_stored(town: Town) -> None:
    parcel = town.has()

    assert town.archived(parcel) == town.reports.get(parcel.id)
    assert town.archived(parcel).custody is Custody.STORED


def test_the_document_of_a_report_with_photos_says_stored_once_they_are_sealed(town: Town) -> None:
    parcel = town.has(PICTURE, OTHER)

    archived, kept = town.archived(parcel), town.reports.get(parcel.id)
    assert archived.custody is kept.custody is Custody.STORED
    assert archived.stored_at == kept.stored_at == NOON
    assert [photo.stored_at for photo in archived.photos] == [NOON, NOON]


def test_a_document_written_again_keeps_the_time_when_the_report_was_stored(town: Town) -> None:
    parcel = town.has()
    town.time.passes(days=1)

    town.decides(parcel, "verify")
    town.works()

    assert town.archived(parcel).stored_at == town.reports.get(parcel.id).stored_at == NOON


def test_every_step_is_in_the_document(town: Town) -> None:
    parcel = town.has()
    town.decides(parcel, "ask", words="Di sebelah mana?")
    town.time.passes(hours=1)
    town.decides(parcel, "reject", reason="not_here")
    town.works()

    assert town.archived(parcel).steps == town.reports.get(parcel.id).steps
    assert [step.state for step in town.archived(parcel).steps] == [
        State.RECEIVED,
        State.NEEDS_INFO,
        State.REJECTED,
    ]


def test_a_report_whose_photos_are_on_their_way_waits_for_them(town: Town) -> None:
    parcel = a_parcel(PICTURE, OTHER)
    town.receives(parcel)
    town.takes(parcel, PICTURE)

    town.works()

    assert town.keys("reports/") == []
    assert town.outbox.backlog() == {"due": 0, "leased": 0, "dead": 0}


def test_a_document_never_says_stored_before_the_last_photo_is_sealed(town: Town) -> None:
    parcel = town.has(PICTURE, OTHER, work=False)
    town.decides(parcel, "verify")
    leases = town.leases()
    for kind in (Kind.ARCHIVE, Kind.STORE):
        town.does(next(lease for lease in leases if lease.work.kind is kind))

    archived = town.archived(parcel)
    assert (archived.custody, archived.stored_at) == (Custody.COMPLETE, None)
    assert town.reports.held(parcel.id).custody is Custody.COMPLETE


@pytest.mark.parametrize("why", ["time", "a decision"])
def test_a_report_that_lacks_photos_is_archived_without_them_when(town: Town, why: str) -> None:
    parcel = a_parcel(PICTURE, OTHER)
    town.receives(parcel)
    town.takes(parcel, PICTURE)
    if why == "time":
        town.time.passes(minutes=15)
        town.outbox.add([Work(Kind.ARCHIVE, parcel.id)], due=NOON)
    else:
        town.decides(parcel, "verify")

    town.works()

    archived = town.archived(parcel)
    assert (archived.custody, archived.stored_at) == (Custody.PARTIAL, None)
    assert [bool(photo.stored_at) for photo in archived.photos] == [True, False]
    assert town.reports.held(parcel.id).custody is Custody.PARTIAL


def test_a_document_written_just_before_a_decision_is_written_again(town: Town) -> None:
    parcel = town.has(work=False)
    town.chest.before["write_archive"] = lambda: town.decides(parcel, "verify")

    town.works()

    assert town.archived(parcel).state is State.VERIFIED
    assert town.reports.unarchived(NOON + timedelta(days=1)) == ()


def test_a_worker_that_lost_its_lease_asks_for_the_document_again(town: Town) -> None:
    """It may have written an old document over the new one of the worker that came after it."""
    parcel = town.has(work=False)
    [late] = town.leases()

    def overtaken() -> None:
        town.time.passes(seconds=21)
        [lease] = town.leases()
        town.decides(parcel, "verify")
        town.does(lease)
        town.works()

    town.chest.before["write_archive"] = overtaken
    with pytest.raises(LeaseLost):
        town.does(late)
    assert town.archived(parcel).state is State.RECEIVED

    town.works()
    assert town.archived(parcel).state is State.VERIFIED


# There and back

moments = st.datetimes(datetime(1970, 1, 2), datetime(2199, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - with zones
maybe = st.none() | moments
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
actors = st.builds(Actor, texts, texts, texts)
steps = st.lists(
    st.builds(
        Step, st.sampled_from(State), actors, moments, texts, texts, st.dictionaries(texts, texts, max_size=3)
    ),
    min_size=1,
    max_size=4,
)
ENVELOPE = reopen(a_parcel(PICTURE, OTHER, note='{"é"}\n\t  💧 \\u0000').body)
BARE = reopen(a_parcel().body)


@st.composite
def photos(draw: st.DrawFn, index: int) -> Photo:
    promise = ENVELOPE.photos[index]
    complete_at = draw(maybe)
    return Photo(
        promise.sha256,
        promise.size,
        promise.type,
        offset=promise.size if complete_at else 0,
        complete_at=complete_at,
        stored_at=draw(maybe),
        derived_at=draw(maybe),
        unusable=draw(texts),
        public=draw(st.booleans()),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    with_photos = draw(st.booleans())
    return Report(
        envelope=ENVELOPE if with_photos else BARE,
        number=draw(texts),
        sender=draw(st.builds(Sender, texts, st.none() | texts)),
        came_to=KANAAN,
        received_at=draw(moments),
        captured_estimate=draw(moments),
        steps=tuple(draw(steps)),
        photos=(draw(photos(0)), draw(photos(1))) if with_photos else (),
        flags=tuple(draw(st.lists(texts, max_size=3))),
        complete_at=draw(maybe),
        stored_at=draw(maybe),
    )


@given(reports())
def test_an_archived_report_read_back_is_the_report_that_was_written(report: Report) -> None:
    assert report_of(load(dump(document_of(report)))) == report


def test_a_document_from_before_steps_said_more_is_read(town: Town) -> None:
    report = town.reports.get(town.has().id)
    older = json.loads(dump(document_of(report)))
    for step in older["steps"]:
        del step["detail"]

    assert report_of(load(json.dumps(older).encode())) == report


def a_document(town: Town) -> Document:
    return document_of(town.reports.get(town.has(PICTURE, OTHER).id))


def test_words_that_were_changed_in_the_bucket_are_noticed(town: Town) -> None:
    document = a_document(town)
    changed = document.model_copy(update={"sealed": document.sealed.replace("pasar", "masjid")})

    with pytest.raises(NotAnArchive, match="not the ones its digest names"):
        report_of(changed)


@pytest.mark.parametrize("change", [{"id": "0198"}, {"digest": "ab"}])
def test_a_document_that_contradicts_its_words_is_refused(town: Town, change: dict[str, object]) -> None:
    with pytest.raises(NotAnArchive, match="not the ones its digest names"):
        report_of(a_document(town).model_copy(update=change))


def test_a_document_whose_photos_are_not_the_promised_ones_is_refused(town: Town) -> None:
    document = a_document(town)
    for photos_ in (document.photos[:1], ()):
        with pytest.raises(NotAnArchive, match="not the ones its words promise"):
            report_of(document.model_copy(update={"photos": photos_}))


def test_a_document_with_an_unknown_state_is_refused_in_words(town: Town) -> None:
    document = a_document(town)
    later = document.model_copy(
        update={"steps": (document.steps[0].model_copy(update={"state": "dreaming"}),)}
    )

    with pytest.raises(NotAnArchive, match="'dreaming' is not a valid State"):
        report_of(later)


def test_words_nobody_can_read_are_refused_in_words(town: Town) -> None:
    with pytest.raises(NotAnArchive, match="cannot be read"):
        report_of(a_document(town).model_copy(update={"sealed": "{}"}))


def test_photos_keep_the_order_of_the_words_whatever_the_documents(town: Town) -> None:
    document = a_document(town)
    turned = document.model_copy(update={"photos": document.photos[::-1]})

    assert [photo.sha256 for photo in report_of(turned).photos] == [sha256(PICTURE), sha256(OTHER)]


def test_a_report_restored_into_an_empty_town_is_the_one_that_was_archived(
    town: Town, tmp_path: Path
) -> None:
    parcel = town.has(PICTURE, OTHER)
    town.decides(parcel, "verify", publish=[sha256(OTHER)])
    town.works()
    elsewhere = a_town(tmp_path / "elsewhere")

    elsewhere.reports.restore(town.archived(parcel))

    assert elsewhere.reports.get(parcel.id) == town.archived(parcel) == town.reports.get(parcel.id)
    elsewhere.database.close()
