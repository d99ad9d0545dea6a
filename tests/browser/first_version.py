"""What the first version left on phones: its database and its rows, as they were. Never to be changed."""

DATABASE = """(reports, photos) => new Promise((done) => {
  const opening = indexedDB.open('masdarling', 1)
  opening.onupgradeneeded = () => {
    const db = opening.result
    db.createObjectStore('reports', { keyPath: 'id' }).createIndex('state', 'state')
    db.createObjectStore('photos', { keyPath: 'id' }).createIndex('report', 'report')
    db.createObjectStore('bytes', { keyPath: 'id' })
    db.createObjectStore('facts', { keyPath: 'name' })
  }
  opening.onsuccess = () => {
    const tx = opening.result.transaction(['reports', 'photos', 'bytes'], 'readwrite')
    for (const row of reports) tx.objectStore('reports').put(row)
    for (const { bytes, ...photo } of photos) {
      tx.objectStore('photos').put(photo)
      tx.objectStore('bytes').put({ id: photo.id, data: new Uint8Array(bytes).buffer })
    }
    window.held = opening.result
    tx.oncomplete = () => done()
  }
})"""
"""Makes the database, fills it and holds it open: the first version did not give way to a later one."""

FORM = {
    "category": "SMP-01",
    "answers": {"volume": "1 gerobak/motor"},
    "note": "",
    "identity": "named",
    "where": {"lat": 0.1366, "lon": 117.4526, "accuracy_m": 12, "source": "gps", "at": 1_790_000_000_000},
    "kelurahan": "64.74.01.1004",
    "kelurahan_by_hand": False,
    "rt": "07",
    "danger": False,
}
ROW = {
    "v": 1,
    "owner": "",
    "awaiting": False,
    "created_at": 1_790_000_000_000,
    "changed_at": 1_790_000_000_000,
    "captured_at": 1_790_000_000_000,
    "register": 1,
    "supersedes": None,
    "sealed": None,
    "tried": False,
    "server": None,
    "blocked": None,
    "receipt": None,
}
SAVED = {
    **ROW,
    "id": "01990000-0000-7000-8000-000000000001",
    "state": "queued",
    "form": {**FORM, "note": "dari versi pertama"},
}
DRAFT = {
    **ROW,
    "id": "01990000-0000-7000-8000-000000000002",
    "state": "draft",
    "form": {**FORM, "note": "belum selesai"},
}


def photo(data: bytes) -> dict[str, object]:
    """A photo of the saved report, as the camera gave it."""
    return {
        "id": "01990000-0000-7000-8000-000000000003",
        "report": SAVED["id"],
        "v": 1,
        "ready": False,
        "original": True,
        "type": "image/jpeg",
        "size": len(data),
        "width": None,
        "height": None,
        "taken_at": None,
        "sha256": "",
        "thumb": None,
        "bytes": list(data),
    }
