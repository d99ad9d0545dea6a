"""Draws what phones of a kelurahan carry along: its open reports, so that none is reported again offline."""

import gzip
import hashlib
import json
from base64 import b64encode
from collections.abc import Callable, Iterable
from typing import Any

from backend.reports.moves import OPEN
from backend.reports.ports import Chest, Clock, Darkroom, Lease, NotFound, Outbox, Snapshots, Unusable
from backend.reports.published import shortened
from backend.residents.item import Item
from backend.residents.ports import Showcase

LISTED = 500
"""Open reports in a pack, the last changed first."""
ROOM = 360_000
"""Bytes of them when compressed. With the outlines of the city (10 kB) a pack stays below 400 kB."""
EXCERPT = 80
"""Characters of the note."""
COPY = 320
"""Long edge of the public copy a stamp is made from, in pixels."""
SLACK = 1.02
"""A picture written in base 64 compresses back to little more than its own bytes."""

TOLD = ("id", "category", "state", "cell", "photo", "me_too", "reported_on", "changed_on")
"""Of what is told on a report's own page."""

Stamps = dict[str, str]
"""SHA-256 of the public copy a stamp was made from -> WebP in base 64."""


def name(code: str) -> str:
    return f"pack/{code}"


def draw(
    lease: Lease,
    *,
    showcase: Showcase,
    outbox: Outbox,
    snapshots: Snapshots,
    chest: Chest,
    darkroom: Darkroom,
    clock: Clock,
) -> None:
    """Draw the pack of the lease's kelurahan anew. The body of a task."""
    at, code = clock(), lease.work.report
    made = _made_before(code, snapshots)
    copies: dict[str, str] = {}

    def stamp(report_id: str, photo: str) -> str:
        """Made once of each copy residents see; what is covered later makes another copy."""
        copy = _copy(report_id, photo, chest)
        copies[report_id] = hashlib.sha256(copy).hexdigest()
        return made.get(copies[report_id]) or _stamp(copy, darkroom)

    document = of(showcase.latest(code, limit=LISTED, states=OPEN), stamp)
    snapshots.put(name(code), {**document, "copies": copies}, at=at)  # phones get the reports alone
    outbox.finish(lease)


def of(shown: Iterable[Item], stamp: Callable[[str, str], str]) -> dict[str, Any]:
    """Newest first, with as many pictures as there is room for: the oldest reports go without."""
    entries = [_entry(item) for item in shown]
    left = ROOM - _weight(entries)
    for entry in entries:
        picture = stamp(entry["id"], entry["photo"]) if entry["photo"] else ""
        left -= round(len(picture) * 3 / 4 * SLACK)
        if left < 0:
            break
        entry["thumb"] = picture
    return {"reports": _within_room(entries)}


def _within_room(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was reckoned is weighed; should it be too heavy, the oldest pictures go."""
    with_picture = [entry for entry in entries if entry["thumb"]]
    while with_picture and _weight(entries) > ROOM:
        for entry in with_picture[-8:]:
            entry["thumb"] = ""
        del with_picture[-8:]
    return entries


def _entry(item: Item) -> dict[str, Any]:
    excerpt = shortened(item.document["excerpt"], EXCERPT)
    return {**{name: item.document[name] for name in TOLD}, "excerpt": excerpt, "thumb": ""}


def _weight(document: Any) -> int:
    return len(gzip.compress(json.dumps(document, separators=(",", ":")).encode(), 6, mtime=0))


def _made_before(code: str, snapshots: Snapshots) -> Stamps:
    try:
        document = snapshots.get(name(code)).document
    except NotFound:
        return {}
    thumbs = {entry["id"]: entry["thumb"] for entry in document["reports"]}
    return {digest: thumbs[report_id] for report_id, digest in document.get("copies", {}).items()}


def _copy(report_id: str, photo: str, chest: Chest) -> bytes:
    """The one residents see; empty where there is none (yet)."""
    try:
        return chest.shown(report_id, photo, COPY)
    except NotFound:
        return b""


def _stamp(copy: bytes, darkroom: Darkroom) -> str:
    try:
        return b64encode(darkroom.stamp(copy)).decode() if copy else ""
    except Unusable:
        return ""
