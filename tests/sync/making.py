"""Sealed reports, as a phone makes them: a default for everything."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

from sync.digest import content_digest
from sync.envelope import Envelope, open_envelope

ID = "019845ae-9b2c-7e4f-8a3b-1c2d3e4f5a6b"
OTHER_ID = "019845ae-9b2c-7e4f-9a3b-1c2d3e4f5a6c"
THUMB = base64.b64encode(b"\xff\xd8\xff\xe0 a tiny picture \xff\xd9").decode()


def moment_in(report_id: str) -> datetime:
    """The time a UUID version 7 tells, UTC (RFC 9562, section 5.7)."""
    return datetime.fromtimestamp(int(report_id.replace("-", "")[:12], 16) / 1000, UTC)


def a_place(**changes: Any) -> dict[str, Any]:
    return {"lat": 0.1366, "lon": 117.4526, "accuracy_m": 12, "source": "gps", "fix_age_s": 4, **changes}


def a_promise(seed: int = 1, **changes: Any) -> dict[str, Any]:
    return {
        "sha256": f"{seed:064x}",
        "size": 284_113,
        "type": "image/jpeg",
        "width": 1600,
        "height": 1200,
        "taken_at": "2026-11-23T08:14:50+08:00",
        "thumb": THUMB,
        **changes,
    }


def words(**changes: Any) -> dict[str, Any]:
    return {
        "v": 1,
        "id": ID,
        "category": "SMP-01",
        "answers": {"volume": "1 mobil pikap"},
        "note": "Menumpuk di belakang pasar",
        "identity": "named",
        "where": a_place(),
        "kelurahan": "64.74.03.1002",
        "rt": "19",
        "captured_at": "2026-11-23T08:15:04+08:00",
        "register": 7,
        "supersedes": None,
        "photos": [a_promise()],
        **changes,
    }


def sealed(**changes: Any) -> bytes:
    return json.dumps(words(**changes), ensure_ascii=False).encode()


def opened(body: bytes | None = None, *, report_id: str = ID, **changes: Any) -> Envelope:
    body = sealed(**changes) if body is None else body
    return open_envelope(report_id, body, content_digest=content_digest(body))
