"""The register as phones keep it: one JSON document with a strong ETag."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from backend.city.places import Places
from backend.city.register import Category, Register

WRITTEN = {"any_of": "is"}
"""Names that Python keeps for itself."""


def document_of(register: Register, places: Places) -> tuple[bytes, str]:
    """The bytes and their ETag (without quotes). Lists are in the order they are shown."""
    document: dict[str, Any] = {
        "version": register.version,
        "kelurahan": [asdict(place) for place in register.kelurahan.values()],
        "groups": [asdict(group) for group in register.groups.values()],
        "categories": [_category(category) for category in register.categories.values()],
        "reasons": [asdict(reason) for reason in register.reasons.values()],
        "opd": [asdict(agency) for agency in register.opd.values()],
        "boundaries": {"official": places.official, "geometries": places.outlines},
    }
    data = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return data, hashlib.sha256(data).hexdigest()[:32]


def _category(category: Category) -> dict[str, Any]:
    return asdict(category, dict_factory=_named) | {"good_news": category.good_news}


def _named(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {WRITTEN.get(name, name): value for name, value in pairs}
