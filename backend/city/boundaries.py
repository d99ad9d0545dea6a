"""Official polygons for the register: read, matched, checked, and reported in words."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry
from tinydb import TinyDB

from backend.city import checks
from backend.city.city import City
from backend.city.features import AREAS, Feature, read
from backend.city.matching import Label, Names
from backend.city.plane import to_metres
from backend.city.register import Boundaries, Kelurahan, Register

MANY_POINTS = 20_000
FINE_DEGREES = 1e-5  # about a metre

Shapes = dict[str, BaseGeometry]
Places = Mapping[str, Kelurahan]


@dataclass
class Findings:
    """`errors` forbid the import. `boundaries` is what would be put in force, None when there are errors."""

    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    swapped: list[tuple[str, str]] = field(default_factory=list)
    agreement: float = 0.0
    boundaries: Boundaries | None = None

    @property
    def lines(self) -> list[str]:
        """The report, worst first."""
        told = (("error", self.errors), ("warning", self.warnings), ("note", self.notes))
        return [f"{kind}: {line}" for kind, lines in told for line in lines]


def inspect(path: Path, register: Register, *, fix_swap: bool = False) -> Findings:
    """Look at a file of polygons. Raises Unreadable, OtherCoordinates, OSError.

    Polygons whose labels were exchanged (one public data set does so with Kanaan and Gunung Telihan) are an
    error, unless `fix_swap` says to exchange them back.
    """
    places, findings = register.kelurahan, Findings()
    shapes = _gathered(read(path), places, findings)
    if not shapes:
        findings.errors.append("No polygon bears the code or the name of a kelurahan.")
        return findings
    shapes = _with_labels_right(shapes, places, findings, fix=fix_swap)
    _check(_in_metres(shapes), places, findings)
    if not findings.errors:
        light = _light(shapes, findings)
        geometries = {code: json.loads(shapely.to_geojson(light[code])) for code in places}
        findings.boundaries = Boundaries(official=True, source=path.name, geometries=geometries)
    return findings


def put_in_force(city: City, boundaries: Boundaries) -> Register:
    """Replace the boundaries of the register, as its next version. Raises Stale, Unavailable."""

    def edit(tables: TinyDB) -> None:
        tables.drop_table("boundaries")
        tables.table("boundaries").insert(asdict(boundaries))

    return city.change(edit, note=f"boundaries from {boundaries.source}")


def _gathered(features: list[Feature], places: Places, findings: Findings) -> Shapes:
    """One valid shape for each kelurahan that the features name."""
    names = Names(places)
    parts: dict[str, list[BaseGeometry]] = {}
    for feature in features:
        label = names.label(feature.properties)
        if not label.code:
            findings.warnings.append(f"{_called(feature)} is no kelurahan we know: left out.")
            continue
        shape = _repaired(feature, findings)
        if label.contradicts_itself:
            findings.warnings.append(_contradiction(feature, shape, label, places))
        parts.setdefault(label.code, []).append(shape)
    for code, several in parts.items():
        if len(several) > 1:
            findings.notes.append(f"{places[code].name}: {len(several)} polygons joined.")
    return {code: shapely.union_all(several) for code, several in parts.items()}


def _repaired(feature: Feature, findings: Findings) -> BaseGeometry:
    if shapely.is_valid(feature.shape):
        return feature.shape
    reason = shapely.is_valid_reason(feature.shape)
    findings.warnings.append(f"{_called(feature)} was not valid ({reason}): repaired.")
    mended = shapely.make_valid(feature.shape, method="structure", keep_collapsed=False)
    return shapely.union_all([part for part in shapely.get_parts(mended) if part.geom_type in AREAS])


def _contradiction(feature: Feature, shape: BaseGeometry, label: Label, places: Places) -> str:
    by_code, by_name = places[label.by_code], places[label.by_name]
    in_metres = to_metres(shape)
    true = max(by_code, by_name, key=lambda place: checks.held(in_metres, place))
    return (
        f"{_called(feature)}: the code says {by_code.name}, the name says {by_name.name}; "
        f"it lies where {true.name} is. The code was followed."
    )


def _called(feature: Feature) -> str:
    said = ", ".join(str(value) for value in feature.properties.values() if value not in {None, ""})
    return f"Polygon {feature.number} ({said[:60] or 'without a word'})"


def _with_labels_right(shapes: Shapes, places: Places, findings: Findings, *, fix: bool) -> Shapes:
    findings.swapped = list(checks.swaps(_in_metres(shapes), places))
    for one, other in findings.swapped:
        pair = f"{places[one].name} and {places[other].name}"
        said = f"The labels of {pair} are exchanged: each polygon holds the other's places."
        if fix:
            shapes = {**shapes, one: shapes[other], other: shapes[one]}
            findings.notes.append(f"{said} Put right.")
        else:
            findings.errors.append(f"{said} Mend the file, or let --fix-swap exchange them back.")
    return shapes


def _check(shapes: Mapping[str, BaseGeometry], places: Places, findings: Findings) -> None:
    exchanged = {code for pair in findings.swapped for code in pair}
    in_question = {code: shape for code, shape in shapes.items() if code not in exchanged}
    findings.errors += checks.missing(shapes, places)
    findings.errors += checks.far_away(shapes, places)
    findings.errors += checks.misplaced(in_question, places)
    for line, grave in checks.overlaps(shapes, places):
        (findings.errors if grave else findings.warnings).append(line)
    findings.warnings += checks.gaps(shapes)
    findings.warnings += checks.areas(shapes, places)
    findings.agreement = checks.agreement(shapes, places)
    findings.notes.append(f"The built-in approximation names {findings.agreement:.1%} of this area alike.")


def _light(shapes: Shapes, findings: Findings) -> Shapes:
    """Every process and phone carries the borders: more detail than a metre is not worth it."""
    points = sum(len(shapely.get_coordinates(shape)) for shape in shapes.values())
    if points <= MANY_POINTS:
        return shapes
    simple = shapely.coverage_simplify(list(shapes.values()), FINE_DEGREES)
    left = len(shapely.get_coordinates(simple))
    findings.notes.append(
        f"{points:,} points simplified to {left:,}, no border moved by more than about a metre."
    )
    return dict(zip(shapes, simple, strict=True))


def _in_metres(shapes: Shapes) -> Shapes:
    return {code: to_metres(shape) for code, shape in shapes.items()}
