"""Reports as a phone seals them, to measure and to test with. Uses nothing of `sync/`, so it can judge it."""

import base64
import hashlib
import io
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

from PIL import Image


@dataclass(frozen=True, slots=True)
class Parcel:
    """`body` are the sealed words, `photos` the bytes by SHA-256 (hex)."""

    id: str
    body: bytes
    photos: dict[str, bytes] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


DAY_S, WITA_S = 86_400, 8 * 3_600
"""Seconds of a day, and those Bontang's clock is ahead."""


def uuid7() -> str:
    """As phones make them for reports (RFC 9562): when Bontang's day began, in milliseconds, then random."""
    begin = (int(time.time()) + WITA_S) // DAY_S * DAY_S - WITA_S
    raw = bytearray((begin * 1000).to_bytes(6, "big") + os.urandom(10))
    raw[6] = raw[6] & 0x0F | 0x70
    raw[8] = raw[8] & 0x3F | 0x80
    text = raw.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def seal(photos: Sequence[bytes] = (), *, note: str = "Menumpuk di belakang pasar") -> Parcel:
    """A complete, valid report with these photos."""
    by_hash = {hashlib.sha256(data).hexdigest(): data for data in photos}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    report_id = uuid7()
    words = {
        "v": 1,
        "id": report_id,
        "category": "SMP-01",
        "answers": {"volume": "1 mobil pikap"},
        "note": note,
        "identity": "named",
        "where": {"lat": 0.1366, "lon": 117.4526, "accuracy_m": 12, "source": "gps", "fix_age_s": 4},
        "kelurahan": "64.74.03.1002",
        "rt": "19",
        "captured_at": now,
        "register": 1,
        "supersedes": None,
        "photos": [_promise(sha, data, now) for sha, data in by_hash.items()],
    }
    return Parcel(report_id, json.dumps(words, separators=(",", ":")).encode(), by_hash)


def _promise(sha256: str, data: bytes, now: str) -> dict[str, object]:
    return {
        "sha256": sha256,
        "size": len(data),
        "type": "image/jpeg",
        "width": 1600,
        "height": 1200,
        "taken_at": now,
        "thumb": _thumb(),
    }


def unlike(photo: bytes) -> bytes:
    """The same picture with another hash: a JPEG may be followed by anything after its end marker."""
    return photo + os.urandom(8)


@cache
def _thumb() -> str:
    out = io.BytesIO()
    Image.effect_mandelbrot((96, 72), (-2.0, -1.2, 0.6, 1.2), 60).convert("RGB").save(out, "JPEG", quality=60)
    return base64.b64encode(out.getvalue()).decode()


@cache
def scene(width: int, height: int, *, size: int, view: int = 0) -> bytes:
    """A JPEG about `size` bytes large with edges, flat parts and grain; each `view` is another one."""
    left = -2.0 + view / 10
    base = Image.effect_mandelbrot((width // 4, height // 4), (left, -1.2, left + 2.6, 1.2), 80).resize(
        (width, height)
    )
    grain = Image.effect_noise((width // 2, height // 2), 40).resize((width, height))
    picture = Image.merge("RGB", (base, Image.blend(base, grain, 0.25), Image.blend(base, grain, 0.15)))
    best = b""
    for quality in range(20, 96, 3):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality)
        best = out.getvalue()
        if len(best) >= size:
            break
    return best
