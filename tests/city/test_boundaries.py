"""Official polygons come from many hands: what is wrong with them is said in words before they count."""

import json
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from backend.city.boundaries import inspect, put_in_force
from backend.city.city import City
from backend.city.features import Unreadable
from backend.city.projection import OtherCoordinates, utm_to_degrees
from backend.city.register import Register
from tests.city.drawn import Feature, esri, feature, features, geojson

TELIHAN, KANAAN = "64.74.03.1002", "64.74.03.1003"
WGS84 = 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]'
UTM = f'PROJCS["WGS_1984_UTM_Zone_50N",{WGS84},PROJECTION["Transverse_Mercator"]]'
MERCATOR = f'PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",{WGS84}]'


@pytest.fixture
def polygons(register: Register) -> list[Feature]:
    return features(register)


def of(found: list[Feature], code: str) -> Feature:
    [one] = [one for one in found if one["properties"]["KODE_KD"] == code]
    return one


def test_good_polygons_are_taken_without_an_error_or_a_warning_about_their_labels(
    tmp_path: Path, polygons: list[Feature], register: Register
) -> None:
    findings = inspect(geojson(tmp_path, polygons), register)

    assert (findings.errors, findings.swapped) == ([], [])
    assert findings.agreement == pytest.approx(1, abs=1e-6)
    assert findings.boundaries
    assert set(findings.boundaries.geometries) == set(register.kelurahan)


def test_polygons_put_in_force_decide_where_a_point_lies(
    tmp_path: Path, polygons: list[Feature], city: City
) -> None:
    boundaries = inspect(geojson(tmp_path, polygons), city.register()).boundaries
    assert boundaries

    put_in_force(city, boundaries)
    again = put_in_force(city, boundaries)

    assert (again.version, again.boundaries) == (3, boundaries)
    assert not city.find(0.1366, 117.4526).approximate


@pytest.mark.parametrize(
    "said",
    [
        {"kode": "6474031002"},
        {"KODE": 6474031002.0, "NAMOBJ": None},
        {"bps": "6474030002"},
        {"DESA": "GUNUNG TELIHAN"},
        {"n": "Kel. Telihan"},
        {"n": "Kelurahan Gunungtelihan", "LUAS": 2.2},
    ],
)
def test_a_polygon_is_known_by_code_or_name_however_it_is_written(
    tmp_path: Path, polygons: list[Feature], register: Register, said: dict[str, Any]
) -> None:
    of(polygons, TELIHAN)["properties"] = said

    assert inspect(geojson(tmp_path, polygons), register).errors == []


def exchange(found: list[Feature], *names: str) -> None:
    """Swap these properties of Kanaan and Gunung Telihan."""
    one, other = of(found, KANAAN)["properties"], of(found, TELIHAN)["properties"]
    for name in names:
        one[name], other[name] = other[name], one[name]


def test_exchanged_labels_are_refused_and_can_be_put_right(
    tmp_path: Path, polygons: list[Feature], register: Register
) -> None:
    right = inspect(geojson(tmp_path, polygons), register).boundaries
    exchange(polygons, "KODE_KD", "NAMOBJ")
    path = geojson(tmp_path, polygons)

    refused, mended = inspect(path, register), inspect(path, register, fix_swap=True)

    assert refused.swapped == mended.swapped == [(KANAAN, TELIHAN)]
    assert any("Kanaan" in line and "exchanged" in line for line in refused.errors)
    assert refused.boundaries is None
    assert (mended.errors, mended.boundaries) == ([], right)


def test_names_exchanged_beside_right_codes_are_reported_and_the_codes_followed(
    tmp_path: Path, polygons: list[Feature], register: Register
) -> None:
    right = inspect(geojson(tmp_path, polygons), register).boundaries
    exchange(polygons, "NAMOBJ")

    findings = inspect(geojson(tmp_path, polygons), register)

    said = [line for line in findings.warnings if "the code says" in line]
    assert len(said) == 2
    assert any("it lies where Kanaan is" in line for line in said)
    assert (findings.errors, findings.boundaries) == ([], right)


