"""The two formats of the standard, JSON and XML, of the same plain values."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from backend.residents.xml_text import plain

ROWS: Mapping[str, str] = {
    "services": "service",
    "service_requests": "request",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
    "errors": "error",
}
"""What one of several is called in XML."""

Rows = Sequence[Mapping[str, Any]]


def as_json(told: Mapping[str, Any] | Rows) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def as_xml(root: str, told: Mapping[str, Any] | Rows) -> bytes:
    """`root` names the document; its rows are called as ROWS says."""
    document = Element(root)
    _fill(document, told)
    return bytes(tostring(document, encoding="utf-8", xml_declaration=True))


def _fill(parent: Element, told: Any) -> None:
    if isinstance(told, Mapping):
        for name, value in told.items():
            _fill(SubElement(parent, name), value)
    elif isinstance(told, list | tuple):
        for row in told:
            _fill(SubElement(parent, ROWS[parent.tag]), row)
    else:
        parent.text = _text(told)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else plain(str(value))
