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


def fill(phone: Phone, photos: Sequence[Sequence[bytes]], thumb: bytes) -> list[str]:
    """One saved report for each list of photos (JPEGs in their final form); the ids, oldest first."""
    return [_put(phone, list(of_one), thumb) for of_one in photos]


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
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def sealed(phone: Phone) -> list[Parcel]:
    """What lies sealed on the phone, its bytes included. Everything must be sealed by now."""
    return [_parcel(phone, row) for row in phone.rows()]


def _parcel(phone: Phone, row: dict[str, Any]) -> Parcel:
    words = phone.bytes_of(row["id"])
    assert words is not None
    photos = {photo["sha256"]: phone.bytes_of(photo["photo"]) for photo in row["sealed"]["photos"]}
    return Parcel(row["id"], words, {sha256: data for sha256, data in photos.items() if data is not None})