def test_a_polygon_upon_its_neighbour_is_misplaced_but_not_exchanged(
    tmp_path: Path, polygons: list[Feature], register: Register
) -> None:
    of(polygons, KANAAN)["geometry"] = of(polygons, TELIHAN)["geometry"]

    findings = inspect(geojson(tmp_path, polygons), register)

    assert findings.swapped == []
    assert any("Kanaan: only 0% of its reference points" in line for line in findings.errors)


def test_a_missing_kelurahan_is_an_error(tmp_path: Path, polygons: list[Feature], register: Register) -> None:
    polygons.remove(of(polygons, KANAAN))

    findings = inspect(geojson(tmp_path, polygons), register)

    assert any(line.startswith(f"Kanaan ({KANAAN}) has no polygon") for line in findings.errors)
    assert findings.boundaries is None


def test_a_polygon_of_another_place_is_left_out_and_said(
    tmp_path: Path, polygons: list[Feature], register: Register
) -> None:
    polygons.append(feature(shapely.box(117.0, 0.5, 117.1, 0.6), {"NAMOBJ": "Sangatta Utara"}))

    findings = inspect(geojson(tmp_path, polygons), register)

    assert any("Sangatta Utara" in line and "left out" in line for line in findings.warnings)
    assert findings.boundaries


def test_a_kelurahan_in_the_wrong_place_is_an_error(
    tmp_path: Path, polygons: list[Feature], register: Register
) -> None:
    of(polygons, KANAAN)["geometry"] = feature(shapely.box(110, 1, 111, 2), {})["geometry"]

    findings = inspect(geojson(tmp_path, polygons), register)

    assert any("Kanaan does not lie in Bontang" in line for line in findings.errors)
    assert any("Kanaan: only 0% of its reference points" in line for line in findings.errors)
    assert any("Kanaan measures" in line for line in findings.warnings)


def test_a_polygon_that_crosses_itself_is_repaired_and_said(
    tmp_path: Path, polygons: list[Feature], register: Register
) -> None:
    kanaan = of(polygons, KANAAN)
    ring = kanaan["geometry"]["coordinates"][0]
    ring[1], ring[2] = ring[2], ring[1]
    assert not shapely.is_valid(shape(kanaan["geometry"]))

    findings = inspect(geojson(tmp_path, polygons), register)

    assert any("was not valid" in line and "repaired" in line for line in findings.warnings)
    assert findings.boundaries
    assert shapely.is_valid(shape(findings.boundaries.geometries[KANAAN]))


@pytest.mark.parametrize(("metres", "grave"), [(3, False), (400, True)])
def test_overlaps_are_said_and_wide_ones_refused(
    tmp_path: Path, polygons: list[Feature], register: Register, metres: int, grave: bool
) -> None:
    kanaan = of(polygons, KANAAN)
    kanaan["geometry"] = feature(shape(kanaan["geometry"]).buffer(metres / 111_000), {})["geometry"]

    findings = inspect(geojson(tmp_path, polygons), register)

    assert any("overlap" in line for line in (findings.errors if grave else findings.warnings))
    assert bool(findings.boundaries) is not grave


def test_a_gap_between_polygons_is_said(tmp_path: Path, polygons: list[Feature], register: Register) -> None:
    kanaan = of(polygons, KANAAN)
    area = shape(kanaan["geometry"])
    hole = area.representative_point().buffer(0.001)
    kanaan["geometry"] = feature(area.difference(hole), {})["geometry"]

    assert any("1 gap(s)" in line for line in inspect(geojson(tmp_path, polygons), register).warnings)


def test_several_polygons_of_one_kelurahan_are_joined(
    tmp_path: Path, polygons: list[Feature], register: Register
) -> None:
    kanaan = of(polygons, KANAAN)
    area = shape(kanaan["geometry"])
    west, south, east, north = area.bounds
    half = shapely.box(west, south, (west + east) / 2, north)
    other = deepcopy(kanaan)
    kanaan["geometry"] = feature(area.intersection(half), {})["geometry"]
    other["geometry"] = feature(area.difference(half), {})["geometry"]

    findings = inspect(geojson(tmp_path, [*polygons, other]), register)

    assert findings.errors == []
    assert "Kanaan: 2 polygons joined." in findings.notes


