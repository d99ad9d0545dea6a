"""Published reports with all that their pages read, for tests of data."""

from dataclasses import replace
from typing import Any

from backend.residents.item import Item
from tests.stores.showing import DRAIN

SHA256 = "ab" * 32
NOTE = "Menumpuk di belakang pasar"


def id_of(n: int) -> str:
    return f"01984250-1000-7e4f-8a3b-{n:012d}"


def told(n: int = 1, *, note: str = NOTE, **other: Any) -> Item:
    report_id = id_of(n)
    document = {"id": report_id, "me_too": 2, "note": note, "photos": [SHA256]}
    return replace(DRAIN, id=report_id, document=document, **other)
