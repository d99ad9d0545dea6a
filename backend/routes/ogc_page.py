"""A document of the OGC API as a page, in the language of who opens it with a browser."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Response, request

from backend.residents.data.facts import COLUMNS
from backend.routes.ogc_described import HTML
from backend.routes.pages_kept import kept
from backend.routes.pages_labels import category_label
from backend.words import say

FOR_PEOPLE = frozenset({"data", "conformance", "collection", "next"})
"""Relations that lead to documents with a page; `items` has a link of its own to it."""
HERE, DESCRIBED = "alternate", "service-desc"
IN_INDONESIAN = frozenset({"category_name", "agency_name", "note"})
"""Said so in any language."""


def page(document: dict[str, Any]) -> Response:
    """With links that lead on to pages, and one to the document as programs read it."""
    heading, lead = _told(document)
    return kept(
        "ogc.html",
        of=[document],
        document=document,
        heading=heading,
        lead=lead,
        links=_links(document),
        columns=COLUMNS,
        in_indonesian=IN_INDONESIAN,
    )


def _told(document: dict[str, Any]) -> tuple[str, str]:
    """What the page is called, and what it is."""
    if facts := document.get("properties"):
        return _name(facts), say("data.ogc_lead")
    if "conformsTo" in document:
        return say("data.ogc.conformance"), say("data.ogc.conformance_lead")
    if "collections" in document:
        return say("data.ogc.collections"), say("data.ogc_lead")
    if collection := (request.view_args or {}).get("name") or _listed(document):
        return say(f"data.ogc.of.{collection}"), say(f"data.ogc.of.{collection}_lead")
    return say("data.ogc_title"), say("data.ogc_lead")


def _name(facts: dict[str, Any]) -> str:
    code, name = facts.get("category"), facts.get("name")
    return category_label(code) if code else say("shared.kelurahan", name=name)


def _listed(document: dict[str, Any]) -> str:
    """The collection whose features these are; empty where they are none."""
    return request.path.split("/")[-2] if "features" in document else ""


def _links(document: dict[str, Any]) -> list[dict[str, str]]:
    """Those for people first."""
    shown = [_shown(each) for each in document.get("links", ()) if not _is_here(each)]
    return sorted(shown, key=lambda each: "f=html" not in each["href"])


def _is_here(link: dict[str, str]) -> bool:
    return (link["rel"], link["type"]) == (HERE, HTML)


def _shown(link: dict[str, str]) -> dict[str, str]:
    """Its address and its words."""
    rel, address = link["rel"], link["href"]
    if rel == DESCRIBED:
        return {"href": address, "words": say("data.ogc.to.description")}
    for_people = link["type"] == HTML or rel in FOR_PEOPLE
    words = say(f"data.ogc.to.{rel}" if for_people else f"data.ogc.to.{rel}_json")
    return {"href": _as(address, "html" if for_people else "json"), "words": words}


def _as(address: str, shape: str) -> str:
    """The same document in that shape."""
    url = urlsplit(address)
    query = dict(parse_qsl(url.query)) | {"f": shape}
    return urlunsplit(url._replace(query=urlencode(query, safe=",:/")))
