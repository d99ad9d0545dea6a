"""Which kelurahan a point lies in."""

import dataclasses

import pytest
import shapely

from backend.city.city import City
from backend.city.places import Places
from backend.city.register import Boundaries, Register

TELIHAN, KANAAN, LESTARI, KUALA = "64.74.03.1002", "64.74.03.1003", "64.74.02.1005", "64.74.01.1001"


def square(west: float, east: float) -> dict[str, object]:
    """From 0.10 to 0.12 degrees north."""
    corners = [[west, 0.10], [east, 0.10], [east, 0.12], [west, 0.12], [west, 0.10]]
    return {"type": "Polygon", "coordinates": [corners]}


@pytest.fixture
def two_squares(register: Register) -> Places:
    """Kanaan west of Telihan, with an official border at 117.44 east."""
    geometries = {KANAAN: square(117.42, 117.44), TELIHAN: square(117.44, 117.46)}
    return Places(dataclasses.replace(register, boundaries=Boundaries(True, "drawn", geometries)))


def test_every_office_and_reference_point_lies_where_it_belongs(register: Register) -> None:
    places = Places(register)

    for code, kelurahan in register.kelurahan.items():
        for lon, lat in kelurahan.reference_points:
            found = places.find(lat, lon)
            assert (found.kelurahan, found.outside, found.approximate) == (code, False, True)


def test_a_point_in_a_polygon_is_found_with_its_distance_to_the_border(two_squares: Places) -> None:
    found = two_squares.find(0.11, 117.445)

    assert (found.kelurahan, found.outside, found.metres, found.approximate) == (TELIHAN, False, 0.0, False)
    assert found.border_m == pytest.approx(0.005 * 111_319, abs=1)


def test_the_coast_is_no_border(two_squares: Places) -> None:
    """Only another kelurahan can make a point doubtful."""
    found = two_squares.find(0.1001, 117.455)

    assert found.border_m > 1_600


def test_a_point_at_sea_belongs_to_the_nearest_kelurahan(two_squares: Places) -> None:
    found = two_squares.find(0.11, 117.47)

    assert (found.kelurahan, found.outside) == (TELIHAN, True)
    assert found.metres == pytest.approx(0.01 * 111_319, abs=1)
    assert found.border_m == pytest.approx(0.02 * 111_319, abs=1)


def test_a_point_on_the_border_belongs_to_one_and_to_no_distance(two_squares: Places) -> None:
    found = two_squares.find(0.11, 117.44)

    assert found.kelurahan in {KANAAN, TELIHAN}
    assert (found.outside, found.border_m) == (False, 0.0)


@pytest.mark.parametrize(
    ("lat", "lon", "kelurahan"), [(0.04, 117.60, LESTARI), (0.135, 117.60, KUALA), (-6.2, 106.8, LESTARI)]
)
def test_no_point_is_ever_refused(register: Register, lat: float, lon: float, kelurahan: str) -> None:
    found = Places(register).find(lat, lon)

    assert (found.kelurahan, found.outside) == (kelurahan, True)
    assert found.metres > 1_000


def test_the_map_shows_every_kelurahan_once_and_none_upon_another(city: City) -> None:
    shapes = city.shapes()

    areas = [shapely.from_geojson(str(f["geometry"]).replace("'", '"')) for f in shapes["features"]]
    whole = shapely.union_all(areas)
    assert shapes["type"] == "FeatureCollection"
    assert len({feature["properties"]["code"] for feature in shapes["features"]}) == 15
    assert all(shapely.is_valid(area) for area in areas)
    assert sum(area.area for area in areas) == pytest.approx(whole.area, rel=1e-3)


def test_what_a_register_says_is_official_is_shown_as_official(two_squares: Places) -> None:
    assert {f["properties"]["official"] for f in two_squares.shapes["features"]} == {True}
    assert set(two_squares.outlines) == {KANAAN, TELIHAN}
