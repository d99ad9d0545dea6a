"""A report from a plain form, without a script: the server seals the words that a phone would have sealed."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from backend.reports.wita import WITA
from sync import digest


@dataclass(frozen=True, slots=True)
class Photo:
    """Bytes as the browser sent them, under the type it gave."""

    data: bytes
    type: str

    @property
    def sha256(self) -> str:
        return digest.sha256(self.data)


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form said. `id` was made when the form was shown: sent again, it says both again."""

    id: str
    shown_at: datetime
    category: str
    answers: Mapping[str, object]
    note: str
    kelurahan: str
    rt: str
    photo: Photo | None
    about: str = ""
    """Id of a published report it says more of; mostly there is none."""
    mended: bool = False
    """That is mended, as the photo shows."""


def new_report_id(now: datetime) -> str:
    """Residents read it: it tells the day in Bontang and no time of it (RFC 9562, section 6.1)."""
    return new_id(datetime.combine(now.astimezone(WITA).date(), time(), WITA))


def new_id(now: datetime) -> str:
    """A UUID version 7 (RFC 9562)."""
    ms = int(now.timestamp() * 1000)
    return str(UUID(int=ms << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0x2 << 62 | secrets.randbits(62)))


def sealed(filled: Filled, *, register: int) -> bytes:
    """The words of protocol v1. The same form sent twice gives the same bytes, so that it is kept once."""
    photo = filled.photo
    words = {
        "v": 1,
        "id": filled.id,
        "category": filled.category,
        "answers": dict(filled.answers),
        "note": filled.note,
        "identity": "anonymous",
        "where": {"source": "none"},
        "kelurahan": filled.kelurahan,
        "rt": filled.rt or None,
        "captured_at": filled.shown_at.isoformat(),
        "register": register,
        "photos": [{"sha256": photo.sha256, "size": len(photo.data), "type": photo.type}] if photo else [],
    }
    words |= {"about": filled.about} if filled.about else {}
    words |= {"mended": True} if filled.about and filled.mended else {}
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()