def test_more_detail_than_a_metre_is_smoothed_away(
    tmp_path: Path, polygons: list[Feature], register: Register
) -> None:
    for one in polygons:
        one["geometry"] = feature(shapely.segmentize(shape(one["geometry"]), 0.00002), {})["geometry"]

    findings = inspect(geojson(tmp_path, polygons), register)

    assert any("points simplified" in line for line in findings.notes)
    assert len(json.dumps(findings.boundaries.geometries if findings.boundaries else "")) < 200_000


# How the file is written


def test_latitude_before_longitude_is_understood(
    tmp_path: Path, polygons: list[Feature], register: Register
) -> None:
    right = inspect(geojson(tmp_path, polygons), register).boundaries
    for one in polygons:
        turned = shapely.transform(shape(one["geometry"]), lambda points: points[:, ::-1])
        one["geometry"] = feature(turned, {})["geometry"]

    assert inspect(geojson(tmp_path, polygons), register).boundaries == right


@pytest.mark.parametrize("packed", [False, True])
def test_a_shapefile_is_read_as_it_is_or_in_a_zip(
    tmp_path: Path, polygons: list[Feature], register: Register, packed: bool
) -> None:
    path = esri(tmp_path, polygons, WGS84)
    if packed:
        with zipfile.ZipFile(tmp_path / "batas.zip", "w") as archive:
            for part in tmp_path.glob("batas.*"):
                archive.write(part, part.name) if part.suffix != ".zip" else None
        path = tmp_path / "batas.zip"

    findings = inspect(path, register)

    assert findings.errors == []
    assert findings.agreement == pytest.approx(1, abs=1e-4)


def to_utm(points: np.ndarray[Any, np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Newton's way back from degrees to metres of UTM 50 N."""
    guess = np.column_stack(((points[:, 0] - 117) * 111_275 + 500_000, points[:, 1] * 110_530))
    for _ in range(5):
        guess = guess + (points - utm_to_degrees(guess)) * [111_275, 110_530]
    return guess


def test_utm_of_zone_50_north_is_converted(
    tmp_path: Path, polygons: list[Feature], register: Register
) -> None:
    for one in polygons:
        one["geometry"] = feature(shapely.transform(shape(one["geometry"]), to_utm), {})["geometry"]

    findings = inspect(esri(tmp_path, polygons, UTM), register)

    assert findings.errors == []
    assert findings.agreement == pytest.approx(1, abs=1e-4)


def test_utm_agrees_with_the_reference_implementation() -> None:
    """Computed with PROJ 9, EPSG:32650."""
    metres = np.array([[550363.433, 15098.879], [522255.030, -5526.536], [568990.893, 33160.971]])
    degrees = np.array([[117.4526, 0.1366], [117.2, -0.05], [117.62, 0.3]])

    assert np.abs(utm_to_degrees(metres) - degrees).max() < 2e-8


@pytest.mark.parametrize(
    "crs", [{"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}, None, {"type": "name"}]
)
def test_geojson_that_says_degrees_or_nothing_is_in_degrees(
    tmp_path: Path, polygons: list[Feature], register: Register, crs: object
) -> None:
    assert inspect(geojson(tmp_path, polygons, crs=crs), register).errors == []


def test_other_coordinates_are_refused_with_what_to_do(
    tmp_path: Path, polygons: list[Feature], register: Register
) -> None:
    name = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}

    for path in (esri(tmp_path, polygons, MERCATOR), geojson(tmp_path, polygons, crs=name)):
        with pytest.raises(OtherCoordinates, match="Export it as WGS84"):
            inspect(path, register)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.geojson", b"no json"),
        ("a.geojson", b"[]"),
        ("a.geojson", b'{"type": "Topology"}'),
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}'),
        (
            "a.geojson",
            b'{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}',
        ),
        (
            "a.geojson",
            b'{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [7]}}',
        ),
        ("a.kml", b"<kml/>"),
        ("a.shp", b"not a shapefile"),
        ("a.zip", b"not a zip"),
        ("a.geojson", b"\xff\xfe\x00"),
    ],
)
def test_a_file_without_polygons_is_refused_in_words(
    tmp_path: Path, register: Register, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(Unreadable):
        inspect(tmp_path / name, register)
