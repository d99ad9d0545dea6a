"""A machine looks at what was drawn; it decides nothing and holds nothing up."""

from dataclasses import replace

from backend.reports.archive import document_of, report_of
from backend.reports.look import Box, Look
from backend.reports.ports import Kind, Work
from sync import archive
from tests.rules.town import FACE, NOON, Town, a_picture, sha256

PICTURE = a_picture(seed=1)


def test_a_photo_is_looked_at_after_it_is_drawn_and_safe(town: Town) -> None:
    parcel = town.has(PICTURE, work=False)

    done = [work.kind for work in town.works()]

    assert done[-1] is Kind.LOOK
    photo = town.reports.get(parcel.id).photos[0]
    assert photo.look
    assert photo.look.boxes == (FACE,)


def test_a_photo_that_cannot_be_drawn_is_not_looked_at(town: Town) -> None:
    parcel = town.has(b"broken photo", work=False)

    assert Kind.LOOK not in {work.kind for work in town.works()}
    assert town.reports.get(parcel.id).photos[0].look is None


def test_a_photo_whose_copy_is_gone_is_left_alone(town: Town) -> None:
    parcel = town.has(PICTURE)
    town.bucket.delete(*town.keys("derived/"))

    town.outbox.add([Work(Kind.LOOK, parcel.id, sha256(PICTURE))], due=NOON)

    assert town.works() == [Work(Kind.LOOK, parcel.id, sha256(PICTURE))]


def test_what_was_seen_comes_back_from_the_archive(town: Town) -> None:
    report = town.reports.get(town.has(PICTURE).id)
    looks = (
        None,
        Look(),
        Look("00ff00ff00ff00ff", ("blurred",), None),
        Look("", ("dark",), (Box(0.1, 0.2, 0.3, 0.4, "plate"), FACE)),
    )
    for look in looks:
        told = replace(report, photos=(replace(report.photos[0], look=look),))

        assert report_of(archive.load(archive.dump(document_of(told)))) == told
