"""A phone that keeps to protocol v1, without a browser: it sends until all is complete, whatever happens."""

import base64
import hashlib
import json
import random
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from backend.bench.parcel import Parcel
from backend.bench.wire import Answer, Cut, Wire

CHUNK = 64 * 1024
MAY_HEAL = {408, 425, 429, 500, 502, 503, 504, 507}


class Refused(Exception):
    """The server will never take this: an honest phone should not see it."""


class GaveUp(Exception):
    """Not complete when the time was over."""


@dataclass(slots=True)
class Phone:
    """`acknowledged` is the ledger: what the server has said it keeps, by report id."""

    host: str
    port: int
    chunk: int = CHUNK
    timeout: float = 20.0
    cookie: str = ""
    acknowledged: dict[str, "Kept"] = field(default_factory=dict)
    surprises: list[str] = field(default_factory=list)
    """Answers an honest phone should never get."""
    wire: Wire = field(init=False)

    def __post_init__(self) -> None:
        self.wire = Wire(self.host, self.port, self.timeout)

    def introduce(self) -> None:
        """Ask for a device credential. Raises Cut, Refused."""
        answer = self.wire.ask("POST", "/api/v1/devices", {"Content-Type": "application/json"}, b"{}")
        if answer.status != HTTPStatus.CREATED:
            raise Refused(f"POST devices: {answer.status} {answer.body[:200]!r}")
        self.cookie = answer.headers["set-cookie"].split(";", 1)[0]

    def deliver(self, parcel: Parcel, *, within: float = 60.0) -> None:
        """Send words and photos until the server says complete. Raises GaveUp, Refused."""
        end = time.monotonic() + within
        pause = 0.02
        while time.monotonic() < end:
            try:
                if self.once(parcel):
                    return
                pause = 0.02
            except Cut:
                pause = min(pause * 2, 1.0)
            time.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - jitter, not a secret
        raise GaveUp(parcel.id)

    def once(self, parcel: Parcel) -> bool:
        """One attempt; True when complete. Raises Cut when the network or the server failed, Refused."""
        held = self.put(parcel)
        if held["state"] != "partial":
            return True
        for photo in sorted(held["photos"], key=lambda p: len(parcel.photos[p["sha256"]])):
            if not photo["complete"]:
                self._send(parcel, photo["sha256"], photo["offset"])
        return bool(self.put(parcel)["state"] != "partial")

    def put(self, parcel: Parcel) -> dict[str, Any]:
        answer = self._ask("PUT", f"/api/v1/reports/{parcel.id}", "application/json", parcel.body)
        if answer.status not in {HTTPStatus.OK, HTTPStatus.CREATED}:
            raise self._unexpected(answer, parcel.id)
        held: dict[str, Any] = json.loads(answer.body)
        if held["digest"] != parcel.digest:
            raise self._unexpected(answer, parcel.id)
        self.acknowledged.setdefault(parcel.id, Kept(parcel)).saw(held)
        return held

    def _send(self, parcel: Parcel, sha256: str, offset: int) -> None:
        data = parcel.photos[sha256]
        while offset < len(data):
            part = data[offset : offset + self.chunk]
            answer = self.patch(parcel, sha256, offset, part, last=offset + len(part) == len(data))
            if answer.status not in {HTTPStatus.NO_CONTENT, HTTPStatus.CONFLICT}:
                raise self._unexpected(answer, parcel.id)
            offset = int(answer.headers["upload-offset"])
            if answer.status == HTTPStatus.NO_CONTENT and offset == len(data):
                self.acknowledged[parcel.id].photos.add(sha256)
            if answer.headers.get("upload-complete") == "?1":
                return

    def patch(self, parcel: Parcel, sha256: str, offset: int, part: bytes, *, last: bool) -> Answer:
        extra = {"Upload-Offset": str(offset), "Upload-Complete": "?1" if last else "?0"}
        path = f"/api/v1/reports/{parcel.id}/photos/{sha256}"
        return self._ask("PATCH", path, "application/partial-upload", part, extra)

    def state(self, parcel: Parcel) -> str:
        """partial, complete or stored, as the server says. Raises Cut."""
        return str(self.put(parcel)["state"])

    def _ask(
        self, method: str, path: str, content_type: str, body: bytes, extra: dict[str, str] | None = None
    ) -> Answer:
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        headers = {
            "Content-Type": content_type,
            "Content-Digest": f"sha-256=:{digest}:",
            "Cookie": self.cookie,
            "Sec-Fetch-Site": "same-origin",
            **(extra or {}),
        }
        answer = self.wire.ask(method, path, headers, body)
        if answer.status in MAY_HEAL:
            raise Cut(f"{answer.status}")
        return answer

    def _unexpected(self, answer: Answer, report_id: str) -> Refused:
        said = f"{report_id}: {answer.status} {answer.body[:300]!r}"
        self.surprises.append(said)
        return Refused(said)


@dataclass(slots=True)
class Kept:
    """What the server acknowledged of one parcel: its words, and these photos wholly."""

    parcel: Parcel
    photos: set[str] = field(default_factory=set)
    number: str = ""

    def saw(self, held: dict[str, Any]) -> None:
        self.number = held["number"]
        self.photos |= {photo["sha256"] for photo in held["photos"] if photo["complete"]}
