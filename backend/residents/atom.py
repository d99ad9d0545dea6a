"""A feed as programs read it (Atom, RFC 4287)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from backend.reports.wita import WITA
from backend.residents.xml_text import plain

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
SINCE = 2026
"""Of the `tag:` addresses (RFC 4151): a year in which the host was ours."""
BEGINNING = date(SINCE, 1, 1)
"""When a feed without entries was changed last."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`name` tells it apart from all others of the site, for ever; `picture`: address of a WebP, or empty."""

    name: str
    title: str
    summary: str
    address: str
    day: date
    category: str
    label: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """Addresses are whole ones; `page` is what people read instead."""

    title: str
    language: str
    address: str
    page: str
    author: str
    entries: Sequence[Entry]


def written(feed: Feed) -> bytes:
    """UTF-8 with its declaration. Whatever people wrote stays text."""
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed.language})
    _say(root, "id", _tag(feed.address, "feed" + _path(feed.address)))
    _say(root, "title", feed.title)
    _say(root, "updated", _moment(max((entry.day for entry in feed.entries), default=BEGINNING)))
    _say(SubElement(root, "author"), "name", feed.author)
    _link(root, "self", feed.address, MEDIA_TYPE)
    _link(root, "alternate", feed.page, "text/html")
    for entry in feed.entries:
        _add(root, entry)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _add(root: Element, entry: Entry) -> None:
    told = SubElement(root, "entry")
    _say(told, "id", _tag(entry.address, entry.name))
    _say(told, "title", entry.title)
    _say(told, "updated", _moment(entry.day))
    _say(told, "summary", entry.summary)
    SubElement(told, "category", {"term": plain(entry.category), "label": plain(entry.label)})
    _link(told, "alternate", entry.address, "text/html")
    if entry.picture:
        _link(told, "enclosure", entry.picture, "image/webp")


def _say(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = plain(text)


def _link(parent: Element, relation: str, address: str, kind: str) -> None:
    SubElement(parent, "link", {"rel": relation, "type": kind, "href": plain(address)})


def _tag(address: str, name: str) -> str:
    return f"tag:{urlsplit(address).hostname},{SINCE}:{name}"


def _path(address: str) -> str:
    url = urlsplit(address)
    return f"{url.path}{'?' if url.query else ''}{url.query}"


def _moment(day: date) -> str:
    """The day in Bontang (RFC 3339): residents are told no minutes."""
    return datetime.combine(day, time(), WITA).isoformat()
