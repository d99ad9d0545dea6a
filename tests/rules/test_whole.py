"""A photo that is here whole, out of a file or a form."""

import pytest

from backend.reports import photos, whole
from backend.reports.ports import NotFound
from backend.reports.report import Sender
from sync.upload import CHUNK_MAX
from tests.rules.town import BUDI, KIB, SOMEBODY, Parcel, Town, a_parcel, a_picture, sha256

PICTURE = a_picture(2 * CHUNK_MAX // KIB * KIB + 100)


def takes_whole(town: Town, parcel: Parcel, *, by: Sender = BUDI) -> None:
    whole.take(
        parcel.id,
        PICTURE,
        by=by,
        reports=town.reports,
        chest=town.chest,
        clock=town.time,
        queue=town.queue,
    )


@pytest.mark.parametrize("there", [0, 300 * KIB])
def test_it_goes_on_from_where_it_stands_and_a_second_time_changes_nothing(town: Town, there: int) -> None:
    parcel = a_parcel(PICTURE)
    town.receives(parcel)
    if there:
        town.takes(parcel, PICTURE, 0, there)

    takes_whole(town, parcel)
    takes_whole(town, parcel)

    at = photos.standing(parcel.id, sha256(PICTURE), by=BUDI, reports=town.reports)
    assert (at.offset, at.complete) == (len(PICTURE), True)
    chunks = town.reports.chunks(parcel.id, sha256(PICTURE))
    assert town.chest.join(parcel.id, sha256(PICTURE), chunks) == PICTURE
    assert max(chunk.length for chunk in chunks) <= CHUNK_MAX
    assert town.queue.count == 1


def test_somebody_elses_photo_is_not_taken(town: Town) -> None:
    parcel = a_parcel(PICTURE)
    town.receives(parcel)

    with pytest.raises(NotFound):
        takes_whole(town, parcel, by=SOMEBODY)

    assert town.reports.chunks(parcel.id, sha256(PICTURE)) == ()
