"""A published report as a row of data: the same names in GeoJSON, CSV and XLSX."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from backend.residents import grid
from backend.residents.item import Item
from backend.residents.pulse import MEASURES

Value = str | int | float | None

FIELDS: Mapping[str, str] = {
    "id": "The report's id; its page and its pictures go by it.",
    "url": "Its page.",
    "kelurahan": "Code of the kelurahan (Kemendagri).",
    "kelurahan_name": "Its name.",
    "rt": "The RT, where it is told.",
    "category": "Code of the category.",
    "category_name": "Its name, in Indonesian.",
    "category_group": "Code of its group.",
    "state": "open, work (somebody is at it), fixed, closed (without being fixed), or good (good news).",
    "step": "The last step by its own name, e.g. verified, assigned, in_progress, resolved.",
    "reported_on": "Day of the report, in Bontang.",
    "published_on": "Day on which it was first shown.",
    "changed_on": "Day of its last step.",
    "due_on": "Day by which it should be settled, while it is not.",
    "settled_on": "Day on which it was fixed or closed.",
    "agency": "Code of the agency that holds it, while it is not settled.",
    "agency_name": "Its name.",
    "me_too": "How many other residents said so, too.",
    "kilograms": "Of good news: kilograms of waste collected.",
    "trees": "Of good news: trees planted.",
    "note": "What the sender wrote, without telephone numbers, NIK and e-mail addresses.",
    "photos": "How many pictures are shown.",
    "photo": "Address of the first one (WebP).",
}
"""What each says, in the order of the columns."""
PLACE: Mapping[str, str] = {
    "lon": "Middle of a square of some 111 m, degrees WGS84; empty where no place is told.",
    "lat": "The same.",
}
"""In tables; GeoJSON has a geometry instead."""
COLUMNS: Sequence[str] = (*FIELDS, *PLACE)
DAYS = ("reported_on", "published_on", "changed_on", "due_on", "settled_on")
READ_OF_ITS_PAGE = ("me_too", "note", "photos")
"""Of an item's document; all else is in the item itself."""
PHOTO_SIZE = 1280


class Names(Protocol):
    """How things are called; what is not known goes by its code."""

    def kelurahan(self, code: str) -> str: ...

    def category(self, code: str) -> str: ...

    def agency(self, code: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows of data. `site` is where people reach our pages, without a trailing slash."""

    names: Names
    site: str

    def of(self, item: Item) -> dict[str, Value]:
        """All columns of FIELDS: nothing that is not in the item, or in what its page reads."""
        names, told = self.names, item.document
        return {
            "id": item.id,
            "url": f"{self.site}/laporan/{item.id}",
            "kelurahan": item.kelurahan,
            "kelurahan_name": names.kelurahan(item.kelurahan),
            "rt": item.rt,
            "category": item.category,
            "category_name": names.category(item.category),
            "category_group": item.group,
            "state": item.standing.value,
            "step": item.state.value,
            **{name: _iso(getattr(item, name)) for name in DAYS},
            "agency": item.opd or None,
            "agency_name": names.agency(item.opd) if item.opd else None,
            "me_too": told["me_too"],
            **{measure: item.amounts.get(measure) for measure in MEASURES},
            "note": told["note"],
            **self._pictures(item.id, told["photos"]),
        }

    def row(self, item: Item) -> list[Value]:
        """The same with its place, in the order of COLUMNS."""
        place = grid.lon_lat(item.at.x, item.at.y) if item.at else {}
        facts = {**self.of(item), **place}
        return [facts.get(name) for name in COLUMNS]

    def feature(self, item: Item) -> dict[str, Any]:
        """GeoJSON (RFC 7946); no geometry where no place is told."""
        properties = self.of(item)
        return {
            "type": "Feature",
            "id": properties.pop("id"),
            "geometry": _point(**grid.lon_lat(item.at.x, item.at.y)) if item.at else None,
            "properties": properties,
        }

    def _pictures(self, report_id: str, photos: Sequence[str]) -> dict[str, Value]:
        first = f"{self.site}/media/{report_id}/{photos[0]}/{PHOTO_SIZE}.webp" if photos else None
        return {"photos": len(photos), "photo": first}


def _point(lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
