"""Asks BMKG, the weather service, for forecasts and warnings: with deadlines, bounded, of one host."""

import http.client
import json
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from time import monotonic
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

from backend.residents.weather import Unanswered, Unreadable, plain

PATIENCE_S = 6.0
"""For each wait on the line, and for a whole answer."""
ANSWER_MAX = 512_000
"""Bytes."""
ALERTS_MAX = 5
"""Of a list that are looked at."""
PROVINCE, CITY = "kalimantan timur", "bontang"
CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"
TAGS = ("event", "headline", "description", "expires")
WORDS_MAX = 400


class _NoOtherWay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """None follows a redirect: it could lead to a machine of ours."""


@dataclass(frozen=True, slots=True)
class Bmkg:
    """See residents.weather.Weather. `forecasts` and `alerts` are addresses; either may be empty."""

    forecasts: str
    alerts: str

    def forecast(self, code: str) -> Any:
        try:
            return json.loads(_get(f"{self.forecasts}?adm4={quote(code)}"))
        except (ValueError, RecursionError) as cause:
            raise Unreadable("no JSON") from cause

    def warnings(self) -> list[dict[str, str]]:
        if not self.alerts:
            return []
        found = (_warning(_xml(_get(link))) for link in self._links(_xml(_get(self.alerts))))
        return [one for one in found if one]

    def _links(self, feed: ET.Element) -> Iterator[str]:
        """Of the newest alerts for the province, on the host we were told and on no other."""
        ours = (item for item in feed.iter("item") if PROVINCE in " ".join(item.itertext()).lower())
        for item in islice(ours, ALERTS_MAX):
            link = (item.findtext("link") or "").strip()
            if link.startswith(self._host):
                yield link

    @property
    def _host(self) -> str:
        scheme, host, *_ = urlsplit(self.alerts)
        return f"{scheme}://{host}/"


def _warning(alert: ET.Element) -> dict[str, str] | None:
    """None where it speaks of other places."""
    info = alert.find(f"{CAP}info")
    told = {
        tag: plain((info.findtext(CAP + tag) if info is not None else "") or "", WORDS_MAX) for tag in TAGS
    }
    if CITY not in told["description"].lower():
        return None
    try:
        until = datetime.fromisoformat(told["expires"]).astimezone(UTC)
    except (ValueError, OverflowError) as cause:
        raise Unreadable("no time") from cause
    return {"event": told["event"], "words": told["headline"], "until": until.isoformat()}


def _xml(data: bytes) -> ET.Element:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unreadable("it declares entities")
    try:
        return ET.fromstring(data)  # noqa: S314 -- without entities there is nothing to blow up
    except (ET.ParseError, ValueError, LookupError) as cause:
        raise Unreadable("no XML") from cause


def _get(address: str) -> bytes:
    """Raises Unanswered, Unreadable."""
    if urlsplit(address).scheme not in {"http", "https"}:
        raise Unanswered("not http")
    opener = urllib.request.build_opener(_NoOtherWay)
    try:
        with opener.open(address, timeout=PATIENCE_S) as answer:
            return _read(answer)
    except (OSError, http.client.HTTPException, ValueError) as cause:
        raise Unanswered(f"{urlsplit(address).hostname}: {type(cause).__name__}") from cause


def _read(answer: Any) -> bytes:
    """Piece by piece: who answers a byte at a time has the same patience."""
    end, data = monotonic() + PATIENCE_S, b""
    while piece := answer.read1(65_536):
        data += piece
        if len(data) > ANSWER_MAX:
            raise Unreadable("too long")
        if monotonic() > end:
            raise Unanswered("too slow")
    return data
