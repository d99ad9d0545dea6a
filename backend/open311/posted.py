"""A service request that a client posts, as the words a phone would have sealed.

What the standard lets a client say about the person (name, telephone, e-mail, account, device) is not kept:
nobody agreed to that here. A picture is kept as its address; nothing is fetched from where a stranger says.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Any

from backend.city.register import Category, Register
from backend.open311.attributes import answers
from backend.open311.faults import Wrong
from backend.words import said

Form = Mapping[str, Sequence[str]]
"""Every value of each name."""


@dataclass(frozen=True, slots=True)
class Posted:
    """`where` is None where only a kelurahan was said; `beside` is read by reviewers alone."""

    category: str
    answers: Mapping[str, object]
    note: str
    beside: str
    where: tuple[float, float] | None
    kelurahan: str | None


def read(form: Form, category: Category, register: Register, tongue: str) -> Posted:
    """Raises Wrong."""
    where, kelurahan = _point(form), _kelurahan(form, register)
    if where is None and kelurahan is None:
        raise Wrong("lat and long, or address_id (a kelurahan's code), or an address_string that names one")
    note, beside = first(form, "description"), "\n".join(_beside(form, tongue))
    return Posted(category.code, answers(form, category), note, beside, where, kelurahan)


def sealed(posted: Posted, *, report_id: str, at: datetime, register: int) -> bytes:
    """The words of protocol v1. The same again are the same bytes, so that it is kept once."""
    words = {
        "v": 1,
        "id": report_id,
        "category": posted.category,
        "answers": dict(posted.answers),
        "note": posted.note,
        "identity": "anonymous",
        "where": _where(posted.where),
        "kelurahan": posted.kelurahan,
        "rt": None,
        "captured_at": at.isoformat(),
        "register": register,
        "photos": [],
    }
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()


def first(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "").strip()


def _where(point: tuple[float, float] | None) -> dict[str, Any]:
    return {"source": "pin", "lat": point[0], "lon": point[1]} if point else {"source": "none"}


def _beside(form: Form, tongue: str) -> Iterator[str]:
    if address := first(form, "address_string"):
        yield said(tongue, "open311.address", address=address)
    if url := first(form, "media_url"):
        yield said(tongue, "open311.media", url=url)


def _point(form: Form) -> tuple[float, float] | None:
    lat, long = first(form, "lat"), first(form, "long")
    if not lat and not long:
        return None
    try:
        point = float(lat), float(long)
    except ValueError as cause:
        raise Wrong("lat and long: both, in degrees") from cause
    if not all(map(isfinite, point)) or abs(point[0]) > 90 or abs(point[1]) > 180:  # noqa: PLR2004 -- degrees
        raise Wrong("lat and long: degrees of WGS84")
    return point


def _kelurahan(form: Form, register: Register) -> str | None:
    """By its code, or as the only one an address names. Raises Wrong for a code nobody has."""
    code = first(form, "address_id")
    if code and code not in register.kelurahan:
        raise Wrong("address_id: the code of a kelurahan, e.g. " + next(iter(register.kelurahan)))
    return code or _named(first(form, "address_string"), register)


def _named(address: str, register: Register) -> str | None:
    said_there = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in address.casefold()).split())} "
    found = {
        one.code
        for one in register.kelurahan.values()
        if any(f" {name.casefold()} " in said_there for name in (one.name, *one.aliases))
    }
    return found.pop() if len(found) == 1 else None
