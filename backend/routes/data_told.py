"""What is told to programs of anybody: read from any site, kept for a minute by whoever passes it on."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from backend.city.called import Called
from backend.residents.data.asked import Asked
from backend.residents.data.facts import Facts
from backend.residents.item import Item
from backend.residents.ports import Place
from backend.routes.pages_kept import packed
from backend.wiring import parts

GEOJSON = "application/geo+json"
FOR_A_MINUTE = "public, max-age=60"
"""What is taken back is gone from caches soon after."""


def open_to_programs(blueprint: Blueprint) -> None:
    """Its answers, errors too, may be read by scripts of any site: nobody is known here."""

    @blueprint.after_request
    def open_up(answer: Response) -> Response:
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Access-Control-Expose-Headers"] = "ETag, Link"
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return answer


def told(document: Mapping[str, Any], kind: str = "application/json") -> Response:
    """The document in UTF-8, with an ETag of its bytes; compressed where that is taken."""
    return kept_a_minute(Response(written(document), content_type=kind))


def kept_a_minute(answer: Response) -> Response:
    answer.headers["Cache-Control"] = FOR_A_MINUTE
    answer.vary.add("Accept-Encoding")
    answer.add_etag(weak=True)
    answer.make_conditional(request)
    return packed(answer)


def written(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def facts() -> Facts:
    return Facts(Called(parts().city.register()), parts().settings.base_url)


def a_page(wanted: Asked) -> tuple[list[Item], Place | None]:
    """Its reports, and the place the next page begins after; None when this is the last one."""
    found = parts().public.showcase.page(wanted.wanted, after=wanted.after, limit=wanted.limit + 1)
    shown = list(found[: wanted.limit])
    more = len(found) > wanted.limit
    return shown, Place(shown[-1].reported_on, shown[-1].id) if more else None


def address(path: str, **other: str) -> str:
    """Of the same question there, with these parameters instead."""
    query = {**request.args.to_dict(), **other}
    return f"{parts().settings.base_url}{path}?{urlencode(query, safe=',:/')}"


def link(rel: str, href: str, kind: str, title: str = "") -> dict[str, str]:
    said = {"rel": rel, "href": href, "type": kind}
    return said | ({"title": title} if title else {})


def features(items: Iterable[Item]) -> list[dict[str, Any]]:
    every = facts()
    return [every.feature(item) for item in items]
