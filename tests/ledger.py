"""The independent checker: what phones were told is kept, against the rows and the bytes that are kept.

It reads the database with plain SQL and the bucket with plain files or a plain S3 client: nothing of ours.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from backend.bench.phone import Kept

Objects = Callable[[], dict[str, Callable[[], bytes]]]
"""Every object in the bucket: key -> a way to read it."""


def folder_objects(root: Path) -> Objects:
    def read() -> dict[str, Callable[[], bytes]]:
        return {p.relative_to(root).as_posix(): p.read_bytes for p in root.rglob("*") if p.is_file()}

    return read


def s3_objects(client: Any, name: str) -> Objects:
    def reader(key: str) -> Callable[[], bytes]:
        return lambda: bytes(client.get_object(Bucket=name, Key=key)["Body"].read())

    def read() -> dict[str, Callable[[], bytes]]:
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=name)
        return {o["Key"]: reader(o["Key"]) for page in pages for o in page.get("Contents", [])}

    return read


@dataclass(frozen=True, slots=True)
class Checker:
    database_url: str
    objects: Objects

    def faults(self, ledger: Iterable[Kept], *, archived: bool = True) -> list[str]:
        """Everything that is lost, doubled or wrong. `archived`: the bucket must hold it all by now."""
        kept = list(ledger)
        rows = self._rows()
        found = [f for k in kept for f in _row_faults(k, rows.get(k.parcel.id, []))]
        if archived:
            objects = self.objects()
            found += [f for k in kept for f in _archive_faults(k, objects)]
            found += [f"chunk left behind: {key}" for key in objects if key.startswith("incoming/")]
        return found

    def _rows(self) -> dict[str, list[tuple[str, str]]]:
        engine = sa.create_engine(self.database_url, poolclass=sa.NullPool)
        rows: dict[str, list[tuple[str, str]]] = {}
        with engine.connect() as link:
            for row in link.execute(sa.text("SELECT id, digest, number FROM reports")):
                rows.setdefault(str(row.id), []).append((str(row.digest), str(row.number)))
        engine.dispose()
        return rows

    def numbers_doubled(self) -> list[str]:
        counted = Counter(number for rows in self._rows().values() for _, number in rows)
        return [number for number, times in counted.items() if times > 1]


def _row_faults(kept: Kept, rows: list[tuple[str, str]]) -> list[str]:
    if len(rows) != 1:
        return [f"{kept.parcel.id}: {len(rows)} rows"]
    digest, number = rows[0]
    wrong = []
    if digest != kept.parcel.digest:
        wrong.append(f"{kept.parcel.id}: other words are kept")
    if number != kept.number:
        wrong.append(f"{kept.parcel.id}: number was {kept.number}, is {number}")
    return wrong


def _archive_faults(kept: Kept, objects: dict[str, Callable[[], bytes]]) -> list[str]:
    parcel = kept.parcel
    documents = [key for key in objects if key.startswith("reports/") and key.endswith(f"/{parcel.id}.json")]
    found = [] if len(documents) == 1 else [f"{parcel.id}: {len(documents)} documents in the archive"]
    held = [json.loads(objects[key]())["sealed"].encode() for key in documents]
    found += [f"{parcel.id}: the archive holds other words" for words in held if words != parcel.body]
    for sha256 in kept.photos:
        found += _photo_faults(parcel.id, sha256, objects)
    return found


def _photo_faults(report_id: str, sha256: str, objects: dict[str, Callable[[], bytes]]) -> list[str]:
    ending = f"/{report_id}/{sha256}"
    keys = [key for key in objects if key.startswith("originals/") and key.endswith(ending)]
    if len(keys) != 1:
        return [f"{report_id}: photo {sha256[:8]} lies {len(keys)} times in the bucket"]
    held = hashlib.sha256(objects[keys[0]]()).hexdigest()
    return [] if held == sha256 else [f"{report_id}: photo {sha256[:8]} has other bytes"]
