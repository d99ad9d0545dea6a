"""Which reports may tell of the same thing."""

import pytest

from backend.reports.alike import Candidate, candidates, distance_m
from sync.digest import sha256
from sync.envelope import Place
from tests.rules.town import Parcel, Town
from tests.sync.making import a_place

NOWHERE = a_place(lat=None, lon=None, source="none", accuracy_m=None, fix_age_s=None)
METRE = 1 / 111_320
"""Degrees of latitude."""


def found(town: Town, parcel: Parcel, *alike: str) -> tuple[Candidate, ...]:
    report = town.reports.get(parcel.id)
    return candidates(report, reports=town.reports, related=town.register.related, alike=alike)


def north(metres: float, **more: object) -> dict[str, object]:
    return a_place(lat=0.1366 + metres * METRE, **more)


def test_what_is_near_is_proposed_the_nearest_first(town: Town) -> None:
    far, near = town.has(work=False, where=north(120)), town.has(work=False, where=north(20))
    here = town.has(work=False, where=north(0))

    one, other = found(town, here)

    assert (one.report.id, other.report.id) == (near.id, far.id)
    assert [round(x.metres or 0) for x in (one, other)] == [20, 120]


@pytest.mark.parametrize(("metres", "accuracy_m", "is_near"), [
    (140, 5, True), (170, 5, False), (170, 40, True), (390, 1_000, True), (410, 1_000, False),
])  # fmt: skip
def test_a_phone_that_was_not_sure_may_be_further_off(
    town: Town, metres: float, accuracy_m: float, is_near: bool
) -> None:
    town.has(work=False, where=north(0, accuracy_m=5))
    here = town.has(work=False, where=north(metres, accuracy_m=accuracy_m))

    assert bool(found(town, here)) == is_near


def test_neighbours_are_found_across_the_edges_of_the_grid(town: Town) -> None:
    town.has(work=False, where=a_place(lat=0.00001, lon=117.4526))
    here = town.has(work=False, where=a_place(lat=-0.00001, lon=117.4526))

    assert len(found(town, here)) == 1


def test_what_is_of_another_kind_or_settled_or_merged_is_not_proposed(town: Town) -> None:
    other_kind, settled, merged = (town.has(work=False) for _ in range(3))
    here = town.has(work=False)
    town.decides(other_kind, "move", category="AIR-01")
    town.decides(settled, "reject", reason="not_here")
    town.decides(merged, "merge", head=here.id)

    assert found(town, here) == ()


def test_after_a_month_it_is_another_thing(town: Town) -> None:
    town.has(work=False)
    town.time.passes(days=29)
    middle = town.has(work=False)
    town.time.passes(days=5)
    late = town.has(work=False)

    assert [round(one.days) for one in found(town, middle)] == [5, 29]
    assert [one.report.id for one in found(town, late)] == [middle.id]


@pytest.mark.parametrize("where", [None, NOWHERE])
def test_a_report_without_a_place_has_no_candidates(town: Town, where: dict[str, object] | None) -> None:
    town.has(work=False)

    assert found(town, town.has(work=False, where=where)) == ()


def test_of_two_that_are_as_near_the_one_with_the_same_picture_comes_first(town: Town) -> None:
    for picture in (b"a wall", b"the ditch", b"a dog"):
        town.has(picture)
    here = town.has(b"another wall", b"the ditch")

    first, *others = found(town, here)

    assert first.pair
    assert (first.pair.apart, first.pair.own) == (0, sha256(b"the ditch"))
    assert first.report.photos[0].sha256 == first.pair.other
    assert all(other.pair and other.pair.apart > 7 for other in others)


def test_the_same_picture_is_proposed_from_wherever_and_of_whatever_kind_unless_it_is_settled(
    town: Town,
) -> None:
    far, nowhere, settled = (town.has(b"the ditch", where=where) for where in (north(900), NOWHERE, None))
    town.decides(far, "move", category="AIR-01")
    town.decides(settled, "reject", reason="not_here")
    here = town.has(b"the ditch", where=north(0))

    one, other = found(town, here, far.id, nowhere.id, settled.id, "deleted-meanwhile")

    assert {(x.report.id, x.metres and round(x.metres)) for x in (one, other)} == {
        (far.id, 900),
        (nowhere.id, None),
    }


def test_a_degree_is_as_long_as_on_the_earth() -> None:
    place = Place(0.1, 117.4, 5, "gps", 0)

    assert distance_m(place, Place(0.1, 117.401, 5, "gps", 0)) == pytest.approx(111.3, abs=0.1)
    assert distance_m(Place(60, 10, 5, "gps", 0), Place(60, 11, 5, "gps", 0)) == pytest.approx(55_660, abs=10)
