"""A phone with many reports on it, put there as *Simpan* leaves them: unsealed, photos in final form."""

import base64
import hashlib
from collections.abc import Sequence
from typing import Any

from backend.bench.parcel import Parcel, uuid7
from tests.browser.phone import Phone

PUT = """([row, photos]) => new Promise((done, failed) => {
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer
  const opening = indexedDB.open('masdarling')
  opening.onerror = () => failed(opening.error)
  opening.onsuccess = () => {
    const tx = opening.result.transaction(['reports', 'photos', 'bytes'], 'readwrite')
    tx.oncomplete = () => { opening.result.close(); done() }
    tx.onabort = () => failed(tx.error)
    tx.objectStore('reports').put(row)
    for (const { photo, data, thumb } of photos) {
      tx.objectStore('photos').put({ ...photo, thumb: bytes(thumb) })
      tx.objectStore('bytes').put({ id: photo.id, data: bytes(data) })
    }
  }
})"""
CAPTURED_MS = 1_795_000_000_000


def fill(phone: Phone, photos: Sequence[Sequence[bytes]], thumb: bytes) -> dict[str, dict[str, bytes]]:
    """One saved report for each list of photos (JPEGs in their final form): id -> SHA-256 -> photo."""
    return {_put(phone, of_one, thumb): {_sha256(data): data for data in of_one} for of_one in photos}


def _put(phone: Phone, photos: Sequence[bytes], thumb: bytes) -> str:
    report = uuid7()
    kept = [{"photo": _photo(report, data), "data": _text(data), "thumb": _text(thumb)} for data in photos]
    phone.page.evaluate(PUT, [_row(report), kept])
    return report


def _row(report: str) -> dict[str, Any]:
    form = {
        "category": "SMP-01",
        "answers": {"volume": "1 kantong"},
        "note": "Menumpuk di belakang pasar",
        "identity": "named",
        "where": {"lat": 0.1366, "lon": 117.4526, "accuracy_m": 12, "source": "gps", "at": CAPTURED_MS},
        "kelurahan": "64.74.03.1002",
        "kelurahan_by_hand": False,
        "rt": "",
        "danger": False,
    }
    return {
        "id": report,
        "v": 1,
        "state": "queued",
        "owner": "",
        "form": form,
        "awaiting": False,
        "created_at": CAPTURED_MS,
        "changed_at": CAPTURED_MS,
        "captured_at": CAPTURED_MS,
        "register": 1,
        "supersedes": None,
        "sealed": None,
        "tried": False,
        "server": None,
        "blocked": None,
        "receipt": None,
    }


def _photo(report: str, data: bytes) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "report": report,
        "v": 1,
        "ready": True,
        "original": False,
        "type": "image/jpeg",
        "size": len(data),
        "width": 1600,
        "height": 1200,
        "taken_at": CAPTURED_MS,
        "sha256": _sha256(data),
    }


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def sealed(phone: Phone, photos: dict[str, dict[str, bytes]]) -> list[Parcel]:
    """The reports as they lie sealed on the phone; `photos` as `fill` told. All must be."""
    return [_parcel(phone, row, photos[row["id"]]) for row in phone.rows()]


def _parcel(phone: Phone, row: dict[str, Any], photos: dict[str, bytes]) -> Parcel:
    words = phone.bytes_of(row["id"])
    assert words is not None
    assert {photo["sha256"] for photo in row["sealed"]["photos"]} == photos.keys()
    return Parcel(row["id"], words, photos)
