"""What residents read follows the day and the version, although no report changes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.engine import Connection

from backend.reports.ports import NotFound
from backend.residents import atlas, redrawing, tallies
from backend.stores import showcase_counts
from backend.stores.showcase_tables import published, squares
from backend.stores.showcase_tables import tallies as kept
from backend.stores.tables import snapshots
from tests.residents.test_satisfaction import rated
from tests.rules.town import GUNUNG_TELIHAN, KANAAN, Parcel, Town, a_picture


@pytest.fixture
def parcel(town: Town) -> Parcel:
    parcel = town.has(a_picture())
    town.decides(parcel, "verify")
    town.works()
    return parcel


def sweeps(town: Town) -> int:
    asked = redrawing.ask(
        showcase=town.showcase, snapshots=town.snapshots, outbox=town.outbox, clock=town.time
    )
    town.works()
    return asked


def overdue(town: Town) -> int:
    n: int = town.snapshots.get(atlas.kelurahan_name(GUNUNG_TELIHAN)).document["pulse"]["overdue"]["n"]
    return n


def counts(town: Town) -> dict[tuple[str, str], int]:
    return dict(town.showcase.tally(tallies.CITY, "standing"))


@pytest.mark.usefixtures("parcel")
def test_after_midnight_what_is_overdue_is_told_although_nobody_did_anything(town: Town) -> None:
    sweeps(town)
    assert (overdue(town), sweeps(town)) == (0, 0)

    town.time.passes(days=40)

    assert sweeps(town) == 1
    assert overdue(town) == 1


def test_a_kelurahan_without_reports_is_drawn_as_well(town: Town) -> None:
    sweeps(town)

    assert town.snapshots.get(atlas.kelurahan_name(KANAAN)).document["pulse"]["standing"]["open"] == 0


def test_satisfaction_is_told_once_a_day_and_of_the_city_what_its_kelurahan_tell(town: Town) -> None:
    sweeps(town)
    for item in (rated([0, 1, 2, 3]), rated([1, 0, 0, 0], KANAAN)):
        town.showcase.put(replace(item, document=dict.fromkeys(atlas.BRIEF)), at=town.time())
    town.atlas().draw_counts([GUNUNG_TELIHAN, KANAAN])
    that_day = satisfaction(town)

    town.time.passes(days=1)
    sweeps(town)

    told = {"n": 6, "by": [0, 1, 2, 3]}
    assert (that_day, satisfaction(town)) == ([None, None, None], [told, None, told])


def satisfaction(town: Town) -> list[object]:
    names = [*map(atlas.kelurahan_name, (GUNUNG_TELIHAN, KANAAN)), atlas.CITY]
    return [town.snapshots.get(name).document["pulse"]["satisfaction"] for name in names]


def test_a_city_that_comes_from_a_version_without_showcases_shows_its_reports(
    town: Town, parcel: Parcel
) -> None:
    for table in (published, kept, squares, snapshots):
        town.database.write(lambda tx, table=table: tx.execute(delete(table)))  # type: ignore[misc]

    sweeps(town)

    assert town.showcase.get(parcel.id).document["id"] == parcel.id
    assert counts(town) == {("", "open"): 1}
    [shown] = town.snapshots.get(atlas.kelurahan_name(GUNUNG_TELIHAN)).document["reports"]
    assert shown["id"] == parcel.id


def test_many_reports_are_drawn_piece_by_piece(
    town: Town, parcel: Parcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redrawing, "AT_ONCE", 1)
    other = town.has(a_picture(seed=2))
    town.decides(other, "verify")
    town.works()
    town.database.write(lambda tx: tx.execute(delete(published)))

    redrawing.everything(town.outbox, town.time)
    done = town.works()

    assert [work.photo for work in done if work.report == redrawing.REPORTS] == [
        "",
        *sorted([parcel.id, other.id]),
    ]
    assert {town.showcase.get(one.id).document["id"] for one in (parcel, other)} == {parcel.id, other.id}


def counts_otherwise(town: Town) -> None:
    """As if the last version had counted each report seven times."""

    def begun(tx: Connection) -> None:
        tx.execute(update(published).values(counted=tallies.EDITION - 1))
        tx.execute(update(kept).where(kept.c.what != "edition").values(n=kept.c.n * 7))
        tx.execute(update(kept).where(kept.c.what == "edition").values(n=tallies.EDITION - 1))

    sweeps(town)
    town.database.write(begun)


@pytest.mark.usefixtures("parcel")
def test_another_way_of_counting_counts_everything_anew(town: Town) -> None:
    counts_otherwise(town)

    sweeps(town)

    assert counts(town) == {("", "open"): 1}
    assert town.showcase.is_counted()


def test_a_report_that_changes_while_all_are_counted_anew_counts_once(town: Town, parcel: Parcel) -> None:
    counts_otherwise(town)
    before = town.snapshots.get(atlas.CITY)
    town.time.passes(hours=1)

    town.decides(parcel, "assign", opd="DLH")
    town.works()
    told = town.snapshots.get(atlas.CITY)
    while not town.showcase.recount(1):
        town.showcase.put(town.showcase.item(parcel.id), at=town.time())

    counted = ("pulse", "kelurahan", "dots", "drawn_on")
    assert [told.document[one] for one in counted] == [before.document[one] for one in counted]
    assert told.document["lately"] != before.document["lately"]  # whatever is counted
    assert counts(town) == {("", "open"): 1}


def test_counts_of_a_removed_report_that_was_not_counted_yet_are_not_taken_away(
    town: Town, parcel: Parcel
) -> None:
    town.database.write(showcase_counts.begin)

    town.showcase.remove(parcel.id, at=town.time())

    assert counts(town) == {}
    with pytest.raises(NotFound):
        town.showcase.get(parcel.id)


def test_nothing_is_asked_twice_on_one_day(town: Town) -> None:
    assert sweeps(town) == 2  # the reports, and the day
    town.time.passes(minutes=1)
    assert sweeps(town) == 0
    town.time.now += timedelta(days=1)
    assert sweeps(town) == 1
